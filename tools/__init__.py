"""How the project is started and checked: what the Makefile calls. Not part of the archive."""
