"""Actions in the text of an item: "ACTION: JS to …", "(Action: AB)", "Action 1 – …", and lists under "Actions:"."""

import re
from collections.abc import Iterator

from meetings.old_minutes.draft import Action
from meetings.old_minutes.due import due_in
from meetings.old_minutes.headings import numbered
from meetings.old_minutes.lines import without_bullet
from meetings.old_minutes.owners import Owners
from meetings.old_minutes.promises import is_report
from meetings.old_minutes.sentences import sentences, without_paragraph_number
from meetings.old_minutes.vocabulary import is_role

_LABEL = re.compile(
    r"(?:^|(?<=[\s(\[]))(?P<open>[(\[])?\*{0,2}(?P<label>(?:new )?(?:ACTIONS?|Actions?|"
    r"AP)(?:\(s\))?(?i: points?| required| agreed| items?| summary| POINTS?"
    r"| REQUIRED)?)\s*(?P<number>[A-Z]?\d{1,3}(?:[./]\d{1,3})*)?\s*(?P<by>(?:by|for|on|By|"
    r"BY)\b)?\s*(?P<joint>[:–—]|-(?=\s|[A-Z])|)\*{0,2}\s*"
)
_COMMITS = re.compile(
    r"^(?:[A-Z][\w’'/&.-]*(?:[ ,/&]+(?:and )?(?:[A-Z][\w’'/&.-]*|the|of)){0,5}) (?:will|to|"
    r"shall|is to|are to)\b"
)
_SUBJECT = re.compile(
    r"^(?:the |that )?(?P<owners>.{1,70}?)\s+(?:to(?! be\b)|will|shall|would(?= [a-z])|(?:has |"
    r"have )?agreed to|agreed that (?:s?he|they)|"
    r"undertook to|offered to|is to|are to|needs? to|should|volunteered to|was asked to|were asked to)\s",
)
_TO_ACTION = re.compile(r"[(\[]\s*(?P<owners>[^()\[\]]{1,40}?) to action\s*[)\]]", re.IGNORECASE)
_PREFIX = re.compile(r"^(?P<owners>[^:–—]{1,60}?)\s*(?::|\s[–—-])\s+(?P<text>\S.*)$", re.DOTALL)
_SUFFIX = re.compile(
    r"^(?P<text>.+?)(?:\s*[(\[](?:action |lead |owner |by )?:?\s*|\s*[–—]\s*|\s+-\s*|\.\s+|"
    r"\s+(?:owner|lead|by whom):\s*)(?P<owners>[^()\[\]–—]{1,50}?)\s*[)\]]?\.?$",
    re.I | re.S,
)
#: "AP125 JS to ask the surgery".
_COUNTED = re.compile(r"^(?:AP|Action|A) ?\d{1,4}[.:)]*\s+(?:[–-]\s+)?(?=[A-Z])")
_BARE_NUMBER = re.compile(r"^\d{1,2}\s+(?=[A-Z])")
#: The title of a list of what was agreed.
_OF_ACTIONS = re.compile(
    r"^(?:(?:summary|list|schedule|table|log) of )?(?:the )?(?:new |key |agreed )?actions?"
    r"(?: (?:summary|list|log|points?|items?|agreed|arising|required|table|schedule|sheet))?"
    r"(?: (?:from|at|of) (?:this|the|today[’']s) meeting)?$",
    re.IGNORECASE,
)
#: A row that came out of its columns: "2 Send the figures to the Board JS 1 March".
_ROW = re.compile(
    r"^(?:\d{1,2}[.)]?\s+)?(?P<text>[A-Z].+)\s+(?P<owners>(?!ASAP|TBC|TBA)[A-Z]{2,4}(?:\s*[/&,]\s*[A-Z]{2,4})*)(?:\s+(?P<due>.{2,30}))?$"
)
_LAST_WORD = re.compile(
    r"^(?P<text>.+?)\s+(?P<owners>[A-Z][A-Za-z]{0,3}[A-Z](?:\s*[/&,]\s*[A-Z][A-Za-z]{0,3}[A-Z])*)\.?$", re.DOTALL
)


def actions_in(lines: list[str], item: str, owners: Owners) -> list[Action]:
    """The actions that the paragraphs of an item mark as such, in order."""
    found: list[Action] = []
    place = 0
    while place < len(lines):
        text = lines[place]
        marks = list(_marks(without_bullet(text), owners))
        listed = 0
        for start, mark, end in marks:
            said = without_bullet(text)[mark.end() : end].strip()
            if not said and not mark["open"]:
                listed = _listed_below(lines, place, owners)
                below = lines[place + 1 : place + 1 + listed]
                found += [action for line in below for action in read_actions(_unlisted(line), item, owners)]
                continue
            found += _marked(without_bullet(text), start, mark, said, lines[:place], item, owners)
        found += _left_to_somebody(without_bullet(text), item, owners)
        place += 1 + listed
    return [action for action in found if action.text and not is_report(action.text)]


def logged_actions(title: str, lines: list[str], item: str, owners: Owners) -> list[Action]:
    """What a list called "Action summary" says of each owner."""
    if not _OF_ACTIONS.match(title):
        return []
    read = [_logged(_unlisted(without_bullet(line)), line, item, owners) for line in lines]
    return [action for action in read if action.owners and not is_report(action.text)]


def _logged(said: str, line: str, item: str, owners: Owners) -> Action:
    action = read_action(_BARE_NUMBER.sub("", said), item, owners)
    row = None if action.owners else _ROW.match(line)
    named = owners.known(row["owners"]) if row else []
    return Action(item, row["text"], named, row["due"] or "") if row and named else action


