"""A side objects to a Champion or an adviser who hears it; they step down, or say why they stay."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.wording import long_date
from disputes.emails import hearing as emails
from disputes.models import Dispute, Objection, PanelMember
from disputes.panels import seated
from disputes.services.hearing import last_day_to_object, step_down
from disputes.services.states import DisputeMovedOn, happened, lock_for
from disputes.sides import side_of

OBJECT = "disputes.object_to_champion"
ANSWER = "disputes.leave_panel"


def members_to_object_to(dispute: Dispute, side: str, today: date) -> list[PanelMember]:
    """Those who joined lately enough, and to whom this side has not objected. Not an adviser it has agreed to."""
    return [
        member
        for member in seated(dispute, today)
        if not member.agreed_by_both and not objected_to(member, side) and today <= last_day_for(dispute, member)
    ]


def objected_to(member: PanelMember, side: str) -> bool:
    return any(objection.side == side for objection in member.objections_made)


def last_day_for(dispute: Dispute, member: PanelMember) -> date:
    return last_day_to_object(dispute, timezone.localdate(member.joined_at))


@transaction.atomic
def object_to_champion(dispute: Dispute, *, member: PanelMember, reason: str, by, now: datetime) -> Objection:
    """Say why it would not be fair that they hear it, within some working days after they joined.

    Raises DisputeMovedOn when those days are over, when they are not there any more, and a second time.
    """
    dispute = lock_for(dispute, by, OBJECT)
    side, today = side_of(by, dispute), timezone.localdate(now)
    if member not in members_to_object_to(dispute, side, today):
        raise DisputeMovedOn(dispute, f"You could object until {long_date(last_day_for(dispute, member))}, once.")
    objection = member.objections.create(side=side, reason=reason, made_by=by, made_at=now)
    happened(dispute, "objection made", by=by, now=now, who=member.person.name, reason=reason)
    emails.objection_made(dispute, objection, at=now)
    return objection


def objection_to(user, dispute: Dispute) -> Objection | None:
    """The objection that this person has not answered yet, the oldest first."""
    seats = [member for member in dispute.panel.all() if member.person_id == user.person_id and not member.left_at]
    waiting = [each for member in seats for each in member.objections_made if each.answered_at is None]
    return min(waiting, key=lambda objection: objection.pk, default=None)


@transaction.atomic
def answer_objection(dispute: Dispute, *, stays: bool, answer: str = "", by, now: datetime) -> Objection:
    """Whoever it concerns says why they stay, or steps down. Raises DisputeMovedOn when nothing is asked of them."""
    dispute = lock_for(dispute, by, ANSWER)
    objection = objection_to(by, dispute)
    if objection is None:
        raise DisputeMovedOn(dispute, "There is no objection for you to answer.")
    if stays and not answer.strip():
        raise ValidationError({"answer": "Enter why you stay, so that both sides understand."})
    objection.stays, objection.answer, objection.answered_at = stays, answer, now
    objection.save()
    if stays:
        happened(dispute, "objection answered", by=by, now=now, who=by.name, reason=answer)
        emails.objection_answered(dispute, objection, at=now)
    else:
        step_down(dispute, reason="", by=by, now=now)
    return objection
