"""Articles that name a person, whether they quote them or not."""

import re

from articles.models import Person
from articles.search.query import MAX_LENGTH, MAX_TERMS, parse
from articles.search.syntax import Node, Nothing
from articles.text import by_fold, squeeze

_MARKS = re.compile(r'["“”„‟«»＂\\]')


def query_text(person: Person) -> str:
    """What finds the mentions when typed into the search box: each of the person's names as a phrase, joined by OR.

    The name first, then the aliases, as many as a query may hold.
    """
    text = ""
    for name in list(by_fold([person.name, *person.aliases]).values())[:MAX_TERMS]:
        phrase = f'"{squeeze(_MARKS.sub(" ", name))}"'
        longer = f"{text} OR {phrase}" if text else phrase
        if len(longer) > MAX_LENGTH:
            break
        text = longer
    return text


def articles_mentioning(person: Person) -> Node:
    """The query for articles with one of the person's names in headline, text or captions."""
    return parse(query_text(person)).node or Nothing()
