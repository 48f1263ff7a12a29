"""Stage 2: who may hear it, the timetable, both statements at once, and the outcome."""

from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from champions.queries.interests import organisations_close_to, unconflicted_champions
from compact_portal.notices.models import Notice
from compact_portal.remembered import forget
from disputes.choices import DisputeState, Outcome, PanelRole, Side
from disputes.deadlines import StagesDue, TimetablesDue
from disputes.models import Dispute
from disputes.next_steps import next_step
from disputes.panels import may_join, seat_of
from disputes.queries.disputes import public_learning, totals, with_stages
from disputes.services import hearing, learning, settling, stages
from disputes.services.states import DisputeMovedOn
from disputes.timeline import timeline_of
from tests.disputes.hearings import steps_of
from tests.factories.champions import ChampionFactory, InterestFactory, SignatoryFactory
from tests.factories.disputes import champions, conflicted_champions, heard, moment, raised, referred
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.kept import all_due, emails

REFERRED_ON = date(2026, 11, 9)
NOW = moment(REFERRED_ON)


@pytest.fixture
def panel(world):
    """Those who stand apart, and the Champions of the two sides."""
    return SimpleNamespace(**vars(champions()), **vars(conflicted_champions(world)))


@pytest.fixture
def at_stage_2(world, panel, clock):
    clock.move_to(NOW)
    return referred(world, on=REFERRED_ON)


@pytest.fixture
def dispute(world, panel, clock):
    """Taken up by two, statements due on Monday 16, meeting on Monday 23 November."""
    clock.move_to(NOW)
    return heard(world, panel, on=REFERRED_ON)


def read(dispute) -> Dispute:
    return with_stages(Dispute.objects.filter(pk=dispute.pk)).get()


def stage_of(dispute):
    return dispute.stages.current().get()


# --- Who may hear it ---------------------------------------------------------


def test_only_champions_who_stand_apart_are_told(world, panel, at_stage_2):
    told = set(Notice.objects.filter(kind="disputes.champions-asked").values_list("email", flat=True))
    assert told == {panel.public.email, panel.voluntary.email}


def test_before_the_referral_champions_see_nothing(world, panel):
    dispute = read(raised(world, on=date(2026, 11, 2)))
    today = timezone.localdate()
    assert [may_join(user, dispute, today) for user in vars(panel).values()] == [False] * 4


def test_the_first_convenes_and_the_second_joins(world, panel, at_stage_2):
    for user in (panel.voluntary, panel.public):
        hearing.declare_interest(at_stage_2, has_interest=False, by=user, now=NOW)
    found = read(at_stage_2)
    roles = {member.person.name: member.role for member in found.panel.all()}
    assert roles == {"Val Voluntary": PanelRole.CONVENING, "Pat Public": PanelRole.PANEL}


def test_conflicted_champions_cannot_take_it_up(world, panel, at_stage_2):
    for user in (panel.councils, panel.groups, UserFactory(champion=True), UserFactory(officer=True)):
        with pytest.raises(PermissionDenied):
            hearing.declare_interest(at_stage_2, has_interest=False, by=user, now=NOW)


def test_who_declares_an_interest_stands_aside_for_good(world, panel, at_stage_2):
    hearing.declare_interest(at_stage_2, has_interest=True, by=panel.public, now=NOW)
    assert not may_join(panel.public, read(at_stage_2), REFERRED_ON)
    with pytest.raises(PermissionDenied):
        hearing.declare_interest(at_stage_2, has_interest=False, by=panel.public, now=NOW)
    assert "Pat Public" not in str(timeline_of(at_stage_2))


def test_an_interest_declared_after_opening_closes_the_page_at_once(world, panel, dispute):
    assert panel.public.has_perm("disputes.view_dispute", read(dispute))
    InterestFactory(person=panel.public.person, organisation=world.council, since=None, until=None)
    forget()
    assert seat_of(panel.public, read(dispute), REFERRED_ON) is None
    assert not panel.public.has_perm("disputes.view_dispute", read(dispute))
    with pytest.raises(PermissionDenied):
        hearing.draft_outcome(dispute, outcome=Outcome.CLARIFIED, text="x", by=panel.public, now=NOW)


