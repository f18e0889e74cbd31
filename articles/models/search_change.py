"""The outbox between the database and the search index."""

from collections.abc import Iterable

from django.db import models


class SearchChangeQuerySet(models.QuerySet["SearchChange"]):
    """Verbs for the outbox."""

    def enqueue(self, article_ids: Iterable[int]) -> None:
        """Note, in the running transaction, that these articles' search documents are out of date."""
        self.bulk_create([SearchChange(article_id=pk) for pk in article_ids], batch_size=5000)


class SearchChange(models.Model):
    """One article whose search document has to be written again, or removed when the article is gone."""

    article_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SearchChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Article {self.article_id}"
