"""Photo captions and their credits."""

import re

from articles.importers.record import PhotoRecord

_HANDLE = r"(?:X|Twitter|Instagram|Facebook|Telegram|TikTok|Flickr)?\s?/?\s?@\w{2,}"
_AGENCY_SLASH = r"[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}\s?/\s?@?[A-Z][\w.’'-]+(?: [\w.’'-]+){0,4}"
_LABEL = (
    r"(?:photos?|photograph|picture|image|credit|pic|fotos?|fotograf[íi]a|imagen|cr[ée]dit(?:o|s)?"
    r"|cr[ée]dit photo|imagem|bild|bildrechte|bildquelle)\s*[:/]\s*"
)
_GOES_ON = r"(?i:(?:de )?tekst gaat|(?:text|story|article) continues|(?:der )?text geht|la suite|le texte|el texto)"
"""How a note in brackets begins that sends readers past a picture to the rest of the text."""
_CREDIT = re.compile(
    rf"\((?!{_GOES_ON})(?:[^()]*\b(?i:photo|foto|archivfoto|archivbild|symbolfoto|symbolbild|image|via|handout"
    rf"|pool|file|getty|reuters|afp|efe|dpa|courtesy)\b[^()]*"
    rf"|{_AGENCY_SLASH}|{_LABEL}[^()]+)\)\.?"
    rf"|\[(?:[^\[\]]*/[^\[\]]*)\]"
    rf"|(?:©|\(c\))\s?.{{2,60}}"
    rf"|{_HANDLE}(?: .{{1,30}})?"
    rf"|{_AGENCY_SLASH}"
    rf"|(?:{_LABEL}).{{2,60}}"
    r"|(?:Photograph|Photo|Picture|Image|Illustration|Foto|Photographie|Fotograf[íi]a|Imagen|Imagem|Bild"
    r"|Bildrechte|Bildquelle)"
    r"(?::|\s(?:by|courtesy of|de|par|por|von)).{2,60}"
    r"|Courtesy (?:of )?.{2,60}"
    r"|(?:연합뉴스|뉴시스|뉴스1|[가-힣]{2,4} 기자|로이터|AFP연합뉴스)"
    r"|(?:[Pp]icture[ -][Aa]lliance|IMAGO|[Ii]mago(?: [Ii]mages)?)(?:\s?[/|,-]\s?[\w .]{1,40}){0,3}"
    r"|(?:Getty Images|Shutterstock|iStock|Reuters|REUTERS|AFP|EFE|AP|AP Photo|Wikimedia Commons|Unsplash)"
    r"(?:\s?[/|,-]\s?[\w .]{1,40})?\.?"
)
_NAMED = re.compile(r"(?P<caption>[^.!?/|@:]{3,50}) (?P<credit>Getty Images|Shutterstock|iStock)")
"""Who is in a picture, and the library it comes from."""
_ROW = re.compile(
    r"(?:\b(?:von )?li(?:nks|\.)? nach re(?:chts|\.)?|\bv\. ?l\. ?n\. ?r\.|\bv\. ?l\."
    r"|\bfrom left(?: to right)?|\bleft to right"
    r"|\bde gauche à droite|\bde izquierda a derecha|\bda esquerda para a direita|\bda sinistra(?: a destra)?"
    r"|\bvan links naar rechts|\bfra venstre|\bfrån vänster|\bod lewej)\)?\s?:\s*"
    r"(?=[A-ZÄÖÜÉÁ][^\s,]+ [^,.;]{2,40}(?:,| and | und | y | et | e | en ))"
)
"""“From left: Ida Morrow, Amos Tell”: who stands in a row in a picture."""
_BREAK = re.compile(r"(?<=[.!?…])[\"”’)]?\s+(?:[|–—]\s+)?|\s+[|–—]\s+|\s*(?=[(\[©])")
_LABELLED = re.compile(rf"^(?:{_LABEL}|(?:photograph|photo|picture|image) by\s+)", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\b(?:pictured|seen here|file (?:photo|picture|image)|archive photo|from left|foto de archivo|photo d’archives"
    r"|foto de arquivo|archivfoto|archivbild)\b|[ ,](?:19|20)\d\d\.?$",
    re.IGNORECASE,
)
_LONGEST = 600
_LONGEST_CREDIT = 120


def caption(line: str) -> PhotoRecord | None:
    """The caption and credit in a line, or None where no credit shows that it is a caption.

    The credit follows a whole sentence, a bar or a bracket (“Crowds in Quito. EFE/ Ana Paz”), or is all.
    """
    if len(line) > _LONGEST:
        return None
    if ":" in line and _ROW.search(line):
        return PhotoRecord(line)
    if _CREDIT.fullmatch(line):
        return PhotoRecord("", _bare(line))
    if named := _NAMED.fullmatch(line):
        return PhotoRecord(named["caption"], named["credit"])
    for match in _BREAK.finditer(line):
        credit = line[match.end() :]
        if len(credit) <= _LONGEST_CREDIT and _CREDIT.fullmatch(credit):
            mark = match[0].strip().strip("|–—")
            return PhotoRecord((line[: match.start()] + mark).rstrip(), _bare(credit))
    return None


def is_caption(line: str) -> bool:
    """Whether a line without a credit says of itself that it is a caption: “pictured”, a year at its end."""
    return len(line) <= _LONGEST and bool(_SAYS_SO.search(line))


def _bare(credit: str) -> str:
    """A credit without its label and the brackets round it."""
    inner = credit.strip().rstrip(".")
    if inner.startswith(("(", "[")) and inner.endswith((")", "]")):
        inner = inner[1:-1].strip()
    return _LABELLED.sub("", inner) or inner
