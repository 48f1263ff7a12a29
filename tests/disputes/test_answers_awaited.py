"""Whoever owes an answer is reminded until it is there; after that, and after the end, nobody is."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from disputes.choices import Manner
from disputes.deadlines import AnswersAwaited, ChampionsAsked, JoiningAsked, LearningToWrite, StagesDue
from disputes.models import Dispute
from disputes.services import (
    advisers,
    draft_sides,
    hearing,
    learning,
    objections,
    redirects,
    settling,
    stages,
    together,
)
from tests.factories.disputes import (
    champion_of,
    champions,
    conflicted_champions,
    drafted,
    heard,
    moment,
    raised,
    referred,
)
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.kept import all_due, emails

DAY = date(2026, 11, 2)
NOW = moment(DAY)
#: Three working days later.
THURSDAY = date(2026, 11, 5)


@pytest.fixture
def panel(world):
    return champions()


def waiting() -> list[tuple[str, date, list[str]]]:
    """What waits, until when, and who is reminded of it."""
    return [(each.title.split(":")[0], each.due, emails(each)) for each in all_due(AnswersAwaited())]


def test_the_other_side_is_reminded_to_confirm_what_was_agreed(world, dispute):
    settlement = settling.propose_settlement(dispute, terms="Three months.", by=world.raiser, now=NOW)
    assert waiting() == [("Is this what was agreed?", THURSDAY, [world.respondent.email])]
    settling.answer_settlement(dispute, settlement, confirmed=False, answer="Two.", by=world.respondent, now=NOW)
    assert waiting() == []


def test_nobody_is_reminded_of_an_agreement_once_it_is_referred(world, dispute):
    settling.propose_settlement(dispute, terms="Three months.", by=world.raiser, now=NOW)
    settling.refer_to_champions(dispute, reason="It takes too long.", by=world.raiser, now=NOW)
    assert waiting() == []


def test_the_other_side_is_reminded_to_say_whether_there_is_more_time(world, dispute):
    stages.ask_for_more_time(dispute, due=date(2026, 11, 23), reason="Illness", by=world.respondent, now=NOW)
    assert waiting() == [("Do you agree to more time?", THURSDAY, [world.group_lead.email, world.raiser.email])]
    stages.answer_request_for_time(dispute, accepted=False, answer="It is urgent.", by=world.raiser, now=NOW)
    assert waiting() == []


def test_silence_about_more_time_is_an_answer_once_its_day_has_passed(world, dispute, clock):
    friday = moment(date(2026, 11, 13))  # Stage 1 is due on Monday 16 November
    clock.move_to(friday)
    stages.ask_for_more_time(dispute, due=date(2026, 11, 23), reason="Illness", by=world.respondent, now=friday)
    assert waiting() == [
        ("Do you agree to more time?", date(2026, 11, 16), [world.group_lead.email, world.raiser.email])
    ]
    clock.move_to(moment(date(2026, 11, 17)))
    assert waiting() == []


def test_a_champion_is_reminded_to_answer_an_objection(world, panel):
    dispute = heard(world, panel, on=DAY)
    member = dispute.panel.get(person=panel.voluntary.person)
    objections.object_to_champion(dispute, member=member, reason="Close", by=world.respondent, now=NOW)
    assert waiting() == [("Do you stay on the panel?", THURSDAY, [panel.voluntary.email])]
    objections.answer_objection(dispute, stays=True, answer="We never met.", by=panel.voluntary, now=NOW)
    assert waiting() == []


def test_who_steps_down_owes_no_answer(world, panel):
    dispute = heard(world, panel, on=DAY)
    member = dispute.panel.get(person=panel.voluntary.person)
    objections.object_to_champion(dispute, member=member, reason="Close", by=world.respondent, now=NOW)
    hearing.leave_panel(dispute, reason="In order", by=panel.voluntary, now=NOW)
    assert waiting() == []


def test_somebody_else_on_the_panel_is_reminded_to_look_at_it_again(world, panel):
    dispute = heard(world, panel, on=DAY)
    redirected = {"matter": "other", "where": "The complaints team", "reason": "It is about one person."}
    redirects.redirect_dispute(dispute, **redirected, by=panel.public, now=NOW)
    redirects.ask_to_look_again(dispute, reason="It is about our grant.", by=world.raiser, now=NOW)
    assert waiting() == [("Look at it again", THURSDAY, [panel.voluntary.email])]
    redirects.look_again(dispute, for_the_compact=True, by=panel.voluntary, now=NOW)
    assert waiting() == []


def test_who_raised_it_is_reminded_of_the_last_day_to_ask_for_another_look(world, panel, clock):
    redirected = {"matter": "other", "where": "The complaints team", "reason": "It is about one person."}
    redirects.redirect_dispute(raised(world, on=DAY), **redirected, by=world.respondent, now=NOW)
    raising = [world.group_lead.email, world.raiser.email]
    last = date(2026, 11, 16)
    assert waiting() == [("Last day to ask for another look", last, raising)]
    clock.move_to(moment(last + timedelta(days=1)))
    assert waiting() == []


def test_both_sides_are_reminded_of_a_clock_that_stands_still(world, dispute):
    stages.pause_clock(dispute, reason="Illness", by=world.raiser, now=NOW)
    assert [each.title for each in all_due(StagesDue())] == []
    two_weeks_later = date(2026, 11, 16)
    assert [(words, due) for words, due, _ in waiting()] == [("Start the clock again when you can", two_weeks_later)]
    assert {email for _, _, who in waiting() for email in who} == {
        world.group_lead.email,
        world.raiser.email,
        world.respondent.email,
    }
    stages.restart_clock(dispute, by=world.respondent, now=NOW)
    assert waiting() == []


def asked_to_hear() -> list[tuple[date, list[str]]]:
    return [(each.due, emails(each)) for each in all_due(ChampionsAsked())]


def test_champions_who_stand_apart_are_reminded_to_say_so_until_there_is_one_of_each_sector(world, panel):
    conflicted_champions(world)
    another = champion_of(OrganisationFactory(public=True), "Pia Public")
    dispute = referred(world, on=DAY)
    assert asked_to_hear() == [(THURSDAY, [panel.public.email, panel.voluntary.email, another.email])]
    hearing.declare_interest(dispute, has_interest=True, by=another, now=NOW)
    hearing.declare_interest(dispute, has_interest=False, by=panel.public, now=NOW)
    assert asked_to_hear() == [(THURSDAY, [panel.voluntary.email])]
    hearing.declare_interest(dispute, has_interest=False, by=panel.voluntary, now=NOW)
    assert asked_to_hear() == []


def test_when_a_champion_steps_down_another_is_asked(world, panel):
    dispute = heard(world, panel, on=DAY)
    another = champion_of(OrganisationFactory(), "Vic Voluntary")
    hearing.leave_panel(dispute, reason="In order", by=panel.voluntary, now=moment(THURSDAY))
    assert asked_to_hear() == [(date(2026, 11, 10), [another.email])]


def test_many_referrals_are_read_as_one_is(world, panel):
    referred(world, on=DAY)
    with CaptureQueriesContext(connection) as of_one:
        assert len(list(ChampionsAsked().open())) == 1
    for _ in range(3):
        referred(world, on=DAY)
    with CaptureQueriesContext(connection) as of_four:
        assert len(list(ChampionsAsked().open())) == 4
    assert len(of_four) == len(of_one)


def test_the_other_side_is_reminded_of_an_adviser_and_then_the_adviser_is(world):
    conflicted_champions(world)
    dispute = referred(world, on=DAY)
    ada = UserFactory(email="ada@example.org")
    advisers.name_adviser(dispute, name="Ada", email=ada.email, by=world.raiser, now=NOW)
    assert waiting() == [("Do you agree to this adviser?", THURSDAY, [world.respondent.email])]
    advisers.answer_proposal(dispute, accepted=True, by=world.respondent, now=NOW)
    asked, again = waiting()
    assert asked == ("Say whether you can advise", THURSDAY, [ada.email])
    assert again[:2] == ("The adviser has not answered", THURSDAY)
    assert set(again[2]) == {world.raiser.email, world.group_lead.email, world.respondent.email}
    advisers.answer_invitation(dispute, has_interest=False, by=ada, now=NOW)
    assert waiting() == []


def test_without_an_account_of_the_adviser_only_those_who_named_them_are_reminded(world, panel):
    dispute = heard(world, panel, on=DAY)
    advisers.name_adviser(dispute, name="Ada", email="ada@example.org", by=panel.public, now=NOW)
    assert waiting() == [("The adviser has not answered", THURSDAY, [panel.public.email])]


def test_reminders_of_an_answer_come_once_each_and_stop_with_it(world, dispute, clock):
    """Before, on and after the day; of an agreement of a Monday, in Stage 1 that is due two weeks later."""
    settlement = settling.propose_settlement(dispute, terms="Three months.", by=world.raiser, now=NOW)
    for day in range(1, 16):
        at = DAY + timedelta(days=day)
        with time_machine.travel(datetime.combine(at, time(8), tzinfo=timezone.get_current_timezone()), tick=False):
            send_reminders(now=timezone.now())
            if at == date(2026, 11, 13):
                settling.answer_settlement(dispute, settlement, confirmed=True, by=world.respondent, now=timezone.now())
    found = Notice.objects.filter(kind="reminder", subject__contains="Is this what was agreed?").order_by("pk")
    assert {each.email for each in found} == {world.respondent.email}
    days = [timezone.localdate(each.created_at) for each in found]
    assert days == [date(2026, 11, 3), THURSDAY, date(2026, 11, 6), date(2026, 11, 12)]


def test_whoever_can_close_a_settled_dispute_is_reminded_to(world, dispute):
    settlement = settling.propose_settlement(dispute, terms="Three months.", by=world.raiser, now=NOW)
    settling.answer_settlement(dispute, settlement, confirmed=True, by=world.respondent, now=NOW)
    (owed,) = all_due(LearningToWrite())
    assert (owed.title, owed.due) == ("Write down what was learned: 2026-001", date(2026, 11, 16))
    assert set(emails(owed)) == {world.raiser.email, world.group_lead.email, world.respondent.email}
    note = {"issue": "Notice", "change": "Three months", "who": "Public bodies", "by_when": "April"}
    learning.close_dispute(dispute, **note, by=world.raiser, now=NOW)
    assert all_due(LearningToWrite()) == []


def test_an_organisation_that_is_asked_to_join_is_reminded_until_it_says_yes_or_no(world):
    lead, draft = MembershipFactory(lead=True), drafted(world, now=NOW)
    who = {"organisation": world.group, "manner": Manner.COLLECTIVELY, "others": [lead.organisation]}
    draft_sides.save_who_raises(draft, **who, by=world.raiser, now=NOW)
    (asked,) = all_due(JoiningAsked())
    assert (asked.due, emails(asked)) == (THURSDAY, [lead.user.email])
    assert world.group.name not in asked.title + asked.context
    together.answer_request_to_join(draft.join_requests.get(), accepts=False, by=lead.user, now=NOW)
    assert all_due(JoiningAsked()) == []


def test_many_questions_are_read_as_one_is(world, dispute):
    settling.propose_settlement(dispute, terms="Three months.", by=world.raiser, now=NOW)
    with CaptureQueriesContext(connection) as of_one:
        assert len(list(AnswersAwaited().open())) == 1
    for _ in range(3):
        settling.propose_settlement(raised(world, on=DAY), terms="Two.", by=world.raiser, now=NOW)
    with CaptureQueriesContext(connection) as of_four:
        assert len(list(AnswersAwaited().open())) == 4
    assert len(of_four) == len(of_one)


def test_who_convenes_is_not_reminded_of_one_day_twice(world, panel):
    """The outcome is due on the day the stage is: the other Champion is reminded of the stage."""
    heard(world, panel, on=DAY)
    (stage,) = all_due(StagesDue())
    assert emails(stage) == [panel.voluntary.email]
    assert Dispute.objects.get().stages.last().timetable.outcome_due == stage.due
