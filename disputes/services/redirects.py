"""Saying that a dispute belongs elsewhere, and another look at that. See docs/decisions/0020."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.wording import long_date
from disputes.choices import Outcome, PanelRole
from disputes.emails import hearing as emails
from disputes.models import Dispute, PanelMember, Redirect, Stage
from disputes.models.again import ELSEWHERE
from disputes.panels import seated
from disputes.services.again import begin_again
from disputes.services.hearing import require_quorum
from disputes.services.settling import settle
from disputes.services.stages import current_stage
from disputes.services.states import DisputeMovedOn, happened, lock_for

REDIRECT = "disputes.redirect_dispute"
ASK = "disputes.ask_to_look_again"
LOOK = "disputes.look_again"


def is_redirected_once(dispute: Dispute, stage: Stage) -> bool:
    """In this stage of the procedure. A second time nobody ends it so."""
    same = [each for each in dispute.stage_list if each.definition_id == stage.definition_id]
    return any(hasattr(each, "redirect") for each in same)


@transaction.atomic
def redirect_dispute(dispute: Dispute, *, matter: str, where: str, reason: str, by, now: datetime) -> Redirect:
    """End it because it belongs elsewhere: the other side while they talk, whoever convenes when it is heard.

    Compact, section 9: "Complaints about services or individuals are dealt with through the complaints procedures".
    Raises DisputeMovedOn a second time.
    """
    dispute = lock_for(dispute, by, REDIRECT)
    stage = current_stage(dispute)
    if is_redirected_once(dispute, stage):
        raise DisputeMovedOn(dispute, "This was said before, and the dispute goes on. Talk about it, or decide it.")
    if not stage.definition.is_for_the_sides:
        require_quorum(dispute)
    redirect = Redirect.objects.create(stage=stage, matter=matter, where=where, reason=reason, made_by=by, made_at=now)
    dispute.settlements.open().update(confirmed=False, answer="Redirected.", answered_by=by, answered_at=now)
    happened(dispute, "redirected", by=by, now=now, what=dict(ELSEWHERE)[matter], where=where, reason=reason)
    settle(dispute, Outcome.REDIRECTED, f"{where}\n\n{reason}", by=by, now=now)
    keep_advisers(dispute, redirect)
    emails.redirected(dispute, redirect, by, at=now)
    return redirect


def redirect_of(dispute: Dispute) -> Redirect | None:
    """That ended it, as it stands now."""
    if dispute.outcome != Outcome.REDIRECTED:
        return None
    return getattr(dispute.stage_list[-1], "redirect", None)


def can_be_asked(dispute: Dispute, redirect: Redirect | None, today: date) -> bool:
    return redirect is not None and redirect.asked_at is None and today <= redirect.last_day_to_ask(dispute.procedure)


def who_looks_again(dispute: Dispute, redirect: Redirect, today: date) -> list[PanelMember]:
    """Those who hear it, but not whoever redirected it. Nobody while the two sides talk."""
    return [member for member in seated(dispute, today) if member.person_id != redirect.made_by.person_id]


@transaction.atomic
def ask_to_look_again(dispute: Dispute, *, reason: str, by, now: datetime) -> Redirect:
    """The side that raised it says why it is for the Compact after all, within some working days, once.

    Where others on the panel can, one of them looks at it; else it goes on, since nobody is judge of their own case.
    """
    dispute = lock_for(dispute, by, ASK)
    redirect, today = redirect_of(dispute), timezone.localdate(now)
    if redirect.asked_at:
        raise DisputeMovedOn(dispute, "You have asked for another look already.")
    if not can_be_asked(dispute, redirect, today):
        last = long_date(redirect.last_day_to_ask(dispute.procedure))
        raise DisputeMovedOn(dispute, f"You could ask for another look until {last}.")
    redirect.asked_because, redirect.asked_at = reason, now
    redirect.save()
    happened(dispute, "another look asked for", by=by, now=now, reason=reason)
    if looking := who_looks_again(dispute, redirect, today):
        emails.another_look_asked(dispute, redirect, [member.person.user for member in looking], at=now)
    else:
        goes_on(dispute, redirect, by=by, now=now)
    return redirect


def keep_advisers(dispute: Dispute, redirect: Redirect) -> None:
    """They may be asked to look at it again, so they read it for longer than after any other outcome; not beyond a
    day that was set for them."""
    stays = dispute.procedure.days_adviser_stays
    usual = add_working_days(timezone.localdate(redirect.made_at), stays)
    last_day = add_working_days(redirect.last_day_to_ask(dispute.procedure), stays)
    dispute.panel.current().filter(role=PanelRole.ADVISER, until=usual).update(until=last_day)


@transaction.atomic
def look_again(dispute: Dispute, *, for_the_compact: bool, answer: str = "", by, now: datetime) -> Redirect:
    """Another of those who hear it says that it goes on, or why it belongs elsewhere."""
    dispute = lock_for(dispute, by, LOOK)
    redirect = redirect_to_look_at(by, dispute, timezone.localdate(now))
    if redirect is None:
        raise DisputeMovedOn(dispute, "Nobody waits for you to look at it again.")
    if for_the_compact:
        goes_on(dispute, redirect, by=by, now=now)
        return redirect
    if not answer.strip():
        raise ValidationError({"answer": "Enter why it belongs elsewhere, so that both sides understand."})
    redirect.goes_on, redirect.answer, redirect.looked_at = False, answer, now
    redirect.save()
    happened(dispute, "still redirected", by=by, now=now, reason=answer)
    emails.redirect_stands(dispute, redirect, at=now)
    return redirect


def redirect_to_look_at(user, dispute: Dispute, today: date) -> Redirect | None:
    redirect = redirect_of(dispute)
    if redirect is None or not redirect.waits_for_a_look:
        return None
    looking = {member.person_id for member in who_looks_again(dispute, redirect, today)}
    return redirect if user.person_id in looking else None


def goes_on(dispute: Dispute, redirect: Redirect, *, by, now: datetime) -> None:
    redirect.goes_on, redirect.looked_at = True, now
    redirect.save()
    begin_again(dispute, by=by, now=now)
