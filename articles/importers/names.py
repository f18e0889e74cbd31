"""Bylines: which lines name the authors, and their names."""

import re

from articles.importers.words import AGENCIES, BY, GENRES, NOT_NAMES

_PARTICLES = "de|del|della|di|da|das|do|dos|du|des|la|le|el|al|van|von|der|den|ten|ter|bin|bint|ibn|zu|y|e|af|av"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"(?:{_CAPITAL}[^\W\d_]*(?:[’'\-.]{{1,2}}[^\W\d_]+)*\.?|[dDlL][’']{_CAPITAL}[^\W\d_]+)"
_NAME = re.compile(rf"{_WORD}(?:[ \-](?:(?:{_PARTICLES})\b|{_WORD})){{1,4}}")
_SINGLE = re.compile(_WORD)
_BY = re.compile(rf"(?:{GENRES})?(?:{BY})\s*:?\s+(?P<names>.+)", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:by|author|authors|byline|writer|reporter|autor|autora|autores|auteur|auteurs|autorin|text|texto|texte)"
    r"\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    r"(?:[\w·, ]{1,14}[ =])?(?P<name>[가-힣]{2,4}) ?(?:선임|수습|인턴)?(?:기자|특파원)(?: 외 \d+명)?(?: \S+@\S+)?"
)
_FIELDS = re.compile(r"\s*[|·•]\s*|\s/\s|\s[–—-]\s")
_BETWEEN = re.compile(
    r"\s*(?:;|,|&|\+|\||\s/\s|\s•\s|\s·\s)\s*(?:and\s+)?|\s+(?:and|und|et|y|e|with|con|avec|mit|com)\s+",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*(?:\(.*\)|@\w+|(?:^|\s)[\w.]+@\w[\w-]*\.[\w.]+|\s[-–—]\s?.*|\s(?i:for|in|of|at)\s.*)$")
_ABOUT = re.compile(
    r"(?P<name>[^,;:(]{5,50}?)(?: \([^()]{2,30}\))?(?:, [^,]{3,60},)? (?:"
    r"is (?:an?|the|our|[\w’'.& ]{2,40}[’']s?) .{0,80}"
    r"\b(?:reporter|writer|journalist|editor|correspondent|columnist|contributor|author|producer|critic|fellow)\b"
    r"|(?:covers|writes|reports) "
    r"|(?:ist|war|arbeitet als|schreibt) .{0,80}\b(?:redakteur|redakteurin|journalist|journalistin|autor|autorin"
    r"|korrespondent|korrespondentin|reporter|reporterin|kolumnist|kolumnistin|direktorin|direktor|gründer|gründerin|zuständig)\b"
    r"|es .{0,60}\b(?:periodista|redactor|redactora|corresponsal|escritor|escritora|columnista)\b"
    r"|est .{0,60}\b(?:journaliste|rédacteur|rédactrice|correspondant|correspondante|écrivain|chroniqueuse?r?)\b"
    r"|é .{0,60}\b(?:jornalista|repórter|redator|redatora|correspondente|escritor|escritora|colunista)\b)",
    re.IGNORECASE,
)
_ABOUT_LABEL = re.compile(r"about the author\W+(?P<name>.{5,50})", re.IGNORECASE)
_GLUED_POST = re.compile(r"\b([^\W\d_]*[a-zß-ÿ])([A-Z][a-zß-ÿ]+)\b")
_GLUED_NAMES = re.compile(r"(?<=[a-zß-ÿ]{4})(?=[A-Z][a-zß-ÿ]+ [A-Z])")
"""Between two names that were run together: “Tom RaskeIda Morrow”."""
_TWICE = re.compile(r"(?P<name>\S.+) (?P=name)")
_READING_TIME = re.compile(r"\W*\b\d+\s?min(?:uten?|utes?|utos?|uti|\.)?\b.{0,20}$", re.IGNORECASE)
_LONGEST = 50


def is_name(text: str) -> bool:
    """Whether some words have the shape of a person's full name."""
    if _GLUED_POST.sub(_part_post, text) != text:
        return False
    if len(text) > _LONGEST or not _NAME.fullmatch(text):
        return False
    ends = text.split()[0], text.split()[-1]
    capital = all(any(character.isupper() for character in word[:3]) for word in ends)
    return capital and not any(word.casefold() in NOT_NAMES for word in re.split(r"[ \-]", text))


def is_agency(name: str) -> bool:
    """Whether a name is a known news agency's."""
    return name.strip().casefold() in AGENCIES


def split_names(text: str) -> list[str]:
    """The names in a list of authors as printed, without roles, places and addresses after them."""
    names: list[str] = []
    for piece in _pieces(text):
        name = piece if is_name(piece) else _AFTER_NAME.sub("", piece).strip(" .:-–—")
        name = name if names else _without_role(name)
        known = is_name(name) or is_agency(name) or (not names and _is_single(name))
        if name and known and name not in names:
            names.append(name)
    return names


def _pieces(text: str) -> list[str]:
    """A list of authors in its parts, also where two were run together or one stands twice (link and picture)."""
    pieces = filter(None, map(str.strip, _BETWEEN.split(_GLUED_NAMES.sub(", ", text))))
    return [match["name"] if (match := _TWICE.fullmatch(piece)) else piece for piece in pieces]


def _without_role(text: str) -> str:
    """“Ana Paz Political Correspondent” without the post, where the last word shows that there is one."""
    words = _GLUED_POST.sub(_part_post, text).split()
    if len(words) < 3 or words[-1].casefold() not in NOT_NAMES:
        return text
    post = next(i for i, word in enumerate(words) if word.casefold() in NOT_NAMES)
    if post > 2 and words[post].casefold() in {"correspondent", "editor", "korrespondent", "korrespondentin"}:
        post -= 1  # “Transport Correspondent”: these posts have a field before them
    return " ".join(words[:post])


def _part_post(glued: re.Match[str]) -> str:
    """“HalperStaff” as two words where the second is a post."""
    return f"{glued[1]} {glued[2]}" if glued[2].casefold() in NOT_NAMES else glued[0]


def _is_single(name: str) -> bool:
    return bool(_SINGLE.fullmatch(name)) and name.casefold() not in NOT_NAMES


def byline(line: str) -> list[str]:
    """The authors a line names with “By …” or a label; none when it is no byline."""
    if len(line) > 250:
        return []
    bare = line.strip(" -–—•|·")
    if korean := _KOREAN.fullmatch(bare):
        return [korean["name"]]
    match = _BY.fullmatch(bare) or _LABELLED.fullmatch(bare)
    if not match or (len(match["names"]) > 60 and match["names"].endswith((".", "!", "?", "”"))):
        return []
    return split_names(_FIELDS.split(match["names"])[0])


def bare_byline(line: str) -> list[str]:
    """The authors a line names without saying so: names alone, or a name before a bar with a role, paper or date.

    “Umbau des Rathauses” has the form of a name and is German for something else much more often.
    """
    fields = [field for field in _FIELDS.split(_READING_TIME.sub("", line)) if field]
    for field in fields:
        if names := byline(field):
            return names
    if not fields or len(line) > 150:
        return []
    pieces = _pieces(fields[0])
    pieces = [*filter(None, map(_without_role, pieces[:1])), *pieces[1:]]
    names = [piece for piece in pieces if (is_name(piece) and " des " not in piece) or is_agency(piece)]
    others = [piece for piece in pieces if piece not in names]
    if names and all(piece.split()[-1].casefold() in NOT_NAMES for piece in others):
        return names
    return []


def introduced(line: str) -> str:
    """Whom a line says to be a writer, as printed: “Paz” in “Paz covers the coast.” Empty where it does not."""
    match = _ABOUT.match(line)
    return match["name"] if match else ""


def about_author(line: str) -> list[str]:
    """The author whom a line under a story introduces: “Ana Paz is a reporter in Quito.”"""
    match = _ABOUT_LABEL.fullmatch(line) or _ABOUT.match(line)
    return [match["name"]] if match and is_name(match["name"]) else []
