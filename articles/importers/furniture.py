"""What kind of line stands on a page: furniture, a paragraph, an entry of a list, a heading of what is no story."""

import re
from functools import lru_cache

from articles.importers.words import ABOUT_AUTHOR, FURNITURE, FURNITURE_BEGINS, FURNITURE_WORDS, STORY_ENDS

SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”“’‘»«)\]」』]*(?:\s?\([\w/, ]{2,12}\))?$")
NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Chinese, Japanese and Korean letters: one is worth about two others, and words are not parted."""
_SENTENCES = re.compile(r"[.!?][\"'”’»)\]]*\s+[\"“‘«(]?[^\W\d_a-z]")
_SPEECH = re.compile(r"[“„«»\"‘].+[,!?.]?[”“»«\"’],?\s\w")
"""Speech and who says it."""
_BULLET = re.compile(r"(?:[•·▪‣◦*–—→-]|\d{1,2}\.)\s+")
_AGE = re.compile(
    r"\b(?:\d+|an?|one)\s?(?:s|m|h|d|sec|min|mins|minutes?|hours?|hrs?|days?|weeks?|months?)\.? ago\b"
    r"|\bvor \d+ (?:min|minuten?|std|stunden?|tagen?|wochen?)\b|\bil y a \d+ (?:minutes?|heures?|jours?)\b"
    r"|\bhace \d+ (?:minutos?|horas?|días?)\b|\bhá \d+ (?:minutos?|horas?|dias?)\b",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"\(?\d+\)?\s(?:comments?|responses?|replies|thoughts on|kommentare?|ergänzungen|comentarios?|commentaires?"
    r"|comentários?)\b.{0,40}|.{2,60}\bsaid:|.{2,40}\bat \d\d?:\d\d(?: ?[ap]m)? said:?",
    re.IGNORECASE,
)
_SAID_BY_READERS = re.compile(
    r"\b(?:comments?|replies|responses|conversation|discussion|kommentare?|ergänzungen|comentarios?|commentaires?"
    r"|comentários?|commenti|reacties|kommentarer|komentarze)\b",
    re.IGNORECASE,
)
_ENTRIES = re.compile(r"[\s|•·/]+")
WORD = re.compile(r"\w")
_LONGEST_BAR, LONGEST_HEADING = 100, 70
_COUNT = re.compile(
    r"\[?\d+\s?(?:of|/|von|de|sur)\s?\d+\]?\s?\|?"
    r"|(?:lesezeit:? )?\d+ min\.?"
    r"|(?:\d[\d.,]*[km]?\s?(?:views?|mins?|minutes?|comments?|shares?|reads?|likes?|replies|read)\b[\s|·•]*)+",
    re.IGNORECASE,
)
"""The number of a picture, or how often a page was seen: “3,304 views 13 mins 0 comments”."""
_PRICE = re.compile(
    r"\b\d+ (?:wochen|monate|weeks|months|semanas|meses|semaines|mois|settimane|mesi|weken|maanden)(?: lang)? "
    r"(?:für|for|por|pour|per|voor)(?: nur| only| just| solo| seulement| slechts)? ?"
    r"(?:[€$£] ?\d+(?:[.,]\d\d)?|\d+(?:[.,]\d\d)? ?[€$£])[^.!?]*$",
    re.IGNORECASE,
)
"""What a subscription costs at first."""
LENGTH = re.compile(r"(?:duration|dauer|durée|duración|duração|durata)\s?:?\s\d{1,2}(?::\d\d){1,2}", re.IGNORECASE)
"""How long a film or a recording is."""
_LONGEST_TEASER, _SHORTEST_NOTICE = 160, 45
_TEASER = re.compile(
    r"[.!?…]\s+(?:read more|learn more|leer más|en savoir plus|lire la suite|saiba mais|leia mais"
    r"|mehr erfahren|mehr lesen"
    r"|les mer|läs mer|læs mere|lees meer|leggi tutto|czytaj więcej|devamını oku|подробнее)\W*$",
    re.IGNORECASE,
)
"""How a short line ends that only leads to another page."""
_NOTICE = re.compile(
    r"\b(?:cookies?|opt[- ]?out|personal (?:data|information)|privacy|consent|third[- ]part(?:y|ies)|vendors?|partners"
    r"|preferences|subscri(?:be|bers?|ption)|newsletters?|password|account|sign[- ]?in|tracking|abo(?:nn\w+|s)?"
    r"|zustimm\w+|datenschutz|einwilligung|personenbezogen\w*|données personnelles|consentement|datos personales"
    r"|consentimiento|dados pessoais)\b",
    re.IGNORECASE,
)
_TO_READERS = re.compile(
    r"\b(?:you|your|we|our|sie|ihre?|wir|unsere?|dich|dir|deine?[mnr]?|vous|votre|vos|nous|usted|su|nosotros|você|seu)\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:newsletters?|e-?mail|inbox|whatsapp-kanal|whatsapp channel|boletín|infolettre|breaking news)\b",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\b(?:sign(?:ing)? up|subscribe|receive our|get (?:all )?(?:the|our|your|more)|never miss|missing out|enter your"
    r"|delivered|meet your inbox|abonnier\w*|informiert sie|anmelden|verpassen"
    r"|inscrivez|recevez|suscríb\w+|recib\w+|inscreva|receba|iscriviti|ricevi)\b",
    re.IGNORECASE,
)
"""An offer to send news and the words that invite to take it."""
_CALL = re.compile(
    r"\b(?:sign up|subscribe|register|donate) (?:here|now|today)\b|\b(?:hier|jetzt) (?:anmelden|abonnieren|spenden)\b"
    r"|\bjederzeit (?:wieder )?(?:abmelden|abbestellen|kündigen)\b|\b(?:unsubscribe|cancel) (?:at )?any ?time\b"
    r"|\b(?:suscríbete|inscríbete|regístrate) (?:aquí|ahora)\b|\b(?:inscrivez|abonnez)-vous (?:ici|maintenant)\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"[.!?]\s+(?:jetzt (?:unterstützen|spenden|mitmachen|abonnieren|anmelden)|donate(?: now)?|support us(?: now)?"
    r"|become a (?:member|supporter)|faire un don|je fais un don|soutenez-nous|done ahora|dona ahora|hazte soci[ao]"
    r"|apoie(?: agora)?|doe agora|dona ora|sostienici|doneer nu|støtt oss|stöd oss)\W*$",
    re.IGNORECASE,
)
"""How a paragraph ends that asks readers for support: with the words of the button under it."""
_LONGEST_BUTTON = 40
_COMMENTS = re.compile(
    r"\b(?:(?:your|ihre?n?|eure?n?|deine?n?|vos|votre|sus?|seus?) "
    r"(?:comments?|kommentare?|commentaires?|comentarios?|comentários?)"
    r"|(?:comments?|kommentare?|commentaires?|comentarios?|comentários?) "
    r"(?:must|should|will|are|müssen|sollten|werden|doivent|seront|deben|serán|devem|serão))\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:please|reserve the right|not be published|bitte|behalten uns|merci de|nous nous réservons|por favor"
    r"|nos reservamos|reservamo-nos)\b",
    re.IGNORECASE,
)
_RULES = re.compile(
    r"\b(?:respectful|off[- ]topic|on topic|insult(?:s|ing)|abusive|profanity|harassment|personal attacks|racist"
    r"|defamatory|moderat\w+|remove[ds]?|delete[ds]?|guidelines"
    r"|themenbezogen|sachlich|beleidig\w+|rassistisch\w*|schimpfwörter|netiquette|gelöscht|veröffentlicht"
    r"|respectueux|injur\w+|racistes|diffamatoires|modér\w+|supprimés?"
    r"|respetuos\w+|insultos?|racistas|difamatori\w+|moderad\w+|eliminad\w+"
    r"|respeitos\w+|ofensiv\w+|removidos?)\b",
    re.IGNORECASE,
)
"""What readers are told of the comments they may write, how they are asked, and what is asked."""
_FEWEST_RULES = 2
_NOTICED = 400
"""A notice shows in so many characters."""
_PARAGRAPH, LONG_PARAGRAPH, _SURE_PARAGRAPH = 70, 140, 300


def is_bullet(text: str) -> bool:
    """Whether a line is an entry of a list or a menu."""
    return bool(_BULLET.match(text))


def without_bullet(text: str) -> str:
    """The words of an entry of a list."""
    return _BULLET.sub("", text, count=1)


@lru_cache(maxsize=4096)  # each line of a page is asked about several times
def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the story: share bars, notices, advertisements."""
    bare = without_bullet(text).casefold()
    if bare.startswith(FURNITURE_BEGINS) or bare.rstrip(" :.!…") in FURNITURE or bare in FURNITURE:
        return True
    if (
        not WORD.search(text)
        or _COUNT.fullmatch(text)
        or LENGTH.fullmatch(text)
        or (len(text) <= _LONGEST_TEASER and _TEASER.search(text))
    ):
        return True
    if len(text) <= _LONGEST_BAR and (_PRICE.search(text) or _is_bar(text)):
        return True
    return len(text) >= _SHORTEST_NOTICE and _is_notice(text)


