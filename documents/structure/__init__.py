"""Structure: chapters are divided, joined, ordered, moved to other documents, binned and taken back."""
