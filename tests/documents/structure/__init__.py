"""Structure of documents."""
