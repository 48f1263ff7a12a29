"""What those who raise a dispute together are told. As in all messages about disputes: no content, no names."""

from datetime import datetime

from compact_portal.people.models import User
from disputes.choices import Side
from disputes.emails.telling import leads_of, panel_of, people_on, tell, write_to
from disputes.models import Dispute, DisputeFile, JoinRequest


def asked_to_join(request: JoinRequest, *, at: datetime) -> None:
    for user in leads_of(request.organisation_id):
        write_to(
            user,
            what="asked-to-join",
            about=str(request.pk),
            subject="Will your organisation join a concern?",
            words=(
                "Another organisation wants to raise a concern about the Compact and asks whether yours joins. Nobody "
                "is named before you say yes."
            ),
            address=request.get_absolute_url(),
            at=at,
        )


def join_answered(request: JoinRequest, *, at: datetime) -> None:
    """To whoever asked."""
    write_to(
        request.asked_by,
        what="join-answered",
        about=f"{request.pk}:{request.accepted}",
        subject="An organisation you asked has answered",
        words="An organisation that you asked to join a concern has answered.",
        address=request.dispute.get_absolute_url(),
        at=at,
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
    tell(
        dispute,
        [user],
        what="added-to-team",
        occasion=at.isoformat(),
        subject="You are on the team",
        words="Somebody of your organisation has added you to the team of a concern about the Compact.",
        at=at,
    )
