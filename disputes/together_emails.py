"""What those who raise a dispute together are told. As in all messages about disputes: no content, no names."""

from datetime import datetime

from django.conf import settings

from compact_portal.notices.services import post_notice
from compact_portal.people.models import Membership, User
from disputes.choices import Side
from disputes.emails import NO_DETAILS, panel_of, people_on, tell
from disputes.models import Dispute, DisputeFile, JoinRequest


def asked_to_join(request: JoinRequest, *, at: datetime) -> None:
    leads = Membership.objects.leads().filter(organisation=request.organisation_id).select_related("user__person")
    for user in (membership.user for membership in leads if membership.user.is_active):
        post_notice(
            key=f"disputes.asked-to-join:{request.pk}|user:{user.pk}",
            kind="disputes.asked-to-join",
            email=user.email,
            user=user,
            subject="Will your organisation join a concern?",
            body=(
                f"Hello {user.name},\n\nAnother organisation wants to raise a concern about the Compact and asks "
                "whether yours joins. Nobody is named before you say yes.\n\n"
                f"{NO_DETAILS} Sign in to read it and answer:\n{settings.SITE_URL}{request.get_absolute_url()}"
            ),
            at=at,
            private=True,
        )


def join_answered(request: JoinRequest, *, at: datetime) -> None:
    """To whoever asked. A draft has no reference yet, so the subject has none."""
    user = request.asked_by
    post_notice(
        key=f"disputes.join-answered:{request.pk}:{request.accepted}|user:{user.pk}",
        kind="disputes.join-answered",
        email=user.email,
        user=user,
        subject="An organisation you asked has answered",
        body=(
            f"Hello {user.name},\n\nAn organisation that you asked to join a concern has answered.\n\n{NO_DETAILS} "
            f"Sign in to read it:\n{settings.SITE_URL}{request.dispute.get_absolute_url()}"
        ),
        at=at,
        private=True,
    )


def side_changed(dispute: Dispute, words: str, occasion: str, *, at: datetime) -> None:
    """To both sides and to those who hear it."""
    everyone = [*people_on(dispute, Side.RAISING), *people_on(dispute, Side.RESPONDING), *panel_of(dispute)]
    tell(dispute, everyone, what="side-changed", occasion=occasion, subject="Who raises it", words=words, at=at)


def now_speaks(dispute: Dispute, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, Side.RAISING),
        what="now-speaks",
        occasion=at.isoformat(),
        subject="Who speaks for your side",
        words="The organisation that spoke for your side has left. Another of you speaks now. Sign in to see which.",
        at=at,
    )


def file_shared(dispute: Dispute, file: DisputeFile, by: User, *, at: datetime) -> None:
    """To everyone who can read it, but whoever added it."""
    sides = [] if file.for_champions else [Side.RAISING, Side.RESPONDING]
    readers = [user for side in sides for user in people_on(dispute, side)] + panel_of(dispute)
    tell(
        dispute,
        [user for user in readers if user != by],
        what="file-shared",
        occasion=str(file.pk),
        subject="A file was added",
        words="A file was added. Sign in to read it.",
        at=at,
    )


def added_to_team(dispute: Dispute, user: User, *, at: datetime) -> None:
    subject = "You are on the team" if dispute.reference else "You are on the team of a draft"
    tell(
        dispute,
        [user],
        what="added-to-team",
        occasion=at.isoformat(),
        subject=subject,
        words="Somebody of your organisation has added you to the team of a concern about the Compact.",
        at=at,
    )
