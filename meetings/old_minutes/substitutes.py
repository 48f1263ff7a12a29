"""Who sits in for whom, in the words of lists and of sentences."""

import re

from meetings.old_minutes.draft import Attendee
from meetings.old_minutes.names import is_name
from meetings.old_minutes.vocabulary import RANKS, TITLES, UPPER

_FOR = (
    r"(?:also\s+)?(?:(?:attending|attended|present|acting|here)\s+)?(?:as\s+)?(?:a\s+|the\s+)?(?:named\s+)?"
    r"(?:substitut(?:e|ing|ed)|sub|subbing|deputi[sz](?:ing|ed)|deputy|standing in|stood in|in place|on behalf|"
    r"instead|alternate|proxy|replacing|representing|rep|covering|for)\s*(?:member\s*)?(?:for|of)?[:\s]\s*"
)
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s*{_FOR}(?P<who>[^()\[\]]+?)\s*[)\]]", re.IGNORECASE)
#: "Jo Roe (JR for Al Moss)".
_INITIALS_FOR = re.compile(
    r"[(\[]\s*(?P<initials>[A-Z][A-Za-z]{1,4})\s*[,–-]?\s+(?:(?:sub(?:stituting)?|deputi[sz]ing|standing in)\s+)?"
    r"for\s+(?P<who>[A-Z][^()\[\]]+?)\s*[)\]]"
)
_WHO = (
    rf"(?:(?:{RANKS}|{TITLES})\b\.?\s*)?[{UPPER}][\w’'-]*"
    rf"(?:\s+(?:(?:de|van|von|der|den|ap)\s+)*[{UPPER}][\w’'.-]*){{0,3}}"
)
#: "Mel Stone deputising for Prof. Ian Cole (University of Harbour)": it may end in whom it names, or go on.
_TRAILING = re.compile(
    r"\s*(?:[,–-]|^)?\s*\b(?:(?:attending|attended|present|here|sitting)\s+)?(?:as\s+)?(?:(?:a|the|named)\s+)?"
    r"(?:substitut(?:e|ing)|sub|subbing|deputi[sz](?:ing|ed)|deputy(?= (?:for|of)\b)|standing in|stood in|"
    r"sitting in|sat in|filling in|"
    r"covering|alternate|proxy|replacing|instead|in (?:the )?place|in lieu|on behalf|representing)\s+(?:for|of)?\s*"
    rf"(?P<who>{_WHO})(?=\s*(?:$|[,;(.]|\s[-–—]))"
)
#: Said of the one who is not there.
_BY = re.compile(
    rf"\s*(?:[(\[]|[-–—,]\s*)\s*(?:(?:substituted by|represented by|replaced by|deputi[sz]ed by|"
    rf"substitute[:\s-]+|deputy\s*[:-]\s*|(?-i:deputy)\s+"
    rf"|sub[:\s-]+|substitute was)\s*(?P<by>(?:{TITLES}\b\.?\s*)?[A-Z][^()\[\]]+?)|"
    rf"(?P<by2>(?:{TITLES}\b\.?\s*)?[A-Z][^()\[\]]+?)\s+"
    r"(?:was |were )?(?:attend(?:ed|ing)|substitut(?:ed|ing)|deputi[sz](?:ed|ing)|present|in attendance|"
    r"stood in|standing in|"
    r"representing|represented|sat in)\b[^()\[\]]*?|for whom (?P<by3>[A-Z][^()\[\]]+?) "
    r"(?:(?:was )?(?:acting as |the |a )?"
    r"(?:substitut(?:ed|e|ing)|deputy|deputi[sz](?:ed|ing))))\s*(?:[)\]]|$)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"\b(?P<name>{_WHO})(?:\s*\([^)]*\))?,?\s+(?:was |were |had )?(?:also )?(?:attended |attending |present |"
    rf"in attendance )?"
    r"(?:as (?:a |the |their )?)?(?:substitut(?:e|ed|ing)|deputi[sz](?:ed|ing)|deputy(?= (?:for|of)\b)|"
    r"stood in|standing in|on behalf|in place|"
    rf"represented)\s*(?:for|of)?\s+(?P<who>{_WHO})"
)

#: "B (Police); C attended on his behalf": whose place it is, stands before.
_STOOD_IN = re.compile(
    rf"(?:\s*[;,.–-]\s*(?:and\s+|but\s+|with\s+)?|\s+and\s+)(?P<by>{_WHO})(?P<more>\s*\([^()]*\))?\s+"
    r"(?:had |was |were |will be |has )?"
    r"(?:attend(?:ed|ing)|present|came|standing in|stood in|sat in|sitting in|deputi[sz](?:ed|ing)|"
    r"substitut(?:ed|ing))\s+"
    r"(?:on (?:his|her|their) behalf|in (?:his|her|their) (?:place|stead|absence)|for (?:him|her|them)|instead|"
    r"as (?:(?:his|her|their|a|the) )?(?:substitute|deputy|alternate))\b(?=\s*(?:[.;,)]|and\b|$))"
)


#: "B, for whom C was substitute".
_FOR_WHOM = re.compile(
    rf",?\s+for whom (?P<by>{_WHO})(?P<more>\s*\([^()]*\))?\s+(?:was |is |had )?(?:acting as |the |a )?"
    r"(?:substitut|deput)\w*(?=\s*(?:[.;,)]|and\b|$))"
)


def with_stand_ins_in_brackets(text: str) -> str:
    """ "…; C attended on his behalf" as "… (C attended on his behalf)", beside the one it is said of."""
    return _FOR_WHOM.sub(_in_brackets, _STOOD_IN.sub(_in_brackets, text))


def _in_brackets(found: re.Match) -> str:
    if not is_name(found["by"]):
        return found[0]
    more = f", {found['more'].strip(' ()')}" if found["more"] else ""
    return f" (represented by {found['by']}{more})"


def take_substitution(text: str) -> tuple[str, str, str]:
    """The text without the words of a substitution, whom the person sits in for, and who sits in for them."""
    if (found := _INITIALS_FOR.search(text)) and is_name(_clean(found["who"])):
        return text.replace(found[0], f"({found['initials']})"), _clean(found["who"]), ""
    for pattern in (_IN_BRACKETS, _TRAILING):
        found = pattern.search(text)
        if found and is_name(_clean(found["who"]), surname_alone=True):
            return _without(text, found), _clean(found["who"]), ""
    found = _BY.search(text)
    if found:
        by = _clean(found["by"] or found["by2"] or found["by3"])
        name = by.split(",")[0].strip()
        if is_name(name):
            return _without(text, found), "", name
    return text, "", ""


def substitutions_told(sentence: str) -> list[tuple[str, str]]:
    """ "Cllr Brown substituted for Cllr Jones." as (who came, whose place it is)."""
    return [
        (found["name"].strip(), found["who"].strip().rstrip("."))
        for found in _SENTENCE.finditer(sentence)
        if is_name(found["name"]) and is_name(found["who"], surname_alone=True)
    ]


def substitution_of(person: Attendee) -> list[tuple[str, str]]:
    """Who came, and whose place it was: told of either of the two."""
    if person.deputises_for:
        return [(person.name, person.deputises_for)]
    return [(person.represented_by, person.name)] if person.represented_by else []


def _clean(text: str) -> str:
    return text.strip().rstrip(".,")


def _without(text: str, found: re.Match) -> str:
    return (text[: found.start()] + text[found.end() :]).strip()
