"""Pieces of pages of this application."""
