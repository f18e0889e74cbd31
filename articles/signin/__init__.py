"""Signing in to the desk: password, second factor, locks, and the log of all this."""