def test_both_ways_of_finding_out_who_stands_apart_agree(world, panel):
    """One asks which Champions stand apart from some organisations, the other which organisations keep one out."""
    funded = OrganisationFactory()
    InterestFactory(person=panel.voluntary.person, organisation=funded, since=None, until=None)
    InterestFactory(person=panel.public.person, organisation=funded, until=date(2020, 1, 1), since=None)
    deputy_of = SignatoryFactory()
    ChampionFactory(signatory=deputy_of, person=panel.public.person, deputy=True)
    member_of = MembershipFactory(user=panel.voluntary).organisation
    everywhere = [world.group, world.council, funded, deputy_of.organisation, member_of]
    for pair in product(everywhere, repeat=2):
        apart = {champion.person for champion in unconflicted_champions(pair, today=REFERRED_ON)}
        for user in vars(panel).values():
            close = organisations_close_to(user.person, today=REFERRED_ON)
            assert (user.person in apart) == close.isdisjoint({each.pk for each in pair})


def test_nothing_is_decided_before_there_is_one_of_each_sector(world, panel, at_stage_2):
    hearing.declare_interest(at_stage_2, has_interest=False, by=panel.public, now=NOW)
    days = {"statements_due": date(2026, 11, 16), "meeting_on": date(2026, 11, 23), "outcome_due": date(2026, 12, 7)}
    with pytest.raises(ValidationError, match="A Champion of a voluntary or community group is still needed"):
        hearing.set_timetable(at_stage_2, **days, by=panel.public, now=NOW)


def test_when_the_convening_champion_steps_down_another_convenes(world, panel, dispute):
    hearing.leave_panel(dispute, reason="One side objects", by=panel.public, now=NOW)
    found = read(dispute)
    assert seat_of(panel.public, found, REFERRED_ON) is None
    assert seat_of(panel.voluntary, found, REFERRED_ON).role == PanelRole.CONVENING


def test_what_a_champion_hears_is_read_with_as_many_questions_for_one_as_for_four(world, panel, dispute, client):
    client.force_login(panel.public)
    client.get("/disputes/")
    with CaptureQueriesContext(connection) as of_one:
        client.get("/disputes/")
    for _ in range(3):
        heard(world, panel, on=REFERRED_ON)
    with CaptureQueriesContext(connection) as of_four:
        page = client.get("/disputes/").content.decode()
    assert [f"2026-00{number}" in page for number in range(1, 5)] == [True] * 4
    assert len(of_four) == len(of_one)


def test_the_days_of_stage_2_are_read_with_as_many_questions_for_one_as_for_four(world, panel, dispute):
    with CaptureQueriesContext(connection) as of_one:
        list(TimetablesDue().open())
    for _ in range(3):
        heard(world, panel, on=REFERRED_ON)
    with CaptureQueriesContext(connection) as of_four:
        assert len(list(TimetablesDue().open())) == 16
    assert len(of_four) == len(of_one)


# --- The timetable -----------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"statements_due": REFERRED_ON}, ["statements_due"]),
        ({"meeting_on": date(2026, 11, 13)}, ["meeting_on"]),
        ({"outcome_due": date(2026, 11, 20)}, ["outcome_due"]),
        ({"outcome_due": date(2026, 12, 8)}, ["outcome_due"]),
        ({"meeting_on": date(2026, 11, 21)}, ["meeting_on"]),
        ({"statements_due": date(2026, 11, 14), "outcome_due": date(2026, 12, 8)}, ["outcome_due", "statements_due"]),
    ],
)
def test_days_in_a_wrong_order_past_the_stage_or_on_a_weekend_are_refused(world, panel, dispute, changed, fields):
    days = {"statements_due": date(2026, 11, 16), "meeting_on": date(2026, 11, 23), "outcome_due": date(2026, 12, 7)}
    with pytest.raises(ValidationError) as refused:
        hearing.set_timetable(dispute, **days | changed, by=panel.public, now=NOW)
    assert sorted(refused.value.message_dict) == fields


def test_there_is_time_to_read_statements_and_to_comment_on_the_facts(world, panel, dispute):
    one_day = date(2026, 11, 18)
    days = {"statements_due": one_day, "meeting_on": one_day, "outcome_due": one_day}
    with pytest.raises(ValidationError) as refused:
        hearing.set_timetable(dispute, **days, by=panel.public, now=NOW)
    words = {name: error[0] for name, error in refused.value.message_dict.items()}
    assert words == {
        "meeting_on": "Choose a day after Wednesday 18 November 2026, so that both have read the statements.",
        "outcome_due": "Both sides have 5 working days to comment on the facts. Choose Wednesday 25 November 2026 or "
        "a later day.",
    }


def test_only_the_convening_champion_sets_it(world, panel, dispute):
    days = {"statements_due": date(2026, 11, 16), "meeting_on": date(2026, 11, 23), "outcome_due": date(2026, 12, 7)}
    for user in (panel.voluntary, world.raiser):
        with pytest.raises(DisputeMovedOn):
            hearing.set_timetable(dispute, **days, by=user, now=NOW)


