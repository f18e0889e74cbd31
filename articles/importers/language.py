"""Which language a text is in."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from articles.importers.words import LANGUAGES

_ENOUGH = 60
_AT_MOST = 700
_SURE = 0.9


@cache
def _identifier() -> LanguageIdentifier:
    """The model, loaded once and only when first needed (half a second)."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def detect(text: str) -> str | None:
    """The two-letter code of a text's language, or None where the text is too short or unclear to say."""
    sample = text[:_AT_MOST]
    if len(sample) < _ENOUGH:
        return None
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= _SURE else None
