"""References for tests, with defaults for everything a test does not talk about."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from articles.citations.names import Author
from articles.citations.reference import Reference, one_line

ROSA = Author("Perez", "Rosa María")
ANA = Author("Ruiz", "Ana J.")
KING = Author("King", "Martin Luther", "Jr.")
WIRE = Author("Wire and Press")


def make_reference(**fields: Any) -> Reference:
    """A story of 4 March 2024 by Rosa María Perez in The Valley Courier, read on 24 November 2026."""
    defaults: dict[str, Any] = {
        "key": "council-approves-plan-2024-03-04",
        "title": "Council approves plan",
        "authors": (ROSA,),
        "source": "The Valley Courier",
        "agency": "",
        "published": date(2024, 3, 4),
        "language": "en",
        "abstract": "",
        "topics": (),
        "url": "",
        "archive": "News Archive",
        "address": "https://archive.example/2024/03/04/council-approves-plan/",
        "read_on": date(2026, 11, 24),
    }
    return Reference(**(defaults | fields))


ODD = "{}%$\\\"'“”‘’«»#&_^~@,;:.?!|<>=()[]\t\r\n\u2028\u00ad\u200féßЖ中עم🎉ab "
odd_lines = st.text(st.sampled_from(ODD), max_size=40).map(one_line)
"""Single lines full of signs that mean something in one form or another, right-to-left letters and emoji."""
headlines = odd_lines.filter(bool)
