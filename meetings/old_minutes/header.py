"""What stands above the attendance list: title, date, venue."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.old_minutes.dates import TIMES, WrittenDate, dates_in, without_times
from meetings.old_minutes.header_lines import LABELLED, header_texts, is_of_the_page, names_again
from meetings.old_minutes.lines import Line
from meetings.old_minutes.sentences import has_verb, sentences

#: Above minutes that were sent in a message. The day it was sent is the meeting's only where no other is told.
_MAIL = re.compile(r"^(?:from|sent|to|cc|bcc|reply-to|importance|attachments?):\s", re.IGNORECASE)
_GREETING = re.compile(r"^(?:hi|hello|dear)\b.{0,40},$|^good (?:morning|afternoon|evening)\b", re.IGNORECASE)
_VIEW = re.compile(r"\s*\bview (?:directions|map)\W*$", re.IGNORECASE)
_MARK = "\ue001"
_VENUE_LABELS = ("venue", "location", "place", "held at", "where")
_DATE_LABELS = ("date", "date and time", "date & time", "date/time", "when")
_TITLE_LABELS = (
    "meeting",
    "title",
    "committee",
    "name of meeting",
    "meeting name",
    "subject",
    "meeting title",
    "group",
    "meeting of",
)
_NOT_OF_THE_MEETING = re.compile(
    r"\b(?:approved|published|issued|next meeting|printed|last meeting|"
    r"previous meeting|circulated|signed)\b",
    re.I,
)
_VENUE_WORDS = re.compile(
    r"\b(?:hall|room|centre|center|chamber|church|school|library|house|offices?|building|teams|zoom|online|"
    r"virtual(?:ly)?|remote(?:ly)?|"
    r"suite|theatre|pavilion|college|hospital|station|club|pub|inn|hotel|court|video ?conference|webex|skype|"
    r"annexe?|headquarters|hq|"
    r"street|road|lane|cafe|gallery|museum|forum|hub|institute|civic|shire hall|county hall|guildhall)\b",
    re.IGNORECASE,
)
_HELD = re.compile(
    r",?\s*\b(?:which was |was |to be )?(?:held|convened|took place|"
    r"taking place)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_BY_HELD = re.compile(
    rf"\b(?:held|convened|took place|meeting)\b[^{_MARK}]*?\b(?P<how>at|in|via|by|on|"
    rf"over)\s+(?P<venue>[^{_MARK}]+)",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    rf"{_MARK}[\s,.;:()–—-]*(?P<how>at|in|@|via|by|on|held at|held in|"
    rf"held via)?\s*(?P<venue>[^{_MARK}]*)",
    re.IGNORECASE,
)
_AT_SIGN = re.compile(rf"(?<![\w.])@\s*(?P<venue>[^{_MARK}]+)")
_HELD_WHERE = re.compile(
    r"^(?:which was )?(?:held )?(?:at|in|via|@|remotely|"
    r"virtually)\b\s*(?P<venue>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_AT = re.compile(r"^at (?P<venue>[A-Z\d].*)$")
_OF_A_BODY = re.compile(
    r"\b(?:committee|board|council|partnership|group|forum|minutes|notes|meeting of|"
    r"network|cabinet|agenda)\b",
    re.I,
)
_COUNCIL_ROOM = re.compile(r"\b(?:council|committee|board) (?:chamber|offices?|house|room)\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_LEFTOVER = re.compile(r"^(?:on|at|in|the|from|commencing|starting|held|date|day|and|time|\W)*$", re.IGNORECASE)
_TITLE_WORDS = re.compile(r"^(?:agenda(?:, decisions)? and )?(?:(?:draft|unconfirmed|confirmed|approved|final|"
    r"public)\s+)?(?:minutes|notes|"
    r"meeting notes|meeting minutes|action notes)"
                          r"(?: of(?: the| a)?(?: meeting)?)?(?: of)?\W*$|"
                          r"^meeting(?: (?:commenced|opened|started))?\W*$|"
                          r"^(?:un)?(?:confirmed|approved|ratified)\W*$", re.IGNORECASE)  # fmt: skip
#: What stands behind day and time.
_BEYOND = re.compile(rf"{_MARK}[^{_MARK}\w]*(?P<said>[A-Z][^{_MARK}]{{3,}})$")
#: A line of an address, a note in brackets, the place of a paper in the agenda, a number of a page.
_OF_NO_BODY = re.compile(
    r"^(?:\d{1,3} (?!.*\b(?:minutes|meeting|notes)\b)[A-Z].*|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|"
    r"[(\[].*[)\]]|(?:agenda )?item \d+\w?|[\W\d]*)$",
    re.IGNORECASE | re.DOTALL,
)
MOST_TITLE_LINES = 3
LONGEST_TITLE = 200


@dataclass
class Header:
    title: str = ""
    date: datetime.date | None = None
    written_date: str = ""
    venue: str = ""
    #: The venue is a line that only looks like one.
    guessed: bool = False
    unplaced: list[str] = field(default_factory=list)


def read_header(lines: Iterable[Line]) -> Header:
    header, titles, sent = Header(), [], Header()
    for text in header_texts(lines):
        if _MAIL.match(text) or _GREETING.match(text):
            _read_date(text, sent)
            header.unplaced.append(text)
            continue
        if is_of_the_page(text):
            header.unplaced.append(text)
        elif not _is_labelled(text, header, titles):
            _read_line(text, header, titles)
    if not header.written_date:
        header.date, header.written_date = sent.date, sent.written_date
    header.title, header.venue = " – ".join(titles), _VIEW.sub("", header.venue)
    return header


def _is_labelled(text: str, header: Header, titles: list[str]) -> bool:
    labelled = LABELLED.match(text)
    return bool(labelled) and _read_labelled(labelled["label"].lower(), labelled["rest"].strip(), header, titles)


def _read_line(text: str, header: Header, titles: list[str]) -> None:
    """Day, place and title, each if the line has it; a line that says more stays as well."""
    taken = _read_date(text, header)
    if (not header.venue or header.guessed) and (venue := venue_in(text)):
        header.unplaced += [header.venue] if header.guessed else []
        header.venue, header.guessed, taken = venue, False, True
    if not header.venue and (titles or header.written_date) and _is_a_venue(text):
        header.venue, header.guessed, taken = _tidied(TIMES.sub(" ", text)), True, True
    if not header.venue and header.written_date and (alone := _AT.match(text)) and not has_verb(text):
        header.venue, taken = alone["venue"], True
    title = _title_in(text, header)
    if names_again(title, titles):
        return
    if title and len(titles) < MOST_TITLE_LINES and (not titles or not has_verb(title)):
        titles.append(title)
    elif taken and not (title or (header.venue and header.venue in text)) and (beyond := _BEYOND.search(_marked(text))):
        header.unplaced.append(beyond["said"])
    elif (not taken and not _TITLE_WORDS.match(text)) or (has_verb(text) and len(sentences(text)) > 1):
        header.unplaced.append(text)


def _is_a_venue(text: str) -> bool:
    """A line that is nothing but a place: "Town Hall, High Street", or one with a postcode."""
    if has_verb(text) or dates_in(text) or len(text) > 120:
        return False
    room, comma, _ = _COUNCIL_ROOM.sub("", text).partition(",")
    if comma and _VENUE_WORDS.search(room) and not _OF_A_BODY.search(room):
        return True  # "Shire Hall, Example County Council, Exampleton"
    if _POSTCODE.fullmatch(text.strip()):
        return False
    return not _OF_A_BODY.search(_COUNCIL_ROOM.sub("", text)) and bool(
        _VENUE_WORDS.search(text) or _POSTCODE.search(text)
    )


def _read_labelled(label: str, rest: str, header: Header, titles: list[str]) -> bool:
    if any(word in label for word in _VENUE_LABELS) and rest:
        header.venue = header.venue or rest
        return True
    if label in _DATE_LABELS or "date" in label:
        taken = _read_date(rest, header)
        header.venue = header.venue or venue_in(f"held on {rest}")
        return taken
    if label in _TITLE_LABELS and rest and len(titles) < MOST_TITLE_LINES and not dates_in(rest):
        titles += [rest] if rest not in titles else []
        return True
    return "time" in label and bool(rest)


def _read_date(text: str, header: Header) -> bool:
    """The first date is the meeting's, unless the line says that it is another's. One with a year is the better one."""
    found: list[WrittenDate] = [] if _NOT_OF_THE_MEETING.search(text) else dates_in(text)
    if found and (not header.written_date or (header.date is None and found[0].day)):
        header.written_date, header.date = found[0].written, found[0].day
    return bool(found)


def _marked(text: str) -> str:
    """The text with a mark in place of every date and time."""
    for found in reversed(dates_in(text)):
        text = f"{text[: found.start]}{_MARK}{text[found.end :]}"
    return TIMES.sub(_MARK, without_times(text) if _MARK not in text else text)


def venue_in(text: str) -> str:
    """ "held at the Town Hall on Monday 12 January", "12 January, 2pm, Town Hall", "@ Town Hall", or a hall alone."""
    marked = _marked(text)
    held = _BY_HELD.search(marked)
    if found := _AT_SIGN.search(marked):
        return _tidied(found["venue"])
    if held and (held["how"].lower() != "on" or _VENUE_WORDS.search(held["venue"])) and _MARK in marked:
        return _tidied(held["venue"])
    for after in _AFTER_DATE.finditer(marked):
        if _tidied(after["venue"]) and (after["how"] or _VENUE_WORDS.search(after["venue"])):
            return _tidied(after["venue"])
    where = _HELD_WHERE.match(TIMES.sub(" ", text).strip())
    if where and (_VENUE_WORDS.search(text) or text.lower().startswith("held")):
        return _tidied(where["venue"] or text)
    return ""


def _tidied(venue: str) -> str:
    venue = re.sub(
        r"\s*\b(?:on|at|commencing|commencing at|starting|starting at|from|held|"
        r"commenced at)\s*[,;:]?\s*$",
        "",
        venue.strip(" ,;:()"),
        flags=re.I,
    )
    return venue.strip(" ,;:.–—-()")


def _title_in(text: str, header: Header) -> str:
    """The line without date, time and venue, if anything of a title is left."""
    marked = _marked(text)
    if _MARK in marked:
        marked = _HELD.sub("", marked)
        marked = marked.split(_MARK)[0]
        marked = re.sub(r"\s*[,–—(-]?\s*\b(?:on|at|from|the|of|for)?\s*$", "", marked.strip(" ,–—(-")).strip(" ,:–—(-")
    elif (header.venue and header.venue in text) or _HELD_WHERE.match(text):
        return ""
    else:
        marked = re.sub(r"\s*\bheld (?:at|in|via)\b.*$", "", marked, flags=re.IGNORECASE)
    left = marked.strip(" ,:–—-")
    if _OF_NO_BODY.match(left):
        return ""
    if left.endswith((".", "!")) and (has_verb(left) or len(sentences(left)) > 1):
        return ""
    if not left or _LEFTOVER.match(left) or _TITLE_WORDS.match(left) or len(left) > LONGEST_TITLE:
        return ""
    return left
