"""People, organisations, and who acts for whom."""

from compact_portal.people.models.organisations import Invitation, Membership, Organisation
from compact_portal.people.models.people import Person, User
from compact_portal.people.models.set_up import SetUpLink

__all__ = ["Invitation", "Membership", "Organisation", "Person", "SetUpLink", "User"]
