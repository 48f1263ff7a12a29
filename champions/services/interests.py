"""Declaring interests, and saying that one is over."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from champions.models import Interest
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation, Person

DECLARE = "champions.declare_interest"


@transaction.atomic
def declare_interest(
    person: Person,
    *,
    organisation: Organisation,
    kind: str,
    since: date | None = None,
    until: date | None = None,
    note: str = "",
    by,
    now: datetime,
) -> Interest:
    """Say how close a Champion is to an organisation. They do it themselves, or an officer for them.

    Raises ValidationError when the same is declared already.
    """
    require(by, DECLARE, person)
    Person.objects.select_for_update().get(pk=person.pk)
    if Interest.objects.open().filter(person=person, organisation=organisation, kind=kind).exists():
        raise ValidationError({"organisation": "This is declared already. End it first, if its days have changed."})
    interest = Interest.objects.create(
        person=person,
        organisation=organisation,
        kind=kind,
        since=since,
        until=until,
        note=note,
        declared_at=now,
        declared_by=by,
    )
    record(interest, "declared", by=by, at=now)
    return interest


@transaction.atomic
def end_interest(interest: Interest, *, by, now: datetime) -> Interest:
    """Say that an interest is over. A second time changes nothing."""
    require(by, DECLARE, interest.person)
    interest = Interest.objects.select_for_update().get(pk=interest.pk)
    if interest.ended_at is None:
        interest.ended_at = now
        interest.save(update_fields=["ended_at"])
        record(interest, "ended", by=by, at=now)
    return interest


@transaction.atomic
def forget_interests(*, before: datetime, now: datetime) -> int:
    """Remove interests that ended long ago, said so or by their last day, and return how many."""
    removed, _ = Interest.objects.filter(Q(ended_at__lt=before) | Q(until__lt=before.date())).delete()
    return removed
