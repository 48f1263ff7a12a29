"""How the demo drafts and publishes an invented round, page by page as a funder would."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.people.models import Membership, Organisation, User
from funding.choices import Answer, Kind
from funding.compact_check import COMMITMENTS
from funding.models import Round
from funding.ready_made import SHORT_FORM
from funding.services import drafts, questions, rounds

#: Working days: to apply, until it is decided, until that is announced.
TO_APPLY, TO_DECIDE, TO_ANNOUNCE = 35, 20, 5

#: How an invented round keeps what nothing in it can show.
HOW = {
    "design": "Example: twelve groups read the draft, and four came to a morning about it.",
    "advance": "Example: the first half comes within two weeks of the signed offer.",
    "small-groups": "Example: four questions, no accounts needed, and a form on paper.",
    "bonds": "Example: no bond, and the insurance that a group has anyway.",
    "lots": "Example: one organisation can ask for a tenth of the money or more.",
    "impact": "Example: it replaces nothing.",
}


def one_stage(begun: date) -> dict:
    closes = add_working_days(begun, TO_APPLY)
    return {"closes_at": in_london(closes, time(17)), **decision(closes)}


def decision(closes: date) -> dict:
    """The days that follow the last deadline."""
    decided = add_working_days(closes, TO_DECIDE)
    return {"decided_on": decided, "announced_on": add_working_days(decided, TO_ANNOUNCE)}


def in_london(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_current_timezone())


@dataclass(frozen=True, slots=True)
class Invented:
    """`lots`, `criteria` and `questions` are what the services take; `exceptions` are answers of the Compact
    check beside "kept"; `timetable` says all days but the first from the day on which it is drafted."""

    programme: str
    title: str
    purpose: str
    reason: str
    years: int
    decided_by: str
    lots: Iterable[dict]
    criteria: Iterable[dict]
    questions: Iterable[dict] = SHORT_FORM
    exceptions: dict[str, tuple[Answer, str]] = field(default_factory=dict)
    pass_questions: Iterable[str] = ("Do you work in the borough?",)
    kind: Kind = Kind.OPEN
    timetable: Callable[[date], dict] = one_stage


def publish(told: Invented, funder: str, *, opens_on: date, now: datetime) -> Round:
    who = {"by": lead_of(funder), "now": now}
    organisation = Organisation.objects.get(name=funder)
    round_ = drafts.begin_round(funder=organisation, programme=told.programme, title=told.title, **who)
    drafts.save_round(
        round_,
        purpose=told.purpose,
        who_can_apply="Voluntary groups that work in the borough, registered or not.",
        kind=told.kind,
        reason=told.reason,
        years=told.years,
        opens_at=in_london(opens_on, time(0)),
        decided_by=told.decided_by,
        **told.timetable(timezone.localdate(now)),
        **who,
    )
    drafts.save_lots(round_, lots=told.lots, **who)
    for lot in round_.lots.all():
        asked = {"pass_questions": told.pass_questions, "criteria": told.criteria}
        drafts.save_criteria(round_, lot, **asked, **who)
    for question in told.questions:
        questions.save_question(round_, None, **question, **who)
    for commitment in COMMITMENTS:
        answer, reason = told.exceptions.get(commitment, (Answer.MET, HOW.get(commitment, "")))
        drafts.answer_commitment(round_, commitment=commitment, answer=answer, reason=reason, **who)
    return rounds.publish_round(round_, seen=Round.objects.get(pk=round_.pk).revision, **who)


def lead_of(organisation: str) -> User:
    leads = Membership.objects.leads().filter(organisation__name=organisation).select_related("user__person")
    return leads.order_by("pk").first().user
