"""What a lead can do with a membership: the service, and the words of its page."""

from collections.abc import Callable
from dataclasses import dataclass

from compact_portal.people.services import memberships


@dataclass(frozen=True, slots=True)
class MemberChange:
    service: Callable
    question: str
    button: str
    done: str
    warns: bool = False


MEMBER_CHANGES = {
    "confirm": MemberChange(
        memberships.confirm_membership,
        "Does {name} act for {organisation}?",
        "Yes, confirm",
        "{name} can now act for {organisation}.",
    ),
    "decline": MemberChange(
        memberships.decline_membership,
        "Do you want to decline the request of {name}?",
        "Decline",
        "The request of {name} is declined.",
        warns=True,
    ),
    "end": MemberChange(
        memberships.end_membership,
        "Does {name} no longer act for {organisation}?",
        "End the membership",
        "{name} no longer acts for {organisation}.",
        warns=True,
    ),
    "make-lead": MemberChange(
        memberships.make_lead,
        "Do you want to make {name} a lead of {organisation}?",
        "Make lead",
        "{name} is now a lead of {organisation}.",
    ),
    "make-member": MemberChange(
        memberships.make_member,
        "Should {name} no longer lead {organisation}?",
        "Make member",
        "{name} no longer leads {organisation}.",
        warns=True,
    ),
}
