"""Who answers for a date. Whom that means today, `recipients` finds."""

from typing import NamedTuple

from compact_portal.deadlines.choices import Who


class Responsible(NamedTuple):
    who: str
    of: int | None = None  # the id of the person or the organisation


OFFICERS = Responsible(Who.OFFICERS)
ADMINISTRATORS = Responsible(Who.ADMINISTRATORS)


def person(pk: int) -> Responsible:
    """Reminded at their sign-in's address or, if they never sign in, at the one on record."""
    return Responsible(Who.PERSON, pk)


def members(organisation: int) -> Responsible:
    return Responsible(Who.MEMBERS, organisation)


def leads(organisation: int) -> Responsible:
    return Responsible(Who.LEADS, organisation)


def leads_or_officers(organisation: int) -> Responsible:
    return Responsible(Who.LEADS_OR_OFFICERS, organisation)
