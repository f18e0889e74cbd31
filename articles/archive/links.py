"""Related links find the articles they name, also when those come later."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from articles.models import Article, RelatedLink

_CARD = ("id", "url", "headline_key", "source_id", "published_on")


def resolve_links(articles: Sequence[Article]) -> None:
    """Set the targets of these articles' links, and of the links elsewhere that waited for these articles.

    A link means the article of its address; else the article of its title, of several the one from the
    same source and nearest in time. Constant number of queries.
    """
    ids = [article.pk for article in articles]
    open_links = RelatedLink.objects.filter(target__isnull=True).select_related("article").defer("article__body")
    links = {link.pk: link for link in open_links.filter(article__in=ids)}
    keys = [article.headline_key for article in articles if article.headline_key]
    urls = [article.url for article in articles if article.url]
    links |= {link.pk: link for link in open_links.filter(title_key__in=keys)}
    links |= {link.pk: link for link in open_links.filter(url__in=urls)}
    _set_targets(list(links.values()))


def _set_targets(links: Iterable[RelatedLink]) -> None:
    links = list(links)
    cards = Article.objects.standing().only(*_CARD)
    by_url: dict[str, list[Article]] = defaultdict(list)
    by_key: dict[str, list[Article]] = defaultdict(list)
    for article in cards.filter(url__in={link.url for link in links if link.url}):
        by_url[article.url].append(article)
    for article in cards.filter(headline_key__in={link.title_key for link in links if link.title_key}):
        by_key[article.headline_key].append(article)
    found = []
    for link in links:
        target = _nearest(link.article, by_url[link.url] if link.url else []) or _nearest(
            link.article, by_key[link.title_key]
        )
        if target:
            link.target = target
            found.append(link)
    RelatedLink.objects.bulk_update(found, ["target"], batch_size=500)


def _nearest(origin: Article, candidates: list[Article]) -> Article | None:
    """Of several articles with the title, the one from the same source and nearest in time."""

    def distance(article: Article) -> tuple[bool, int, int]:
        days = (
            abs((article.published_on - origin.published_on).days)
            if article.published_on and origin.published_on
            else 10**6
        )
        return article.source_id != origin.source_id, days, article.pk

    return min((a for a in candidates if a.pk != origin.pk), key=distance, default=None)
