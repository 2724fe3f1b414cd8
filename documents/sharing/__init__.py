"""Public links: a draft or a version for whoever has the address, until a day; nothing about people."""
