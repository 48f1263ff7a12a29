"""Signatories, and the Champions they appoint."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from champions.choices import ChampionRole
from champions.models import Champion, Signatory
from champions.queries.champions import members_to_appoint
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Organisation, Person
from compact_portal.wording import long_date


@transaction.atomic
def add_signatory(organisation: Organisation, *, since: date, by, now: datetime) -> Signatory:
    """Record that an organisation is bound by the Compact."""
    require(by, "champions.add_signatory")
    signatory = Signatory.objects.create(organisation=organisation, since=since)
    record(signatory, "recorded as a signatory", by=by, at=now)
    return signatory


@transaction.atomic
def appoint_champion(
    signatory: Signatory,
    *,
    role: str,
    starts_on: date,
    name: str = "",
    person: Person | None = None,
    ends_on: date | None = None,
    job_title: str = "",
    email: str = "",
    phone: str = "",
    by,
    now: datetime,
) -> Champion:
    """Name the Champion or the deputy: `person`, or else somebody called `name` who does not sign in.

    A Champion who signs in may do more than others. So a typed name never becomes somebody with a sign-in, who may be
    a namesake; `person` is one of those who act for the signatory, and was chosen, not typed. Anybody else raises
    ValidationError. One at a time: so does a term that overlaps another.
    Compact, section 1: "Each signatory to the Redbridge Compact will appoint a named Compact Champion".
    """
    require(by, "champions.appoint_champion", signatory)
    signatory = Signatory.objects.select_for_update().get(pk=signatory.pk)
    if person and not members_to_appoint(signatory).filter(person=person).exists():
        raise ValidationError({"member": f"{person} does not act for {signatory} here. Choose somebody who does."})
    there = signatory.champions.filter(role=role).overlapping(starts_on, ends_on).select_related("person").first()
    if there:
        raise ValidationError({"starts_on": overlap(there)})
    champion = Champion.objects.create(
        signatory=signatory,
        role=role,
        person=person or Person.objects.named(name),
        job_title=job_title,
        email=email,
        phone=phone,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    who, since = champion.person.name, starts_on.isoformat()
    record(signatory, "appointed", by=by, at=now, who=who, role=ChampionRole(role).label, since=since)
    return champion


def overlap(there: Champion) -> str:
    until = f" until {long_date(there.ends_on)}" if there.ends_on else ""
    return (
        f"{there.person} is {there.get_role_display()} from {long_date(there.starts_on)}{until}. "
        "End that term first, or choose a later day."
    )


@transaction.atomic
def change_contact(champion: Champion, *, job_title: str, email: str, phone: str, by, now: datetime) -> Champion:
    """How the public reaches a Champion or a deputy."""
    require(by, "champions.appoint_champion", champion.signatory)
    champion.job_title, champion.email, champion.phone = job_title, email, phone
    champion.save(update_fields=["job_title", "email", "phone"])
    record(champion.signatory, "contact changed", by=by, at=now, who=champion.person.name)
    return champion


@transaction.atomic
def end_term(champion: Champion, *, on: date, by, now: datetime) -> Champion:
    """Say when a term ends. The day is its last."""
    require(by, "champions.appoint_champion", champion.signatory)
    if on < champion.starts_on:
        raise ValidationError(
            {"on": f"The term began on {long_date(champion.starts_on)}. Choose that day or a later one."}
        )
    signatory = Signatory.objects.select_for_update().get(pk=champion.signatory_id)
    others = signatory.champions.filter(role=champion.role).exclude(pk=champion.pk).select_related("person")
    if there := others.overlapping(champion.starts_on, on).first():
        raise ValidationError({"on": overlap(there)})
    champion.ends_on = on
    champion.save(update_fields=["ends_on"])
    record(champion.signatory, "term ended", by=by, at=now, who=champion.person.name, on=on.isoformat())
    return champion
