"""Naming an independent adviser, and what they say. Compact, section 9: "An independent adviser will be present if
needed." Where one sector has no Champion who stands apart, the adviser stands in for it."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from champions.queries.interests import close_to_each
from compact_portal.access.gate import require
from compact_portal.dates import add_working_days
from compact_portal.people.models import Person, User
from disputes.choices import AdviserState, PanelRole
from disputes.emails import hearing as emails
from disputes.models import Adviser, Dispute, Stage
from disputes.models.stages import DAYS_TO_ANSWER
from disputes.panels import convening_seat, parties_of, seated, sectors_for_an_adviser, stood_aside
from disputes.services.hearing import last_day_to_object
from disputes.services.stages import current_stage
from disputes.services.states import DisputeMovedOn, happened, lock, lock_for
from disputes.sides import side_of

NAME = "disputes.name_adviser"
AGREE = "disputes.agree_to_adviser"
ADVISE = "disputes.advise_dispute"


def adviser_waited_for(stage: Stage) -> Adviser | None:
    """Proposed to the other side, or asked by email: their answer is waited for."""
    return next((adviser for adviser in stage.advisers_asked if adviser.is_waited_for), None)


def can_be_passed_over(adviser: Adviser, today: date) -> bool:
    asked_on = timezone.localdate(adviser.proposed_at)
    return adviser.state == AdviserState.NAMED and today > add_working_days(asked_on, DAYS_TO_ANSWER)


@transaction.atomic
def name_adviser(dispute: Dispute, *, name: str, email: str, until: date | None = None, by, now: datetime) -> Adviser:
    """The convening Champion names an adviser; where nobody convenes, one side proposes one to the other.

    `until` is the last day of their time; without it they stay some working days beyond the outcome. Raises
    ValidationError for somebody who is close to a side, DisputeMovedOn when it is not for this person to do now.
    """
    dispute = lock_for(dispute, by, NAME)
    stage, side, today = current_stage(dispute), side_of(by, dispute), timezone.localdate(now)
    if side:
        refuse_a_side(dispute, today)
    make_room(dispute, stage, today)
    if until and until <= today:
        raise ValidationError({"until": "Choose a day after today."})
    refuse_person(dispute, email, today)
    adviser = stage.advisers.create(
        name=name,
        email=email.lower(),
        until=until,
        state=AdviserState.PROPOSED if side else AdviserState.NAMED,
        side=side,
        proposed_by=by,
        proposed_at=now,
    )
    if side:
        happened(dispute, "adviser proposed", by=by, now=now, who=name)
        emails.adviser_proposed(dispute, adviser, at=now)
    else:
        happened(dispute, "adviser named", by=by, now=now, who=name)
        emails.adviser_invited(dispute, adviser, at=now)
    return adviser


def refuse_a_side(dispute: Dispute, today: date) -> None:
    if convening_seat(dispute, today):
        raise DisputeMovedOn(dispute, "Somebody convenes already. They name an adviser, if one is needed.")
    if not sectors_for_an_adviser(dispute, today):
        raise DisputeMovedOn(dispute, "There are Champions to ask, so no adviser is needed instead of one.")


def make_room(dispute: Dispute, stage: Stage, today: date) -> None:
    """One is asked at a time; one who says nothing for some days no longer holds it up."""
    waiting = adviser_waited_for(stage)
    if waiting and not can_be_passed_over(waiting, today):
        raise DisputeMovedOn(dispute, f"{waiting.name} is proposed or asked already. Wait for the answer.")
    if waiting:
        waiting.state = AdviserState.PASSED_OVER
        waiting.save()


def refuse_person(dispute: Dispute, email: str, today: date) -> None:
    """Nobody who acts for a side, is its Champion, is close to it, or has stood aside; nobody who hears it already.

    No officer or administrator of the partnership either: whoever raises a dispute is promised that none reads it.
    """
    if User.objects.filter(Q(is_officer=True) | Q(is_administrator=True), email__iexact=email).exists():
        raise ValidationError({"email": "This person works for the partnership. Name somebody who does not."})
    people = set(
        Person.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email)).values_list("pk", flat=True)
    )
    on_a_team = {member.user.person_id for party in dispute.parties.all() for member in party.team.all()}
    close = set().union(*close_to_each(people, today=today).values())
    if close & parties_of(dispute) or people & (on_a_team | stood_aside(dispute)):
        words = "This person has to do with one of the two sides. Name somebody who stands apart from both."
        raise ValidationError({"email": words})
    if people & {member.person_id for member in seated(dispute, today)}:
        raise ValidationError({"email": "This person hears it already. Name somebody else."})


@transaction.atomic
def answer_proposal(dispute: Dispute, *, accepted: bool, answer: str = "", by, now: datetime) -> Adviser:
    """The other side agrees, and the adviser is asked; or it says why not."""
    dispute = lock_for(dispute, by, AGREE)
    adviser = proposal_for(side_of(by, dispute), current_stage(dispute))
    if adviser is None:
        raise DisputeMovedOn(dispute, "No adviser is proposed to you.")
    if not accepted and not answer.strip():
        raise ValidationError({"answer": "Enter why not, so that the other side understands."})
    adviser.state = AdviserState.NAMED if accepted else AdviserState.REFUSED
    adviser.refused_because = "" if accepted else answer
    adviser.proposed_at = now if accepted else adviser.proposed_at  # days to answer are counted from here
    adviser.save()
    if accepted:
        happened(dispute, "adviser agreed", by=by, now=now, who=adviser.name)
        emails.adviser_invited(dispute, adviser, at=now)
    else:
        happened(dispute, "adviser not agreed", by=by, now=now, who=adviser.name, reason=answer)
        emails.adviser_refused(dispute, adviser, at=now)
    return adviser


def proposal_for(side: str, stage: Stage) -> Adviser | None:
    """What the other side has proposed to this one."""
    return stage.advisers.filter(state=AdviserState.PROPOSED).exclude(side=side).first()


@transaction.atomic
def answer_invitation(dispute: Dispute, *, has_interest: bool, by, now: datetime) -> Adviser:
    """The adviser says whether they are close to either side, before they read a word; without, they take it up.

    To one whom Champions named by themselves either side may object, as to a Champion.
    """
    dispute = lock(dispute)
    require(by, ADVISE, dispute)
    adviser = Adviser.objects.named_for(by).get(stage__dispute=dispute)
    adviser.state = AdviserState.STOOD_ASIDE if has_interest else AdviserState.SITTING
    adviser.person, adviser.answered_at = by.person, now
    adviser.save()
    dispute.declarations.update_or_create(person=by.person, defaults={"has_interest": has_interest, "declared_at": now})
    if has_interest:
        happened(dispute, "adviser stood aside", by=None, now=now, who=adviser.name)
    else:
        take_a_seat(dispute, adviser, by=by, now=now)
    may_object = not has_interest and not adviser.side
    last_day = last_day_to_object(dispute, timezone.localdate(now)) if may_object else None
    emails.adviser_answered(dispute, adviser, takes_it_up=not has_interest, last_day=last_day, at=now)
    return adviser


def take_a_seat(dispute: Dispute, adviser: Adviser, *, by, now: datetime) -> None:
    """A seat from an earlier stage is over."""
    dispute.panel.current().filter(person=by.person).update(left_at=now, left_because="Their time was over.")
    agreed = bool(adviser.side)
    dispute.panel.create(
        person=by.person, role=PanelRole.ADVISER, joined_at=now, until=adviser.until, agreed_by_both=agreed
    )
    happened(lock(dispute), "adviser joined", by=by, now=now, who=by.name)
