"""Whole lists as files: all hits of a question, in order, written batch by batch in memory that stays flat."""