# --- Statements --------------------------------------------------------------


def words_for(dispute, side) -> list[str]:
    today = timezone.localdate()
    return [statement.text for statement in stage_of(dispute).statements_for(side, today)]


def test_each_side_reads_its_own_until_both_are_in(world, panel, dispute):
    hearing.send_statement(dispute, text="From the group", by=world.raiser, now=NOW)
    assert [words_for(dispute, side) for side in (Side.RAISING, Side.RESPONDING, "")] == [["From the group"], [], []]
    hearing.send_statement(dispute, text="From the council", by=world.respondent, now=NOW)
    both = ["From the group", "From the council"]
    assert [words_for(dispute, side) for side in (Side.RAISING, Side.RESPONDING, "")] == [both] * 3


def test_who_sends_the_second_statement_reads_that_both_are_shown_now(client, world, panel, dispute):
    for user, said in ((world.raiser, "Your statement is kept"), (world.respondent, "Both statements are in")):
        client.force_login(user)
        page = client.post(dispute.url("statement"), {"text": "How we see it."}, follow=True)
        assert said in page.content.decode()


def test_a_statement_can_be_changed_until_both_are_in_and_not_after(world, panel, dispute):
    for text in ("First", "Second"):
        hearing.send_statement(dispute, text=text, by=world.raiser, now=NOW)
    assert words_for(dispute, Side.RAISING) == ["Second"]
    hearing.send_statement(dispute, text="From the council", by=world.respondent, now=NOW)
    with pytest.raises(ValidationError, match="both sides have been shown"):
        hearing.send_statement(dispute, text="Third", by=world.raiser, now=NOW)


def test_when_the_day_has_passed_what_is_in_is_shown_and_a_minute_later_is_too_late(world, panel, dispute, clock):
    last_minute = moment(date(2026, 11, 16), 23) + timedelta(minutes=59)
    clock.move_to(last_minute)
    hearing.send_statement(dispute, text="From the group", by=world.raiser, now=last_minute)
    assert words_for(dispute, Side.RESPONDING) == []
    a_minute_later = last_minute + timedelta(minutes=1)
    clock.move_to(a_minute_later)
    with pytest.raises(ValidationError, match="What you wrote is still on this page"):
        hearing.send_statement(dispute, text="Too late", by=world.respondent, now=a_minute_later)
    assert words_for(dispute, Side.RESPONDING) == ["From the group"]


# --- The outcome -------------------------------------------------------------


@pytest.fixture
def with_statements(world, dispute):
    hearing.send_statement(dispute, text="From the group", by=world.raiser, now=NOW)
    hearing.send_statement(dispute, text="From the council", by=world.respondent, now=NOW)
    return dispute


def draft(dispute, by, text="The notice was too short."):
    return hearing.draft_outcome(dispute, outcome=Outcome.REMEDIED, text=text, by=by, now=timezone.now())


def test_both_sides_comment_on_the_facts_before_it_is_issued(world, panel, with_statements):
    draft(with_statements, panel.public)
    with pytest.raises(ValidationError, match="until Monday 16 November 2026"):
        hearing.issue_outcome(with_statements, by=panel.public, now=NOW)
    for user in (world.raiser, world.respondent):
        hearing.comment_on_facts(with_statements, text="Right", by=user, now=NOW)
    hearing.issue_outcome(with_statements, by=panel.public, now=NOW)
    found = read(with_statements)
    assert (found.state, found.outcome, found.outcome_text) == (
        DisputeState.SETTLED,
        Outcome.REMEDIED,
        "The notice was too short.",
    )


def test_silence_for_five_working_days_lets_it_be_issued(world, panel, with_statements):
    draft(with_statements, panel.public)
    hearing.issue_outcome(with_statements, by=panel.public, now=moment(date(2026, 11, 17)))
    assert read(with_statements).state == DisputeState.SETTLED


def test_there_is_no_outcome_before_the_statements(world, panel, dispute):
    with pytest.raises(ValidationError, match="not released yet"):
        draft(dispute, panel.public)


