"""Languages by their codes."""

from django.conf.locale import LANG_INFO

_MORE = {
    "am": "Amharic", "as": "Assamese", "ay": "Aymara", "dz": "Dzongkha", "fil": "Filipino", "fo": "Faroese",
    "gn": "Guaraní", "gu": "Gujarati", "ha": "Hausa", "ht": "Haitian Creole", "jv": "Javanese", "ku": "Kurdish",
    "la": "Latin", "ln": "Lingala", "lo": "Lao", "mg": "Malagasy", "mi": "Māori", "mt": "Maltese", "my": "Burmese",
    "no": "Norwegian", "oc": "Occitan", "or": "Odia", "ps": "Pashto", "qu": "Quechua", "rn": "Rundi",
    "rw": "Kinyarwanda", "se": "Northern Sami", "si": "Sinhala", "sn": "Shona", "so": "Somali", "sm": "Samoan",
    "st": "Southern Sotho", "ti": "Tigrinya", "tl": "Tagalog", "vo": "Volapük", "wa": "Walloon", "wo": "Wolof",
    "xh": "Xhosa", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
"""Codes of ISO 639 that news is written in and Django's own list does not hold."""

_RIGHT_TO_LEFT = frozenset({"ps", "yi", "sd", "dv"})

NAMES: dict[str, str] = _MORE | {code: str(info["name"]) for code, info in LANG_INFO.items() if "name" in info}


def language_name(code: str) -> str:
    """The English name of a language; the code itself for one that has no name here."""
    return NAMES.get(code.lower()) or NAMES.get(code.partition("-")[0].lower()) or code


def reads_right_to_left(code: str) -> bool:
    """Whether the language is written from right to left."""
    base = code.partition("-")[0].lower()
    return base in _RIGHT_TO_LEFT or bool(LANG_INFO.get(base, {}).get("bidi"))
