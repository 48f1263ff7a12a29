"""How a message about a dispute is written: reference, what is due and a link; never what it is about, or with whom."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from compact_portal.notices.services import post_notice
from compact_portal.people.models import Membership, Organisation, User
from disputes import panels
from disputes.choices import Side
from disputes.models import Dispute
from disputes.queries.disputes import with_everyone

#: So that somebody who reads over a shoulder, or in a shared mailbox, learns nothing.
NO_DETAILS = "To keep this private we do not say here what it is about, or with whom."


def leads_of(organisation: Organisation | int) -> list[User]:
    """Those who can sign in."""
    leads = Membership.objects.leads().filter(organisation=organisation).select_related("user__person")
    return [membership.user for membership in leads if membership.user.is_active]


def people_on(dispute: Dispute, side: str) -> list[User]:
    """The team of each party of a side, and the leads of its organisation; everyone once."""
    found: dict[int, User] = {}
    for party in dispute.parties.all():
        if party.side == side and party.left_at is None:
            users = leads_of(party.organisation) + [member.user for member in party.team.all()]
            found |= {user.pk: user for user in users if user.is_active}
    return list(found.values())


def panel_of(dispute: Dispute) -> list[User]:
    """Those who hear it and stand apart today, as the database has it now; nobody before the Champions have it."""
    dispute = with_everyone(Dispute.objects.filter(pk=dispute.pk)).get()
    return [member.person.user for member in panels.seated(dispute, timezone.localdate())]


def tell(
    dispute: Dispute, users: Iterable[User], *, what: str, occasion: str, subject: str, words: str, at: datetime
) -> None:
    """`occasion` tells two messages of a kind apart: the stage, the question that was asked."""
    for user in users:
        write_to(
            user,
            what=what,
            about=f"{dispute.pk}:{occasion}",
            subject=f"{subject}: {dispute.reference}" if dispute.reference else subject,
            words=words,
            address=dispute.get_absolute_url(),
            at=at,
        )


def write_to(user: User, *, what: str, about: str, subject: str, words: str, address: str, at: datetime) -> None:
    """One private message, once for `what` it is and what it is `about`, with the way to the page it is on."""
    post_notice(
        key=f"disputes.{what}:{about}|user:{user.pk}",
        kind=f"disputes.{what}",
        email=user.email,
        user=user,
        subject=subject,
        body=f"Hello {user.name},\n\n{words}\n\n{NO_DETAILS} Sign in to read it:\n{settings.SITE_URL}{address}",
        at=at,
        private=True,
    )


def both_sides(dispute: Dispute) -> list[User]:
    return [*people_on(dispute, Side.RAISING), *people_on(dispute, Side.RESPONDING)]
