"""The words of each line of the original against those of the record that would be made of it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from meetings.choices import TakenFor
from meetings.models import OldLine, OldMinutes
from meetings.old_minutes.lines import words_of

#: Words whose meaning the record has without them: that of a label is where its line stands.
LABELS = {
    kind: frozenset(words_of(said))
    for kind, said in {
        TakenFor.ATTENDANCE: "present apologies apology absence absent attendance attending in also for from of and "
        "were was received the with on behalf by members member substitute substitutes substituting deputising deputy "
        "representing attendees invited guests name organisation role initials those there list "
        "sederunt replacing resignation not attended councillor councillors cllr cllrs p a dna",
        TakenFor.ITEM: "item agenda minute",
        TakenFor.DECISION: "resolved agreed noted decision decisions that it was action",
        TakenFor.ACTION: "action actions to by owner lead due",
        TakenFor.NEXT: "date dates time of the next future meeting meetings and is on will be held",
        TakenFor.HEADING: "agenda minutes notes of the a meeting held on at in and committee venue location date day "
        "time",
    }.items()
}
#: Lines that are saved in one transaction.
AT_A_TIME = 200


def weigh(old: OldMinutes) -> int:
    """Count anew what is missing from, and new in, every line. Returns in how many lines something is.

    Words are compared line by line with those that stand in their place, a line that goes on from another together
    with that one; an attendance list and a heading are each compared as a whole, for their words are read into fields.
    """
    lines = list(old.lines.in_order().prefetch_related("attendees", "decisions", "actions"))
    known = {word.casefold() for line in lines for word in words_of(line.text)}
    people = [attendee for line in lines for attendee in line.attendees.all()]
    listed = Counter(word for attendee in people for word in folded(said_of(attendee)))
    initials = frozenset(word for attendee in people for word in folded(attendee.initials))
    changed = []
    for group in groups(lines):
        head = group[0]
        held = list(held_by(group, old, listed))
        labels = LABELS.get(head.taken_for, frozenset()) | (initials if head.taken_for == TakenFor.ACTION else set())
        lost = lost_words((line.text for line in group), Counter(folded(held)), labels)
        if head.taken_for == TakenFor.LEFT_OUT and not head.attendees.all():
            lost = []
        new = dict.fromkeys(word for text in own_words(group, held, old) for word in words_of(text))
        found = " ".join(lost), " ".join(word for word in new if word.casefold() not in known | labels)
        changed += put_down(group, *found)
    for start in range(0, len(changed), AT_A_TIME):  # each by itself: nobody who writes waits for all
        OldLine.objects.bulk_update(changed[start : start + AT_A_TIME], ["missing", "new"])
    return sum(bool(line.missing or line.new) for line in lines)


def groups(lines: Iterable[OldLine]) -> Iterator[list[OldLine]]:
    """Each line with those that go on from it."""
    group: list[OldLine] = []
    for line in lines:
        if line.taken_for != TakenFor.ABOVE and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def held_by(group: list[OldLine], old: OldMinutes, listed: Counter) -> Iterator[str]:
    """Every text of the record that stands for these lines."""
    head = group[0]
    if head.taken_for == TakenFor.ATTENDANCE:
        yield from listed.elements()
    elif head.taken_for == TakenFor.HEADING:
        yield from (*heading_of(old), old.committee.name, old.committee.short_name)
    elif head.taken_for == TakenFor.NEXT:
        yield old.next_meetings
    elif head.taken_for == TakenFor.ITEM:
        yield f"{head.number} {head.title} {head.presenters} {head.kept}"
    elif head.taken_for in (TakenFor.TEXT, TakenFor.ABOVE):
        yield from (line.kept for line in group)
    yield from outcomes_of(group)


def heading_of(old: OldMinutes) -> tuple[str, ...]:
    return old.title, old.written_date, old.written_time, old.venue


def outcomes_of(group: list[OldLine]) -> Iterator[str]:
    for line in group:
        yield from (decision.text for decision in line.decisions.all())
        for action in line.actions.all():
            yield f"{action.number} {action.text} {action.owners} {action.due}"


def own_words(group: list[OldLine], held: list[str], old: OldMinutes) -> Iterator[str]:
    """What may hold a word that the original lacks: people beside their own line, a heading without its committee."""
    kind = group[0].taken_for
    if kind == TakenFor.HEADING:
        yield from heading_of(old)
    elif kind != TakenFor.ATTENDANCE:
        yield from held
    for line in group:
        yield from (said_of(attendee) for attendee in line.attendees.all())


def said_of(attendee) -> str:
    return " ".join(
        (
            attendee.name,
            attendee.initials,
            attendee.role,
            attendee.organisation_name,
            attendee.side,
            attendee.deputises_for,
        )
    )


def folded(texts: Iterable[str] | str) -> list[str]:
    return [word.casefold() for text in ([texts] if isinstance(texts, str) else texts) for word in words_of(text)]


def lost_words(texts: Iterable[str], held: Counter, labels: frozenset[str]) -> list[str]:
    lost = []
    for word in (word for text in texts for word in words_of(text)):
        if held[word.casefold()]:
            held[word.casefold()] -= 1
        elif word.casefold() not in labels:
            lost.append(word)
    return lost


def put_down(group: list[OldLine], missing: str, new: str) -> list[OldLine]:
    """What a group lacks stands at its head. Gives the lines that changed."""
    changed = []
    for place, line in enumerate(group):
        found = ("", "") if place else (missing, new)
        if (line.missing, line.new) != found:
            line.missing, line.new = found
            changed.append(line)
    return changed
