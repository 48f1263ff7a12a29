"""Organisations: proposed by whoever acts for them, or invited by an officer."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people import emails
from compact_portal.people.choices import (
    INVITATION_STEPS,
    ORGANISATION_STEPS,
    MembershipRole,
    MembershipState,
    OrganisationState,
)
from compact_portal.people.models import Invitation, Membership, Organisation, User
from compact_portal.people.services.states import lock, take

#: Pages where an organisation’s own would stand: none may be called like one. /organisations/ has the first.
_reserved = {"invite"}


def reserve_slugs(*slugs: str) -> None:
    """For modules with a page for each organisation, beside pages of their own."""
    _reserved.update(slugs)


@transaction.atomic
def propose_organisation(*, name: str, sector: str, by: User, now: datetime) -> Membership:
    """Put a new organisation forward, with the proposer as its future lead. Returns their membership."""
    organisation = _create(name, sector, OrganisationState.PROPOSED, now=now)
    record(organisation, "proposed", by=by, at=now, name=name, sector=str(sector))
    membership = Membership.objects.create(user=by, organisation=organisation, role=MembershipRole.LEAD, asked_at=now)
    emails.organisation_proposed(organisation, by=by, at=now)
    return membership


@transaction.atomic
def confirm_organisation(organisation: Organisation, *, by: User, now: datetime) -> Organisation:
    """Let a proposed organisation in, and its proposer lead it."""
    return _decide(organisation, "confirm", MembershipState.CONFIRMED, by=by, now=now)


@transaction.atomic
def decline_organisation(organisation: Organisation, *, reason: str, by: User, now: datetime) -> Organisation:
    """Turn a proposed organisation down. `reason` is sent to the proposer."""
    return _decide(organisation, "decline", MembershipState.DECLINED, by=by, now=now, reason=reason)


@transaction.atomic
def invite_organisation(*, name: str, sector: str, contact: str, email: str, by: User, now: datetime) -> Invitation:
    """Add an organisation and ask somebody there, by email, to lead it on the portal."""
    require(by, "people.invite_organisation")
    organisation = _create(name, sector, OrganisationState.CONFIRMED, now=now)
    record(organisation, "invited", by=by, at=now, name=name, sector=str(sector))
    invitation = Invitation.objects.create(
        organisation=organisation, name=contact, email=email.lower(), invited_by=by, invited_at=now
    )
    emails.organisation_invited(invitation, at=now)
    return invitation


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User, now: datetime) -> Membership:
    """Become the lead of the organisation one was invited for."""
    invitation = _answer(invitation, "accept", by=by, now=now)
    by.memberships.current().filter(organisation=invitation.organisation).delete()
    membership = Membership.objects.create(
        user=by,
        organisation=invitation.organisation,
        role=MembershipRole.LEAD,
        state=MembershipState.CONFIRMED,
        asked_at=now,
        decided_at=now,
        decided_by=invitation.invited_by,
    )
    record(membership, "confirmed", by=by, at=now, invitation=invitation.pk)
    return membership


@transaction.atomic
def decline_invitation(invitation: Invitation, *, by: User, now: datetime) -> Invitation:
    return _answer(invitation, "decline", by=by, now=now)


def free_slug(name: str) -> str:
    """An address for an organisation that no other has: example-group, then example-group-2."""
    base = slugify(name)[:70] or "organisation"
    taken = _reserved | set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 2))]
    return next(slug for slug in candidates if slug not in taken)


def _create(name: str, sector: str, state: OrganisationState, *, now: datetime) -> Organisation:
    return Organisation.objects.create(name=name, slug=free_slug(name), sector=sector, state=state, created_at=now)


def _decide(organisation: Organisation, step: str, to: MembershipState, *, by: User, now: datetime, **details):
    require(by, "people.decide_organisation")
    organisation = lock(organisation)
    take(ORGANISATION_STEPS[step], organisation, by=by, now=now, **details)
    organisation.save(update_fields=["state"])
    proposers = list(organisation.memberships.waiting().select_related("user"))
    organisation.memberships.waiting().update(state=to, decided_at=now, decided_by=by)
    emails.organisation_decided(organisation, proposers, at=now, **details)
    return organisation


def _answer(invitation: Invitation, step: str, *, by: User, now: datetime) -> Invitation:
    require(by, "people.answer_invitation", invitation)
    invitation = lock(invitation)
    take(INVITATION_STEPS[step], invitation, by=by, now=now)
    invitation.answered_at = now
    invitation.save(update_fields=["state", "answered_at"])
    return invitation
