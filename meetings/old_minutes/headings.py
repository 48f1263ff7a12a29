"""Headings of items: "1.", "1)", "3.2", "Item 1:", "Minute 23/14", "45.", "a)", "A.", or none but the title."""

import re
from dataclasses import dataclass

from meetings.old_minutes.names import is_name
from meetings.old_minutes.sentences import has_verb, is_sentence, is_title, sentences

_WORD = r"(?:agenda item|item|minute|min\.?|agenda|section)(?: no\.?| number)?"
_REFERENCE = (
    r"(?:[A-Z][A-Za-z]{1,4}/\d{1,4}/\d{2,4}-\d{2}|\d{1,3}-\d{4}/\d{1,2}|"
    r"[A-Z]{2,5}/\d{1,4}/ \d{1,4}|[A-Z]{0,5}[/ -]?\d{1,4}[/-]\d{1,4}(?:[/.]\d{1,4})?[a-z]?)"
)
_PATTERNS = (
    (
        "named",
        re.compile(
            rf"^{_WORD}\s*[:.]?\s*(?P<number>{_REFERENCE}|\d{{1,4}}(?:\.\d+)*[a-z]?)\s*(?:[:.)/|–—-]\s*|\s+|$)", re.I
        ),
    ),
    ("reference", re.compile(rf"^(?P<number>{_REFERENCE})\s*(?:[:.)–—]\s*|\s+|$)(?!\d)")),
    ("parts", re.compile(r"^(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})[.):]?(?:\s+|$)[/|–-]?\s*(?=\D|$)")),
    ("number", re.compile(r"^\(?(?P<number>\d{1,4}[a-z]?)(?:[.):]+(?![\d])\s*|\s*[/|–—]\s+|\s+-\s+)")),
    ("bare", re.compile(r"^(?P<number>\d{1,4})(?:\s+(?=[A-Z“‘])|$)")),
    (
        "letter",
        re.compile(r"^(?:\((?P<number>[a-zA-Z]|[ivxIVX]{2,4})\)|(?P<number2>[a-zA-Z]|[ivxIVX]{2,4})[.)])(?:\s+|$)"),
    ),
)
_DATE_LIKE = re.compile(r"^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$|^\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})$|^(?:19|20)\d\d$|^24/7$")
_STANDING = (
    r"apologies(?: for (?:absence|non[- ]attendance))?(?:,? (?:and|&) (?:substitut(?:es|ions)|substitute members|"
    r"introductions|welcome|declarations? of interests?))?|apologies received|"
    r"welcome(?:,? (?:and|&)? ?(?:introductions|apologies))*(?: for absence)?|introductions(?: (?:and|&) apologies)?|"
    r"(?:disclosures?|declarations?|"
    r"members[’'] declarations) of (?:\w+ )?(?:and \w+ )?interests?(?: and dispensations)?|"
    r"matters? arising(?: from (?:the )?(?:previous |last )?(?:minutes|meeting|notes))?(?: .{0,40})?|"
    r"(?:approval of |confirmation of |the )?minutes(?: of (?:the )?(?:last|previous) meetings?)?(?: (?:and|"
    r"&) matters arising)?|"
    r"(?:minutes|notes) of (?:the )?(?:last|previous)? ?(?:meeting|minutes)(?: held)?(?: on| of)?.{0,60}|"
    r"any other (?:urgent )?business|a\.?o\.?c?\.?b\.?|accuracy|public (?:participation|questions|session|forum|"
    r"question time)|"
    r"questions from (?:the )?public|correspondence|chair(?:man|person)?[’']s (?:report|announcements|remarks|"
    r"update)|"
    r"clerk[’']s report|finance|planning(?: applications| matters)?|action (?:log|points|list)|"
    r"actions from (?:the )?(?:last|previous) meeting|"
    r"(?:review of )?(?:outstanding )?actions|work ?plan|forward plan|urgent (?:business|items)|"
    r"exclusion of (?:the )?(?:press and )?public|items for (?:the )?next (?:agenda|meeting)|close of meeting|"
    r"(?:dates?|time)(?:,? (?:and |& )?(?:time|venue|place))* of (?:the )?(?:next|future) meetings?|next meetings?|"
    r"future meetings?|donm|present|attendance|in attendance|attendees|sederunt|members present"
)
_STANDING_LINE = re.compile(rf"^(?:{_STANDING})[.:]?$", re.IGNORECASE)
#: "Matters arising: there were none." and "Apologies Cllr Doe."
_RUN_IN = re.compile(
    rf"^(?P<title>{_STANDING})(?:\s*[:–—]\s*|\s+-\s+|\.\s+|\s+(?=(?-i:[A-Z])[^.]*\.|(?:Cllrs?|Councillors?|Mrs?|Ms|Dr)\b))(?P<rest>\S.*)$",
    re.I | re.S,
)
#: "MI/JB to open an account." is what somebody has to do.
_PROMISE = re.compile(r"^[A-Z]{2,4}(?:(?:\s*[/&,]\s*|\s+and\s+)[A-Z]{2,4})* to [a-z]+\b.*\.$", re.DOTALL)
#: "Page 2, line 4: delete 'not'" says where something stands.
_A_PLACE = re.compile(r"^(?:on )?(?:pages?|p\.|lines?|paragraphs?|para\.?|bullet)\s*\d+[,:; ]", re.IGNORECASE)
_TWO_HALVES = re.compile(r"^(?P<title>[^:–—.]{3,80}?)(?P<joint>\s*:\s+|\s+[–—-]\s+|\.\s+)(?P<rest>\S.*)$", re.DOTALL)
#: "To receive apologies – Dr Roe".
_PURPOSE = re.compile(
    r"^(?P<title>To (?:receive|confirm|approve|consider|note|agree|discuss|review|appoint|elect|resolve|sign|accept)\b"
    r"[^–:]{5,160}?)\s*(?:\s-|–|(?<=[a-z])-)\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
#: "PUBLIC FORUM No public present." needs no joint.
_IN_CAPITALS = re.compile(
    r"^(?!RESOLVED|AGREED|NOTED|ACTION|DECISION|RECOMMENDED|ORDERED|APPROVED)"
    r"(?P<title>[A-Z][A-Z’'&/(),0-9 -]{2,90}?[A-Z)])[:.]?\s+(?P<rest>(?:[A-Z][a-z’']+|A|It)\s+\S.*)$",
    re.DOTALL,
)
_CAPITALS = re.compile(r"[A-Z]{4}")
#: "Minutes: Pat" says who took them.
_TAKEN = re.compile(r"^(?:minutes?|notes?)\s*$", re.IGNORECASE)
_ONE_NAME = re.compile(r"^[A-Z][\w’'-]+\.?$")
_BEFORE_COLON = re.compile(r"^(?P<title>[A-Z][^:.,]{2,40}):\s+(?P<rest>\S.*)$", re.DOTALL)
#: What a committee system prints behind a title.
_LINK = re.compile(r"\s*(?:pdf icon )?PDF \d+ [KM]B$")
_ROMAN = re.compile(r"^[ivx]+$", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """`style` is the way the number is written; `rest` is the text that stands on the same line after the title."""

    number: str
    title: str
    rest: str = ""
    style: str = ""

    @property
    def top(self) -> int:
        """The first number in it, 0 for none: 3 of "3.2", 23 of "23/14"."""
        found = re.search(r"\d+", self.number)
        return int(found[0]) if found else 0

    @property
    def is_sub(self) -> bool:
        return self.style in ("parts", "letter")


def numbered(text: str) -> Heading | None:
    """A line that begins with a number or letter of an item. Whether it is an item, its neighbours decide."""
    text = text.strip()
    for style, pattern in _PATTERNS:
        found = pattern.match(text)
        if not found:
            continue
        number = found["number"] or found["number2"] if style == "letter" else found["number"]
        rest = text[found.end() :].lstrip("/|").removeprefix("- ").strip()
        if (_DATE_LIKE.match(number) and style != "named") or _is_no_heading(style, number, rest):
            continue
        title, rest = (without_link(rest), "") if _LINK.search(rest) else _split(style, rest)
        number = re.sub(r"/ ", "/", number)
        return Heading(number.strip(), title, rest, "roman" if _is_roman(style, number) else style)
    return None


def _is_a_date(number: str) -> bool:
    """ "2015/16" is a year of accounts, "2015/23" the number of a minute."""
    years = re.match(r"^(?:19|20)(\d\d)[/-](\d\d)$", number)
    return bool(_DATE_LIKE.match(number)) or bool(years and int(years[2]) == int(years[1]) + 1)


def _is_no_heading(style: str, number: str, rest: str) -> bool:
    """ "12 January" begins with a bare number, and so does "3 members of the public"."""
    if style == "bare":
        return not rest or (not is_title(rest) and not _split(style, rest)[0]) or bool(_MONTH.match(rest))
    if style == "number" and rest[:1].islower():
        return True
    return style == "parts" and bool(re.match(r"[ap]\.?m\b|%", rest))


_MONTH = re.compile(
    r"^(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b"
)


def _is_roman(style: str, number: str) -> bool:
    return style == "letter" and bool(_ROMAN.match(number)) and number.lower() not in ("v", "x")


def split_title(text: str) -> tuple[str, str]:
    """The title, and the sentences that follow it on the line. A whole sentence has no title."""
    if _PROMISE.match(text) or _A_PLACE.match(text):
        return "", text
    if purpose := _PURPOSE.match(text):
        return purpose["title"].strip(), purpose["rest"].strip()
    run_in = _RUN_IN.match(text)
    if run_in and not _STANDING_LINE.match(text) and _goes_on(run_in["rest"]):
        return run_in["title"].strip(), run_in["rest"].strip()
    capitals = _IN_CAPITALS.match(text)
    if capitals and _CAPITALS.search(capitals["title"]) and _says_something(capitals["rest"]):
        return capitals["title"].strip(), capitals["rest"].strip()
    halves = _TWO_HALVES.match(text)
    if (
        halves
        and _is_short_title(halves["title"])
        and not _is_told(halves)
        and (is_sentence(halves["rest"]) or _is_nothing(halves["rest"]))
        and _ends_as_text(halves["rest"])
    ):
        return halves["title"].strip(), halves["rest"].strip()
    return (text, "") if is_title(text) else ("", text)


def _split(style: str, text: str) -> tuple[str, str]:
    """ "4 Finances: as at last meeting." Behind a bare number a colon is enough."""
    title, rest = split_title(text)
    halves = _BEFORE_COLON.match(text) if style == "bare" and not title else None
    return (halves["title"], halves["rest"]) if halves else (title, rest)


def _says_something(rest: str) -> bool:
    """A sentence, or "Nothing to report" and "Deferred to March"."""
    return is_sentence(rest) or bool(re.match(r"(?:no|none|nothing|nil|deferred|noted|agreed)\b", rest, re.IGNORECASE))


def _is_told(halves: re.Match) -> bool:
    """ "GL introduced the draft. PS asked …" are two sentences, the first of them no title."""
    return halves["joint"].strip() == "." and has_verb(halves["title"])


def _goes_on(rest: str) -> bool:
    return len(rest.split()) > 1 or _is_nothing(rest)


def _is_nothing(rest: str) -> bool:
    return rest.rstrip(".").lower() in ("none", "nil", "noted", "agreed")


def _is_short_title(title: str) -> bool:
    """A title of a few words, and no sentence broken off at "Mr."."""
    return len(title.split()) <= 9 and is_title(title) and len(sentences(f"{title}. The")) > 1


def _ends_as_text(rest: str) -> bool:
    return rest.rstrip().endswith((".", ")", ":", ";")) or len(rest.split()) > 12 or _is_nothing(rest)


def without_link(title: str) -> str:
    return _LINK.sub("", title)


def is_title_of_item(text: str) -> bool:
    """Could it stand below a number? Before a link to its paper stands a title, however long."""
    return is_title(text) or bool(_LINK.search(text) and text[:1].isupper())


def is_standing(text: str) -> bool:
    """Is this the title of an item that every meeting has, whatever it looks like?"""
    return bool(_STANDING_LINE.match(text.strip()))


def standing_run_in(text: str) -> Heading | None:
    """ "Matters arising: there were none." without a number."""
    found = _RUN_IN.match(text.strip())
    if found and _TAKEN.match(found["title"]) and (is_name(found["rest"]) or _ONE_NAME.match(found["rest"])):
        return None
    if found and re.match(r"[^.]*[:–—]", text.strip()[len(found["title"]) :][:3]):
        return Heading("", found["title"].strip(), found["rest"].strip(), "standing")
    return None