def _is_bar(text: str) -> bool:
    """Whether a line is a share bar or a menu whose entries were run together: “Facebook X LinkedIn Print”."""
    entries = _ENTRIES.split(text.strip())
    return len(entries) > 1 and all(entry.casefold() in FURNITURE_WORDS for entry in entries)


def tells_age(text: str) -> bool:
    """Whether a line says how old a page is: “6 hours ago”."""
    match = _AGE.search(text)
    return match is not None and (len(text) < 60 or match.start() == 0)


def _is_notice(text: str) -> bool:
    """Whether a line tells readers about cookies, privacy or subscriptions."""
    if not _TO_READERS.search(text):
        return False
    if (len(text) <= LONG_PARAGRAPH and _CALL.search(text)) or _is_call(text) or _is_rule(text):
        return True
    if len(text) <= _NOTICED and _OFFER.search(text) and _INVITES.search(text):
        return True
    return len({match[0].casefold() for match in _NOTICE.finditer(text, 0, _NOTICED)}) >= 3


def _is_call(text: str) -> bool:
    """Whether a line ends in the words of a button for support."""
    return bool(_BUTTON.search(text, max(0, len(text) - _LONGEST_BUTTON)))


def _is_rule(text: str) -> bool:
    """Whether a line tells readers what they may write under a story."""
    if not _COMMENTS.search(text, 0, _NOTICED) or not _ASKS.search(text):
        return False
    return len({match[0].casefold() for match in _RULES.finditer(text)}) >= _FEWEST_RULES


