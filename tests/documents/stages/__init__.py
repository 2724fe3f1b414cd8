"""Stages of documents."""
