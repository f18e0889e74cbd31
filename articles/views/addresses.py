"""Articles by their addresses, present and former."""

from datetime import date

from django.http import Http404

from articles.models import Address, Article


def article_at(on: date, slug: str) -> Article:
    """The article that has or once had this address, public or withheld, with source, agency and original.

    Raises Http404 where there is none that readers may hear of.
    """
    articles = Article.objects.select_related("source", "agency", "original")
    found = articles.filter(published_on=on, slug=slug).first()
    if found is None:
        address = Address.objects.filter(day=on, slug=slug).first()
        found = articles.get(pk=address.article_id) if address else None
    if found is None or not (found.is_public or found.status == Article.Status.WITHHELD):
        raise Http404
    return found
