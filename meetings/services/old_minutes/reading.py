"""The worker's part: claim a file, read it, put down what was read. What killed a worker is read by the next one.

The claim is a conditional UPDATE, committed before the reading starts; it is a lease, free again when it runs out.
"""

import logging
from datetime import datetime
from io import BytesIO
from itertools import count
from uuid import uuid4

from celery import shared_task
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from compact_portal.audit.services import record
from compact_portal.people.models import Organisation, Person
from meetings.choices import Capacity, DecisionKind, Office, OldMinutesState
from meetings.models import OldAction, OldAttendee, OldDecision, OldLine, OldMinutes, Term
from meetings.models.old_minutes import LEASE, TRIES
from meetings.old_minutes.beside import LineRead, beside, time_of
from meetings.old_minutes.draft import Attendee, Draft
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.reading import read_file
from meetings.old_minutes.sources.refusals import CannotRead
from meetings.services.old_minutes.differences import weigh

log = logging.getLogger(__name__)

#: One sweep reads so many files at most, then lets other work have the worker. The next sweep goes on.
BATCH = 50
#: So many lines are put down in one transaction.
AT_A_TIME = 500
STOPPED = "We could not read this file. Save it anew as .docx or .txt and bring that in, or paste the text"
OFFICES = dict.fromkeys(
    ("chair", "chairman", "chairwoman", "chairperson", "in the chair", "chairing", "chairing the meeting"), Office.CHAIR
) | dict.fromkeys(("vice chair", "vice chairman", "vice chairwoman"), Office.VICE_CHAIR)


@shared_task(name="meetings.tasks.read_old_minutes")
def read_old_minutes(pk: int) -> None:
    read(pk, now=timezone.now())


@shared_task(name="meetings.tasks.sweep_old_minutes")
def sweep_old_minutes() -> int:
    """Read what is due, in the order it came in: how nothing the broker lost is lost. Returns how many were read."""
    now = timezone.now()
    for old in OldMinutes.objects.abandoned(now):
        give_up(old, STOPPED, now=now)
    due = OldMinutes.objects.due(now).order_by("pk").values_list("pk", flat=True)
    return sum(read(pk, now=timezone.now()) for pk in list(due[:BATCH]))


def read(pk: int, *, now: datetime) -> bool:
    """Read one file if it is due and nobody else holds it. Says whether it was read."""
    taken = OldMinutes.objects.due(now).filter(pk=pk)
    if not taken.update(claimed_by=uuid4().hex, claimed_until=now + LEASE, attempts=F("attempts") + 1):
        return False
    held = OldMinutes.objects.defer(None).select_related("committee").get(pk=pk)
    try:
        draft = read_minutes(read_file(BytesIO(bytes(held.original)), held.name))
        return put_down(held, draft, beside(draft), now=now)
    except CannotRead as error:
        give_up(held, str(error), now=now)
    except Exception as error:  # one faulty file must not keep the others from being read
        put_back(held, error, now=now)
    return False


def give_up(held: OldMinutes, problem: str, *, now: datetime) -> None:
    if mine(held).update(state=OldMinutesState.FAILED, problem=problem, claimed_by="", claimed_until=None):
        held.lines.all().delete()
        record(held, "could not be read", by=None, at=now, problem=problem)


def put_back(held: OldMinutes, error: Exception, *, now: datetime) -> None:
    """The fault is ours, not the file's: say so in the log, and try again with the next sweep."""
    log.warning("Old minutes %s, try %s of %s: %s", held.pk, held.attempts, TRIES, error, exc_info=error)
    if held.attempts >= TRIES:
        give_up(held, STOPPED, now=now)
        return
    mine(held).update(claimed_by="", claimed_until=None)


def put_down(held: OldMinutes, draft: Draft, found: list[LineRead], *, now: datetime) -> bool:
    """Every line with what it was taken for, unless the lease ran out and another worker does so. Some at a time, so
    that nobody who writes has to wait for thousands; until the last step nobody is shown any."""
    if not begin_anew(held, draft):
        return False
    known = Known.of(held, [attendee for line in found for attendee in line.attendees])
    for start in range(0, len(found), AT_A_TIME):
        if not put_down_lines(held, found[start : start + AT_A_TIME], start + 1, known):
            return False
    weigh(held)
    return finish(held, lines=len(found), now=now)


def mine(held: OldMinutes):
    """The row, as long as this worker has it."""
    return OldMinutes.objects.waiting().filter(pk=held.pk, claimed_by=held.claimed_by)


@transaction.atomic
def begin_anew(held: OldMinutes, draft: Draft) -> bool:
    """Without what a worker that was killed had put down."""
    if not mine(held).update(**heading_of(draft)):
        return False
    held.refresh_from_db()
    held.lines.all().delete()
    return True


