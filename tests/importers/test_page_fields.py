"""Everything that a page holds becomes a field with its lines, or is dropped and counted; in two languages."""

from datetime import datetime

import pytest

from articles.importers import ArticleRecord, read_article
from articles.importers.record import CorrectionRecord, PhotoRecord
from articles.text import paragraphs

ENGLISH = [
    "Skip to main content",
    "• News",
    "• Sport",
    "Sign in",
    "Harbour town votes to keep its old crane",
    "The crane has not lifted anything since 1988, and a third of the town wants it gone",
    "By Ida Morrow",
    "Published: 3 May 2024 9:15 am | Updated: 4 May 2024 6:00 pm",
    "The crane at low tide, seen from the fish market. (Photo: Cem Arslan)",
    "Share",
    "Facebook",
    "X",
    (
        "PORT ELLERY, Maine (AFP) - The harbour town voted on Thursday to keep its old crane, by a margin of eleven "
        "votes, after a debate that went on until one in the morning."
    ),
    (
        "“It is ours, and it is rust,” said Amos Tell, who once worked in its cabin and now paints it every "
        "second spring with what is left over from the boats of his neighbours."
    ),
    (
        "The council will ask the region for two hundred thousand dollars to take the weight off its feet, "
        "which stand in sand and have begun to lean towards the market hall."
    ),
    "Sign up to our newsletter about the harbour",
    "We and our partners use cookies to keep your preferences; you may withdraw your consent.",
    (
        "Those who voted against it said that the money would pay for a bus to the school for four years, and "
        "that nobody would be hit on the head by a bus."
    ),
    "This article was amended on 5 May 2024. An earlier version gave the margin as twelve votes.",
    "Related topics",
    "• Harbours",
    "• Cranes",
    "https://ellery.example/2024/05/crane",
    "3 comments",
    "Gustl",
    "I have lived under the crane for thirty years and I never once saw it move, which may say something of me.",
    "© 2024 The Ellery Courier. All rights reserved.",
]
SPANISH = [
    "Saltar al contenido",
    "• Noticias",
    "• Deportes",
    "Iniciar sesión",
    "El puerto vota por conservar su vieja grúa",
    "La grúa no levanta nada desde 1988 y un tercio del pueblo quiere que desaparezca",
    "Por Inés Robledo",
    "Publicado: 3 de mayo de 2024 a las 9:15 | Actualizado: 4 de mayo de 2024 a las 18:00",
    "La grúa con la marea baja, vista desde la lonja. (Foto: Marta Gil)",
    "Compartir",
    (
        "CABO LINDO (EFE) – El pueblo votó el jueves por conservar su vieja grúa, por once votos de diferencia, "
        "tras un debate que duró hasta la una de la madrugada."
    ),
    (
        "«Es nuestra y es herrumbre», dijo Teodora Quintal, que trabajó en su cabina y que ahora la pinta cada dos "
        "primaveras con lo que sobra de los barcos de sus vecinos."
    ),
    (
        "El consejo pedirá a la provincia doscientos mil pesos para aliviar el peso de sus pies, que están en "
        "la arena y han empezado a inclinarse hacia el mercado."
    ),
    "Suscríbete a nuestro boletín del puerto",
    (
        "Quienes votaron en contra dijeron que con el dinero se pagaría un autobús a la escuela durante cuatro años, y "
        "que a nadie le cae un autobús en la cabeza."
    ),
    "Fe de erratas: una versión anterior de esta nota daba doce votos de diferencia.",
    "Temas: Puertos, Grúas",
    "https://cabolindo.example/2024/05/grua",
    "2 comentarios",
    "Gustavo",
    "He vivido treinta años debajo de la grúa y nunca la vi moverse, lo que quizá diga algo de mí y de ella.",
    "Todos los derechos reservados",
]
AMENDED = "This article was amended on 5 May 2024. An earlier version gave the margin as twelve votes."
ERRATA = "Fe de erratas: una versión anterior de esta nota daba doce votos de diferencia."


def read(lines: list[str]) -> ArticleRecord:
    return read_article("\n".join(lines).encode(), "crane.txt", quotes=False)


PAGES = [pytest.param(ENGLISH, id="English"), pytest.param(SPANISH, id="Spanish")]


