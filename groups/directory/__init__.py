"""Groups themselves: the directory, a group's home page and settings."""
