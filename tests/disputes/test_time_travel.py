"""A whole procedure, day after day from November to March: each reminder once, on a working day, to whoever must act.

What should be sent is counted here by plain walking (oracle.py), from a list of what was open when and for whom.
Every act and every run of the reminders is also tried in a form in which its process is killed before it commits:
that changes nothing.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from compact_portal.partnership.models import Partnership
from disputes.choices import DisputeState
from disputes.models import Dispute
from disputes.services import drafts, hearing, learning, settling, stages
from disputes.tasks import tell_chair
from tests.disputes.oracle import TOMORROW, walk, works
from tests.factories.disputes import ANSWERS, champions, conflicted_champions, drafted, two_sides
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

CHAIR = "chair@example.org"
BEGIN, END = date(2026, 11, 2), date(2027, 3, 31)
#: Working days before and after a date, as the procedure of the Compact says.
OFFSETS = (-5, -2, 0, 1, 5)
MORNING, NOON, NIGHT = time(8), time(12), time(23, 30)


class Killed(BaseException):
    """The process is gone: whatever was not committed never was."""


@dataclass(frozen=True)
class Open:
    """Something due, for some people, that is there at the morning run of its first day and still of its last."""

    title: str
    due: date
    people: tuple[str, ...]
    first: date
    last: date


def steps(due: date) -> list[date]:
    """The days on which a reminder of it becomes due, the earliest first; weekly in the end."""
    before = [back(due, 5), back(due, 2)]
    after = [due, walk(due, 1, only_work=True), walk(due, 5, only_work=True)]
    return before + after + [after[-1] + timedelta(weeks=week) for week in range(1, 30)]


def back(day: date, count: int) -> date:
    while count:
        day -= TOMORROW
        count -= works(day)
    return day


def expected(plan: list[Open]) -> Counter:
    """(day, person, title) of every reminder: at the first working morning on which its step has come. Of several
    that have, the latest."""
    found: Counter = Counter()
    for each in plan:
        sent = None
        day = each.first
        while day <= each.last:
            reached = [step for step in steps(each.due) if step <= day]
            if works(day) and reached and reached[-1] != sent:
                sent = reached[-1]
                found.update((day, person, each.title) for person in each.people)
            day += TOMORROW
    return found


def sent() -> Counter:
    notices = Notice.objects.filter(kind="reminder")
    return Counter(
        (timezone.localdate(notice.created_at), notice.email, notice.subject.split(": ")[1]) for notice in notices
    )


@dataclass
class Story:
    """What is done on which day at noon."""

    sides: object
    panel: object
    acts: dict[date, list] = field(default_factory=dict)

    def at(self, day: date, act) -> None:
        self.acts.setdefault(day, []).append(act)


@pytest.fixture
def story(db):
    Partnership.objects.update_or_create(pk=1, defaults={"chair_email": CHAIR})
    with time_machine.travel(moment(BEGIN, MORNING), tick=False):
        sides = two_sides()
        story = Story(sides, champions())
        conflicted_champions(sides)
        UserFactory(officer=True, administrator=True)
    return story


def moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


def the_dispute() -> Dispute:
    return Dispute.objects.get()


def write(story: Story) -> list[Open]:
    """The acts of the story, and what was open because of them."""
    sides, panel = story.sides, story.panel
    mel, rob, pat, val = sides.raiser, sides.respondent, panel.public, panel.voluntary
    raising, responding, hearing_it = (mel.email, sides.group_lead.email), (rob.email,), (pat.email, val.email)
    more = {"due": date(2026, 11, 30), "reason": "To meet the trustees"}
    days = {"statements_due": date(2026, 12, 10), "meeting_on": date(2026, 12, 17), "outcome_due": date(2026, 12, 29)}
    found = {"outcome": "clarified", "text": "Notice is three months."}
    note = {"issue": "Notice", "change": "Three months", "who": "Public bodies", "by_when": "April"}
    story.at(BEGIN, lambda now: drafts.send_dispute(drafted(sides, now=now), by=mel, now=now))
    for day, service, by, words in (
        (date(2026, 11, 24), stages.ask_for_more_time, mel, more),
        (date(2026, 11, 25), stages.answer_request_for_time, rob, {"accepted": True}),
        (date(2026, 12, 1), settling.refer_to_champions, mel, {"reason": "We see it differently."}),
        (date(2026, 12, 2), hearing.declare_interest, pat, {"has_interest": False}),
        (date(2026, 12, 2), hearing.declare_interest, val, {"has_interest": False}),
        (date(2026, 12, 3), hearing.set_timetable, pat, days),
        (date(2026, 12, 9), hearing.send_statement, mel, {"text": "We were told late."}),
        (date(2027, 1, 6), hearing.draft_outcome, pat, found),
        (date(2027, 1, 11), hearing.comment_on_facts, mel, {"text": "That is so."}),
        (date(2027, 1, 14), hearing.issue_outcome, pat, {}),
        (date(2027, 1, 18), learning.close_dispute, pat, note),
    ):
        story.at(day, partial(do, service, by, words))
    talk, hear, issued = "Talk it through", "With the Champions", date(2027, 1, 14)
    return [
        Open(talk, date(2026, 11, 16), raising + responding, date(2026, 11, 3), date(2026, 11, 25)),
        Open(talk, date(2026, 11, 30), raising + responding, date(2026, 11, 26), date(2026, 12, 1)),
        Open("Do you agree to more time?", date(2026, 11, 27), responding, date(2026, 11, 25), date(2026, 11, 25)),
        Open(
            "Say whether you are close to a side", date(2026, 12, 4), hearing_it, date(2026, 12, 2), date(2026, 12, 2)
        ),
        # Four weeks after 1 December; the 28th is a bank holiday, and it is due the day after.
        Open(hear, date(2026, 12, 29), raising + responding, date(2026, 12, 2), date(2026, 12, 2)),
        # Who convenes is reminded of the outcome instead, once it is due on the same day.
        Open(hear, date(2026, 12, 29), hearing_it, date(2026, 12, 3), date(2026, 12, 3)),
        Open(hear, date(2026, 12, 29), (val.email,), date(2026, 12, 4), issued),
        Open("Set the timetable", date(2026, 12, 7), (pat.email,), date(2026, 12, 3), date(2026, 12, 3)),
        Open("Send your statement", date(2026, 12, 10), raising, date(2026, 12, 4), date(2026, 12, 9)),
        Open("Send your statement", date(2026, 12, 10), responding, date(2026, 12, 4), date(2026, 12, 10)),
        Open("Meet", date(2026, 12, 17), raising + responding + hearing_it, date(2026, 12, 4), date(2026, 12, 17)),
        Open("Issue the outcome", date(2026, 12, 29), (pat.email,), date(2026, 12, 4), issued),
        Open("Comment on the facts", date(2027, 1, 13), raising, date(2027, 1, 7), date(2027, 1, 11)),
        Open("Comment on the facts", date(2027, 1, 13), responding, date(2027, 1, 7), date(2027, 1, 13)),
    ]


def do(service, by, words, now) -> None:
    service(the_dispute(), **words, by=by, now=now)


def live(story: Story, *, runs=(MORNING,), first_killed: bool = False) -> None:
    """Day after day: the reminders in the morning, the acts of the day at noon."""
    day = BEGIN
    while day <= END:
        for clock in runs:
            with time_machine.travel(moment(day, clock), tick=False):
                if first_killed:
                    killed(send_reminders)
                    killed(lambda *, now: tell_chair())
                send_reminders(now=timezone.now())
                tell_chair()
        with time_machine.travel(moment(day, NOON), tick=False):
            for act in story.acts.get(day, ()):
                if first_killed:
                    killed(lambda *, now, act=act: act(now))
                act(timezone.now())
        day += TOMORROW


def killed(work) -> None:
    """Everything is done, and the process dies before it commits."""
    before = Notice.objects.count()
    with pytest.raises(Killed), transaction.atomic():
        work(now=timezone.now())
        raise Killed
    assert Notice.objects.count() == before


def test_each_reminder_comes_once_on_its_day_to_whoever_must_act(story):
    plan = write(story)
    live(story)
    assert the_dispute().state == DisputeState.CLOSED
    assert sent() == expected(plan)


def test_the_plan_is_not_an_empty_one(story):
    """It reaches over Christmas and has every kind of step: before, on the day, after, and weekly."""
    reminders = expected(write(story))
    days = {day for day, _, _ in reminders}
    assert len(reminders) > 60
    assert {date(2026, 12, 29), date(2027, 1, 6), date(2027, 1, 13)} <= days
    assert not {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)} & days


def test_more_runs_a_day_send_nothing_twice(story):
    plan = write(story)
    live(story, runs=(time(0, 5), MORNING, time(8, 15)))
    assert sent() == expected(plan)


def test_a_process_killed_before_it_commits_changes_nothing(story):
    plan = write(story)
    live(story, first_killed=True)
    assert the_dispute().state == DisputeState.CLOSED
    assert sent() == expected(plan)
    assert Notice.objects.filter(kind="disputes.chair").count() == 2


def test_after_days_without_a_run_only_the_latest_reminder_comes(story):
    """Nothing ran from the Wednesday before the date to the Thursday after it."""
    plan = write(story)
    quiet = (date(2026, 11, 11), date(2026, 11, 18))
    story.acts = {day: acts for day, acts in story.acts.items() if day == BEGIN}
    day = BEGIN
    while day <= date(2026, 11, 20):
        with time_machine.travel(moment(day, NOON), tick=False):
            for act in story.acts.get(day, ()):
                act(timezone.now())
            if not quiet[0] <= day <= quiet[1]:
                send_reminders(now=timezone.now())
        day += TOMORROW
    days = sorted({day for day, _, _ in sent()})
    assert days == [date(2026, 11, 9), date(2026, 11, 19)]
    assert set(sent().values()) == {1}
    assert plan


def test_the_chair_is_told_the_reference_and_the_days_and_nothing_more(story):
    write(story)
    live(story)
    told = Notice.objects.filter(kind="disputes.chair").order_by("pk")
    assert [(timezone.localdate(each.created_at), each.email) for each in told] == [
        (date(2026, 11, 23), CHAIR),
        (date(2027, 1, 6), CHAIR),
    ]
    for each in told:
        assert re.search(r"Dispute 2026-001 is 5 working days past its date", each.body)
        assert not holds_content(each, story)


def test_no_message_of_the_whole_procedure_holds_its_content_or_names_the_other_side(story):
    write(story)
    live(story)
    assert [notice.subject for notice in Notice.objects.all() if holds_content(notice, story)] == []
    assert all(the_dispute().reference in notice.subject + notice.body for notice in Notice.objects.all())


def holds_content(notice: Notice, story: Story) -> list[str]:
    secret = [*ANSWERS.values(), "To meet the trustees", "We see it differently.", "We were told late."]
    secret += ["Notice is three months.", "That is so.", story.sides.group.name, story.sides.council.name]
    return [words for words in secret if words in notice.subject + notice.body]


def test_nobody_but_those_in_it_is_ever_written_to(story):
    write(story)
    live(story)
    sides, panel = story.sides, story.panel
    people = [sides.raiser, sides.group_lead, sides.respondent, panel.public, panel.voluntary]
    assert set(Notice.objects.values_list("email", flat=True)) == {CHAIR, *(person.email for person in people)}
