"""The tables of the archive (docs/design of the data: one Article and what belongs to it)."""

from articles.models.article import Address, Article
from articles.models.authorities import Person, PersonAddress, PersonName, Source, SourceAddress, Topic, TopicAddress
from articles.models.bulk import BulkAction, BulkItem
from articles.models.imports import GoneAddress, Import, ImportItem, Original
from articles.models.merges import Merge
from articles.models.parts import Correction, Photo, Quote, RelatedLink
from articles.models.presence import Presence
from articles.models.preview_link import PreviewLink
from articles.models.search_change import SearchChange
from articles.models.splits import Split
from articles.models.state_change import StateChange
from articles.models.twins import Twins

__all__ = [
    "Address",
    "Article",
    "BulkAction",
    "BulkItem",
    "Correction",
    "GoneAddress",
    "Import",
    "ImportItem",
    "Merge",
    "Original",
    "Person",
    "PersonAddress",
    "PersonName",
    "Photo",
    "Presence",
    "PreviewLink",
    "Quote",
    "RelatedLink",
    "SearchChange",
    "Source",
    "SourceAddress",
    "Split",
    "StateChange",
    "Topic",
    "TopicAddress",
    "Twins",
]
