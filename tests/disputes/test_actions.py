"""What is to be done: part of an agreement or an outcome, reported, confirmed, and reminded of."""

from datetime import date, timedelta

import pytest

from compact_portal.notices.models import Notice
from disputes.deadlines import ActionsAgreed
from disputes.models import AgreedAction
from disputes.services import actions, hearing, settling
from disputes.services.states import DisputeMovedOn
from disputes.timeline import timeline_of
from tests.factories.disputes import champions, heard, moment, raised
from tests.kept import all_due, waiting_for
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)
DUE = date(2026, 12, 1)
MEETING = {"text": "Meet twice a year", "side": "responding", "due": DUE}


@pytest.fixture
def dispute(world):
    return raised(world, on=DAY)


def typed(**changed) -> dict:
    row = {"action_1": "Meet twice a year", "who_1": "responding"}
    row |= {"due_1_day": "1", "due_1_month": "12", "due_1_year": "2026"}
    return {"terms": "We tell each other earlier."} | row | changed


def agreed(world, dispute, *more) -> AgreedAction:
    settlement = settling.propose_settlement(dispute, terms="Earlier.", actions=[MEETING], by=world.raiser, now=NOW)
    settling.answer_settlement(dispute, settlement, confirmed=True, by=world.respondent, now=NOW)
    return AgreedAction.objects.get()


def page(client, user, dispute) -> str:
    client.force_login(user)
    return text(client.get(dispute.get_absolute_url()))


def test_actions_are_part_of_what_the_other_side_confirms(client, world, dispute):
    client.force_login(world.raiser)
    client.post(dispute.url("agree"), typed())
    settlement = dispute.settlements.get()
    (line, *_) = timeline_of(dispute)
    assert line.notes[1] == f"{world.council.name}, by Tuesday 1 December 2026: Meet twice a year"
    client.force_login(world.respondent)
    asked = text(client.get(dispute.url("answer-agreement", settlement.pk)))
    assert f"{world.council.name}, by Tuesday 1 December 2026: Meet twice a year" in asked
    assert "What is to be done" not in page(client, world.respondent, dispute)
    client.post(dispute.url("answer-agreement", settlement.pk), {"agree": "yes"})
    assert "What is to be done" in page(client, world.respondent, dispute)


@pytest.mark.parametrize(
    ("changed", "field", "error"),
    [
        ({"action_1": ""}, "action_1", "Enter what is to be done."),
        ({"who_1": ""}, "who_1", "Choose who does it."),
        ({"due_1_day": "", "due_1_month": "", "due_1_year": ""}, "due_1", "Enter the day by which it is done."),
        ({"due_1_year": "2025"}, "due_1", "Choose today or a later day."),
    ],
)
def test_a_row_that_is_begun_must_be_whole(client, world, dispute, changed, field, error):
    client.force_login(world.raiser)
    answer = client.post(dispute.url("agree"), typed(**changed))
    assert answer.context["form"].errors[field] == [error]
    assert not dispute.settlements.exists()


def test_it_is_reported_and_confirmed(client, world, dispute):
    action = agreed(world, dispute)
    address = dispute.url("action", action.pk)
    client.force_login(world.respondent)
    client.post(address, {"note": "We met in November."})
    assert "To be confirmed" in page(client, world.respondent, dispute)
    client.force_login(world.raiser)
    assert "We met in November." in text(client.get(address))
    client.post(address, {"agree": "yes"})
    action.refresh_from_db()
    assert action.confirmed_at == NOW
    assert "Confirmed as done Meet twice a year" in page(client, world.respondent, dispute)


def test_what_is_missing_is_said_and_it_is_open_again(client, world, dispute):
    action = agreed(world, dispute)
    actions.report_done(dispute, pk=action.pk, note="Done", by=world.respondent, now=NOW)
    client.force_login(world.raiser)
    address = dispute.url("action", action.pk)
    assert client.post(address, {"agree": "no"}).context["form"].errors["answer"]
    client.post(address, {"agree": "no", "answer": "There was one meeting."})
    shown = page(client, world.respondent, dispute)
    assert "Not done: There was one meeting." in shown
    assert "Say that it is done" in shown


def test_nobody_confirms_their_own(world, dispute):
    action = agreed(world, dispute)
    with pytest.raises(DisputeMovedOn):
        actions.report_done(dispute, pk=action.pk, note="Done", by=world.raiser, now=NOW)
    actions.report_done(dispute, pk=action.pk, note="Done", by=world.respondent, now=NOW)
    with pytest.raises(DisputeMovedOn):
        actions.answer_done(dispute, pk=action.pk, confirmed=True, by=world.respondent, now=NOW)


def test_who_does_it_is_reminded_until_it_is_done_and_nothing_says_what_it_is(world, dispute):
    assert all_due(ActionsAgreed()) == []
    action = agreed(world, dispute)
    (deadline,) = all_due(ActionsAgreed())
    assert (deadline.due, deadline.title) == (DUE, f"Something you agreed to do: {dispute.reference}")
    source = ActionsAgreed()
    assert [len(waiting_for(user, source)) for user in (world.respondent, world.raiser)] == [1, 0]
    assert not Notice.objects.filter(body__contains="Meet twice").exists()
    actions.report_done(dispute, pk=action.pk, note="Done", by=world.respondent, now=NOW)
    assert all_due(ActionsAgreed()) == []


def test_an_outcome_brings_actions_once_it_is_issued(client, world, clock):
    panel = champions()
    dispute = heard(world, panel, on=DAY)
    now = NOW + timedelta(days=8)
    clock.move_to(now)
    said = {"outcome": "remedied", "text": "It is put right.", "actions": [MEETING]}
    hearing.draft_outcome(dispute, **said, by=panel.public, now=now)
    assert f"{world.council.name}, by Tuesday 1 December 2026: Meet twice a year" in page(client, world.raiser, dispute)
    assert not AgreedAction.objects.agreed().exists()
    for user, address in ((world.raiser, "comment"), (panel.public, "issue")):
        client.force_login(user)
        shown = text(client.get(dispute.url(address)))
        assert "A commitment was not kept, and is put right" in shown
        assert f"{world.council.name}, by Tuesday 1 December 2026: Meet twice a year" in shown
    for user in (world.raiser, world.respondent):
        hearing.comment_on_facts(dispute, text="Right.", by=user, now=now)
    hearing.issue_outcome(dispute, by=panel.public, now=now)
    assert AgreedAction.objects.agreed().count() == 1


def test_the_day_after_it_is_overdue(client, world, dispute, clock):
    agreed(world, dispute)
    clock.move_to(moment(DUE + timedelta(days=1)))
    shown = page(client, world.raiser, dispute)
    assert "Overdue" in shown
