"""Actions that no word marks: "Tom to send the costs round by Friday 15 November." """

import re
from collections.abc import Iterator

from meetings.old_minutes.draft import Action
from meetings.old_minutes.due import due_in
from meetings.old_minutes.lines import without_bullet, words_of
from meetings.old_minutes.owners import Owners
from meetings.old_minutes.sentences import sentences

_SHORT = r"(?:(?<=\b[A-Z])|(?<=\b[MD]r)|(?<=\bM[rs]s)|(?<=\bCllr)|(?<=\bCllrs))"
_TO_DO = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3})*[.):]?\s+)?"
    rf"(?P<said>(?P<owners>[A-Z](?:[^.:;()]|{_SHORT}\.){{0,60}}?)"
    r"(?: also)?(?: (?:agreed|undertook|(?:was|were) asked|(?<=[Cc]lerk )asked))? to (?!be\b)[a-z]+\b.*)$",
    re.DOTALL,
)
#: Everybody knows who is meant.
_OFFICER = re.compile(r"^(?:the )?(?:deputy )?(?:clerk|secretary|treasurer|chair(?:man|woman|person)?)$", re.IGNORECASE)
_INITIALS = re.compile(r"^[A-Z]{2,4}(?:\s*/\s*[A-Z]{2,4})*$")
#: "AK has circulated it. Complete." tells what became of an action.
_REPORTS = re.compile(
    r"(?:^|[.!?;:–—(-])\s*(?:action )?(?:now )?(?:complete[d]?|done|closed|discharged|actioned|on agenda|in hand)\W*$",
    re.IGNORECASE,
)


def is_report(text: str) -> bool:
    """Does it tell that an action was done?"""
    return bool(_REPORTS.search(text))


def promises_in(
    lines: list[str], item: str, owners: Owners, told: list[Action], *, freely: bool = False
) -> Iterator[Action]:
    """Sentences in which people of the attendance list have "to" do something, beyond the actions told.

    By a day, or with their initials behind it, as a column of actions comes out of a page. `freely`: without either,
    in minutes that mark no action at all.
    """
    known = [f" {_flat(action.text)} " for action in told]
    for sentence, behind in _with_initials_behind(lines, owners):
        found = _TO_DO.match(sentence)
        named = owners.known(found["owners"]) if found else []
        if found and freely and _OFFICER.match(found["owners"]):
            named = owners.named(found["owners"])
        due = due_in(sentence)
        if not found or not named or not (freely or due or named == behind) or is_report(sentence):
            continue
        said = _flat(found["said"])
        if not any(f" {said} " in other or other in f" {said} " for other in known):
            yield Action(item, found["said"], named, due)


def _with_initials_behind(lines: list[str], owners: Owners) -> Iterator[tuple[str, list[str]]]:
    """Every sentence with the people whose initials end its paragraph: "DA to write to him. DA"."""
    for line in lines:
        told = sentences(without_bullet(line))
        behind = owners.known(told[-1]) if len(told) > 1 and _INITIALS.match(told[-1]) else []
        yield from ((sentence, behind) for sentence in told)


def _flat(text: str) -> str:
    return " ".join(words_of(text)).lower()
