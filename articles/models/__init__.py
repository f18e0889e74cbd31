"""The tables of the archive (docs/design of the data: one Article and what belongs to it)."""

from articles.models.article import Address, Article
from articles.models.authorities import Person, PersonName, Source, Topic
from articles.models.imports import Import, ImportItem, Original
from articles.models.parts import Correction, Photo, Quote, RelatedLink
from articles.models.search_change import SearchChange

__all__ = [
    "Address",
    "Article",
    "Correction",
    "Import",
    "ImportItem",
    "Original",
    "Person",
    "PersonName",
    "Photo",
    "Quote",
    "RelatedLink",
    "SearchChange",
    "Source",
    "Topic",
]
