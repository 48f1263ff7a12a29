"""The demo's accounts: invented people of invented organisations, one for each way of using the portal."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from compact_portal.partnership.models import Partnership
from compact_portal.people.choices import MembershipRole, MembershipState, Sector
from compact_portal.people.models import Membership, Organisation, User

ORGANISATIONS = {
    "Example Borough Council": Sector.PUBLIC,
    "Example Health Trust": Sector.PUBLIC,
    "Example Police": Sector.PUBLIC,
    "Example Fire Service": Sector.PUBLIC,
    "Example Council for Voluntary Service": Sector.VOLUNTARY,
    "Example Befriending Project": Sector.VOLUNTARY,
    "Example Youth Club": Sector.VOLUNTARY,
    "Example Advice Centre": Sector.VOLUNTARY,
}

#: (email, name, roles, organisation they act for as lead)
ACCOUNTS = (
    ("officer@example.org", "Demo Officer", {"is_officer": True}, "Example Borough Council"),
    (
        "second.officer@example.org",
        "Demo Second Officer",
        {"is_officer": True},
        "Example Council for Voluntary Service",
    ),
    ("administrator@example.org", "Demo Administrator", {"is_administrator": True}, None),
    ("champion@example.org", "Demo Champion", {"is_champion": True}, "Example Health Trust"),
    ("group@example.org", "Demo Group Manager", {}, "Example Befriending Project"),
    ("youth.club@example.org", "Demo Youth Worker", {}, "Example Youth Club"),
    ("councillor@example.org", "Demo Councillor", {}, None),
    # Champions who hear disputes, and two whose organisations are often in them.
    ("fire.champion@example.org", "Demo Fire Champion", {"is_champion": True}, "Example Fire Service"),
    ("advice.champion@example.org", "Demo Advice Champion", {"is_champion": True}, "Example Advice Centre"),
    ("council.champion@example.org", "Demo Council Champion", {"is_champion": True}, "Example Borough Council"),
    (
        "cvs.champion@example.org",
        "Demo CVS Champion",
        {"is_champion": True},
        "Example Council for Voluntary Service",
    ),
)


def load_people(*, password: str, now: datetime) -> User:
    """The partnership, its organisations and accounts. Returns the officer everything is done by."""
    partnership = Partnership.current()
    partnership.name = "Demo Compact partnership"
    partnership.strapline = "Public and voluntary sectors, working together"
    partnership.contact_email = "officer@example.org"
    partnership.save()
    organisations = {
        name: Organisation.objects.create(name=name, slug=slugify(name), sector=sector)
        for name, sector in ORGANISATIONS.items()
    }
    for email, name, roles, organisation in ACCOUNTS:
        user = User.objects.create_user(email, password, name=name, **roles)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if organisation:
            Membership.objects.create(
                user=user,
                organisation=organisations[organisation],
                role=MembershipRole.LEAD,
                state=MembershipState.CONFIRMED,
                decided_at=now,
            )
    return User.objects.get(email="officer@example.org")
