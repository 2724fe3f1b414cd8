"""Whose chapters are."""
