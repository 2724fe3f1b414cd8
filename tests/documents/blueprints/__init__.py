"""Blueprints of documents."""
