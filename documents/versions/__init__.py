"""Versions: the frozen text of a document, numbered and named."""
