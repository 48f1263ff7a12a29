"""Disputes led through their life at random: every act, by everybody, at any moment, asked for when it may not be too.

After each step: what was refused has changed nothing; what was done follows the table of states; the timeline has only
grown; every date is the one that plain counting finds (oracle.py); what has ended reminds nobody.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from compact_portal.access.refusals import Refusal
from compact_portal.audit.models import AuditEvent
from compact_portal.audit.verification import find_faults
from disputes.choices import ENDED, RUNNING, TRANSITIONS, Outcome
from disputes.deadlines import StagesDue, TimetablesDue
from disputes.models import Dispute, Stage
from disputes.services import again, hearing, learning, objections, redirects, settling, stages
from tests.disputes.oracle import due, paused_days, walk, works
from tests.factories.disputes import champions, conflicted_champions, raised, two_sides
from tests.factories.people import UserFactory

#: Every way in which a service says no.
REFUSALS = (PermissionDenied, ValidationError, Refusal)
LEGAL = {(source, transition.target) for transition in TRANSITIONS.values() for source in transition.sources}
#: The length of each stage of the Compact's procedure in days, by its number.
DAYS = {1: 14, 2: 28}

EVERYBODY = ("mel", "rob", "pat", "val", "colleague", "staff", "councils_champion", "administrator")


def mostly(*people: str) -> st.SearchStrategy[str]:
    """Those who may, and now and then anybody."""
    return st.sampled_from([*people * (24 // len(people)), *EVERYBODY])


def while_it_is(*states: str):
    """When an act has a point. `out_of_turn` tries all of them when they have none."""
    return precondition(lambda life: life.counted and life.dispute().state in states)


A_SIDE, A_CHAMPION, ANYBODY = mostly("mel", "rob"), mostly("pat", "val"), st.sampled_from(EVERYBODY)

reached: Counter = Counter()


@dataclass
class Counted:
    """A stage as the oracle knows it."""

    began: date
    start: date
    days: int
    changes: list[tuple] = field(default_factory=list)
    paused_on: date | None = None

    @property
    def due(self) -> date:
        return due(self.start, self.days, only_work=False, changes=self.changes)

    @property
    def original_due(self) -> date:
        return due(self.began, self.days, only_work=False)


class Life(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.clock = time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False)
        self.traveller = self.clock.start()
        self.today = date(2026, 11, 2)
        self.counted: dict[int, Counted] = {}
        self.events: list[tuple] = []

    def teardown(self):
        assert list(find_faults()) == []
        self.clock.stop()
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(12), tzinfo=UTC)

    @property
    def stage(self) -> Counted | None:
        """The one that goes on."""
        running = Stage.objects.filter(dispute=self.pk, ended_at=None).values_list("pk", flat=True).first()
        return self.counted.get(running)

    def dispute(self) -> Dispute:
        return Dispute.objects.get(pk=self.pk)

    @initialize(late=st.integers(0, 60))
    def raise_it(self, late):
        """Begin some days later, so that Christmas and Easter come at different moments of a life."""
        self.move_to(self.today + timedelta(days=late))
        sides, panel = two_sides(), champions()
        self.people = {
            "mel": sides.raiser,
            "rob": sides.respondent,
            "pat": panel.public,
            "val": panel.voluntary,
            "colleague": sides.colleague,
            "staff": sides.staff,
            "councils_champion": conflicted_champions(sides).councils,
            "administrator": UserFactory(officer=True, administrator=True),
        }
        self.pk = raised(sides, on=self.today).pk
        self.note_new_stages()

    def move_to(self, day: date) -> None:
        self.today = day
        self.traveller.move_to(self.now)

    def attempt(self, service, person: str, /, *args, **words) -> bool:
        """Do it, or be refused and find everything as it was. Says whether it was done."""
        before, was = self.snapshot(), self.dispute().state
        try:
            with transaction.atomic():
                service(self.dispute(), *args, **words, by=self.people[person], now=self.now)
        except REFUSALS:
            assert self.snapshot() == before
            reached[f"refused: {service.__name__}"] += 1
            return False
        now = self.dispute().state
        assert now == was or (was, now) in LEGAL
        assert len(self.read_events()) > len(self.events)
        reached[service.__name__] += 1
        self.note_new_stages()
        return True

    def snapshot(self) -> tuple:
        dispute = self.dispute()
        dates = list(dispute.stages.values_list("pk", "ended_at", "changes__day", "changes__last").order_by("pk"))
        return dispute.state, dispute.revision, dispute.outcome, dates, self.read_events()

    def read_events(self) -> list[tuple]:
        events = AuditEvent.objects.about(self.dispute())
        return list(events.values_list("pk", "sequence", "verb", "details", "hash"))

    def note_new_stages(self) -> None:
        for pk, number in Stage.objects.filter(dispute=self.pk).values_list("pk", "definition__number"):
            self.counted.setdefault(pk, Counted(self.today, self.today, DAYS[number]))

    # --- What can be done --------------------------------------------------------------------------------------------

    @rule(days=st.integers(1, 12))
    def days_pass(self, days):
        self.move_to(self.today + timedelta(days=days))

    @while_it_is("talking", "referred")
    @rule(who=A_SIDE, days=st.integers(-1, 20))
    def ask_for_more_time(self, who, days):
        asked = (self.stage.due if self.stage else self.today) + timedelta(days=days)
        while days % 4 and not works(asked):  # a quarter of them on whatever day it is
            asked += timedelta(days=1)
        self.attempt(stages.ask_for_more_time, who, due=asked, reason="To meet")

    @while_it_is("talking", "referred")
    @rule(who=A_SIDE, accepted=st.booleans())
    def answer_about_more_time(self, who, accepted):
        stage, running = self.stage, self.dispute().stages.filter(ended_at=None).first()
        asked = running.extension_requests.open().first() if running else None
        if self.attempt(stages.answer_request_for_time, who, accepted=accepted, answer="No") and accepted:
            stage.changes.append(("extension", asked.due))

    @while_it_is("talking", "referred")
    @rule(who=A_SIDE)
    def pause(self, who):
        stage = self.stage
        if self.attempt(stages.pause_clock, who, reason="Illness"):
            assert stage.paused_on is None
            stage.paused_on = self.today

    @while_it_is("talking", "referred")
    @rule(who=A_SIDE)
    def start_again(self, who):
        stage = self.stage
        if self.attempt(stages.restart_clock, who):
            first, last = stage.paused_on, self.today - timedelta(days=1)
            if paused_days(first, last, only_work=False):
                stage.changes.append(("pause", first, last))
            stage.paused_on = None

    @while_it_is("talking")
    @rule(who=mostly("rob"), days=st.integers(-1, 5))
    def correct_the_start(self, who, days):
        stage, started_on = self.stage, self.today
        if stage:
            started_on = stage.start + timedelta(days=days)
        if self.attempt(stages.correct_start, who, started_on=started_on, reason="It came later"):
            stage.start = started_on

    @while_it_is("talking")
    @rule(who=A_SIDE)
    def write_down_what_was_agreed(self, who):
        self.attempt(settling.propose_settlement, who, terms="Three months’ notice")

    @while_it_is("talking")
    @rule(who=A_SIDE, confirmed=st.sampled_from([True, False, False]))
    def answer_what_was_agreed(self, who, confirmed):
        if waiting := self.dispute().settlements.order_by("-pk").first():
            self.attempt(settling.answer_settlement, who, waiting, confirmed=confirmed, answer="Not so")

    @while_it_is("talking", "referred")
    @rule(who=mostly("mel"), sure=st.integers(0, 3))
    def withdraw(self, who, sure):
        if not sure:  # or few would come any further
            self.attempt(settling.withdraw_dispute, who, reason="In order")

    @while_it_is("talking")
    @rule(who=mostly("mel"))
    def refer(self, who):
        self.attempt(settling.refer_to_champions, who, reason="We differ")

    @while_it_is("referred")
    @rule(who=A_CHAMPION, close=st.integers(0, 5))
    def declare(self, who, close):
        self.attempt(hearing.declare_interest, who, has_interest=not close)

    @while_it_is("referred")
    @rule(who=A_SIDE)
    def object_to_a_champion(self, who):
        if member := self.dispute().panel.first():
            self.attempt(objections.object_to_champion, who, member=member, reason="They know them well")

    @while_it_is("referred")
    @rule(who=A_CHAMPION, stays=st.booleans())
    def answer_an_objection(self, who, stays):
        self.attempt(objections.answer_objection, who, stays=stays, answer="I do not")

    @while_it_is("referred")
    @rule(who=A_CHAMPION, sure=st.integers(0, 9))
    def step_down(self, who, sure):
        if not sure:
            self.attempt(hearing.leave_panel, who, reason="To be fair")

    @while_it_is("referred")
    @rule(who=A_CHAMPION, days=st.integers(1, 9))
    def set_the_timetable(self, who, days):
        end = self.stage.due if self.stage else self.today
        statements = walk(self.today, days, only_work=True)
        meeting = walk(statements, 1, only_work=True)
        self.attempt(
            hearing.set_timetable, who, statements_due=statements, meeting_on=meeting, outcome_due=max(meeting, end)
        )

    @while_it_is("referred")
    @rule(who=A_SIDE)
    def send_a_statement(self, who):
        self.attempt(hearing.send_statement, who, text="We were told late")

    @while_it_is("referred")
    @rule(who=A_CHAMPION, outcome=st.sampled_from(list(Outcome)))
    def draft_an_outcome(self, who, outcome):
        self.attempt(hearing.draft_outcome, who, outcome=outcome, text="Notice is three months")

    @while_it_is("referred")
    @rule(who=A_SIDE)
    def comment(self, who):
        self.attempt(hearing.comment_on_facts, who, text="That is so")

    @while_it_is("referred")
    @rule(who=A_CHAMPION)
    def issue(self, who):
        self.attempt(hearing.issue_outcome, who)

    @while_it_is("talking", "referred")
    @rule(who=mostly("rob", "pat"), sure=st.integers(0, 3))
    def redirect(self, who, sure):
        if not sure:
            place = {"matter": "service", "where": "The complaints team", "reason": "It is about a service"}
            self.attempt(redirects.redirect_dispute, who, **place)

    @while_it_is("settled")
    @rule(who=mostly("mel"))
    def ask_for_another_look(self, who):
        self.attempt(redirects.ask_to_look_again, who, reason="It is about the Compact")

    @while_it_is("settled")
    @rule(who=A_CHAMPION, goes_on=st.booleans())
    def look_again(self, who, goes_on):
        self.attempt(redirects.look_again, who, for_the_compact=goes_on, answer="We looked")

    @while_it_is("settled")
    @rule(who=A_SIDE)
    def close(self, who):
        note = {"issue": "Notice", "change": "Three months", "who": "Public bodies", "by_when": "April"}
        self.attempt(learning.close_dispute, who, **note)

    @while_it_is("settled", "closed")
    @rule(who=A_SIDE)
    def open_again(self, who):
        self.attempt(again.reopen_dispute, who, why="evidence", reason="A letter was found")

    @rule()
    def go_the_usual_way(self):
        """The first of these that can be done now: most walks would never come to an outcome by chance."""
        for act in (
            partial(self.open_again, who="mel"),
            partial(self.close, who="mel"),
            partial(self.issue, who="pat"),
            partial(self.comment, who="mel"),
            partial(self.comment, who="rob"),
            partial(self.draft_an_outcome, who="pat", outcome=Outcome.CLARIFIED),
            self.both_statements,
            partial(self.set_the_timetable, who="pat", days=2),
            partial(self.declare, who="pat", close=1),
            partial(self.declare, who="val", close=1),
            partial(self.refer, who="mel"),
        ):
            before = len(self.read_events())
            act()
            if len(self.read_events()) > before:
                break

    def both_statements(self):
        self.send_a_statement(who="rob")
        self.send_a_statement(who="mel")

    @while_it_is("talking", "referred")
    @rule(days=st.integers(1, 10))
    def agree_on_more_time(self, days):
        self.ask_for_more_time(who="mel", days=days)
        self.answer_about_more_time(who="rob", accepted=True)

    @while_it_is("talking")
    @rule(sure=st.integers(0, 3))
    def agree(self, sure):
        if not sure:
            self.write_down_what_was_agreed(who="rob")
            self.answer_what_was_agreed(who="mel", confirmed=True)

    @rule(who=ANYBODY, act=st.sampled_from(range(11)))
    def out_of_turn(self, who, act):
        """By anybody, at a moment at which nobody asks for it."""
        (
            partial(self.pause, who=who),
            partial(self.start_again, who=who),
            partial(self.ask_for_more_time, who=who, days=5),
            partial(self.answer_about_more_time, who=who, accepted=True),
            partial(self.refer, who=who),
            partial(self.set_the_timetable, who=who, days=2),
            partial(self.send_a_statement, who=who),
            partial(self.draft_an_outcome, who=who, outcome=Outcome.CLARIFIED),
            partial(self.issue, who=who),
            partial(self.close, who=who),
            partial(self.open_again, who=who),
        )[act]()

    # --- What always holds -------------------------------------------------------------------------------------------

    @invariant()
    def the_timeline_only_grows(self):
        if self.counted:
            found = self.read_events()
            assert found[: len(self.events)] == self.events
            self.events = found

    @invariant()
    def one_stage_goes_on_while_it_runs_and_none_after_it_ended(self):
        if self.counted:
            dispute = self.dispute()
            assert dispute.stages.current().count() == (1 if dispute.state in RUNNING else 0)
            reached[f"state: {dispute.state}"] += 1

    @invariant()
    def every_date_is_the_one_that_plain_counting_finds(self):
        for stage in Stage.objects.filter(pk__in=self.counted).with_changes():
            counted = self.counted[stage.pk]
            assert stage.original_due == counted.original_due
            assert stage.clock.due == counted.due
            assert stage.clock.is_paused == (counted.paused_on is not None)

    @invariant()
    def what_has_ended_reminds_nobody(self):
        if self.counted and self.dispute().state in ENDED:
            assert [*StagesDue().open(scope=self.pk), *TimetablesDue().open(scope=self.pk)] == []
