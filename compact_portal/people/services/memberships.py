"""Who acts for which organisation."""

from datetime import datetime

from django.db import transaction

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people import emails
from compact_portal.people.choices import MEMBERSHIP_STEPS, MembershipRole, MembershipState
from compact_portal.people.models import Membership, Organisation, User
from compact_portal.people.services.states import WrongState, lock, take


@transaction.atomic
def ask_to_join(*, organisation: Organisation, by: User, now: datetime) -> Membership:
    """Ask to act for an organisation. Asking twice changes nothing. Raises WrongState if it is not confirmed."""
    organisation = lock(organisation)
    if not Organisation.objects.confirmed().filter(pk=organisation.pk).exists():
        raise WrongState(organisation)
    membership = by.memberships.current().filter(organisation=organisation).first()
    if membership:
        return membership
    membership = Membership.objects.create(user=by, organisation=organisation, asked_at=now)
    record(membership, "asked", by=by, at=now)
    emails.membership_asked(membership, at=now)
    return membership


@transaction.atomic
def confirm_membership(membership: Membership, *, by: User, now: datetime) -> Membership:
    membership = _step("confirm", membership, by=by, now=now)
    emails.membership_confirmed(membership, at=now)
    return membership


@transaction.atomic
def decline_membership(membership: Membership, *, by: User, now: datetime) -> Membership:
    membership = _step("decline", membership, by=by, now=now)
    emails.membership_declined(membership, at=now)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User, now: datetime) -> Membership:
    membership = _step("end", membership, by=by, now=now)
    emails.membership_ended(membership, at=now)
    return membership


@transaction.atomic
def leave_organisation(membership: Membership, *, by: User, now: datetime) -> Membership:
    """Everybody may leave; also whoever only asked. Raises WrongState for a membership that is over."""
    require(by, "people.leave_organisation", membership)
    membership = lock(membership)
    take(MEMBERSHIP_STEPS["leave"], membership, by=by, now=now)
    return _decide(membership, by=by, now=now)


@transaction.atomic
def make_lead(membership: Membership, *, by: User, now: datetime) -> Membership:
    """Give a confirmed member the lead's work. An organisation may have several leads."""
    membership = _change_role(membership, MembershipRole.LEAD, by=by, now=now)
    emails.made_lead(membership, at=now)
    return membership


@transaction.atomic
def make_member(membership: Membership, *, by: User, now: datetime) -> Membership:
    return _change_role(membership, MembershipRole.MEMBER, by=by, now=now)


def _step(name: str, membership: Membership, *, by: User, now: datetime) -> Membership:
    require(by, "people.manage_members", membership.organisation)
    membership = lock(membership)
    take(MEMBERSHIP_STEPS[name], membership, by=by, now=now)
    return _decide(membership, by=by, now=now)


def _decide(membership: Membership, *, by: User, now: datetime) -> Membership:
    membership.decided_at, membership.decided_by = now, by
    membership.save(update_fields=["state", "decided_at", "decided_by"])
    return membership


def _change_role(membership: Membership, role: MembershipRole, *, by: User, now: datetime) -> Membership:
    require(by, "people.manage_members", membership.organisation)
    membership = lock(membership)
    if membership.state != MembershipState.CONFIRMED:
        raise WrongState(membership)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    record(membership, "role changed", by=by, at=now, **{"from": before, "to": str(role)})
    return membership
