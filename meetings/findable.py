"""What can be found of meetings: what was published, as it was published, by everyone; the rest by officers."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import Prefetch

from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import Publication
from compact_portal.search.choices import Audience
from compact_portal.search.plain import first_words, plain
from compact_portal.search.sources import Entry, register
from compact_portal.wording import short_date
from meetings.models import Action, ActionOwner, Committee, Decision, Item, Meeting

#: Meetings whose items, decisions, actions and publications are read together.
AT_A_TIME = 50
MEETING = Meeting._meta.label_lower


class MeetingsToFind:
    name = "meetings"
    kinds = {"meeting": "Meeting", "item": "Agenda item", "decision": "Decision", "action": "Action"}
    follows = {
        MEETING: lambda meeting: meeting.pk,
        "publishing.publication": lambda edition: edition.subject_id if edition.subject_type == MEETING else None,
    }
    places_follow = frozenset({"meetings.committee"})
    turns_with_the_day = False

    def places(self) -> dict[str, str]:
        return {str(pk): name for pk, name in Committee.objects.by_name().values_list("pk", "name")}

    def entries(self, *, scope: int | None = None) -> Iterator[Entry]:
        meetings = Meeting.objects.select_related("committee").prefetch_related(
            Prefetch("items", Item.objects.in_order(), to_attr="item_list"),
            Prefetch("item_list__decisions", Decision.objects.order_by("position", "pk"), to_attr="decision_list"),
            Prefetch("actions", Action.objects.in_order().select_related("item"), to_attr="action_list"),
            Prefetch(
                "action_list__owners",
                ActionOwner.objects.select_related("person", "organisation", "contact"),
                to_attr="names",
            ),
        )
        meetings = meetings.filter(pk=scope) if scope is not None else meetings
        found = meetings.order_by("date", "pk").iterator(chunk_size=AT_A_TIME)
        while batch := list(islice(found, AT_A_TIME)):
            published = what_is_read_of(batch)
            for meeting in batch:
                yield from entries_of(meeting, published.get(meeting.pk, {}))


def what_is_read_of(meetings: list[Meeting]) -> dict[int, dict]:
    """By meeting: what its published minutes say; before there are any, its agenda. One query."""
    editions = Publication.objects.public().filter(
        subject_type=MEETING,
        subject_id__in=[meeting.pk for meeting in meetings],
        document__in=["agenda", "minutes"],
        edition=Edition.STANDARD,
    )
    # In the order of the alphabet minutes come after the agenda, so they are what stays.
    rows = editions.order_by("document", "number").values_list("subject_id", "data")
    return dict(rows)


def entries_of(meeting: Meeting, published: dict) -> Iterator[Entry]:
    yield of_the_meeting(meeting, published)
    kept_back = {item.pk: item for item in meeting.item_list if item.confidential}
    told = {}
    for line in published.get("items", []):
        pk = int(line["anchor"].removeprefix("item-"))
        if pk not in kept_back and not line["confidential"]:
            told[pk] = line.get("html", "")
            yield of_a_published_item(meeting, pk, line)
    for item in meeting.item_list:
        if item.pk not in told or (meeting.minutes_open and item.text and item.text != told[item.pk]):
            yield of_an_item_for_officers(meeting, item)
        for decision in item.decision_list:
            yield of_a_decision(meeting, item, decision)
    for action in meeting.action_list:
        yield of_an_action(meeting, action)


def of_the_meeting(meeting: Meeting, published: dict) -> Entry:
    """Its day and place, and who was there, as the minutes say."""
    attendance = published.get("attendance") or {}
    people = [
        person["text"]
        for group in (*attendance.get("sides", []), *attendance.get("absences", []))
        for person in group["people"]
    ]
    when = short_date(meeting.date) if meeting.date else meeting.written_date or "date not known"
    words = [meeting.venue, ", ".join(people), published.get("closing", "")]
    return Entry(
        title=f"{meeting.title or meeting.committee.name}, {when}",
        text=". ".join(filter(None, words)),
        url=meeting.get_absolute_url(),
        **about(meeting, "meeting", meeting),
    )


def of_a_published_item(meeting: Meeting, pk: int, line: dict) -> Entry:
    papers = [paper["title"] for paper in line["papers"]]
    words = [plain(line.get("html", "")), line["presenters"], *papers]
    return Entry(
        title=numbered(line["number"], line["title"]),
        text=". ".join(filter(None, words)),
        url=meeting.url("item", pk),
        **about(meeting, "item", pk),
    )


def of_an_item_for_officers(meeting: Meeting, item: Item) -> Entry:
    """Not published, or confidential, or published in other words than are being written now."""
    return Entry(
        title=numbered(item.number, item.title) or f"Item {item.position}",
        text=". ".join(filter(None, [plain(item.text), item.presenters])),
        url=meeting.url("minute", item.pk) if meeting.minutes_open else meeting.url("desk"),
        **about(meeting, "item", item)
        | {"key": f"meetings.draft:{meeting.pk}/{item.pk}", "audience": Audience.OFFICERS},
    )


def of_a_decision(meeting: Meeting, item: Item, decision: Decision) -> Entry:
    is_public = decision.published and not item.confidential
    return Entry(
        title=first_words(decision.text),
        text=in_full(decision.text, item),
        url=decision.get_absolute_url(),
        **about(meeting, "decision", decision) | audience(is_public),
    )


def of_an_action(meeting: Meeting, action: Action) -> Entry:
    is_public = action.published and not action.is_confidential
    owners = ", ".join(map(str, action.names))
    return Entry(
        title=first_words(action.text),
        text=". ".join(filter(None, [in_full(action.text, action.item), owners])),
        url=action.get_absolute_url(),
        **about(meeting, "action", action) | audience(is_public),
    )


def in_full(text: str, item: Item | None) -> str:
    """What the title leaves out, and where it was said."""
    return ". ".join(filter(None, [text if first_words(text) != text else "", said_at(item) if item else ""]))


def said_at(item: Item) -> str:
    return f"Item {item}" if item.number or item.title else str(item)


def audience(is_public: bool) -> dict[str, str]:
    return {"audience": Audience.EVERYONE if is_public else Audience.OFFICERS}


def numbered(number: str, title: str) -> str:
    return ". ".join(filter(None, [number, title]))


def about(meeting: Meeting, kind: str, record) -> dict:
    return {
        "key": f"meetings.{kind}:{meeting.pk}/{getattr(record, 'pk', record)}",
        "scope": meeting.pk,
        "kind": kind,
        "day": meeting.date,
        "place": str(meeting.committee_id),
    }


register(MeetingsToFind())
