"""One function per message about people. Each writes a notice; nothing is sent here."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from compact_portal.notices.services import post_notice
from compact_portal.people.models import Invitation, Membership, Organisation, User


def link(name: str, *args) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def tell(user: User, *, key: str, kind: str, subject: str, body: str, at: datetime):
    return post_notice(
        key=f"{key}:{user.pk}",
        kind=kind,
        email=user.email,
        user=user,
        subject=subject,
        body=f"Hello {user.name},\n\n{body}\n",
        at=at,
    )


def membership_asked(membership: Membership, *, at: datetime) -> None:
    """To the leads, who decide; where there is none, to the officers."""
    organisation = membership.organisation
    leads = [lead.user for lead in organisation.memberships.leads().select_related("user__person")]
    for user in leads or User.objects.officers().select_related("person"):
        tell(
            user,
            key=f"people.membership:{membership.pk}:asked",
            kind="membership-asked",
            subject=f"{membership.user.name} asks to act for {organisation.name}",
            body=f"{membership.user.name} ({membership.user.email}) asks to act for {organisation.name} on the portal."
            f"\n\nConfirm or decline it here:\n{link('people:organisation', organisation.slug)}",
            at=at,
        )


def membership_confirmed(membership: Membership, *, at: datetime) -> None:
    name = membership.organisation.name
    _tell_member(membership, "confirmed", f"You can now act for {name}", f"You can now act for {name}.", at)


def membership_declined(membership: Membership, *, at: datetime) -> None:
    name = membership.organisation.name
    body = f"Your request to act for {name} was declined. If this is a mistake, talk to {name}."
    _tell_member(membership, "declined", f"Your request to act for {name}", body, at)


def membership_ended(membership: Membership, *, at: datetime) -> None:
    name = membership.organisation.name
    body = f"You no longer act for {name} on the portal. If this is a mistake, talk to {name}."
    _tell_member(membership, "ended", f"You no longer act for {name}", body, at)


def made_lead(membership: Membership, *, at: datetime) -> None:
    name = membership.organisation.name
    body = f"You are now a lead of {name}: you confirm who acts for it.\n\n{_organisation_link(membership)}"
    _tell_member(membership, f"lead:{at.isoformat()}", f"You are now a lead of {name}", body, at)


def organisation_proposed(organisation: Organisation, *, by: User, at: datetime) -> None:
    for officer in User.objects.officers().select_related("person"):
        tell(
            officer,
            key=f"people.organisation:{organisation.pk}:proposed",
            kind="organisation-proposed",
            subject=f"New organisation to confirm: {organisation.name}",
            body=f"{by.name} ({by.email}) asks to add {organisation.name} to the portal."
            f"\n\nConfirm or decline it here:\n{link('people:organisation', organisation.slug)}",
            at=at,
        )


def organisation_decided(
    organisation: Organisation, proposers: list[Membership], *, at: datetime, reason: str = ""
) -> None:
    said = "was added to the portal. You lead it" if not reason else f"was not added to the portal. {reason}"
    for membership in proposers:
        tell(
            membership.user,
            key=f"people.organisation:{organisation.pk}:decided",
            kind="organisation-decided",
            subject=f"{organisation.name}: an officer has decided",
            body=f"{organisation.name} {said}".rstrip(".") + f".\n\nYour account:\n{link('people:account')}",
            at=at,
        )


def organisation_invited(invitation: Invitation, *, at: datetime) -> None:
    organisation = invitation.organisation
    post_notice(
        key=f"people.invitation:{invitation.pk}",
        kind="organisation-invited",
        email=invitation.email,
        subject=f"Act for {organisation.name} on the Compact portal",
        body=f"Hello {invitation.name},\n\n{invitation.invited_by.name} invites you to act for {organisation.name} "
        "on the portal of our Compact partnership.\n\n"
        f"1. Create an account, or sign in, with this email address:\n{link('account_signup')}\n"
        f"2. Accept the invitation on the page of your account:\n{link('people:account')}\n",
        at=at,
    )


def roles_changed(user: User, *, at: datetime) -> None:
    held = ", ".join(user.roles) or "none"
    tell(
        user,
        key=f"people.user:{user.pk}:roles:{at.isoformat()}",
        kind="roles-changed",
        subject="Your roles on the portal have changed",
        body=f"Your roles are now: {held}.\n\nYour account:\n{link('people:account')}",
        at=at,
    )


def account_reopened(user: User, *, at: datetime) -> None:
    tell(
        user,
        key=f"people.user:{user.pk}:reopened:{at.isoformat()}",
        kind="account-reopened",
        subject="Your account is open again",
        body=f"You can sign in again:\n{link('account_login')}",
        at=at,
    )


def _tell_member(membership: Membership, what: str, subject: str, body: str, at: datetime) -> None:
    key = f"people.membership:{membership.pk}:{what}"
    tell(membership.user, key=key, kind="membership-decided", subject=subject, body=body, at=at)


def _organisation_link(membership: Membership) -> str:
    return link("people:organisation", membership.organisation.slug)
