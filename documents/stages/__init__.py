"""Stages: a document's way from a draft to an adopted and an archived text, and who moves it."""