def _marks(text: str, owners: Owners) -> Iterator[tuple[int, re.Match, int]]:
    """Every mark of an action in the paragraph: where it begins, the mark, and where what it says ends."""
    marks = [mark for mark in _LABEL.finditer(text) if _is_mark(text, mark, owners)]
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        if mark["open"]:
            closing = text.find(")" if mark["open"] == "(" else "]", mark.end())
            end = closing if 0 <= closing < end else end
        elif mark.start() > 0:
            end = mark.end() + _length_of_commitment(text[mark.end() : end])
        yield mark.start(), mark, end


def _is_mark(text: str, mark: re.Match, owners: Owners) -> bool:
    """ "Actions of the groups would not stop" marks none; "ACTION JS" does."""
    rest = text[mark.end() :].strip()
    if mark["joint"]:
        return bool(mark["label"] != "AP" or mark["number"]) or _is_given_to_somebody(rest, owners)
    if not rest.strip(" .)]"):
        return mark.start() == 0 and not mark["open"]
    at_the_start = mark.start() == 0 or bool(mark["open"]) or mark["label"].isupper()
    first = re.split(r"\s+(?:to|will)\s|\s[–—-]\s|[)\].:]", rest, maxsplit=1)[0]
    return at_the_start and bool(owners.named(first)) and (mark["label"] != "AP" or bool(mark["number"]))


def _is_given_to_somebody(rest: str, owners: Owners) -> bool:
    """ "AP: Mel to ask" and "AP: Mel – letter" mark an action, unless AP is who speaks."""
    subject, prefix = _SUBJECT.match(rest), _PREFIX.match(rest)
    given = (subject and owners.named(subject["owners"])) or (prefix and owners.known(prefix["owners"]))
    return bool(given and not owners.knows("AP"))


def _length_of_commitment(text: str) -> int:
    """Within a paragraph the action is one sentence, and those after it that promise more."""
    kept, place = 0, 0
    for count, sentence in enumerate(sentences(text)):
        start = text.find(sentence, place)
        if count and not _COMMITS.match(sentence):
            break
        place = kept = start + len(sentence)
    return kept


def _marked(
    text: str, start: int, mark: re.Match, said: str, above: list[str], item: str, owners: Owners
) -> list[Action]:
    number = mark["number"] or ""
    only = owners.named(re.sub(r"^(?:by|for)\s+", "", said))
    if not only and is_role(said.rstrip(".")) and not re.search(r"\b(?:to|will|shall|[a-z]+ed)\b", said[:60]):
        only = [said.rstrip(".")]
    due = due_in(said)
    if not only and due and (named := owners.named(said.replace(due, "").strip(" ,-–()"))):
        only = named
    if only:
        return [Action(item, _said_before(text[:start], above, only), only, due or due_in(text[:start]), number)]
    actions = read_actions(said, item, owners)
    actions[0].number = number
    return actions


def _left_to_somebody(text: str, item: str, owners: Owners) -> Iterator[Action]:
    """ "The data will be split by area. (LP to action)"."""
    for found in _TO_ACTION.finditer(text):
        named = owners.named(found["owners"])
        said = _said_before(text[: found.start()], [], named)
        if named and said:
            yield Action(item, said, named, due_in(said))


def _said_before(before: str, above: list[str], only: list[str]) -> str:
    """What the named people have to do stands in the sentence before their names, or in the paragraph above."""
    told = sentences(without_paragraph_number(before.strip())) or sentences(without_bullet(above[-1]) if above else "")
    return told[-1] if told else ", ".join(only)


def _listed_below(lines: list[str], place: int, owners: Owners) -> int:
    """How many lines under a lone "Actions:" are actions: its bullets or numbers, or else the one line below."""
    count = 0
    for line in lines[place + 1 :]:
        is_part = without_bullet(line) != line or numbered(line) is not None
        if (not is_part and not (subject := _SUBJECT.match(line))) or (
            not is_part and not owners.subject(subject["owners"])
        ):
            break
        count += 1
    return count or (1 if place + 1 < len(lines) else 0)


def _unlisted(line: str) -> str:
    line = _COUNTED.sub("", line)
    found = numbered(line)
    if found:
        return re.sub(r"^\(?[\w./]{1,6}[.):]+\s*", "", line)
    return without_bullet(line)


def read_actions(said: str, item: str, owners: Owners) -> list[Action]:
    """One action, or several where each part begins with people of the attendance list."""
    parts = [part.strip() for part in re.split(r";\s*(?:and\s+)?", said) for part in sentences(part)]
    subjects = [_SUBJECT.match(part) for part in parts]
    if len(parts) > 1 and all(subject and owners.named(subject["owners"]) for subject in subjects):
        return [read_action(part, item, owners) for part in parts]
    return [read_action(said, item, owners)]


def read_action(said: str, item: str, owners: Owners) -> Action:
    """Owners and due date from the words of the action itself."""
    said = said.strip(" *")
    subject = _SUBJECT.match(said)
    if subject and (named := owners.subject(subject["owners"])):
        return Action(item, said, named, due_in(said))
    prefix = _PREFIX.match(said)
    if prefix and (named := owners.named(prefix["owners"])):
        return Action(item, prefix["text"].strip(), named, due_in(said))
    bare = re.sub(rf"[\s,(–-]*{re.escape(due)}[)\s.]*$", "", said) if (due := due_in(said)) else said
    for pattern in (_SUFFIX, _LAST_WORD):
        suffix = pattern.match(bare)
        if suffix and (named := owners.named(suffix["owners"])):
            return Action(item, suffix["text"].strip(), named, due)
    return Action(item, said, [], due)
