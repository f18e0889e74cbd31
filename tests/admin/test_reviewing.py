"""Reviewing what came in: side by side, accepted, rejected, accepted together."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from reversion.models import Version

from articles.models import Article, ImportItem, Original, Person, Source, Topic
from tests.admin.desk import accept_all_url, bring_in, post, reject_url, review_url, story
from tests.admin.pages import change_url, errors, form_data
from tests.factories import make_source

pytestmark = pytest.mark.django_db


def accept(client: Client, item: ImportItem, **changes: str) -> str:
    """Where accepting leads."""
    url = review_url(item)
    response = post(client, url, form_data(client, url) | {"_accept": "1", **changes})
    assert response.status_code == 302, errors(response)
    return str(response.url)


def messages_at(client: Client, url: str) -> str:
    return " ".join(str(message) for message in client.get(url).context["messages"])


def test_the_originals_lines_stand_beside_with_the_fields_read_from_them(editor: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    response = editor.get(review_url(item))
    lines = {line.number: line for line in response.context["lines"]}
    assert lines[1].text == "Headline: River floods meadows"
    assert lines[1].fields == "headline"
    assert "body" in lines[6].fields
    page = response.content.decode()
    assert 'id="line-1" data-fields="headline"' in page
    assert 'href="#line-1"' in page
    assert "Marta Soler" in page


def test_markup_in_an_original_is_shown_as_text(editor: Client) -> None:
    text = story() + "\n<script>alert(1)</script> is what he wrote on the wall.\n"
    (item,) = bring_in(editor, text).items.all()
    page = editor.get(review_url(item)).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_warnings_stand_before_all_else(editor: Client) -> None:
    (item,) = bring_in(editor, story(Date="")).items.all()
    page = editor.get(review_url(item)).content.decode()
    assert page.index("No date was found.") < page.index('id="original-heading"') < page.index('id="id_headline"')


def test_accepted_as_understood_a_story_is_public_and_the_next_follows(editor: Client, client: Client) -> None:
    run = bring_in(editor, story("One"), story("Two"))
    one, two = run.items.all()
    assert accept(editor, one) == review_url(two)
    one.refresh_from_db()
    assert one.article is not None
    assert (one.review, one.article.edited_fields) == ("accepted", [])
    assert str(one.reviewed_by) == "elena"
    assert one.reviewed_at is not None
    assert client.get(one.article.get_absolute_url()).status_code == 200
    assert "Accepted at the import desk" in Version.objects.get_for_object(one.article)[0].revision.comment
    assert accept(editor, two) == change_url("import", run.pk)


def test_a_story_is_previewed_as_it_is_corrected_and_goes_on_waiting(editor: Client, client: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    url = review_url(item)
    assert 'name="_preview"' in editor.get(url).content.decode()
    response = post(editor, url, form_data(editor, url) | {"_preview": "1", "headline": "River floods the mill"})
    shown = editor.get(response.url).content.decode()
    assert "River floods the mill</h1>" in shown
    assert f'<a href="{url}">Back to its review</a>' in shown
    item.refresh_from_db()
    assert item.article is not None
    assert (item.review, item.article.status) == ("waiting", "draft")
    assert client.get(item.article.get_absolute_url()).status_code == 404
    accept(editor, item)
    assert "Back to its review" not in editor.get(response.url).content.decode()


def test_what_the_editor_corrects_is_kept_as_the_editors(editor: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    accept(editor, item, headline="River floods the mill's meadows")
    article = Article.objects.get()
    assert (article.headline, article.edited_fields) == ("River floods the mill's meadows", ["headline"])
    assert article.quotes.get().speaker is not None


def test_saved_for_later_a_story_still_waits(editor: Client, client: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    url = review_url(item)
    response = post(editor, url, form_data(editor, url) | {"_save": "1", "headline": "Another"})
    assert response.url == url
    item.refresh_from_db()
    assert item.review == "waiting"
    assert client.get(Article.objects.get().get_absolute_url()).status_code == 404


def test_without_a_date_nothing_is_accepted(editor: Client) -> None:
    (item,) = bring_in(editor, story(Date="")).items.all()
    url = review_url(item)
    response = post(editor, url, form_data(editor, url) | {"_accept": "1"})
    assert "needs its date" in errors(response)["published_at"]
    assert Article.objects.get().status == "draft"
    accept(editor, item, published_at_day="2024-05-03")
    assert Article.objects.get().status == "published"


def test_without_a_known_source_nothing_is_accepted(editor: Client) -> None:
    run = bring_in(editor, story(Source=""))
    item = run.items.get()
    url = review_url(item)
    response = post(editor, url, form_data(editor, url) | {"_accept": "1"})
    assert "Choose who published it" in errors(response)["source"]
    editor.post(accept_all_url(run))
    assert Article.objects.get().status == "draft"
    accept(editor, item, source=str(make_source().pk))
    assert Article.objects.get().status == "published"


def test_rejected_with_a_reason_the_draft_goes_and_the_original_stays(editor: Client) -> None:
    run = bring_in(editor, story("One"), story("Two").replace("Marta Soler", "Olga Ferrer"))
    one, two = run.items.all()
    response = post(editor, reject_url(two), {"reason": "Not ours."})
    assert response.url == review_url(one)
    two.refresh_from_db()
    assert (two.review, two.review_reason, two.article, str(two.reviewed_by)) == (
        "rejected",
        "Not ours.",
        None,
        "elena",
    )
    assert Original.objects.count() == 2
    assert list(Article.objects.values_list("headline", flat=True)) == ["One"]
    assert list(Person.objects.values_list("name", flat=True)) == ["Marta Soler"]
    assert (Source.objects.count(), Topic.objects.count()) == (1, 1)
    editor.post(reject_url(one), {"reason": "Neither."})
    assert not any(model.objects.exists() for model in (Article, Person, Source, Topic))


def test_people_who_were_there_before_stay(editor: Client) -> None:
    known = Person.objects.create(name="Marta Soler")
    (item,) = bring_in(editor, story()).items.all()
    editor.post(reject_url(item), {"reason": "Not ours."})
    assert list(Person.objects.all()) == [known]


def test_a_draft_that_somebody_worked_on_stays_when_rejected(editor: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    url = review_url(item)
    editor.post(url, form_data(editor, url) | {"_save": "1", "headline": "Another"})
    response = post(editor, reject_url(item), {"reason": "Not ours."})
    assert "The draft stays" in messages_at(editor, response.url)
    assert Article.objects.get().headline == "Another"


def test_rejecting_asks_for_a_reason(editor: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    response = post(editor, reject_url(item), {"reason": " "})
    assert "Say why" in messages_at(editor, response.url)
    item.refresh_from_db()
    assert item.review == "waiting"
    assert editor.get(reject_url(item)).status_code == 405


def test_a_rejected_file_brought_in_again_waits_again(editor: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    editor.post(reject_url(item), {"reason": "Not ours."})
    (again,) = bring_in(editor, story()).items.all()
    assert (again.outcome, again.review) == ("created", "waiting")


def test_all_without_warnings_are_accepted_and_the_others_wait(editor: Client, client: Client) -> None:
    run = bring_in(editor, story("Sure one"), story("Sure two"), story("Doubtful", Date=""))
    editor.post(accept_all_url(run))
    public = Article.objects.public().order_by("pk")
    assert [article.headline for article in public] == ["Sure one", "Sure two"]
    assert [item.path for item in run.items.waiting()] == ["3.txt"]
    assert client.get(public[0].get_absolute_url()).status_code == 200
    assert all("had no warnings" in Version.objects.get_for_object(each)[0].revision.comment for each in public)
    response = post(editor, accept_all_url(run))
    assert "Nothing was accepted" in messages_at(editor, response.url)
    assert editor.get(accept_all_url(run)).status_code == 405


def test_somebody_was_faster(editor: Client, bruno: Client) -> None:
    run = bring_in(editor, story("One"))
    (item,) = run.items.all()
    url = review_url(item)
    data = form_data(editor, url) | {"_accept": "1"}
    bruno.post(reject_url(item), {"reason": "A hoax."})
    response = post(editor, url, data)
    assert response.url == change_url("import", run.pk)
    told = messages_at(editor, response.url)
    assert "rejected by bruno" in told
    assert "A hoax." in told
    response = post(editor, reject_url(item), {"reason": "Mine."})
    assert "rejected by bruno" in messages_at(editor, response.url)


def test_a_newer_version_is_compared_and_accepted(editor: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    accept(editor, item, place="Elby")
    newer = bring_in(editor, story().replace("two more pumps", "three pumps"))
    (item,) = newer.items.all()
    page = editor.get(review_url(item)).content.decode()
    assert "two more pumps" in page
    assert "three pumps" in page
    response = post(editor, review_url(item))
    assert response.url == change_url("import", newer.pk)
    article = Article.objects.get()
    assert "three pumps" in article.body
    assert (article.place, article.status) == ("Elby", "published")
    item.refresh_from_db()
    assert item.review == "accepted"


def test_a_rejected_newer_version_leaves_the_story_and_may_come_again(editor: Client) -> None:
    (item,) = bring_in(editor, story()).items.all()
    accept(editor, item)
    newer = story().replace("two more pumps", "three pumps")
    (item,) = bring_in(editor, newer).items.all()
    editor.post(reject_url(item), {"reason": "Older than it looks."})
    assert "two more pumps" in Article.objects.get().body
    (item,) = bring_in(editor, newer).items.all()
    assert (item.outcome, item.review) == ("updated", "waiting")


def test_a_newer_version_of_a_rejected_story_is_made_anew(editor: Client) -> None:
    run = bring_in(editor, story(), story().replace("two more pumps", "three pumps"))
    first, second = run.items.all()
    assert second.outcome == "updated"
    editor.post(reject_url(first), {"reason": "Superseded."})
    assert "no longer holds" in editor.get(review_url(second)).content.decode()
    editor.post(review_url(second))
    article = Article.objects.get()
    assert "three pumps" in article.body
    assert article.is_public
    run.refresh_from_db()
    assert (run.created, run.updated) == (2, 0)


def test_only_editors_review(reader: Client, editor: Client) -> None:
    run = bring_in(editor, story())
    (item,) = run.items.all()
    for url in (review_url(item), reject_url(item), accept_all_url(run)):
        assert reader.get(url).status_code == 403
        assert reader.post(url, {"reason": "No.", "_accept": "1"}).status_code == 403
    item.refresh_from_db()
    assert item.review == "waiting"
    assert Article.objects.get().status == "draft"


def test_what_is_not_there_is_not_found(editor: Client) -> None:
    for url in ("importitem/999/review/", "importitem/999/reject/", "import/999/accept/"):
        assert editor.post(f"/admin/articles/{url}").status_code == 404


def test_the_review_costs_the_same_in_a_large_import(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    (item,) = bring_in(editor, story()).items.all()
    editor.get(review_url(item))
    with django_assert_max_num_queries(30) as few:
        editor.get(review_url(item))
    for number in range(5):
        ImportItem.objects.create(run=item.run, path=f"x{number}", outcome="created", review="waiting")
    with django_assert_max_num_queries(len(few)):
        editor.get(review_url(item))
