"""Ten years of sixty committees, written with bulk_create. Scale 100 is all of it, 1 a hundredth."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from django.db import transaction
from django.utils import timezone

from compact_portal.notices.models import Notice
from compact_portal.people.choices import Sector
from compact_portal.people.models import Organisation, Person, User
from compact_portal.publishing.choices import Edition
from compact_portal.publishing.models import Publication
from meetings import models
from meetings.choices import ActionState, AttendanceStatus, DueRule, MeetingState, OwnerKind
from meetings.pdfs import minutes_document
from meetings.queries.minutes import read_minutes
from meetings.services import minutes
from tests.bench.compact import build_compact
from tests.bench.disputes import build_disputes
from tests.bench.funding import build_funding
from tests.bench.responses import build_responses

SEATS = 12  # of each committee
ITEMS, ACTIONS, DECISIONS = 9, 6, 2  # of each meeting
TEXT = "<p>Ada Example spoke of social value, and the group talked about what it means for small contracts.</p>" * 3
BATCH = 1000


def build(scale: int, today: date) -> None:
    """Fill an empty, migrated database."""
    with transaction.atomic():
        people = _people(scale)
        committees = _committees(scale)
        _seats(committees, people)
        meetings = _meetings(committees, scale, today)
        items = _items(meetings)
        _actions(meetings, items, people, today)
        _decisions(meetings, items, today)
        _attendance(meetings, people)
        _notices(scale)
    _publish(meetings)
    compact = build_compact(scale, officer=User.objects.get(email="officer@example.org"))
    build_responses(compact, scale=scale)
    build_disputes(scale)
    build_funding(scale)


def _people(scale: int) -> list[Person]:
    officer = User.objects.create_user("officer@example.org", name="Olive Example", is_officer=True)
    organisations = [
        Organisation(name=f"Example Group {n}", slug=f"example-group-{n}", sector=Sector.VOLUNTARY)
        for n in range(max(10, 2 * scale))
    ]
    Organisation.objects.bulk_create(organisations)
    people = [Person(name=f"Example Person {n}", email=f"person-{n}@example.org") for n in range(20 * max(1, scale))]
    Person.objects.bulk_create(people, BATCH)
    users = [User(email=person.email, person=person, password="!") for person in people[: 5 * scale]]
    User.objects.bulk_create(users, BATCH)
    return [officer.person, *people]


def _committees(scale: int) -> list[models.Committee]:
    """Never fewer than six, so that the first page of a list is as full with little data as with much."""
    committees = [
        models.Committee(name=f"Example Committee {n}", slug=f"example-{n}", quorum=5)
        for n in range(max(6, 60 * scale // 100))
    ]
    return models.Committee.objects.bulk_create(committees)


def _seats(committees, people) -> None:
    sides = models.Constituency.objects.bulk_create(
        models.Constituency(committee=committee, name=name, position=position)
        for committee in committees
        for position, name in enumerate(["Councillors", "Voluntary sector", "Health", "Police"])
    )
    seats = models.Seat.objects.bulk_create(
        models.Seat(constituency=side, position=n) for side in sides for n in range(SEATS // 4)
    )
    models.Term.objects.bulk_create(
        models.Term(seat=seat, person=people[n % len(people)], starts_on=date(2016, 1, 1))
        for n, seat in enumerate(seats)
    )


def _meetings(committees, scale: int, today: date) -> list[models.Meeting]:
    """Each committee about once a month, the last two months still to come."""
    held_at = datetime(2016, 1, 1, tzinfo=UTC)
    each = max(2, 70 * scale // len(committees))
    meetings = []
    for committee in committees:
        for n in range(each):
            day = today + timedelta(days=60) - timedelta(days=31 * n)
            fields = {"committee": committee, "date": day, "starts_at": time(17), "venue": "Example Hall"}
            past = {"state": MeetingState.APPROVED, "minutes_published_at": held_at, "approved_at": held_at}
            meetings.append(models.Meeting(**fields, **(past if day < today else {})))
    return models.Meeting.objects.bulk_create(meetings, BATCH)


def _items(meetings) -> dict[int, list[models.Item]]:
    items = models.Item.objects.bulk_create(
        (
            models.Item(meeting=meeting, position=n, number=str(n), title=f"Example item {n}", text=TEXT)
            for meeting in meetings
            for n in range(1, ITEMS + 1)
        ),
        BATCH,
    )
    found: dict[int, list[models.Item]] = {}
    for item in items:
        found.setdefault(item.meeting_id, []).append(item)
    return found


def _actions(meetings, items, people, today: date) -> None:
    """A tenth is open; the rest was done long ago."""
    numbers = count()
    actions = [
        models.Action(
            meeting=meeting,
            item=items[meeting.pk][n],
            position=n,
            number=str(n + 1),
            text="Circulate the paper on social value.",
            due_rule=DueRule.DATE,
            due_on=meeting.date + timedelta(days=28),
            published=True,
            **({} if next(numbers) % 10 == 0 else {"state": ActionState.DONE, "settled_at": timezone.now()}),
        )
        for meeting in meetings
        if meeting.date < today
        for n in range(ACTIONS)
    ]
    models.Action.objects.bulk_create(actions, BATCH)
    models.ActionOwner.objects.bulk_create(
        (
            models.ActionOwner(action=action, kind=OwnerKind.PERSON, person=people[n % len(people)])
            for n, action in enumerate(actions)
        ),
        BATCH,
    )


def _decisions(meetings, items, today: date) -> None:
    models.Decision.objects.bulk_create(
        (
            models.Decision(item=items[meeting.pk][n], text="Set up a group on social value.", published=True)
            for meeting in meetings
            if meeting.date < today
            for n in range(DECISIONS)
        ),
        BATCH,
    )


def _attendance(meetings, people) -> None:
    models.Attendance.objects.bulk_create(
        (
            models.Attendance(
                meeting=meeting,
                position=n,
                person=people[(meeting.committee_id + n) % len(people)],
                name=people[(meeting.committee_id + n) % len(people)].name,
                status=AttendanceStatus.PRESENT,
            )
            for meeting in meetings
            for n in range(SEATS)
        ),
        BATCH,
    )


def _notices(scale: int) -> None:
    now = timezone.now()
    Notice.objects.bulk_create(
        (
            Notice(
                key=f"bench:{n}",
                kind="action due",
                email=f"person-{n}@example.org",
                subject="Due on Wednesday",
                body="Circulate the paper.",
                created_at=now,
                next_attempt_at=now,
                sent_at=now,
            )
            for n in range(200 * scale)
        ),
        BATCH,
    )


def _publish(meetings) -> None:
    """The first meeting that was held, through the service; the others as copies of what that wrote."""
    held = [meeting for meeting in meetings if meeting.state == MeetingState.APPROVED]
    officer = User.objects.get(email="officer@example.org")
    now = timezone.now()
    first = held[0]
    models.Meeting.objects.filter(pk=first.pk).update(
        state=MeetingState.IN_DRAFT, minutes_published_at=None, approved_at=None
    )
    first.refresh_from_db()
    minutes.publish_minutes(first, by=officer, now=now)
    sample = Publication.objects.about(first).document("minutes").filter(edition=Edition.STANDARD).latest()
    shared = {
        field.attname: getattr(sample, field.attname)
        for field in Publication._meta.concrete_fields
        if field.attname not in ("id", "subject_id", "data", "pdf")
    }
    words = minutes_document(read_minutes(first))
    Publication.objects.bulk_create(
        (Publication(**shared, subject_id=meeting.pk, data=words) for meeting in held[1:]), BATCH
    )
