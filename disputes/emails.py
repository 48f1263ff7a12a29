"""One function per message. None names the other side or says what it is about: reference, what is due, and a link."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from compact_portal.notices.services import post_notice
from compact_portal.people.models import Membership, User
from compact_portal.wording import long_date
from disputes import panels
from disputes.choices import Side
from disputes.models import Dispute, ExtensionRequest, Settlement, Stage
from disputes.queries.disputes import with_everyone
from disputes.sides import other

#: So that somebody who reads over a shoulder, or in a shared mailbox, learns nothing.
NO_DETAILS = "To keep this private we do not say here what it is about, or with whom."


def people_on(dispute: Dispute, side: str) -> list[User]:
    """The team of each party of a side, and the leads of its organisation; everyone once."""
    found: dict[int, User] = {}
    for party in dispute.parties.all():
        if party.side == side and party.left_at is None:
            leads = Membership.objects.leads().filter(organisation=party.organisation).select_related("user__person")
            users = [membership.user for membership in leads] + [member.user for member in party.team.all()]
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
        post_notice(
            key=f"disputes.{what}:{dispute.pk}:{occasion}|user:{user.pk}",
            kind=f"disputes.{what}",
            email=user.email,
            user=user,
            subject=f"{subject}: {dispute.reference}",
            body=(
                f"Hello {user.name},\n\n{words}\n\n{NO_DETAILS} Sign in to read it:\n"
                f"{settings.SITE_URL}{dispute.get_absolute_url()}"
            ),
            at=at,
            private=True,
        )


def dispute_raised(dispute: Dispute, stage: Stage, *, at: datetime) -> None:
    """To the other side, and a receipt to those who raised it."""
    due = long_date(stage.original_due)
    first = (
        f"The first step is to talk it through with the people concerned, by {due}."
        if stage.definition.is_for_the_sides
        else f"It has gone to the Compact Champions. They have until {due}."
    )
    tell(
        dispute,
        people_on(dispute, Side.RESPONDING),
        what="raised",
        occasion="sent",
        subject="A concern about the Compact",
        words=(
            "A concern about the Compact has been raised with your organisation. "
            f"Its reference is {dispute.reference}. "
            f"{first}"
        ),
        at=at,
    )
    tell(
        dispute,
        people_on(dispute, Side.RAISING),
        what="receipt",
        occasion="sent",
        subject="We have sent your concern",
        words=f"Your concern has reached the other organisation. Its reference is {dispute.reference}. {first}",
        at=at,
    )


def more_time_asked(dispute: Dispute, request: ExtensionRequest, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, other(request.side)),
        what="more-time-asked",
        occasion=str(request.pk),
        subject="Do you agree to more time?",
        words=f"The other side asks for more time, until {long_date(request.due)}. Say whether you agree.",
        at=at,
    )


def more_time_answered(dispute: Dispute, request: ExtensionRequest, *, at: datetime) -> None:
    words = (
        f"There is more time now, until {long_date(request.due)}." if request.accepted else "The date stays as it is."
    )
    tell(
        dispute,
        people_on(dispute, request.side),
        what="more-time-answered",
        occasion=str(request.pk),
        subject="About more time",
        words=f"The other side has answered. {words}",
        at=at,
    )


def clock_moved(dispute: Dispute, by_side: str, words: str, *, at: datetime) -> None:
    """To the other side and the panel: one of the two sides paused the clock, let it run again, or corrected it."""
    tell(
        dispute,
        [*people_on(dispute, other(by_side)), *panel_of(dispute)],
        what="clock-moved",
        occasion=at.isoformat(),
        subject="The date",
        words=words,
        at=at,
    )


def settlement_proposed(dispute: Dispute, settlement: Settlement, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, other(settlement.side)),
        what="settlement-proposed",
        occasion=str(settlement.pk),
        subject="Is this what was agreed?",
        words="The other side has written down what was agreed. Read it, and confirm it or say what is different.",
        at=at,
    )


def settlement_answered(dispute: Dispute, settlement: Settlement, *, at: datetime) -> None:
    words = "It is settled." if settlement.confirmed else "Something is different. It is not settled yet."
    tell(
        dispute,
        people_on(dispute, settlement.side),
        what="settlement-answered",
        occasion=str(settlement.pk),
        subject="About what was agreed",
        words=f"The other side has answered. {words}",
        at=at,
    )


def dispute_withdrawn(dispute: Dispute, *, at: datetime) -> None:
    tell(
        dispute,
        [*people_on(dispute, Side.RESPONDING), *panel_of(dispute)],
        what="withdrawn",
        occasion=str(dispute.revision),
        subject="A concern was withdrawn",
        words="The organisation that raised it has withdrawn it. You do not have to do anything.",
        at=at,
    )


def next_stage_begun(dispute: Dispute, stage: Stage, *, at: datetime) -> None:
    """To the other side: the Champions have it, or talks go on in the next stage."""
    due, definition = long_date(stage.original_due), stage.definition
    if definition.is_for_the_sides:
        what, subject = "next-stage", "The next stage has begun"
        words = f"Stage {definition.number} has begun. It is due on {due}."
    else:
        what, subject = "referred", "Referred to the Champions"
        words = f"It has been referred to the Compact Champions. They have until {due}."
    responding = people_on(dispute, Side.RESPONDING)
    tell(dispute, responding, what=what, occasion=str(stage.pk), subject=subject, words=words, at=at)


def both_sides(dispute: Dispute) -> list[User]:
    return [*people_on(dispute, Side.RAISING), *people_on(dispute, Side.RESPONDING)]


def timetable_set(dispute: Dispute, timetable, *, at: datetime) -> None:
    tell(
        dispute,
        both_sides(dispute),
        what="timetable-set",
        occasion=f"{timetable.pk}:{timetable.statements_due}:{timetable.meeting_on}:{timetable.outcome_due}",
        subject="The timetable",
        words=f"Send your statement by {long_date(timetable.statements_due)}.",
        at=at,
    )


def statements_released(dispute: Dispute, stage: Stage, *, at: datetime) -> None:
    tell(
        dispute,
        [*both_sides(dispute), *panel_of(dispute)],
        what="statements-released",
        occasion=str(stage.pk),
        subject="Both statements can be read",
        words="Both statements are in. Both sides can read them now.",
        at=at,
    )


def outcome_drafted(dispute: Dispute, draft, *, at: datetime) -> None:
    tell(
        dispute,
        both_sides(dispute),
        what="outcome-drafted",
        occasion=str(draft.pk),
        subject="Read the draft outcome",
        words=f"Say where the facts in it are wrong, if they are, by {long_date(draft.comments_due)}.",
        at=at,
    )


def outcome_issued(dispute: Dispute, *, at: datetime) -> None:
    tell(
        dispute,
        both_sides(dispute),
        what="outcome-issued",
        occasion=str(dispute.revision),
        subject="The outcome",
        words="The outcome is issued. Both sides can read it.",
        at=at,
    )
