"""Sources, people and topics that readers may know of: those with at least one public article."""

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article, Person, Quote, Source, Topic


def public_sources() -> QuerySet[Source]:
    """Publishers and agencies of public articles."""
    articles = Article.objects.public()
    return Source.objects.filter(
        Exists(articles.filter(source=OuterRef("pk"))) | Exists(articles.filter(agency=OuterRef("pk")))
    )


def public_people() -> QuerySet[Person]:
    """People whom public articles quote."""
    return Person.objects.filter(Exists(Quote.objects.public().filter(speaker=OuterRef("pk"))))


def public_topics() -> QuerySet[Topic]:
    """Topics of public articles."""
    headed = Article.topics.through.objects.filter(topic=OuterRef("pk"))
    return Topic.objects.filter(Exists(headed.filter(Exists(Article.objects.public().filter(pk=OuterRef("article"))))))
