"""Stems and spellings: which words are one word in each language."""

import pytest

from articles.search.schema import ANALYZERS, FOLDED_FIRST, WRITTEN

SAME_WORD = {
    "en": "minister ministers, voting votes, naïve naive, café cafes, election elections, country countries",
    "es": "elección elecciones, canción canciones, nación naciones, político políticas, país países, reunió reunieron, "
    "economía económico, autónomo autónomas, francés franceses, decisión decisiones, votación votaciones",
    "fr": "élection élections, présidé présider, économie économique, général généraux, député députés, "
    "étranger étrangers, libéré libérer, blessé blessés",
    "pt": "eleição eleições, nação nações, política políticos, país países, decisão decisões, cidadão cidadãos, "
    "mês meses, operação operações",
    "de": "Haus Häuser, Wahl Wahlen, Land Länder, Präsident Präsidenten, Stadt Städte, Straße Strassen, Übung Übungen",
}


@pytest.mark.parametrize("language", SAME_WORD)
def test_inflections_have_one_stem(language: str) -> None:
    for pair in SAME_WORD[language].split(", "):
        one, other = pair.split()
        assert ANALYZERS[language].analyze(one) == ANALYZERS[language].analyze(other), pair


@pytest.mark.parametrize("language", FOLDED_FIRST)
def test_accents_change_no_stem_where_they_are_folded_first(language: str) -> None:
    for word in SAME_WORD[language].replace(",", "").split():
        (plain,) = WRITTEN.analyze(word)
        assert ANALYZERS[language].analyze(plain) == ANALYZERS[language].analyze(word)


def test_written_words_lose_only_case_and_accents() -> None:
    assert WRITTEN.analyze("L’Élection d'Ærø, ÑANDÚ; O'Neill 3.5") == [
        "l", "election", "d", "aero", "nandu", "o", "neill", "3", "5",
    ]  # fmt: skip
