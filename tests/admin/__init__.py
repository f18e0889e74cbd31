"""The admin, one file per noun."""