@pytest.mark.parametrize("lines", PAGES)
def test_headline_and_standfirst_are_told_apart(lines: list[str]) -> None:
    record = read(lines)
    assert (record.headline, record.standfirst) == (lines[4], lines[5])


@pytest.mark.parametrize(
    ("lines", "photo"),
    [
        (ENGLISH, PhotoRecord("The crane at low tide, seen from the fish market.", "Cem Arslan")),
        (SPANISH, PhotoRecord("La grúa con la marea baja, vista desde la lonja.", "Marta Gil")),
    ],
)
def test_caption_and_credit_become_a_photo(lines: list[str], photo: PhotoRecord) -> None:
    assert read(lines).photos == [photo]


@pytest.mark.parametrize(("lines", "topics"), [(ENGLISH, ["Harbours", "Cranes"]), (SPANISH, ["Puertos", "Grúas"])])
def test_topics_become_topics(lines: list[str], topics: list[str]) -> None:
    assert read(lines).topics == topics


@pytest.mark.parametrize("lines", PAGES)
@pytest.mark.parametrize("above", [False, True], ids=["under the story", "under the headline"])
def test_the_address_is_kept_wherever_it_stands(lines: list[str], above: bool) -> None:
    address = next(line for line in lines if line.startswith("https://"))
    others = [line for line in lines if line != address]
    record = read([*others[:5], address, *others[5:]] if above else lines)
    assert record.url == address


@pytest.mark.parametrize(
    ("lines", "place", "agency"), [(ENGLISH, "PORT ELLERY, Maine", "AFP"), (SPANISH, "CABO LINDO", "EFE")]
)
def test_the_dateline_gives_place_and_agency(lines: list[str], place: str, agency: str) -> None:
    record = read(lines)
    assert (record.place, record.agency) == (place, agency)
    assert not record.body.startswith(place)


@pytest.mark.parametrize("lines", PAGES)
@pytest.mark.parametrize("turned", [False, True], ids=["published first", "updated first"])
def test_the_date_of_publication_stands_before_that_of_an_update(lines: list[str], turned: bool) -> None:
    dates = lines[7].split(" | ")
    published = read([*lines[:7], " | ".join(reversed(dates)) if turned else lines[7], *lines[8:]]).published
    assert published is not None
    assert published.local == datetime.fromisoformat("2024-05-03T09:15")


@pytest.mark.parametrize(
    ("lines", "correction"),
    [
        (ENGLISH, CorrectionRecord(AMENDED, datetime.fromisoformat("2024-05-05"))),
        (SPANISH, CorrectionRecord(ERRATA)),
    ],
)
def test_a_correction_printed_at_the_end_is_kept_apart_from_the_body(
    lines: list[str], correction: CorrectionRecord
) -> None:
    record = read(lines)
    assert record.corrections == [correction]
    assert correction.text not in record.body


@pytest.mark.parametrize(
    ("lines", "dropped", "count"),
    [
        (ENGLISH, ["Sign in", "Facebook", "newsletter", "cookies", "Gustl", "thirty years", "rights reserved"], 13),
        (SPANISH, ["Iniciar sesión", "Compartir", "boletín", "Gustavo", "treinta años", "derechos reservados"], 10),
    ],
)
def test_menus_share_bars_newsletters_comments_and_legal_lines_are_dropped_and_counted(
    lines: list[str], dropped: list[str], count: int
) -> None:
    record = read(lines)
    assert len(paragraphs(record.body)) == 4
    assert not any(words in record.body for words in dropped)
    assert record.warnings == [f"{count} lines around the story were left out (menus, notices, links)."]


@pytest.mark.parametrize("lines", PAGES)
def test_every_field_keeps_its_lines(lines: list[str]) -> None:
    record = read(lines)
    expected = {
        "headline": record.headline,
        "standfirst": record.standfirst,
        "authors": record.authors[0],
        "published": "2024",
        "photos": record.photos[0].caption,
        "place": record.place,
        "agency": record.agency,
        "body": paragraphs(record.body)[-1],
        "corrections": record.corrections[0].text,
        "topics": record.topics[-1],
        "url": record.url,
    }
    assert record.spans.keys() == expected.keys()
    for name, words in expected.items():
        first, last = record.spans[name]
        assert str(words) in "\n".join(lines[first - 1 : last])
