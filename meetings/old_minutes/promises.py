"""Actions that no word marks: "Tom to send the costs round by Friday 15 November." """

import re
from collections.abc import Iterator

from meetings.old_minutes.draft import Action
from meetings.old_minutes.due import due_in
from meetings.old_minutes.lines import without_bullet, words_of
from meetings.old_minutes.owners import Owners
from meetings.old_minutes.sentences import sentences

_TO_DO = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3})*[.):]?\s+)?(?P<said>(?P<owners>[A-Z][^.:;()]{0,60}?) to (?!be\b)[a-z]+\b.*)$", re.DOTALL
)
#: "AK has circulated it. Complete." tells what became of an action.
_REPORTS = re.compile(
    r"(?:^|[.!?;:–—(-])\s*(?:action )?(?:now )?(?:complete[d]?|done|closed|discharged|actioned|on agenda|in hand)\W*$",
    re.IGNORECASE,
)


def is_report(text: str) -> bool:
    """Does it tell that an action was done?"""
    return bool(_REPORTS.search(text))


def promises_in(lines: list[str], item: str, owners: Owners, told: list[Action]) -> Iterator[Action]:
    """Sentences in which people of the attendance list have "to" do something by a day, beyond the actions told."""
    known = [f" {_flat(action.text)} " for action in told]
    for sentence in (sentence for line in lines for sentence in sentences(without_bullet(line))):
        found = _TO_DO.match(sentence)
        named = owners.known(found["owners"]) if found else []
        due = due_in(sentence)
        if not found or not named or not due or is_report(sentence):
            continue
        said = _flat(found["said"])
        if not any(f" {said} " in other or other in f" {said} " for other in known):
            yield Action(item, found["said"], named, due)


def _flat(text: str) -> str:
    return " ".join(words_of(text)).lower()
