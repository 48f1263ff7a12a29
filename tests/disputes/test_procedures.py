"""Procedures of other partnerships: three stages with names and lengths of their own, or one that a panel decides."""

from datetime import date

import pytest

from compact_portal.dates import add_working_days
from disputes.choices import DisputeState, Outcome
from disputes.deadlines import StagesDue
from disputes.models import Procedure
from disputes.services import again, hearing, redirects, settling, stages
from disputes.services.states import DisputeMovedOn
from tests.disputes.hearings import everyone, happened, next_for, read, steps_of, told, words_told
from tests.factories.disputes import moment, raised
from tests.kept import all_due

DAY = date(2026, 11, 2)
NOW = moment(DAY)


def procedure(*stages_of_it) -> Procedure:
    """Title, working days and who decides, for each stage."""
    made = Procedure.objects.create(number=2, name="Another procedure")
    for number, (title, days, who) in enumerate(stages_of_it, start=1):
        made.stages.create(number=number, title=title, amount=days, unit="working-days", decided_by=who)
    return made


@pytest.fixture
def panel(world):
    return everyone(world)


@pytest.fixture
def three(world):
    return procedure(("A first talk", 5, "parties"), ("The two heads", 7, "parties"), ("The panel", 12, "champions"))


@pytest.fixture
def one(world):
    return procedure(("The panel decides", 12, "champions"))


def say_both(world, dispute, champion, now):
    today = now.date()
    days = {"statements_due": add_working_days(today, 2), "meeting_on": add_working_days(today, 3)}
    outcome_due = stages.current_stage(dispute).clock.due
    hearing.set_timetable(dispute, **days, outcome_due=outcome_due, by=champion, now=now)
    for user, words in ((world.raiser, "From the group"), (world.respondent, "From the council")):
        hearing.send_statement(dispute, text=words, by=user, now=now)


def decide(world, dispute, champion, now):
    say_both(world, dispute, champion, now)
    hearing.draft_outcome(dispute, outcome=Outcome.CLARIFIED, text="Three months.", by=champion, now=now)
    for user in (world.raiser, world.respondent):
        hearing.comment_on_facts(dispute, text="Right.", by=user, now=now)
    hearing.issue_outcome(dispute, by=champion, now=now)


def take_up(dispute, panel, now):
    for user in (panel.public, panel.voluntary):
        hearing.declare_interest(dispute, has_interest=False, by=user, now=now)


def test_three_stages_one_after_the_other(world, panel, three, clock):
    dispute = raised(world, on=DAY)
    assert stages.current_stage(dispute).clock.due == date(2026, 11, 9)
    clock.move_to(moment(date(2026, 11, 10)))
    assert "Go on to Stage 2: The two heads, ask for more time, or withdraw it." in next_for(world.raiser, dispute).text
    assert "Go on to Stage 2: The two heads" in steps_of(world.raiser, dispute)
    settling.refer_to_champions(dispute, reason="We still differ", by=world.raiser, now=moment(date(2026, 11, 10)))
    found = read(dispute)
    assert (found.state, stages.current_stage(found).clock.due) == (DisputeState.TALKING, date(2026, 11, 19))
    assert happened(dispute)[0] == "Taken to the next stage"
    assert told("champions-asked") == told("referred") == set()
    assert told("next-stage") == {world.respondent.email}
    assert not panel.public.has_perm("disputes.hear_dispute", found)
    assert "Refer it to the Champions" in steps_of(world.raiser, dispute)
    settling.refer_to_champions(dispute, reason="And still", by=world.raiser, now=moment(date(2026, 11, 11)))
    found = read(dispute)
    assert (found.state, stages.current_stage(found).clock.due) == (DisputeState.REFERRED, date(2026, 11, 27))
    assert told("champions-asked") == {panel.public.email, panel.voluntary.email}
    assert "Stage 3 is due on Friday 27 November 2026" in next_for(world.raiser, dispute).text
    (due,) = all_due(StagesDue())
    assert (due.context, due.due) == ("Stage 3", date(2026, 11, 27))


