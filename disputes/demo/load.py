"""Five disputes, one in each interesting place. Everything goes through the services, as the people in it would do."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from champions.choices import CompactState
from champions.models import Clause
from compact_portal.dates import add_working_days, roll_forward
from compact_portal.people.models import Membership, Organisation, User
from disputes.choices import Outcome
from disputes.demo.champions import load_champions
from disputes.demo.raised import AWAITING_STATEMENTS, CHAMPIONS_STAND_ASIDE, CLOSED, DAY_NINE, OVERDUE, Raised
from disputes.models import Dispute
from disputes.services import draft_sides, drafts, hearing, learning, settling, stages

#: Who hears them: neither works for a side.
HEARING = ("fire.champion@example.org", "advice.champion@example.org")


def load_disputes(*, by: User, now: datetime) -> None:
    """`by` is the officer, who has no part in them. The oldest first, so that references rise with the days."""
    load_champions(by=by, now=now)
    close_one(now=now)
    wait_for_statements(now=now)
    raise_dispute(OVERDUE, now=now)
    leave_to_champions_without_interest(now=now)
    ask_for_more_time(now=now)


def raise_dispute(told: Raised, *, now: datetime) -> Dispute:
    then = now - timedelta(days=told.days_ago)
    user = lead_of(told.raising)
    dispute = drafts.begin_draft(by=user, now=then)
    drafts.save_answers(
        dispute,
        matter="commitment",
        files_considered=True,
        title=told.title,
        what_happened=told.what_happened,
        happened_on=told.happened_on,
        what_would_help=told.what_would_help,
        by=user,
        now=then,
    )
    draft_sides.save_who_raises(
        dispute,
        organisation=named(told.raising),
        manner=told.manner,
        others=[named(other) for other in told.others],
        authority=told.authority,
        by=user,
        now=then,
    )
    draft_sides.save_respondent(dispute, organisation=named(told.responding), by=user, now=then)
    drafts.save_commitments(dispute, clauses=[commitment(told.about)], by=user, now=then)
    return drafts.send_dispute(dispute, by=user, now=then)


def ask_for_more_time(*, now: datetime) -> None:
    """Stage 1, day 9: the other side has asked for four more days."""
    dispute = raise_dispute(DAY_NINE, now=now)
    due = roll_forward(stages.current_stage(dispute).clock.due + timedelta(days=4))
    asking = lead_of(DAY_NINE.responding)
    reason = "The head of service is back next week."
    stages.ask_for_more_time(dispute, due=due, reason=reason, by=asking, now=now - timedelta(days=1))


def refer(told: Raised, *, days_ago: int, now: datetime) -> Dispute:
    dispute, then = raise_dispute(told, now=now), now - timedelta(days=days_ago)
    reason = "We met twice and see it differently."
    return settling.refer_to_champions(dispute, reason=reason, by=lead_of(told.raising), now=then)


def take_up(dispute: Dispute, *, now: datetime) -> User:
    """Both Champions who stand apart join. Returns the one who convenes."""
    champions = [User.objects.get(email=email) for email in HEARING]
    for champion in champions:
        hearing.declare_interest(dispute, has_interest=False, by=champion, now=now)
    return champions[0]


def wait_for_statements(*, now: datetime) -> None:
    """Stage 2: two more weeks were agreed, and one statement is in."""
    dispute = refer(AWAITING_STATEMENTS, days_ago=15, now=now)
    convening = take_up(dispute, now=now - timedelta(days=14))
    raising, responding = lead_of(AWAITING_STATEMENTS.raising), lead_of(AWAITING_STATEMENTS.responding)
    due = roll_forward(stages.current_stage(dispute).clock.due + timedelta(weeks=2))
    reason = "The people who know it best are away until the end of the month."
    stages.ask_for_more_time(dispute, due=due, reason=reason, by=responding, now=now - timedelta(days=13))
    stages.answer_request_for_time(dispute, accepted=True, by=raising, now=now - timedelta(days=12))
    today = timezone.localdate(now)
    days = {"statements_due": add_working_days(today, 4), "meeting_on": add_working_days(today, 9), "outcome_due": due}
    hearing.set_timetable(dispute, **days, by=convening, now=now - timedelta(days=11))
    hearing.send_statement(
        dispute,
        text="Nobody could answer in the holidays. Two groups gave up.",
        by=raising,
        now=now - timedelta(days=2),
    )


def close_one(*, now: datetime) -> None:
    """Closed, and what was learned from it is public by now."""
    dispute = refer(CLOSED, days_ago=155, now=now)
    convening = take_up(dispute, now=now - timedelta(days=154))
    start = timezone.localdate(now) - timedelta(days=154)
    days = {name: add_working_days(start, days) for name, days in DAYS_OF_THE_CLOSED.items()}
    hearing.set_timetable(dispute, **days, by=convening, now=now - timedelta(days=153))
    sides = [lead_of(CLOSED.raising), lead_of(CLOSED.responding)]
    at = morning_of(days["statements_due"])
    for user, words in zip(sides, STATEMENTS, strict=True):
        hearing.send_statement(dispute, text=words, by=user, now=at)
    at = morning_of(days["meeting_on"])
    hearing.draft_outcome(dispute, outcome=Outcome.CLARIFIED, text=OUTCOME, by=convening, now=at)
    for user in sides:
        hearing.comment_on_facts(dispute, text="The facts are right.", by=user, now=at + timedelta(days=1))
    hearing.issue_outcome(dispute, by=convening, now=at + timedelta(days=2))
    learning.close_dispute(
        dispute,
        issue="Small grants were asked for as much paper as large ones.",
        change="One short form for every grant below £500. Answers are kept from year to year.",
        who="Public bodies",
        by_when="The next round of grants",
        by=sides[0],
        now=at + timedelta(days=14),
    )


DAYS_OF_THE_CLOSED = {"statements_due": 5, "meeting_on": 8, "outcome_due": 17}
STATEMENTS = (
    "We filled in nine forms for nine small grants. Most of the questions were the same.",
    "Each form came from another department. Nobody had looked at them side by side.",
)
OUTCOME = (
    "What a funder asks for should fit the size of the grant. The council makes one short form for all grants below "
    "£500 before the next round."
)


def leave_to_champions_without_interest(*, now: datetime) -> None:
    """Stage 2 with the council and the council for voluntary service on its two sides: neither's Champion may know."""
    refer(CHAMPIONS_STAND_ASIDE, days_ago=2, now=now)


def morning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def named(organisation: str) -> Organisation:
    return Organisation.objects.get(name=organisation)


def lead_of(organisation: str) -> User:
    """Of several, the one whose account was made first."""
    leads = Membership.objects.leads().filter(organisation__name=organisation)
    return leads.select_related("user").order_by("pk").first().user


def commitment(about: str) -> Clause:
    """The first commitment of the public bodies with these words."""
    found = Clause.objects.filter(section__version__state=CompactState.IN_FORCE, kind="commitment")
    return found.filter(addressee="public-bodies", text__icontains=about).in_reading_order().first()
