"""A dispute that ended is opened again, for a reason and within three calendar months."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import AuditEvent
from disputes.choices import DisputeState, Outcome, WhyAgain
from disputes.deadlines import StagesDue, TimetablesDue
from disputes.models import Reopening
from disputes.panels import convenes
from disputes.queries.disputes import public_learning
from disputes.services import again, hearing, learning, settling, stages
from disputes.services.states import DisputeMovedOn
from disputes.timeline import timeline_of
from tests.disputes.hearings import NOW, REFERRED_ON, everyone, happened, next_for, read, steps_of, told
from tests.factories.champions import InterestFactory
from tests.factories.disputes import heard, moment
from tests.factories.people import UserFactory
from tests.kept import all_due, emails

SETTLED_ON = date(2026, 11, 9)
LATER = moment(date(2026, 12, 14))
LEARNED = {"issue": "Short notice.", "change": "Three months.", "who": "Public bodies", "by_when": "Spring"}


@pytest.fixture
def panel(world):
    return everyone(world)


@pytest.fixture
def decided(world, panel, clock):
    """Heard and decided on the day it was referred."""
    clock.move_to(NOW)
    dispute = heard(world, panel, on=REFERRED_ON)
    decide(world, dispute, panel.public, "Notice means three months.")
    return dispute


def decide(world, dispute, convening, words, *, now=NOW):
    for user, said in ((world.raiser, "From the group"), (world.respondent, "From the council")):
        hearing.send_statement(dispute, text=f"{said}, {words}", by=user, now=now)
    hearing.draft_outcome(dispute, outcome=Outcome.CLARIFIED, text=words, by=convening, now=now)
    for user in (world.raiser, world.respondent):
        hearing.comment_on_facts(dispute, text="Right.", by=user, now=now)
    hearing.issue_outcome(dispute, by=convening, now=now)


def reopened(dispute, by, *, why=WhyAgain.NOT_DONE, now=LATER):
    return again.reopen_dispute(dispute, why=why, reason="The payment has not come.", by=by, now=now)


def test_talks_begin_again_with_a_fresh_clock_and_the_old_timeline_is_not_touched(world, settled, clock):
    before = list(AuditEvent.objects.about(settled).values_list("pk", "hash"))
    stage = reopened(settled, world.raiser)
    clock.move_to(LATER)
    found = read(settled)
    assert (found.state, found.outcome, found.outcome_text) == (DisputeState.TALKING, "", "")
    first, second = found.stage_list
    assert (first.outcome, first.outcome_text) == (Outcome.AGREED, "Three months’ notice.")
    assert (second.started_on, second.original_due, second.definition) == (
        date(2026, 12, 14),
        date(2026, 12, 29),  # the 28th is the Boxing Day holiday
        first.definition,
    )
    assert list(AuditEvent.objects.about(settled).values_list("pk", "hash"))[: len(before)] == before
    line = timeline_of(found)[0]
    assert line.what == "It goes on"
    assert "“The payment has not come.”" in line.notes and WhyAgain.NOT_DONE.label in line.notes
    assert told("opened-again") == {world.group_lead.email, world.respondent.email}
    assert Reopening.objects.get().stage == stage
    assert next_for(world.raiser, settled).title == "Next: talk it through, by Tuesday 29 December 2026"


def test_the_other_side_opens_it_for_what_was_not_done_and_nothing_else(world, settled):
    for why in (WhyAgain.EVIDENCE, WhyAgain.REPERCUSSIONS):
        with pytest.raises(ValidationError, match="Choose one of the reasons"):
            reopened(settled, world.respondent, why=why)
    assert reopened(settled, world.respondent)


@pytest.mark.parametrize("why", WhyAgain)
def test_the_side_that_raised_it_opens_it_for_any_of_the_three(world, settled, why):
    assert reopened(settled, world.raiser, why=why)


def test_three_calendar_months_and_not_a_day_more(world, settled, clock):
    clock.move_to(moment(date(2027, 2, 9)))
    assert "Open it again" in steps_of(world.raiser, settled)
    clock.move_to(moment(date(2027, 2, 10)))
    assert "Open it again" not in steps_of(world.raiser, settled)
    with pytest.raises(DisputeMovedOn, match="until Tuesday 9 February 2027"):
        reopened(settled, world.raiser, now=moment(date(2027, 2, 10)))
    assert reopened(settled, world.raiser, now=moment(date(2027, 2, 9)))


@pytest.mark.parametrize(
    ("ended", "last"),
    [(date(2026, 11, 30), date(2027, 2, 28)), (date(2026, 12, 31), date(2027, 3, 31)), (NOW.date(), date(2027, 2, 9))],
)
def test_a_month_that_is_shorter_ends_it_on_its_last_day(world, settled, ended, last):
    settled.settled_at = moment(ended)
    assert again.last_day_to_reopen(settled) == last


def test_the_months_are_counted_from_closing_if_that_came_later(world, settled):
    learning.close_dispute(settled, **LEARNED, by=world.raiser, now=moment(date(2026, 12, 1)))
    assert again.last_day_to_reopen(read(settled)) == date(2027, 3, 1)


def test_nobody_else_opens_it_and_nobody_while_it_goes_on(world, settled, panel):
    for user in (world.staff, panel.public, UserFactory(officer=True), UserFactory(administrator=True)):
        with pytest.raises((PermissionDenied, DisputeMovedOn)):
            reopened(settled, user)
    reopened(settled, world.raiser)
    with pytest.raises(DisputeMovedOn):
        reopened(settled, world.respondent)


# --- It was with the Champions -----------------------------------------------


def test_the_champions_hear_it_again(world, panel, decided, clock):
    reopened(decided, world.raiser)
    clock.move_to(LATER)
    found = read(decided)
    assert (found.state, [stage.definition.number for stage in found.stage_list]) == (DisputeState.REFERRED, [1, 2, 2])
    assert convenes(panel.public, found, LATER.date())
    assert told("opened-again") >= {panel.public.email, panel.voluntary.email}
    assert next_for(panel.public, decided).title == "Next: the convening Champion sets the timetable"
    (stage,) = all_due(StagesDue())
    assert (stage.due, set(emails(stage))) == (date(2027, 1, 11), {panel.public.email, panel.voluntary.email})
    (timetable,) = all_due(TimetablesDue())
    assert (timetable.title, timetable.due) == ("Set the timetable: 2026-001", date(2026, 12, 17))


def test_each_hearing_has_its_own_statements_and_outcome_and_the_page_shows_both(world, panel, decided, clock, client):
    clock.move_to(LATER)
    reopened(decided, world.raiser)
    days = {"statements_due": date(2026, 12, 21), "meeting_on": date(2026, 12, 22), "outcome_due": date(2027, 1, 5)}
    hearing.set_timetable(decided, **days, by=panel.public, now=LATER)
    hearing.send_statement(decided, text="Only the group, again", by=world.raiser, now=LATER)
    client.force_login(world.respondent)
    page = client.get(decided.get_absolute_url()).content.decode()
    assert "Only the group, again" not in page
    for words in ("From the group, Notice means three months.", "From the council", "Stage 2, ended Monday 9 November"):
        assert words in page
    decide(world, decided, panel.public, "Notice means four months.", now=LATER)
    page = client.get(decided.get_absolute_url()).content.decode()
    assert "Notice means three months." in page and "Notice means four months." in page
    assert "Stage 2 again" in client.get(decided.url("how")).content.decode()
    assert "Stage 2 again ended" in page


def test_a_champion_who_came_close_to_a_side_does_not_hear_it_again(world, panel, decided, clock):
    InterestFactory(person=panel.public.person, organisation=world.council, since=None, until=None)
    clock.move_to(LATER)
    reopened(decided, world.raiser)
    found = read(decided)
    assert not panel.public.has_perm("disputes.view_dispute", found)
    assert panel.public.email not in told("opened-again")
    assert convenes(panel.voluntary, found, LATER.date())
    assert "independent adviser" in next_for(panel.voluntary, decided).title


# --- What was learned --------------------------------------------------------


def test_what_was_learned_is_kept_not_shown_while_it_is_open_and_written_anew(world, settled, client, clock):
    learning.close_dispute(settled, **LEARNED, by=world.raiser, now=NOW)
    clock.move_to(LATER)
    reopened(settled, world.raiser)
    assert list(public_learning(date(2027, 6, 1))) == []
    settling.withdraw_dispute(settled, reason="It came.", by=world.raiser, now=LATER)
    client.force_login(world.raiser)
    assert "Short notice." in client.get(settled.url("close")).content.decode()
    client.post(settled.url("close"), LEARNED | {"change": "Three months, and a reminder."})
    note = public_learning(date(2027, 6, 1)).get()
    assert (note.change, note.public_from) == ("Three months, and a reminder.", date(2027, 1, 25))
    assert AuditEvent.objects.about(settled).filter(details__before__change="Three months.").exists()
    assert happened(settled)[0] == "Closed"


def test_by_its_page(world, settled, client, clock):
    clock.move_to(LATER)
    client.force_login(world.raiser)
    assert "until Tuesday 9 February 2027" in client.get(settled.url("reopen")).content.decode()
    assert "There is a problem" in client.post(settled.url("reopen"), {"reason": ""}).content.decode()
    said = {"why": "not-done", "reason": "The payment has not come."}
    assert "It is open again." in client.post(settled.url("reopen"), said, follow=True).content.decode()
    assert client.post(settled.url("reopen"), said).status_code == 409
    assert stages.current_stage(settled).original_due == date(2026, 12, 29)
