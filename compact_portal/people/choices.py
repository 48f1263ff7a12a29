"""The words for people, organisations and memberships."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Sector(TextChoices):
    PUBLIC = "public", "Public body"
    VOLUNTARY = "voluntary", "Voluntary or community group"
    OTHER = "other", "Other"


class OrganisationState(TextChoices):
    PROPOSED = "proposed", "Waiting for an officer"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"


class MembershipRole(TextChoices):
    MEMBER = "member", "Member"
    LEAD = "lead", "Lead"


class MembershipState(TextChoices):
    ASKED = "asked", "Waiting for confirmation"
    CONFIRMED = "confirmed", "Confirmed"
    DECLINED = "declined", "Declined"
    ENDED = "ended", "Ended"


class InvitationState(TextChoices):
    SENT = "sent", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


@dataclass(frozen=True, slots=True)
class Step:
    """One allowed step: from any of `sources` to `target`. `done` is the word for it in the trail."""

    sources: tuple[str, ...]
    target: str
    done: str


MEMBERSHIP_STEPS = {
    "confirm": Step((MembershipState.ASKED,), MembershipState.CONFIRMED, "confirmed"),
    "decline": Step((MembershipState.ASKED,), MembershipState.DECLINED, "declined"),
    "end": Step((MembershipState.CONFIRMED,), MembershipState.ENDED, "ended"),
    "leave": Step((MembershipState.ASKED, MembershipState.CONFIRMED), MembershipState.ENDED, "left"),
}

ORGANISATION_STEPS = {
    "confirm": Step((OrganisationState.PROPOSED,), OrganisationState.CONFIRMED, "confirmed"),
    "decline": Step((OrganisationState.PROPOSED,), OrganisationState.DECLINED, "declined"),
}

INVITATION_STEPS = {
    "accept": Step((InvitationState.SENT,), InvitationState.ACCEPTED, "accepted"),
    "decline": Step((InvitationState.SENT,), InvitationState.DECLINED, "declined"),
}
