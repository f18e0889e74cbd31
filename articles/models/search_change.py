"""The outbox between the database and the search index."""

from collections.abc import Iterable

from django.db import connections, models, router
from django.utils import timezone

from articles.models.article import Article


class SearchChangeQuerySet(models.QuerySet["SearchChange"]):
    """Verbs for the outbox."""

    def enqueue(self, article_ids: Iterable[int]) -> None:
        """Note, in the running transaction, that these articles' search documents are out of date."""
        self.bulk_create([SearchChange(article_id=pk) for pk in article_ids], batch_size=5000)

    def enqueue_selected(self, articles: models.QuerySet[Article]) -> None:
        """The same for every article of a queryset, inside the database: one statement however many they are."""
        connection = connections[router.db_for_write(self.model)]
        now = models.Value(timezone.now(), models.DateTimeField())
        selected = articles.order_by().annotate(noted_at=now).values_list("pk", "noted_at").distinct()
        select, parameters = selected.query.get_compiler(connection=connection).as_sql()
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table} (article_id, created_at) {select}", parameters)


class SearchChange(models.Model):
    """One article whose search document has to be written again, or removed when the article is gone."""

    article_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SearchChangeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Article {self.article_id}"
