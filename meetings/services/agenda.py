"""Writing the agenda and publishing it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.publishing.models import Publication
from compact_portal.publishing.services import publish_document
from meetings import emails, pdfs
from meetings.choices import AGENDA_OPEN, ItemKind
from meetings.models import ForwardPlanEntry, Item, Meeting, Paper
from meetings.services.states import WrongState, lock, move


def open_agenda(meeting: Meeting, by) -> Meeting:
    require(by, "meetings.run_meetings")
    meeting = lock(meeting)
    if meeting.state not in AGENDA_OPEN:
        raise WrongState(meeting, "Change the agenda")
    return meeting


def number_items(meeting: Meeting) -> None:
    """Number the items in order: 1, 2, 2.1, 2.2, 3. A sub-item with nothing above it counts as a main item."""
    main = sub = 0
    changed = []
    for item in meeting.items.in_order():
        if item.level == 1 or main == 0:
            main, sub = main + 1, 0
        else:
            sub += 1
        number = f"{main}.{sub}" if sub else str(main)
        if item.number != number:
            item.number = number
            changed.append(item)
    Item.objects.bulk_update(changed, ["number"])


@transaction.atomic
def add_item(meeting: Meeting, *, title: str, by, now: datetime, **fields) -> Item:
    """Add an item at the end of the agenda, but before "any other business"."""
    meeting = open_agenda(meeting, by)
    item = meeting.items.create(title=title, position=make_room(meeting), **fields)
    number_items(meeting)
    record(meeting, "item added", by=by, at=now, title=title)
    item.refresh_from_db()
    return item


def make_room(meeting: Meeting) -> int:
    """The position for a new item; "any other business", if it comes last, moves down."""
    last = meeting.items.in_order().last()
    if last is None:
        return 1
    if last.kind != ItemKind.ANY_OTHER_BUSINESS:
        return last.position + 1
    last.position += 1
    last.save(update_fields=["position"])
    return last.position - 1


@transaction.atomic
def change_item(item: Item, *, by, now: datetime, **fields) -> Item:
    meeting = open_agenda(item.meeting, by)
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    number_items(meeting)
    record(meeting, "item changed", by=by, at=now, title=item.title)
    item.refresh_from_db()
    return item


@transaction.atomic
def move_item(item: Item, *, up: bool, by, now: datetime) -> Item:
    """Swap an item with its neighbour. At the end of the list nothing happens."""
    meeting = open_agenda(item.meeting, by)
    others = meeting.items.filter(position__lt=item.position).order_by("-position")
    if not up:
        others = meeting.items.filter(position__gt=item.position).order_by("position")
    other = others.first()
    if other:
        item.position, other.position = other.position, item.position
        Item.objects.bulk_update([item, other], ["position"])
        number_items(meeting)
        record(meeting, "item moved", by=by, at=now, title=item.title)
    return item


@transaction.atomic
def remove_item(item: Item, *, by, now: datetime) -> None:
    """Remove an item from the agenda. One that has been minuted stays: text is never thrown away by a click."""
    meeting = open_agenda(item.meeting, by)
    if item.text or item.actions.exists() or item.decisions.exists():
        raise WrongState(meeting, "This item has been minuted, so it cannot be removed. Remove the item")
    record(meeting, "item removed", by=by, at=now, title=item.title)
    item.delete()
    number_items(meeting)


@transaction.atomic
def carry_over(meeting: Meeting, item: Item, *, by, now: datetime) -> Item:
    """Put an item of an earlier meeting on this agenda."""
    return add_item(
        meeting, title=item.title, presenters=item.presenters, purpose=item.purpose, carried_from=item, by=by, now=now
    )


@transaction.atomic
def take_up(meeting: Meeting, entry: ForwardPlanEntry, *, by, now: datetime) -> Item:
    """Put an entry of the forward plan on this agenda."""
    item = add_item(meeting, title=entry.title, carried_from=entry.from_item, by=by, now=now)
    entry.taken_up_in = item
    entry.save(update_fields=["taken_up_in"])
    return item


@transaction.atomic
def add_paper(item: Item, *, title: str, file, content_type: str, by, now: datetime) -> Paper:
    """Attach a file whose content has been checked by the form."""
    require(by, "meetings.run_meetings")
    paper = item.papers.create(
        title=title, file=file, content_type=content_type, size=file.size, added_by=by, added_at=now
    )
    record(item.meeting, "paper added", by=by, at=now, title=title)
    return paper


@transaction.atomic
def remove_paper(paper: Paper, *, by, now: datetime) -> None:
    require(by, "meetings.run_meetings")
    record(paper.item.meeting, "paper removed", by=by, at=now, title=paper.title)
    paper.delete()


def refuse_same_again(meeting: Meeting, document: dict) -> None:
    """A second edition with the same words would only puzzle those who are told of it."""
    latest = Publication.objects.about(meeting).document("agenda").standard().latest()
    if latest and {**latest.data, "number": None} == {**document, "number": None}:
        raise ValidationError("The agenda has not changed since it was published. Nothing was sent.")


@transaction.atomic
def publish_agenda(meeting: Meeting, *, by, now: datetime, seen: int | None = None, reason: str = "") -> Meeting:
    """Publish the agenda as it stands, as the next numbered edition, and tell the members.

    `reason` explains findings of the checks that were overridden (fewer clear days than the committee's rule).
    """
    meeting = move(meeting, "publish-agenda", by=by, now=now, seen=seen, reason=reason)
    meeting.agenda_published_at = meeting.agenda_published_at or now
    meeting.save()
    document = pdfs.agenda_document(meeting)
    refuse_same_again(meeting, document)
    publish_document(
        meeting,
        "agenda",
        title=f"Agenda: {meeting.committee}, {document['meeting']['date_text']}",
        template="meetings/documents/agenda_body.html",
        data=document,
        filename=f"agenda-{meeting.committee.slug}-{meeting.day}",
        by=by,
        at=now,
    )
    emails.agenda_published(meeting, at=now)
    return meeting