def test_the_third_stage_is_heard_shown_and_opened_again(world, panel, three, clock, client):
    now = moment(date(2026, 11, 11))
    dispute = raised(world, on=DAY)
    for _ in range(2):
        settling.refer_to_champions(dispute, reason="We differ", by=world.raiser, now=now)
    clock.move_to(now)
    take_up(dispute, panel, now)
    decide(world, dispute, panel.public, now)
    client.force_login(world.raiser)
    page = client.get(dispute.get_absolute_url()).content.decode()
    assert "From the council" in page and "Stage 3 ended" in page
    again.reopen_dispute(dispute, why="not-done", reason="Nothing came.", by=world.raiser, now=now)
    found = read(dispute)
    assert (found.state, found.stage_list[-1].definition.title) == (DisputeState.REFERRED, "The panel")
    page = client.get(dispute.get_absolute_url()).content.decode()
    assert "Stage 3: The panel" in page and "From the council" in page


def test_a_panel_alone_decides_from_the_first_day(world, panel, one, clock, client):
    dispute = raised(world, on=DAY)
    assert (read(dispute).state, stages.current_stage(dispute).clock.due) == (
        DisputeState.REFERRED,
        date(2026, 11, 18),
    )
    assert told("champions-asked") == {panel.public.email, panel.voluntary.email}
    client.force_login(world.raiser)
    sent = client.get(dispute.url("sent")).content.decode()
    assert "hear it, by Wednesday 18 November 2026" in sent and "talk it through" not in sent
    take_up(dispute, panel, NOW)
    decide(world, dispute, panel.public, NOW)
    assert read(dispute).outcome == Outcome.CLARIFIED
    again.reopen_dispute(dispute, why="evidence", reason="A letter was found.", by=world.raiser, now=NOW)
    assert read(dispute).state == DisputeState.REFERRED


def test_after_the_last_stage_there_is_none(world, panel, clock, client):
    procedure(("Talks", 5, "parties"))
    dispute = raised(world, on=DAY)
    assert "Refer it to the Champions" not in steps_of(world.raiser, dispute)
    with pytest.raises(DisputeMovedOn, match="no stage after this one"):
        settling.refer_to_champions(dispute, reason="On", by=world.raiser, now=NOW)
    client.force_login(world.raiser)
    assert client.get(dispute.url("refer")).status_code == 409
    clock.move_to(moment(date(2026, 11, 10)))
    assert "Ask for more time, or withdraw it." in next_for(world.raiser, dispute).text


def test_redirected_once_in_each_stage_of_the_talks(world, panel, three):
    elsewhere = {"matter": "service", "where": "The complaints team", "reason": "It is one visit."}
    dispute = raised(world, on=DAY)
    redirects.redirect_dispute(dispute, **elsewhere, by=world.respondent, now=NOW)
    redirects.ask_to_look_again(dispute, reason="It is not.", by=world.raiser, now=NOW)
    settling.refer_to_champions(dispute, reason="We differ", by=world.raiser, now=NOW)
    assert "It belongs elsewhere" in steps_of(world.respondent, dispute)
    redirects.redirect_dispute(dispute, **elsewhere, by=world.respondent, now=NOW)
    redirects.ask_to_look_again(dispute, reason="It is not.", by=world.raiser, now=NOW)
    assert [stage.definition.number for stage in read(dispute).stage_list] == [1, 1, 2, 2]


def test_everyone_reads_how_it_goes_here(world, three, client):
    page = client.get("/disputes/").content.decode()
    for words in (
        "A first talk, within 5 working days",
        "The two heads, within 7 working days",
        "The panel, within 12",
    ):
        assert words in page


def test_the_other_side_is_told_what_the_first_step_is(world, panel, one):
    raised(world, on=DAY)
    assert "It has gone to the Compact Champions. They have until Wednesday 18 November 2026" in words_told("raised")