def ends_story(text: str) -> bool:
    """Whether a line heads what stands under a story: other stories, comments."""
    return len(text) <= LONGEST_HEADING and (bool(_REPLIES.fullmatch(text)) or _begins(text, STORY_ENDS))


def heads_author(text: str) -> bool:
    """Whether a line heads what is told about a story's author."""
    return len(text) <= LONGEST_HEADING and _begins(text, ABOUT_AUTHOR)


def heads_comments(text: str) -> bool:
    """Whether a line heads what readers say about a story."""
    return ends_story(text) and bool(_SAID_BY_READERS.search(text))


def _begins(text: str, labels: tuple[str, ...]) -> bool:
    """Whether a line begins with a label as a word of its own."""
    folded = text.casefold()
    return folded.startswith(labels) and any(
        folded.startswith(words) and not folded[len(words) : len(words) + 1].isalnum() for words in labels
    )


def is_paragraph(text: str) -> bool:
    """Whether a line is running text: whole sentences of some length."""
    length = len(text) if text.isascii() else len(text) + len(NO_SPACES.findall(text))
    if length < _PARAGRAPH or is_furniture(text):
        return False
    ended = bool(SENTENCE_END.search(text))
    if ended or length >= _SURE_PARAGRAPH:
        return True
    return length >= LONG_PARAGRAPH and bool(_SENTENCES.search(text) or _SPEECH.match(text))
