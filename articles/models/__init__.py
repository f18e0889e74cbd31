"""The tables of the archive (docs/design of the data: one Article and what belongs to it)."""

from articles.models.article import Address, Article
from articles.models.authorities import Person, PersonAddress, PersonName, Source, Topic
from articles.models.imports import GoneAddress, Import, ImportItem, Original
from articles.models.merges import PersonMerge
from articles.models.parts import Correction, Photo, Quote, RelatedLink
from articles.models.search_change import SearchChange

__all__ = [
    "Address",
    "Article",
    "Correction",
    "GoneAddress",
    "Import",
    "ImportItem",
    "Original",
    "Person",
    "PersonAddress",
    "PersonMerge",
    "PersonName",
    "Photo",
    "Quote",
    "RelatedLink",
    "SearchChange",
    "Source",
    "Topic",
]
