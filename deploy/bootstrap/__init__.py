"""Set-up, start, tests and checks from a bare Python: the standard library alone, called by the Makefile."""