def test_a_side_comments_once_and_a_new_draft_may_be_commented_on_again(world, panel, with_statements):
    draft(with_statements, panel.public)
    hearing.comment_on_facts(with_statements, text="The day is wrong", by=world.raiser, now=NOW)
    with pytest.raises(DisputeMovedOn):
        hearing.comment_on_facts(with_statements, text="And more", by=world.group_lead, now=NOW)
    assert next_link(with_statements, Side.RAISING) == ""
    assert f"Waiting for {world.council.name}, to say" in step_of(with_statements, Side.RAISING).text
    assert "Issue the outcome" not in steps_of(panel.public, with_statements)
    assert next_link(with_statements, Side.RESPONDING) == "/disputes/2026-001/comment/"
    draft(with_statements, panel.public, text="The notice was eight days.")
    hearing.comment_on_facts(with_statements, text="Right", by=world.raiser, now=NOW)
    assert stage_of(with_statements).outcome_drafts.count() == 2


def step_of(dispute, side):
    return next_step(read(dispute), side, timezone.localdate())


def next_link(dispute, side) -> str:
    return step_of(dispute, side).url


def test_the_side_that_received_it_does_not_move_the_start_of_stage_2(world, panel, dispute):
    with pytest.raises(DisputeMovedOn):
        stages.correct_start(dispute, started_on=REFERRED_ON, reason="Post", by=world.respondent, now=NOW)


def test_who_hears_it_is_told_when_it_is_withdrawn(world, panel, dispute):
    settling.withdraw_dispute(dispute, reason="In order now", by=world.raiser, now=NOW)
    told = set(Notice.objects.filter(kind="disputes.withdrawn").values_list("email", flat=True))
    assert told == {world.respondent.email, panel.public.email, panel.voluntary.email}


def test_the_two_sides_and_the_second_champion_write_no_outcome(world, panel, with_statements):
    for user in (world.raiser, world.respondent, panel.voluntary):
        with pytest.raises(DisputeMovedOn):
            draft(with_statements, user)


# --- What is due -------------------------------------------------------------


def owed_in_stage_2() -> dict[str, set[str]]:
    """Who owes what, by its title."""
    owed: dict[str, set[str]] = {}
    for each in all_due(TimetablesDue()):
        owed.setdefault(each.title.partition(":")[0], set()).update(emails(each))
    return owed


def test_each_side_owes_its_statement_and_the_convening_champion_the_outcome(world, panel, dispute):
    group, council = {world.raiser.email, world.group_lead.email}, {world.respondent.email}
    champions = {panel.public.email, panel.voluntary.email}
    always = {"Meet": group | council | champions, "Issue the outcome": {panel.public.email}}
    assert owed_in_stage_2() == {"Send your statement": group | council, **always}
    hearing.send_statement(dispute, text="From the council", by=world.respondent, now=NOW)
    assert owed_in_stage_2() == {"Send your statement": group, **always}
    assert [each.due for each in all_due(TimetablesDue())] == [
        date(2026, 11, 16),
        date(2026, 11, 23),
        date(2026, 12, 7),
    ]


def test_nobody_is_reminded_of_what_they_can_no_longer_send(world, panel, dispute, clock):
    clock.move_to(moment(date(2026, 11, 17)))
    assert set(owed_in_stage_2()) == {"Meet", "Issue the outcome"}
    draft(dispute, panel.public)
    assert set(owed_in_stage_2()) == {"Comment on the facts", "Meet", "Issue the outcome"}
    clock.move_to(moment(date(2026, 11, 25)))
    assert set(owed_in_stage_2()) == {"Issue the outcome"}


def test_the_panel_answers_for_the_stage(world, panel, dispute):
    (stage,) = all_due(StagesDue())
    assert (stage.due, sorted(emails(stage))) == (
        date(2026, 12, 7),
        [panel.voluntary.email],  # the one who convenes is reminded of the outcome, on the same day
    )


# --- Closing it --------------------------------------------------------------


def test_it_closes_with_what_was_learned_which_is_public_six_weeks_later(world):
    dispute = raised(world, on=date(2026, 11, 2))
    settling.withdraw_dispute(dispute, reason="In order now", by=world.raiser, now=NOW)
    said = {"issue": "Short notice.", "change": "Three months.", "who": "Public bodies", "by_when": "Spring"}
    note = learning.close_dispute(dispute, **said, by=world.raiser, now=NOW)
    assert (read(dispute).state, note.public_from) == (DisputeState.CLOSED, date(2026, 12, 21))
    assert list(public_learning(date(2026, 12, 20))) == []
    assert list(public_learning(date(2026, 12, 21))) == [note]
    with pytest.raises(DisputeMovedOn):
        learning.close_dispute(dispute, **said, by=world.raiser, now=NOW)


def test_small_numbers_are_not_counted_in_public(world):
    for day in range(1, 6):
        dispute = raised(world, on=date(2026, 11, day))
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=NOW)
    assert totals() == [("Raised", 5), ("Withdrawn", None)]
