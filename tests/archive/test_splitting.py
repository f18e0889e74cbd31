"""Quotes of one person that are somebody else's go to another record, and come back."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles.archive.authorities import people_of
from articles.archive.quoting import requote
from articles.archive.splitting import CannotSplit, leaving_aliases, split, undo
from articles.models import Article, Person, PersonAddress, Quote, SearchChange, Split
from articles.search.engine import Filters, SearchRequest
from articles.search.engines import get_engine
from articles.search.sync import drain
from tests.factories import make_article, make_person, make_quote

pytestmark = pytest.mark.django_db


def quoted(person: Person, printed: str, number: int = 1) -> list[int]:
    """Quotes of a person printed under a name, each in an article of its own."""
    return [
        make_quote(make_article(), "approved the plan", person, speaker_as_printed=printed).pk for _ in range(number)
    ]


@pytest.fixture
def marta() -> Person:
    return make_person(name="Marta Lobo", aliases=["M. Lobo", "Marta Lobo Díaz"])


def whose(quotes: list[int]) -> set[str]:
    return set(Quote.objects.filter(pk__in=quotes).values_list("speaker__name", flat=True))


def test_quotes_go_to_a_new_record_with_the_spelling_that_only_they_print(marta: Person) -> None:
    staying, going = quoted(marta, "Marta Lobo", 2), quoted(marta, "Marta Lobo Díaz", 3)
    done = split(marta, going, "Marta Lobo Díaz", ["Marta Lobo Díaz"], None)
    other = Person.objects.get(pk=done.to_id)
    assert (other.name, other.slug, other.aliases) == ("Marta Lobo Díaz", "marta-lobo-diaz", [])
    assert whose(going) == {"Marta Lobo Díaz"}
    assert whose(staying) == {"Marta Lobo"}
    marta.refresh_from_db()
    assert (marta.slug, marta.aliases) == ("marta-lobo", ["M. Lobo"])
    assert people_of(["Marta Lobo Díaz"])["marta lobo diaz"] == [other]
    assert set(Quote.objects.filter(pk__in=going).values_list("speaker_as_printed", flat=True)) == {"Marta Lobo Díaz"}


def test_quotes_go_to_a_record_that_is_there(marta: Person) -> None:
    other = make_person(name="Marta Lobo", aliases=["Marta L."])
    going = quoted(marta, "M. Lobo")
    split(marta, going, other, ["M. Lobo"], None)
    other.refresh_from_db()
    assert other.aliases == ["Marta L.", "M. Lobo"]
    assert set(Quote.objects.filter(pk__in=going).values_list("speaker", flat=True)) == {other.pk}


def test_only_spellings_that_no_other_quote_prints_go_along(marta: Person) -> None:
    first, second = quoted(marta, "M. Lobo", 2)
    going = quoted(marta, "Marta Lobo Díaz")
    assert leaving_aliases(marta, [first, *going]) == ["Marta Lobo Díaz"]
    assert leaving_aliases(marta, [first, second]) == ["M. Lobo"]
    assert leaving_aliases(marta, quoted(marta, "Marta Lobo")) == []


def test_an_editor_has_decided_and_no_rule_takes_them_back(marta: Person) -> None:
    elena = User.objects.create_user("elena")
    article = make_article(body="“We approved the plan,” said Marta Lobo, the mayor.")
    quote = make_quote(article, "We approved the plan,", marta, rule="x", confidence=0.4)
    split(marta, [quote.pk], "Marta Lobo", [], elena)
    quote.refresh_from_db()
    assert (quote.method, quote.confirmed, quote.decided_by) == ("editor", True, elena)
    requote([Article.objects.get(pk=article.pk)], keep=True)
    assert article.quotes.get().speaker_id == Split.objects.get().to_id != marta.pk


def test_the_index_follows_both_ways(marta: Person) -> None:
    going = quoted(marta, "M. Lobo")
    drain()

    def found(person: int) -> int:
        request = SearchRequest(filters=Filters(speakers=(person,), visible_at=timezone.now()), limit=0)
        return get_engine().search(request).total

    done = split(marta, going, "Another", [], None)
    drain()
    assert (found(marta.pk), found(done.to_id)) == (0, 1)
    undo(done, None)
    drain()
    assert (found(marta.pk), found(done.to_id)) == (1, 0)
    assert not SearchChange.objects.exists()


def test_undone_everything_is_as_before(marta: Person) -> None:
    at = timezone.now()
    going = quoted(marta, "Marta Lobo Díaz", 2)
    Quote.objects.filter(pk=going[0]).update(confirmed=True, decided_by=User.objects.create_user("bo"), decided_at=at)
    before = list(Quote.objects.order_by("pk").values())
    done = split(marta, going, "Marta Lobo Díaz", ["Marta Lobo Díaz"], None)
    slug = Person.objects.get(pk=done.to_id).slug
    parted = undo(done, User.objects.create_user("elena"))
    assert (parted.moved, parted.problems) == (2, ())
    assert list(Quote.objects.order_by("pk").values()) == before
    marta.refresh_from_db()
    assert sorted(marta.aliases) == ["M. Lobo", "Marta Lobo Díaz"]
    assert not Person.objects.filter(pk=done.to_id).exists()
    assert PersonAddress.objects.get(slug=slug).record == marta
    done.refresh_from_db()
    assert str(done.undone_by) == "elena"


def test_an_existing_record_stays_with_its_own_when_it_is_undone(marta: Person) -> None:
    other = make_person(name="Marta L.", aliases=["M. Lobo"])
    own, going = quoted(other, "Marta L."), quoted(marta, "M. Lobo")
    done = split(marta, going, other, ["M. Lobo"], None)
    undo(done, None)
    other.refresh_from_db()
    marta.refresh_from_db()
    assert other.aliases == ["M. Lobo"]
    assert "M. Lobo" in marta.aliases
    assert list(other.quotes.values_list("pk", flat=True)) == own


def test_what_was_decided_since_stays_and_is_told(marta: Person) -> None:
    going = quoted(marta, "M. Lobo", 2)
    done = split(marta, going, "Another", [], None)
    Quote.objects.filter(pk=going[0]).update(decided_at=timezone.now())
    parted = undo(done, None)
    assert parted.moved == 1
    assert "1 of its 2 quotes did not come back" in parted.problems[0]
    assert Person.objects.filter(pk=done.to_id).exists()
    assert whose(going[:1]) == {"Another"}


def test_what_makes_no_sense_is_refused(marta: Person) -> None:
    going = quoted(marta, "M. Lobo")
    with pytest.raises(CannotSplit, match="this person's already"):
        split(marta, going, marta, [], None)
    with pytest.raises(CannotSplit, match="None of these quotes"):
        split(marta, quoted(make_person(), "X"), "Another", [], None)
    assert not Person.objects.filter(name="Another").exists()
    gone = make_person()
    Person.objects.filter(pk=gone.pk).delete()
    with pytest.raises(CannotSplit, match="merged or deleted"):
        split(marta, going, gone, [], None)
    done = split(marta, going, "Another", [], None)
    undo(done, None)
    with pytest.raises(CannotSplit, match="undone already"):
        undo(done, None)
