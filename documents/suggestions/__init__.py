"""Suggestions: wording that somebody proposes for a passage; the text stays until an editor accepts it."""
