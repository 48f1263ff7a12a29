"""A process killed between any two steps of an act changes nothing; killed after its commit, it has done it once.

Each act is done in a process of its own, which SIGKILL ends before one of the rows it writes, before the next one,
and so on to the last; then before the commit; then right after it, before anybody who follows the trail is told.
"""

import os
import signal
import traceback
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import count

import pytest
from django.apps import apps
from django.db import connection, connections

from compact_portal.audit.models import AuditEvent
from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import DueDate
from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from disputes.choices import DisputeState
from disputes.models import Dispute
from disputes.services import actions, drafts, hearing, learning, objections, settling, stages
from tests.factories.disputes import champions, drafted, moment

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 11, 2)
NOW = moment(DAY)
WRITES = ("INSERT", "UPDATE", "DELETE")
REACHED_THE_COMMIT, FAILED = 7, 8
SIDES = {"text": "Look at our letters", "side": "responding", "due": DAY + timedelta(days=30)}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before_write(number: int) -> None:
    """Die before the row of this number is written; say so where the act has no more and comes to its commit."""
    written = count(1)

    def fault(execute, sql, *rest):
        if sql.lstrip().startswith(WRITES) and next(written) == number:
            die()
        return execute(sql, *rest)

    connection.execute_wrappers.append(fault)
    connection.commit = lambda: os._exit(REACHED_THE_COMMIT)


def after_commit() -> None:
    connection.run_and_clear_commit_hooks = die


def in_a_process(act: Callable[[], object], fault: Callable[[], None]) -> int:
    """What a process of its own ended with: its exit code, or minus the signal.

    It gets a connection of its own. Once a browser has put an event loop into this thread, the other process, in which
    that loop does not run, would find an older connection that is still its parent's.
    """
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            connection.connection = None  # neither used nor closed
            fault()
            act()
        except BaseException:
            traceback.print_exc()
            os._exit(FAILED)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def everything() -> dict:
    """Every row of a dispute, of the trail and of the outbox."""
    models = [*apps.get_app_config("disputes").get_models(), AuditEvent, Notice]
    return {model._meta.label: sorted(map(repr, model.objects.values_list())) for model in models}


def killed_everywhere(act: Callable[[], object]) -> int:
    """Returns how many rows it writes. After it, the act is done, by a process that lived to the commit only."""
    before = everything()
    for number in count(1):
        ended = in_a_process(act, partial(before_write, number))
        assert everything() == before, f"killed before row {number}"
        if ended == REACHED_THE_COMMIT:
            break
        assert ended == -signal.SIGKILL
    assert in_a_process(act, after_commit) == -signal.SIGKILL
    assert everything() != before
    return number - 1


def the_dispute() -> Dispute:
    return Dispute.objects.get()


def story(world, panel) -> list[tuple[str, Callable[[], object]]]:
    """One procedure from its draft to the learning, each act with the verb that its timeline has then."""
    mel, rob, pat, val = world.raiser, world.respondent, panel.public, panel.voluntary
    more = {"due": DAY + timedelta(days=21), "reason": "To meet the trustees"}
    days = {"statements_due": DAY + timedelta(days=7), "meeting_on": DAY + timedelta(days=14)}

    def act(service, by, **words):
        return lambda: service(the_dispute(), **words, by=by, now=NOW)

    def objected():
        member = the_dispute().panel.get(person=val.person)
        objections.object_to_champion(the_dispute(), member=member, reason="Close", by=mel, now=NOW)

    def timetable():
        due = stages.current_stage(the_dispute()).clock.due
        hearing.set_timetable(the_dispute(), **days, outcome_due=due, by=pat, now=NOW)

    def done():
        actions.report_done(the_dispute(), pk=the_dispute().actions.get().pk, note="Done", by=rob, now=NOW)

    note = {"issue": "Notice", "change": "Three months", "who": "Public bodies", "by_when": "April"}
    return [
        ("raised", act(drafts.send_dispute, mel)),
        ("more time asked for", act(stages.ask_for_more_time, mel, **more)),
        ("more time agreed", act(stages.answer_request_for_time, rob, accepted=True)),
        ("clock paused", act(stages.pause_clock, rob, reason="Illness")),
        ("clock started again", act(stages.restart_clock, rob)),
        ("referred", act(settling.refer_to_champions, mel, reason="We see it differently.")),
        ("champion joined", act(hearing.declare_interest, pat, has_interest=False)),
        ("champion joined", act(hearing.declare_interest, val, has_interest=False)),
        ("objection made", objected),
        ("objection answered", act(objections.answer_objection, val, stays=True, answer="We never met.")),
        ("timetable set", timetable),
        ("statement sent", act(hearing.send_statement, mel, text="We were told late.")),
        ("statements released", act(hearing.send_statement, rob, text="We told you in May.")),
        ("outcome drafted", act(hearing.draft_outcome, pat, outcome="clarified", text="Found.", actions=[SIDES])),
        ("facts commented on", act(hearing.comment_on_facts, mel, text="So it is.")),
        ("facts commented on", act(hearing.comment_on_facts, rob, text="So it is.")),
        ("settled", act(hearing.issue_outcome, pat)),
        ("action done", done),
        ("closed", act(learning.close_dispute, mel, **note)),
    ]


def test_no_act_is_ever_half_done_and_none_is_done_twice(world):
    panel = champions()
    drafted(world, now=NOW)
    for verb, act in story(world, panel):
        before = AuditEvent.objects.about(the_dispute()).filter(verb=verb).count()
        assert killed_everywhere(act) >= 2
        assert AuditEvent.objects.about(the_dispute()).filter(verb=verb).count() == before + 1, verb
    assert the_dispute().state == DisputeState.CLOSED


def test_a_run_of_the_reminders_killed_anywhere_reminds_everybody_once_in_the_end(world, dispute):
    """Two weeks later, on its day; the table of due dates is made again too."""
    before = set(Notice.objects.values_list("pk", flat=True))
    run = partial(send_reminders, now=moment(date(2026, 11, 16)))
    assert killed_everywhere(run) >= 1
    run()
    sent = Notice.objects.exclude(pk__in=before).filter(subject__contains="Talk it through")
    emails = sorted(sent.values_list("email", flat=True))
    assert emails == sorted([world.raiser.email, world.group_lead.email, world.respondent.email])


def test_a_due_date_that_nobody_was_told_of_is_there_after_the_next_look(world, dispute):
    """The process died after its commit: what follows the trail has heard nothing."""
    keep_all()
    asked = {"terms": "Three months.", "by": world.raiser, "now": NOW}
    assert in_a_process(partial(settling.propose_settlement, dispute, **asked), after_commit) == -signal.SIGKILL
    waits = DueDate.objects.filter(source="disputes.answers")
    assert not waits.exists()
    keep_all()
    assert waits.get().title == f"Is this what was agreed?: {dispute.reference}"
