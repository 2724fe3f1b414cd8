"""Blueprints: documents begin from chapters with instructions, those of the product or of the group."""
