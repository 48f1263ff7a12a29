"""What the record has of each line: paragraphs, decisions and actions under their items, people on the list."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.html import escape

from compact_portal.people.models import Organisation, Person
from compact_portal.richtext.fields import sanitise
from meetings.choices import ActionState, Capacity, DueRule, TakenFor, kind_of_title
from meetings.initials import initials_of
from meetings.models import (
    Action,
    ActionOwner,
    Attendance,
    Decision,
    Item,
    Meeting,
    OldAction,
    OldAttendee,
    OldDecision,
    OldLine,
    OldMinutes,
)
from meetings.old_minutes.dates import dates_in
from meetings.old_minutes.lines import Line, words_of
from meetings.queries.old_minutes import attendees_of, lines_to_check
from meetings.services.old_minutes.differences import groups

#: What is kept below an item's title, as paragraphs.
SPOKEN = frozenset({TakenFor.TEXT, TakenFor.ABOVE})


@dataclass
class Business:
    """An item as its lines give it; `opening` is None for what stands before the first title."""

    opening: OldLine | None = None
    paragraphs: list[str] = field(default_factory=list)
    decisions: list[OldDecision] = field(default_factory=list)
    actions: list[OldAction] = field(default_factory=list)


def business_of(lines: Iterable[OldLine]) -> Iterator[Business]:
    """Every item in order. What stands before the first title is an item without one, if there is any."""
    current = Business()
    for group in groups(lines):
        head = group[0]
        if head.opens_item:
            yield from [current] if is_something(current) else []
            current = Business(head)
        said = [head.kept] if head.opens_item else [line.kept for line in group] if head.taken_for in SPOKEN else []
        text = " ".join(filter(None, said))
        current.paragraphs += [text] if text else []
        for line in group:
            current.decisions += line.decisions.all()
            current.actions += line.actions.all()
    yield from [current] if is_something(current) else []


def is_something(business: Business) -> bool:
    return bool(business.opening or business.paragraphs or business.decisions or business.actions)


def html_of(paragraphs: list[str]) -> str:
    """Paragraphs; lines with a bullet become a list."""
    parts, is_list = [], False
    for line in map(Line, paragraphs):
        if line.is_bullet != is_list:
            parts.append("<ul>" if line.is_bullet else "</ul>")
            is_list = line.is_bullet
        parts.append(f"<li>{escape(line.unbulleted)}</li>" if is_list else f"<p>{escape(line.text)}</p>")
    return sanitise("".join([*parts, "</ul>"] if is_list else parts))


def write_attendance(old: OldMinutes, meeting: Meeting) -> dict[str, Attendance]:
    """The list, by name in small letters. Who was not named as known is new, or somebody who never signs in."""
    sides = {side.name.casefold(): side for side in meeting.committee.constituencies.all()}
    attendees = list(attendees_of(old))
    listed: dict[str, Attendance] = {}
    for position, attendee in enumerate(attendees, start=1):
        line = Attendance.objects.create(
            meeting=meeting,
            position=position,
            person=attendee.person or Person.objects.named(attendee.name),
            name=attendee.name,
            initials=attendee.initials or initials_of(attendee.name),
            role=role_of(attendee, attendees),
            organisation=attendee.organisation,
            constituency=sides.get(attendee.side.casefold()),
            side=attendee.side,
            office=attendee.office,
            capacity=capacity_of(attendee),
            status=attendee.status,
            written=attendee.written,
        )
        listed.setdefault(attendee.name.casefold(), line)
    for attendee in attendees:
        absent = listed.get(attendee.deputises_for.casefold())
        deputy = listed[attendee.name.casefold()]
        if absent and absent != deputy:
            Attendance.objects.filter(pk=deputy.pk).update(deputising_for=absent)
    return listed


def role_of(attendee: OldAttendee, attendees: list[OldAttendee]) -> str:
    """With what has no place of its own: an organisation the portal does not know, an absent member not on the list."""
    unlisted = attendee.deputises_for.casefold() not in {each.name.casefold() for each in attendees}
    said = [
        attendee.role,
        "" if attendee.organisation else attendee.organisation_name,
        f"for {attendee.deputises_for}" if attendee.deputises_for and unlisted else "",
    ]
    return ", ".join(filter(None, said))[:120]


def capacity_of(attendee: OldAttendee) -> str:
    is_deputy = attendee.deputises_for and attendee.capacity == Capacity.MEMBER
    return Capacity.SUBSTITUTE if is_deputy else attendee.capacity


def write_items(
    old: OldMinutes, meeting: Meeting, people: dict[str, Attendance], *, is_published: bool, by, now: datetime
) -> None:
    given = 0
    numbers: set[str] = set()
    for position, business in enumerate(business_of(lines_to_check(old)), start=1):
        opening = business.opening
        item = Item.objects.create(
            meeting=meeting,
            position=position,
            number=opening.number if opening else "",
            title=opening.title if opening else "",
            presenters=opening.presenters if opening else "",
            level=level_of(opening.number if opening else "", numbers),
            kind=kind_of_title(opening.title if opening else ""),
            text=html_of(business.paragraphs),
            revision=1,
            saved_at=now,
            saved_by=by,
            closed_at=now,
        )
        Decision.objects.bulk_create(
            Decision(item=item, position=place, kind=each.kind, text=each.text, published=is_published)
            for place, each in enumerate(business.decisions, start=1)
        )
        for action in business.actions:
            given += 1
            write_action(action, item, given, people, is_published=is_published, now=now)


def level_of(number: str, numbers: set[str]) -> int:
    """2 for 3.1, where there was a 3. Notes the number among the `numbers`."""
    bare = number.strip(". ")
    numbers.add(bare)
    above, dot, _ = bare.rpartition(".")
    return 2 if dot and above in numbers else 1


def write_action(
    old: OldAction, item: Item, position: int, people: dict[str, Attendance], *, is_published: bool, now: datetime
) -> None:
    """Nobody says what became of it, unless an officer said that it is open. One whose day has gone by has no day any
    more, and reminds nobody.
    """
    due = next((each.day for each in dates_in(old.due) if each.day), None)
    due = None if old.is_open and due and due < timezone.localdate(now) else due
    action = Action.objects.create(
        meeting=item.meeting,
        item=item,
        position=position,
        number=old.number or str(position),
        text=old.text if due and says_only_a_day(old.due) else text_of(old),
        due_rule=DueRule.DATE if due else DueRule.NONE,
        due_on=due,
        state=ActionState.OPEN if old.is_open else ActionState.PAST,
        settled_at=None if old.is_open else now,
        published=is_published,
    )
    for owner in owners_of(old, people):
        owner.action = action
        owner.save()


def says_only_a_day(due: str) -> bool:
    """ "20/10/15" and "by 3 March 2015": the action has the day itself, so its words need not say it again."""
    written = [each.written for each in dates_in(due)]
    return len(written) == 1 and words_of(due.replace(written[0], " ").casefold()) in ([], ["by"], ["due"], ["on"])


def text_of(old: OldAction) -> str:
    """With the day as it was written, where the text does not say it already."""
    said = set(words_of(old.text.casefold()))
    is_said = all(word in said for word in words_of(old.due.casefold()))
    return old.text if is_said else f"{old.text} ({old.due})"


def owners_of(old: OldAction, people: dict[str, Attendance]) -> Iterator[ActionOwner]:
    """Somebody of the attendance list, an organisation of just this name, or a group as written."""
    for name in filter(None, (name.strip() for name in old.owners.split(","))):
        line = people.get(name.casefold())
        organisation = None if line else Organisation.objects.confirmed().filter(name__iexact=name).first()
        yield ActionOwner.of(line.person if line else organisation or name[:200])
