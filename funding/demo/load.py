"""Three programmes as the Redbridge minutes tell of them, and four plainly invented rounds: two decided, one in its
second stage, one open."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.people.models import Organisation, User
from funding.choices import Answer, QuestionKind, RoundState
from funding.demo.decided import load_decided
from funding.demo.rounds import Invented, in_london, lead_of, publish
from funding.demo.staged import load_staged
from funding.models import Programme
from funding.ready_made import SHORT_FORM
from funding.services import amending
from funding.services.records import record_round

#: As that partnership names its council.
COUNCIL = "LBR"
SOURCE = "minutes of the Public and Voluntary Sectors’ Partnership, 12 January 2015, item 6"
FUNDER = "Example Borough Council"

#: Invented, between invented organisations, with one exception to the Compact.
NEIGHBOURS = Invented(
    programme="Example Neighbourhood Fund",
    title="Neighbourhood Fund",
    purpose="Things that bring neighbours together: a lunch club, a garden, a repair café.",
    reason="A grant, because groups know best what their neighbours need.",
    years=2,
    decided_by="A panel of the council and two voluntary groups",
    lots=[{"title": "Small ideas", "budget": 20_000_00}, {"title": "Larger projects", "budget": 60_000_00}],
    criteria=[
        {"title": "What changes for people", "weight": 60},
        {"title": "How it is done", "weight": 30},
        {"title": "Social value", "weight": 10, "is_social_value": True},
    ],
    questions=(
        *SHORT_FORM,
        {"kind": QuestionKind.FILE, "text": "Do you have a picture or a plan?", "is_required": False},
    ),
    exceptions={
        "advance": (Answer.EXCEPTION, "The second half is paid when a one-page report is in."),
        "impact": (Answer.NOT_APPLICABLE, "It does not replace or reduce anything."),
    },
)


def load_funding(*, by: User, now: datetime) -> None:
    load_redbridge(by=by, now=now)
    load_decided(now=now)
    load_staged(now=now)
    load_invented(now=now)


def load_redbridge(*, by: User, now: datetime) -> None:
    """The day, the count, the body and the sums that item 6 has."""
    council, _ = Organisation.objects.get_or_create(name=COUNCIL, defaults={"slug": "lbr", "sector": "public"})
    told = {"source": SOURCE, "by": by, "now": now}
    record_round(
        programme=Programme.objects.create(name="Corporate Grants Programme", funder=council),
        title="Corporate Grants Programme",
        state=RoundState.ASSESSING,
        budget=590_879_00,
        closes_at=end_of(date(2014, 12, 17)),
        applications_told=24,
        decided_by="Cabinet",
        decided_on=date(2015, 3, 10),
        **told,
    )
    record_round(
        programme=Programme.objects.create(name="Community Fund", funder=council),
        title="Community Fund",
        state=RoundState.PROPOSED,
        budget=200_000_00,
        decided_by="Cabinet",
        decided_on=date(2015, 1, 12),
        purpose="A proposal to continue it goes to Cabinet. If approved, the Fund will reopen in the spring.",
        **told,
    )
    record_round(
        programme=Programme.objects.create(name="Community First", funder_name="Community Development Foundation"),
        title="Community First",
        state=RoundState.OVER,
        budget=16_955_00,
        returned=300_00,
        purpose="To be used only in Valentines Ward. It has reached its final year.",
        **told,
    )


def end_of(day: date) -> datetime:
    """The source has a day and no hour."""
    return in_london(day, time(23, 59))


def load_invented(*, now: datetime) -> None:
    """Open since a week, for six more; the day of the decision was moved meanwhile."""
    began = now - timedelta(days=8)
    round_ = publish(NEIGHBOURS, FUNDER, opens_on=timezone.localdate(began) + timedelta(days=1), now=began)
    who = {"by": lead_of(FUNDER), "now": now - timedelta(days=2)}
    amending.begin_amendment(round_, **who)
    why = "Example: the panel meets a week later, because of a funeral."
    amending.save_reason(round_, reason=why, is_material=False, **who)
    days = {name: add_working_days(getattr(round_, name), 5) for name in ("decided_on", "announced_on")}
    amending.save_dates(round_, closes_at=round_.closes_at, **days, **who)
    amending.confirm_check(round_, seen=round_.amendments.get().revision, **who)
    amending.publish_amendment(round_, seen=round_.amendments.get().revision, **who)
