"""Find the quotes in a text and who said them. Plain Python: no settings, no database."""

from articles.quotes.finder import find_quotes, find_quotes_in_fields
from articles.quotes.record import Quote

__all__ = ["Quote", "find_quotes", "find_quotes_in_fields"]
