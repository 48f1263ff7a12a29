"""Words that open a part of the minutes: who was present, who sent apologies, what is only a label of the page."""

import re
from dataclasses import dataclass

from meetings.old_minutes.draft import Status
from meetings.old_minutes.lines import without_bullet

_REST = (
    r"\s*(?P<joint>[:;–—-]|\.{2,}|$|(?-i:(?=\s(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Dr|The|"
    r"[A-Z][a-z]+)\b\.?\s[A-Z])))\s*(?P<rest>.*)$"
)
_HOW = r"(?:\s*\((?P<how>[^)]*)\))?"
_PRESENT = (
    r"(?:(?:those|members|councillors|governors|directors|"
    r"panel members|board members|committee members|trustees|voting members|"
    r"members and officers|core "
    r"members|officers|also|others|people|attendees|representatives|persons)(?: who were| were)? (?:present|"
    r"in attendance|"
    r"attending)|present(?: at the meeting)?(?: were)?|"
    r"in attendance|also in attendance|attendance(?: list)?|attendees|attended(?: by)?|attending|"
    r"attendance and apologies|"
    r"members present|present in person|sederunt|present (?:remotely|virtually|online)|participants|delegates|"
    r"list of "
    r"attendees|who was there|those attending|in attendance by invitation|by invitation|invited|invitees|"
    r"officer support|"
    r"officers(?: supporting)?|officers also present|observers?|guests?(?: speakers?)?|speakers?|visitors?|"
    r"co-opted members|"
    r"advisers?|advisors?|non-voting members|voting members|substitutes?(?: present| members)?|attended remotely|"
    r"remote attendance|joined remotely|council officers|lead officers|members of the (?:board|committee|group|"
    r"partnership|"
    r"forum|council|panel)|secretariat|apologies and attend(?:ees|ance)|"
    r"(?!no |there |it |apolog|the )(?:[a-z’'-]+ (?:and |& )?){1,3}(?:present|in attendance)(?=\s*(?::|$)))"
)
_APOLOGIES = (
    r"(?:apologies?(?: for (?:absence|non[- ]attendance))?(?: ?(?:/|&|and) ?absen(?:t|ces?|tees))?"
    r"(?: (?:were )?(?:received|sent|given|noted|accepted))?"
    r"(?: (?:from|by))?|apols|sent apologies|sorry to miss|unable to attend|"
    r"not able to attend|could not attend|members absent with apologies|absent with apologies)"
)
_ABSENT = (
    r"(?:absent(?: without (?:apolog(?:y|ies)|leave|consent))?|"
    r"not present|not attended|did not attend|non[- ]attendance|absence|"
    r"absentees|members absent)"
)
_RESIGNED = r"(?:apolog(?:y|ies) and resignations?|resignations?|resigned)"
_LABELS = (
    (Status.RESIGNED, re.compile(rf"^{_RESIGNED}{_HOW}{_REST}", re.IGNORECASE | re.DOTALL)),
    (Status.APOLOGIES, re.compile(rf"^{_APOLOGIES}{_HOW}{_REST}", re.IGNORECASE | re.DOTALL)),
    (Status.ABSENT, re.compile(rf"^{_ABSENT}{_HOW}{_REST}", re.IGNORECASE | re.DOTALL)),
    (Status.PRESENT, re.compile(rf"^(?P<label>{_PRESENT}){_HOW}{_REST}", re.IGNORECASE | re.DOTALL)),
)
#: Labels that open the list but name no side.
_NO_SIDE = re.compile(
    r"^(?:(?:those |members |people )?present(?: at the meeting| in person)?(?: were)?|attendance(?: list)?|"
    r"attendees|"
    r"attended(?: by)?|attending|attendance and apologies|"
    r"apologies and attend(?:ees|ance)|participants|delegates|list of attendees|those attending|"
    r"who was there|those in attendance|sederunt)$",
    re.IGNORECASE,
)
_APOLOGIES_SENTENCE = re.compile(
    r"\bapolog(?:y|ies)\b(?:\s+for\s+(?:absence|non[- ]attendance|lateness|inability to attend))?\s*"
    r"(?:(?:had|have)\s+been|were|"
    r"was)?\s*(?:also\s+)?"
    r"(?:received|given|noted|accepted|tendered|intimated|submitted|recorded|sent|made|reported|presented|offered)?"
    r"(?:,?\s+and\s+(?:sanctioned|consented|recorded|accepted|"
    r"noted|approved|received|reasons? (?:for absence )?(?:were )?(?:accepted|"
    r"approved)))?\s*"
    r"(?:on behalf of|from|by|(?<=accepted )for|(?<=received )for|(?<=noted )for|:)"
    r"(?:\s+the following)?(?:\s+(?:members|councillors(?=:)|persons|"
    r"people))?\s*[:\s–-]\s*(?P<who>.*)$",
    re.IGNORECASE | re.DOTALL,
)
#: Under the title "Apologies" the word is not said again.
_RECEIVED = re.compile(
    r"^(?:(?:(?:these|they|those) )?(?:were )?(?:received|noted|accepted|sent)(?: and (?:accepted|noted|approved))? "
    r"(?:from|by|for)|from)[:\s]+(?P<who>[A-Z].*)$",
    re.IGNORECASE | re.DOTALL,
)
_SENT = re.compile(
    r"^(?P<who>[A-Z].+?)\s+(?:had |have |has )?(?:sent|gave|given|tendered|submitted)\s+(?:his |her |"
    r"their )?apologies",
    re.S,
)
_FURNITURE = re.compile(
    r"^(?:page \d+(?: of \d+)?|\d{1,3}|p\. ?\d+|-\s*\d+\s*-|\[bookmark:.*\]|minutes?:?|notes:?|draft:?|unconfirmed|"
    r"draft minutes:?|(?:agenda )?items?:?|no\.?\s*(?:\|\s*)?item|supporting documents:?|"
    r"additional documents:?|pdf \d+ ?[kmg]b|action:?|"
    r"actions? by:?|agenda item:?|view directions|items no\. item|share this item|"
    r"\W*view the full (?:agenda|minutes|decision) text for item [\w/.-]+|"
    r"[\W_]+|confidential|public minutes|official)$",
    re.IGNORECASE,
)
_FOOT = re.compile(r"^(?:[^.]{0,120}\W)?page \d{1,3} of \d{1,3}\W*$", re.IGNORECASE)
_NEXT = re.compile(
    r"^(?:(?:to )?(?:confirm|agree|note|set|fix|arrange|receive) )?(?:the )?"
    r"(?:donm|(?:dates?|time|venue)(?:,? (?:and |& |/ ?)?(?:time|venue|place|dates?))*(?: (?:and|"
    r"&) (?:time|venue|place))? (?:of|for) "
    r"(?:the )?(?:next|future|forthcoming|following) (?:\w+ )?(?:\w+ )?meetings?(?: dates?)?|"
    r"next (?:\w+ ){0,2}(?:meetings?|mtgs?)(?: dates?)?|next (?:one|time)(?=\s*[:–-])|"
    r"future (?:meetings?|meeting dates|dates)|(?:dates?|schedule) of (?:future )?meetings|"
    r"meeting dates(?: for)?(?: \d{4})?|forthcoming meetings|dates for (?:your )?diary|"
    r"proposed (?:dates|meetings?)(?: of next meetings?)?)\b(?: \d{4}(?:[/-]\d{2,4})?)?\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Label:
    """What a line of the attendance list opens: whose side, and with which names after the colon."""

    status: Status
    side: str
    rest: str
    words: str


def attendance_label(text: str) -> Label | None:
    for status, pattern in _LABELS:
        found = pattern.match(text.strip())
        if found:
            words = text.strip()[: found.start("joint")].strip()
            side = words if status is Status.PRESENT and not _NO_SIDE.match(words) else ""
            return Label(status, side, found["rest"].strip(), words)
    return None


def apologies_in(sentence: str, *, titled: bool = False) -> str | None:
    """The names in "Apologies for absence were received from …", None in any other sentence.

    `titled`: the item is called "Apologies", so that "Received from …" is enough.
    """
    found = _APOLOGIES_SENTENCE.search(sentence) or _SENT.search(sentence)
    found = found or (_RECEIVED.match(sentence) if titled else None)
    return found["who"].strip() if found else None


def is_furniture(text: str) -> bool:
    return bool(_FURNITURE.match(without_bullet(text.strip()))) or is_foot_of_page(text)


def is_foot_of_page(text: str) -> bool:
    """ "Example Board – 3 March 2013      Page 2 of 9"."""
    return bool(_FOOT.match(text.strip()))


def next_meetings_label(text: str) -> str | None:
    """What follows "Date of next meeting:", None when the text does not begin so."""
    found = _NEXT.match(text.strip())
    return found["rest"].lstrip(" :–—-.").strip() if found else None
