"""Setting up committees, and who sits on them from when to when."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation, Person
from meetings.models import Committee, Constituency, Seat, Substitute, Term

#: First parts of addresses under /meetings/ that are pages, not committees.
RESERVED_SLUGS = frozenset({"committees", "templates", "calendar", "papers", "plan", "new", "old-minutes"})


@transaction.atomic
def create_committee(*, by, now: datetime, **fields) -> Committee:
    """A new committee, with an address made from its short name or name. Raises ValidationError if that is taken."""
    require(by, "meetings.set_up_committees")
    committee = Committee(slug=free_slug(fields.get("short_name") or fields["name"]), **fields)
    committee.full_clean()
    committee.save()
    record(committee, "created", by=by, at=now, name=committee.name)
    return committee


def free_slug(name: str) -> str:
    base = slugify(name)[:70] or "committee"
    taken = set(Committee.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | RESERVED_SLUGS
    candidates = (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3)))
    return next(slug for slug in candidates if slug not in taken)


@transaction.atomic
def change_committee(committee: Committee, *, by, now: datetime, **fields) -> Committee:
    require(by, "meetings.set_up_committees")
    changed = {name: value for name, value in fields.items() if getattr(committee, name) != value}
    for name, value in changed.items():
        setattr(committee, name, value)
    committee.full_clean()
    committee.save()
    record(committee, "changed", by=by, at=now, fields=sorted(changed))
    return committee


@transaction.atomic
def add_constituency(committee: Committee, *, name: str, quorum: int = 0, by, now: datetime) -> Constituency:
    require(by, "meetings.set_up_committees")
    constituency = Constituency(
        committee=committee, name=name, quorum=quorum, position=committee.constituencies.count() + 1
    )
    constituency.full_clean()
    constituency.save()
    record(committee, "side added", by=by, at=now, name=name)
    return constituency


@transaction.atomic
def change_constituency(constituency: Constituency, *, name: str, quorum: int, by, now: datetime) -> Constituency:
    require(by, "meetings.set_up_committees")
    constituency.name, constituency.quorum = name, quorum
    constituency.full_clean()
    constituency.save()
    record(constituency.committee, "side changed", by=by, at=now, name=name, quorum=quorum)
    return constituency


@transaction.atomic
def add_seat(constituency: Constituency, *, organisation: Organisation | None = None, by, now: datetime) -> Seat:
    require(by, "meetings.set_up_committees")
    seat = constituency.seats.create(organisation=organisation, position=constituency.seats.count() + 1)
    record(constituency.committee, "seat added", by=by, at=now, seat=str(seat))
    return seat


@transaction.atomic
def remove_seat(seat: Seat, *, by, now: datetime) -> None:
    """Remove a seat nobody ever held. A seat with a history stays: end its holder's term instead."""
    require(by, "meetings.set_up_committees")
    if seat.terms.exists():
        raise ValidationError("This seat has been held. End the holder’s term instead; the seat is then vacant.")
    record(seat.constituency.committee, "seat removed", by=by, at=now, seat=str(seat))
    seat.delete()


@transaction.atomic
def start_term(
    seat: Seat, *, person: Person, starts_on: date, ends_on: date | None = None, office: str = "", by, now: datetime
) -> Term:
    """Let `person` hold `seat` from `starts_on` to `ends_on` (both included). Terms of one seat never overlap."""
    require(by, "meetings.set_up_committees")
    Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    other = seat.terms.overlapping(starts_on, ends_on).select_related("person").first()
    if other:
        until = f"to {other.ends_on:%-d %B %Y}" if other.ends_on else "with no end date"
        raise ValidationError(
            f"{other.person} holds this seat from {other.starts_on:%-d %B %Y} {until}. End that term first, "
            "or choose other dates."
        )
    term = Term(seat=seat, person=person, starts_on=starts_on, ends_on=ends_on, office=office)
    term.full_clean()
    term.save()
    record(seat.constituency.committee, "seat filled", by=by, at=now, seat=str(seat), person=person.name)
    return term


@transaction.atomic
def end_term(term: Term, *, on: date, because: str = "", by, now: datetime) -> Term:
    """End a term on a day (its last). The seat is vacant from the next."""
    require(by, "meetings.set_up_committees")
    term.ends_on, term.ended_because = on, because
    term.full_clean()
    term.save()
    record(
        term.seat.constituency.committee,
        "seat vacated",
        by=by,
        at=now,
        person=term.person.name,
        last_day=on.isoformat(),
    )
    return term


@transaction.atomic
def name_substitute(seat: Seat, *, person: Person, by, now: datetime) -> Substitute:
    require(by, "meetings.set_up_committees")
    substitute, new = seat.substitutes.get_or_create(person=person)
    if new:
        record(seat.constituency.committee, "substitute named", by=by, at=now, seat=str(seat), person=person.name)
    return substitute


@transaction.atomic
def remove_substitute(substitute: Substitute, *, by, now: datetime) -> None:
    require(by, "meetings.set_up_committees")
    committee = substitute.seat.constituency.committee
    record(committee, "substitute removed", by=by, at=now, person=substitute.person.name)
    substitute.delete()
