import pytest

from articles.importers import UnreadableFile, read_article
from articles.importers.record import ArticleRecord, CorrectionRecord, PhotoRecord, RelatedLinkRecord
from tests.importers.texts import HEADERS


def read(text: str) -> ArticleRecord:
    return read_article(text.encode(), "a.txt", quotes=False)


def test_labels_in_spanish_are_understood() -> None:
    record = read(HEADERS)
    assert record.format == "headers"
    assert record.headline == "El faro se queda sin guardiana"
    assert record.standfirst == "La oficina de costas quiere manejar la luz desde la capital"
    assert record.source == "Diario de Cabo Lindo"
    assert record.authors == ["Inés Robledo", "Tomás Peña"]
    assert record.published is not None
    assert record.published.local.isoformat() == "2024-03-03T18:30:00"
    assert record.published.time_zone == "America/Montevideo"
    assert record.language == "es"
    assert record.place == "Cabo Lindo"
    assert record.topics == ["costas", "faros"]
    assert record.url == "https://cabolindo.example/faro"
    assert record.photos == [PhotoRecord("La torre, vista desde el muelle", "Marta Gil")]
    assert record.body.startswith("La oficina")
    assert record.body.endswith("dijo Teodora Quintal.")
    assert record.spans["authors"] == (4, 4)
    assert record.spans["published"] == (5, 6)
    assert record.spans["body"] == (15, 17)


def test_an_unknown_label_is_named() -> None:
    assert read(HEADERS).warnings == ["The label “Humor” (line 13) is not known; it was left out."]


@pytest.mark.parametrize(
    ("headers", "date"),
    [
        ("Headline: One\nDate: March 3, 2024\nTime: 6:30 pm", "2024-03-03T18:30:00"),
        ("Titre : Un\nDate : 3 mars 2024 à 18h30", "2024-03-03T18:30:00"),
        ("Título: Um\nData: 3 de março de 2024 às 18h30", "2024-03-03T18:30:00"),
        ("Titel: Eins\nDatum: 3. März 2024, 18.30 Uhr", "2024-03-03T18:30:00"),
        ("Titular: Uno\nFecha: 03/04/2024\nIdioma: es", "2024-04-03T00:00:00"),
    ],
)
def test_dates_under_labels_in_five_languages(headers: str, date: str) -> None:
    record = read(f"{headers}\n\nThe text of it.\n")
    assert record.published is not None
    assert record.published.local.isoformat() == date


def test_several_photos_keep_their_own_credits() -> None:
    record = read("Title: One\nPhoto caption: The quay\nPhoto credit: Ida Morrow\nPhoto caption: The gate\n\nText.\n")
    assert record.photos == [PhotoRecord("The quay", "Ida Morrow"), PhotoRecord("The gate", "")]


def test_related_links_corrections_and_folded_values() -> None:
    record = read(
        "Title: A very long\n  title\nRelated: Another story | https://a.example/1\n"
        "Correction: The first version had the wrong day.\n\nText.\n"
    )
    assert record.headline == "A very long title"
    assert record.related_links == [RelatedLinkRecord("Another story", "https://a.example/1", 0)]
    assert record.corrections == [CorrectionRecord("The first version had the wrong day.")]


def test_a_fenced_block_may_hold_blank_lines() -> None:
    record = read("---\ntitle: One\n\ntags: a; b\n---\nText.\n")
    assert (record.headline, record.topics, record.body) == ("One", ["a", "b"], "Text.")


def test_the_headline_may_stand_under_the_headers() -> None:
    record = read("Source: Brisa\nDate: 2024-03-03\n\nThe headline\n\nText.\n")
    assert (record.headline, record.body) == ("The headline", "Text.")


@pytest.mark.parametrize(
    ("header", "warning"),
    [
        ("Date: 03/04/2024", "The date “03/04/2024” (line 2) may be read in two ways and was not used."),
        ("Date: last Monday", "The date “last Monday” (line 2) was not understood and was not used."),
        ("Language: Klingon!", "Language “Klingon!” (line 2) is not a code such as “es”; it was left out."),
        ("Time zone: Mars", "Line 2: “Mars” is not a time zone. Allowed are an IANA name"),
        ("Title: Two", "A second headline (line 2) was left out: Two"),
    ],
)
def test_what_is_not_understood_is_told(header: str, warning: str) -> None:
    record = read(f"Title: One\n{header}\nSource: Brisa\nDate: 2024-03-03\n\nText.\n")
    assert any(told.startswith(warning) for told in record.warnings), record.warnings


def test_headers_without_a_text_are_no_article() -> None:
    with pytest.raises(UnreadableFile, match="no headline or no text"):
        read("Title: One\nDate: 2024-03-03\n")