@transaction.atomic
def put_down_lines(held: OldMinutes, found: list[LineRead], first: int, known: "Known") -> bool:
    if not mine(held).update(claimed_by=held.claimed_by):  # and nobody takes it before these are there
        return False
    lines = OldLine.objects.bulk_create(line_of(held, each, place) for place, each in enumerate(found, first))
    pairs = list(zip(found, lines, strict=True))
    OldAttendee.objects.bulk_create(
        known.attendee_of(attendee, line) for read_line, line in pairs for attendee in read_line.attendees
    )
    OldDecision.objects.bulk_create(
        OldDecision(line=line, text=decision.text, kind=kind_of(decision.kind))
        for read_line, line in pairs
        for decision in read_line.decisions
    )
    OldAction.objects.bulk_create(
        OldAction(
            line=line,
            number=action.number[:20],
            text=action.text,
            owners=", ".join(action.owners)[:300],
            due=action.due[:200],
        )
        for read_line, line in pairs
        for action in read_line.actions
    )
    return True


@transaction.atomic
def finish(held: OldMinutes, *, lines: int, now: datetime) -> bool:
    if not mine(held).update(state=OldMinutesState.TO_CHECK, claimed_by="", claimed_until=None):
        return False
    held.refresh_from_db()
    record(held, "read", by=None, at=now, lines=lines)
    return True


def heading_of(draft: Draft) -> dict:
    return {
        "title": draft.title[:200],
        "date": draft.date,
        "written_date": draft.written_date[:100],
        "written_time": time_of(draft)[:60],
        "venue": draft.venue[:300],
        "next_meetings": "\n".join(draft.next_meetings),
    }


def line_of(held: OldMinutes, line: LineRead, position: int) -> OldLine:
    return OldLine(
        old_minutes=held,
        position=position,
        text=line.text,
        taken_for=line.taken_for.value,
        kept=line.kept,
        number=line.number[:20],
        title=line.title[:300],
        presenters=line.presenters[:300],
    )


def kind_of(kind: str) -> str:
    return kind if kind in DecisionKind.values else DecisionKind.AGREED


class Known:
    """Exactly the same name is the same person, or the same organisation; anything less is for a person to say."""

    def __init__(self, people: dict[str, Person], organisations: dict[str, Organisation]):
        self.people, self.organisations, self.places = people, organisations, count(1)

    @classmethod
    def of(cls, held: OldMinutes, attendees: list[Attendee]) -> "Known":
        organisations = Organisation.objects.confirmed().filter(name__in={each.organisation for each in attendees})
        people = known_people(held, {attendee.name for attendee in attendees})
        return cls(people, {organisation.name: organisation for organisation in organisations})

    def attendee_of(self, attendee: Attendee, line: OldLine) -> OldAttendee:
        person, organisation = self.people.get(attendee.name), self.organisations.get(attendee.organisation)
        return attendee_of(attendee, line, next(self.places), person, organisation)


def known_people(held: OldMinutes, names: set[str]) -> dict[str, Person]:
    """Those with just this name: of the people who hold or held a seat here, else of those who never sign in.

    Two of one name are left for a person to tell apart.
    """
    seated = Term.objects.filter(seat__constituency__committee=held.committee).values("person")
    found: dict[str, list[Person]] = {}
    for people in (Person.objects.filter(pk__in=seated), Person.objects.filter(user=None)):
        for person in people.filter(name__in=names - set(found)):
            found.setdefault(person.name, []).append(person)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def attendee_of(attendee: Attendee, line: OldLine, position: int, person, organisation) -> OldAttendee:
    role = ", ".join(filter(None, [attendee.role, attendee.note]))
    return OldAttendee(
        line=line,
        position=position,
        name=attendee.name[:200],
        initials=attendee.initials[:10],
        role=role[:120],
        organisation_name=attendee.organisation[:200],
        organisation=organisation,
        person=person,
        side=attendee.group[:120],
        office=office_of(attendee.role),
        capacity=capacity_of(attendee),
        status=attendee.status.value,
        deputises_for=attendee.deputises_for[:200],
        written=(attendee.written or line.text)[:300],
    )


def office_of(role: str) -> str:
    """A vice chair who was in the chair held the chair."""
    held = {OFFICES.get(said.replace("-", " ")) for said in role.casefold().split(", ")}
    return next((office for office in (Office.CHAIR, Office.VICE_CHAIR) if office in held), Office.NONE)


def capacity_of(attendee: Attendee) -> str:
    if attendee.deputises_for:
        return Capacity.SUBSTITUTE
    group = attendee.group.casefold()
    if "officer" in group or "in attendance" in group:
        return Capacity.OFFICER
    return Capacity.GUEST if any(word in group for word in ("guest", "observ", "public")) else Capacity.MEMBER
