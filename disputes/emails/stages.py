"""What the two sides and those who hear it are told while a stage goes on."""

from datetime import datetime

from compact_portal.people.models import User
from compact_portal.wording import long_date
from disputes.choices import Side
from disputes.emails.telling import both_sides, panel_of, people_on, tell
from disputes.models import Dispute, ExtensionRequest, LearningAddition, LearningNote, Settlement, Stage
from disputes.sides import other


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


def settlement_taken_back(dispute: Dispute, settlement: Settlement, *, at: datetime) -> None:
    tell(
        dispute,
        people_on(dispute, other(settlement.side)),
        what="settlement-taken-back",
        occasion=str(settlement.pk),
        subject="About what was agreed",
        words="The other side has taken back what it wrote down, to change it. There is nothing to confirm now.",
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


def dispute_closed(dispute: Dispute, note: LearningNote, by: User, *, at: datetime) -> None:
    """To everyone on both sides but whoever closed it."""
    day = long_date(note.public_from)
    tell(
        dispute,
        [user for user in both_sides(dispute) if user != by],
        what="closed",
        occasion=at.isoformat(),
        subject="Closed, with what was learned",
        words=f"It is closed. Read what everyone will read from {day}. You can add to it until then.",
        at=at,
    )


def learning_added(dispute: Dispute, note: LearningNote, addition: LearningAddition, *, at: datetime) -> None:
    day = long_date(note.public_from)
    tell(
        dispute,
        people_on(dispute, other(addition.side)),
        what="learning-added",
        occasion=f"{addition.pk}:{at.isoformat()}",
        subject="About what was learned",
        words=f"The other side has added to it. Read what everyone will read from {day}. You can add to it until then.",
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
