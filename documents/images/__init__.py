"""Pictures in the text of documents: taken in, cleaned, kept, and shown to those who see a text with them."""
