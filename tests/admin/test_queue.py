"""The queue of quotes that wait for an editor."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from reversion.models import Version

from articles.archive.deciding import state_of
from articles.editors import EDITOR
from articles.models import Person, Quote, SearchChange
from articles.search import sync
from tests.admin.pages import change_url, list_url
from tests.admin.queueing import BODY, QUEUE, UNDO, make_waiting, said, send
from tests.factories import make_article, make_person, make_source

pytestmark = pytest.mark.django_db


def test_the_least_sure_quote_comes_first_in_its_passage(editor: Client) -> None:
    make_waiting(confidence=0.7)
    least = make_waiting(confidence=0.2, speaker_as_printed="he", speaker_span=[102, 104], role="pilot", cue="said")
    page = editor.get(QUEUE)
    assert page.context["quote"] == least
    text = " ".join(page.content.decode().split())
    assert "<mark>The tide will not wait,</mark>" in text
    start = BODY.index("he said")
    Quote.objects.filter(pk=least.pk).update(speaker_span=[start, start + 2])
    text = " ".join(editor.get(QUEUE).content.decode().split())
    assert '<mark class="speaker">he</mark>' in text
    assert '<p class="beside">The harbour was quiet.</p>' in text
    assert "Another quote of the same sentence names this speaker." in text
    assert "20% right" in text
    assert "2 wait" in text


def test_of_a_long_paragraph_what_is_near_the_words_is_shown(editor: Client) -> None:
    body = f"{'The harbour was quiet. ' * 200}“The tide will not wait,” he said. {'Boats came in late. ' * 200}".strip()
    make_waiting(article=make_article(body=body))
    (paragraph,) = editor.get(QUEUE).context["passage"]
    before, words, after = (piece.text for piece in paragraph.pieces)
    assert words == "The tide will not wait,"
    assert before.startswith("… The harbour was quiet. ")
    assert before.endswith("quiet. “")
    assert after.startswith("” he said. Boats")
    assert after.endswith("late. …")
    assert max(len(before), len(after)) <= 902


def test_the_agency_is_named_beside_another_source_only(editor: Client) -> None:
    wire, paper = make_source(name="Wire Press"), make_source(name="The Lighthouse")
    for source in (wire, paper):
        quote = make_waiting(article=make_article(body=BODY, source=source, agency=wire))
        told = editor.get(QUEUE, {"quote": quote.pk}).content.decode().split('class="quiet">')[1].split("<")[0]
        assert told.startswith("Wire Press, 4 March" if source == wire else "The Lighthouse, Wire Press, 4 March")


def test_sure_quotes_and_fragments_wait_until_they_are_asked_for(editor: Client) -> None:
    make_waiting(confidence=0.95, rule="verb_then_speaker")
    fragment = make_waiting("harbour", kind="fragment", confidence=0.0, rule="unknown")
    assert editor.get(QUEUE).context["quote"] is None
    assert "Nothing waits here" in editor.get(QUEUE).content.decode()
    assert editor.get(QUEUE, {"sure": "all"}).context["quote"].rule == "verb_then_speaker"
    assert editor.get(QUEUE, {"kind": "fragment"}).context["quote"] == fragment


def test_what_an_editor_made_waits_for_nobody_even_unchecked(editor: Client) -> None:
    make_waiting(method="editor", confirmed=False)
    page = editor.get(QUEUE)
    assert page.context["quote"] is None
    assert page.context["waiting"] == 0


def test_filters_by_rule_and_source(editor: Client) -> None:
    wanted = make_source(name="The Lighthouse")
    here = make_waiting(article=make_article(body=BODY, source=wanted), confidence=0.6)
    colon = make_waiting(confidence=0.3, rule="colon")
    make_waiting(confidence=0.1)
    assert editor.get(QUEUE, {"source": wanted.slug}).context["quote"] == here
    assert editor.get(QUEUE, {"rule": "colon"}).context["quote"] == colon


@pytest.mark.parametrize("near", [1, 2000])
def test_a_sources_quotes_come_in_order_wherever_they_stand(
    editor: Client, monkeypatch: pytest.MonkeyPatch, near: int
) -> None:
    monkeypatch.setattr("articles.admin.queue._NEAR", near)
    wanted = make_source(name="The Lighthouse")
    for confidence in (0.1, 0.3, 0.5):
        make_waiting(confidence=confidence)
    article = make_article(body=BODY, source=wanted)
    second, first = (make_waiting(article=article, confidence=confidence) for confidence in (0.6, 0.4))
    page = editor.get(QUEUE, {"source": wanted.slug})
    assert (page.context["quote"], page.context["waiting"]) == (first, 2)
    assert editor.get(page.context["skip"]).context["quote"] == second


def test_editors_decisions_are_not_in_the_queue(editor: Client) -> None:
    make_waiting(confirmed=True)
    make_waiting(method="editor", confirmed=True)
    assert editor.get(QUEUE).context["waiting"] == 0


def test_accepting_keeps_what_the_rule_said_and_brings_the_next(editor: Client) -> None:
    ana = make_person(name="Ana Ruiz")
    first, second = make_waiting(confidence=0.1, speaker=ana, role="Mayor"), make_waiting(confidence=0.2)
    page = send(editor, first, decision="accept")
    assert page.context["quote"] == second
    assert "Accepted" in said(page)
    first.refresh_from_db()
    assert (first.method, first.confirmed, first.speaker, first.role) == ("editor", True, ana, "Mayor")
    assert first.rule == "same_sentence"
    assert first.decided_by is not None
    assert first.decided_by.username == "elena"
    assert first.decided_at is not None


def test_people_named_in_the_article_are_offered_nearest_first(editor: Client) -> None:
    quote = make_waiting(speaker=make_person(name="Ana Ruiz"))
    marta = make_person(name="Marta Okafor")
    found = editor.get(QUEUE).context["candidates"]
    assert [(one.name, one.person) for one in found] == [("Marta Okafor", marta), ("Ivo Lindqvist", None)]
    assert [one.role for one in found] == ["Senator", "lawyer"]
    page = editor.get(QUEUE).content.decode()
    assert f'name="person" value="{marta.pk}" data-key="1"' in page
    assert 'name="name" value="Ivo Lindqvist" data-key="2"' in page
    assert quote.speaker is not None


def test_another_speaker_gets_the_quote_and_search_follows_at_once(
    editor: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    marta = make_person(name="Marta Okafor", aliases=["M. Okafor"])
    quote = make_waiting(speaker=make_person(name="Ivo Lindqvist"), speaker_as_printed="he", role="Lawyer", cue="said")
    with django_capture_on_commit_callbacks(execute=True):
        page = send(editor, quote, person=marta.pk)
    assert "Speaker: Marta Okafor" in said(page)
    quote.refresh_from_db()
    assert (quote.speaker, quote.role, quote.speaker_as_printed) == (marta, "Senator", "he")
    assert (quote.method, quote.rule, quote.confidence) == ("editor", "", None)
    assert not SearchChange.objects.exists()
    assert sync.check() == []


def test_the_printed_name_of_somebody_else_does_not_stay(editor: Client) -> None:
    marta = make_person(name="Marta Okafor")
    quote = make_waiting(speaker=make_person(name="Ivo Lindqvist"), speaker_span=[1, 2], cue="said")
    send(editor, quote, person=marta.pk)
    quote.refresh_from_db()
    assert (quote.speaker_as_printed, quote.speaker_span, quote.cue) == ("", None, "")


def test_a_name_finds_its_record_whatever_the_spelling(editor: Client) -> None:
    marta = make_person(name="Marta Okafor", aliases=["Märta Okafor-Lind"])
    quote = make_waiting()
    send(editor, quote, decision="speaker", name="marta okafor lind")
    quote.refresh_from_db()
    assert quote.speaker == marta
    assert Person.objects.count() == 1


def test_a_name_that_nobody_has_gets_a_record(editor: Client) -> None:
    quote = make_waiting()
    send(editor, quote, decision="speaker", name="  Nora   Vale ")
    quote.refresh_from_db()
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.slug) == ("Nora Vale", "nora-vale")
    assert Version.objects.get_for_object(quote.speaker).count() == 1


def test_of_several_with_one_name_the_editor_chooses(editor: Client) -> None:
    one, other = make_person(name="Ana Ruiz", description="The mayor."), make_person(name="Ana Ruiz")
    quote = make_waiting("The tide will not wait,")
    page = send(editor, quote, decision="speaker", name="Ana Ruiz")
    assert page.context["decision"].namesakes == [one, other]
    assert "2 people answer to the name Ana Ruiz" in page.content.decode()
    assert "The mayor." in page.content.decode()
    assert Quote.objects.get().speaker is None


@pytest.mark.parametrize(
    "answer", [{}, {"decision": "speaker", "name": " "}, {"decision": "burn"}, {"person": "99999"}]
)
def test_an_answer_that_decides_nothing_says_so(editor: Client, answer: dict[str, str]) -> None:
    quote = make_waiting()
    page = send(editor, quote, **answer)
    assert page.context["quote"] == quote
    assert 'class="errorlist' in page.content.decode()
    assert Quote.objects.get().decided_at is None


def test_nobody_said_it(editor: Client) -> None:
    quote = make_waiting(speaker=make_person(), role="Mayor", cue="said", speaker_span=[0, 3])
    send(editor, quote, decision="nobody")
    quote.refresh_from_db()
    assert (quote.speaker, quote.speaker_as_printed, quote.role, quote.cue, quote.speaker_span) == (
        None,
        "",
        "",
        "",
        None,
    )
    assert quote.confirmed


def test_a_fragment_is_nobodys_speech_and_an_utterance_keeps_its_speaker(editor: Client) -> None:
    ana = make_person(name="Ana Ruiz")
    quote, term = make_waiting(speaker=ana), make_waiting("harbour", kind="fragment", speaker=ana)
    send(editor, quote, decision="kind")
    send(editor, term, decision="kind")
    quote.refresh_from_db()
    term.refresh_from_db()
    assert (quote.kind, quote.speaker) == ("fragment", None)
    assert (term.kind, term.speaker) == ("utterance", ana)


def test_skipped_quotes_come_again_from_the_front(editor: Client) -> None:
    quotes = [make_waiting(confidence=confidence) for confidence in (0.2, 0.2, 0.3)]
    address, seen = QUEUE, []
    for _ in quotes:
        page = editor.get(address)
        seen.append(page.context["quote"])
        address = page.context["skip"]
    assert seen == quotes
    page = editor.get(address)
    assert page.context["quote"] is None
    assert "Those that you have skipped still wait" in page.content.decode()
    assert editor.get(page.context["from_the_front"]).context["quote"] == quotes[0]


def test_filters_are_kept_from_one_quote_to_the_next(editor: Client) -> None:
    first, second = (make_waiting(rule="colon", confidence=confidence) for confidence in (0.1, 0.2))
    make_waiting(confidence=0.15)
    page = send(editor, first, f"{QUEUE}?rule=colon", decision="accept")
    assert page.context["quote"] == second
    page = editor.post(f"{UNDO}?rule=colon", follow=True)
    assert page.context["filters"]["rule"] == "colon"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "shout"),
        ("sure", "maybe"),
        ("rule", "guess"),
        ("source", "nowhere"),
        ("after", "last"),
        ("quote", "x"),
        ("page", "2"),
    ],
)
def test_bad_parameters_are_refused_by_name(editor: Client, name: str, value: str) -> None:
    page = editor.get(QUEUE, {name: value})
    assert page.status_code == 400
    assert name in page.content.decode()
    assert value in page.content.decode()


def test_a_quote_without_a_place_is_shown_with_its_words(editor: Client) -> None:
    make_waiting("Words from elsewhere")
    text = editor.get(QUEUE).content.decode()
    assert "Words from elsewhere" in text
    assert "The place of these words in the article is not recorded." in text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", ["queue", "undo", "confirm", "take-back"])
def test_somebody_without_rights_sees_and_decides_nothing(reader: Client, method: str, page: str) -> None:
    quote = make_waiting()
    answer = {"quote": quote.pk, "seen": state_of(quote), "decision": "accept", "rule": "same_sentence"}
    assert getattr(reader, method)(f"/admin/articles/quote/{page}/", answer).status_code == 403
    assert not Quote.objects.get().confirmed


def test_who_may_change_but_not_delete_or_add_people(db: None) -> None:
    user = User.objects.create_user("carla", password="a long word for Carla", is_staff=True)
    permissions = Group.objects.get(name=EDITOR).permissions
    user.user_permissions.set(permissions.exclude(codename__in=["delete_quote", "add_person"]))
    carla = Client()
    carla.force_login(user)
    quote = make_waiting()
    assert send(carla, quote, decision="delete").status_code == 403
    assert send(carla, quote, decision="speaker", name="Nora Vale").status_code == 403
    assert 'value="delete"' not in carla.get(QUEUE).content.decode()
    assert not Person.objects.exists()
    assert send(carla, quote, decision="accept").status_code == 200


def test_what_was_decided_is_listed_last_first_with_who_and_when(editor: Client, bruno: Client) -> None:
    first, second, _ = make_waiting("harbour"), make_waiting("pilots"), make_waiting()
    send(editor, first, decision="accept")
    send(bruno, second, decision="accept")
    page = editor.get(list_url("quote"))
    assert list(page.context["cl"].result_list) == [second, first]
    assert "bruno" in page.content.decode()
    assert f"{QUEUE}?quote={second.pk}" in page.content.decode()
    led = editor.get(change_url("quote", first.pk), follow=True)
    assert led.context["quote"] == first
    assert "checked by elena" in led.content.decode()


@pytest.mark.parametrize("number", [2, 12])
def test_what_the_queue_costs(editor: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = make_article(body=BODY)
    for _ in range(number):
        quote = make_waiting(article=article, speaker=make_person())
    with django_assert_num_queries(9):  # session, user, permissions (2); the quote; people (2), sources, count
        editor.get(QUEUE)
    with django_assert_num_queries(10):  # the same, and further on in the queue
        editor.get(QUEUE, {"after": f"0.4:{quote.pk}"})
    source = article.source.slug
    with django_assert_num_queries(12):  # the same for one source: its record, and a step in two queries
        editor.get(QUEUE, {"after": f"0.4:{quote.pk}", "source": source})
    with django_assert_num_queries(6):  # session, user, permissions (2); the list, its count
        editor.get(list_url("quote"))
