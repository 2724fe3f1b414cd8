"""Shared drafts: texts that several people write at once."""
