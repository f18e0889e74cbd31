"""A queue of quotes for tests, and an editor's answers to it."""

from typing import Any

from django.test import Client

from articles.archive.deciding import state_of
from articles.models import Quote
from tests.factories import make_article, make_quote

QUEUE = "/admin/articles/quote/queue/"
UNDO = "/admin/articles/quote/undo/"
BODY = (
    "The harbour was quiet.\n\n"
    "Senator Marta Okafor met the pilots on Monday. “The tide will not wait,” he said.\n\n"
    "The lawyer Ivo Lindqvist listened all morning, and so did Mayor Ana Ruiz."
)


def make_waiting(text: str = "The tide will not wait,", confidence: float = 0.5, **fields: Any) -> Quote:
    article = fields.pop("article", None) or make_article(body=BODY)
    defaults: dict[str, Any] = {"rule": "same_sentence", "confidence": confidence}
    return make_quote(article, text, **(defaults | fields))


def send(client: Client, quote: Quote, address: str = QUEUE, **answer: Any) -> Any:
    """Decide on a quote as it stands now, and follow to the next."""
    quote = Quote.objects.select_related("article", "speaker").get(pk=quote.pk)
    place = {"after": f"{quote.confidence!r}:{quote.pk}"} if quote.confidence is not None else {}
    return client.post(address, {"quote": quote.pk, "seen": state_of(quote)} | place | answer, follow=True)


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.context["messages"])
