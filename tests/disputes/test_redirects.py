"""A dispute that belongs elsewhere, and another look at that."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disputes.choices import DisputeState, Outcome
from disputes.models import Redirect
from disputes.services import advisers, hearing, redirects, settling, stages
from disputes.services.states import DisputeMovedOn
from disputes.timeline import timeline_of
from tests.disputes.hearings import NOW, REFERRED_ON, everyone, happened, next_for, read, steps_of, told, words_told
from tests.factories.disputes import conflicted_champions, heard, moment, referred
from tests.factories.people import UserFactory

ELSEWHERE = {"matter": "service", "where": "The complaints team, complaints@example.org", "reason": "It is one visit."}
DAY = date(2026, 11, 5)


def redirected(dispute, by, now):
    redirects.redirect_dispute(dispute, **ELSEWHERE, by=by, now=now)
    return read(dispute)


# --- While the two sides talk ------------------------------------------------


def test_the_other_side_says_where_it_belongs_and_why(world, dispute):
    found = redirected(dispute, world.respondent, moment(DAY))
    assert (found.state, found.outcome) == (DisputeState.SETTLED, Outcome.REDIRECTED)
    assert ELSEWHERE["where"] in found.outcome_text and ELSEWHERE["reason"] in found.outcome_text
    assert happened(found)[:2] == ["Settled", "It belongs elsewhere"]
    assert timeline_of(found)[1].notes == ("A complaint about a service", ELSEWHERE["where"], "“It is one visit.”")
    assert told("redirected") == {world.raiser.email, world.group_lead.email}
    assert ELSEWHERE["reason"] not in words_told("redirected") and "complaints" not in words_told("redirected")


def test_who_raised_it_does_not_redirect_it_nor_does_anybody_else(world, dispute):
    for user in (world.raiser, world.staff, UserFactory(officer=True), UserFactory(administrator=True)):
        with pytest.raises((PermissionDenied, DisputeMovedOn)):
            redirected(dispute, user, moment(DAY))
    assert "It belongs elsewhere" in steps_of(world.respondent, dispute)
    assert "It belongs elsewhere" not in steps_of(world.raiser, dispute)


def test_another_look_starts_the_talks_again_with_a_fresh_clock(world, dispute, clock):
    clock.move_to(moment(DAY))
    redirected(dispute, world.respondent, moment(DAY))
    asked = next_for(world.raiser, dispute)
    assert (asked.url, "until Thursday 19 November 2026" in asked.text) == (dispute.url("another-look"), True)
    assert next_for(world.respondent, dispute).url == ""
    later = moment(date(2026, 11, 19))
    redirects.ask_to_look_again(dispute, reason="It is about notice.", by=world.raiser, now=later)
    found = read(dispute)
    first, second = found.stage_list
    assert (found.state, found.outcome, found.settled_at) == (DisputeState.TALKING, "", None)
    assert (first.outcome, first.ended_at) == (Outcome.REDIRECTED, moment(DAY))
    assert (second.definition, second.started_on, second.original_due) == (
        first.definition,
        date(2026, 11, 19),
        date(2026, 12, 3),
    )
    assert told("opened-again") == {world.group_lead.email, world.respondent.email}
    assert told("champions-asked") == told("another-look-asked") == set()


def test_a_second_time_nobody_ends_it_so(world, dispute, client, clock):
    clock.move_to(moment(DAY))
    redirected(dispute, world.respondent, moment(DAY))
    redirects.ask_to_look_again(dispute, reason="It is about notice.", by=world.raiser, now=moment(DAY))
    with pytest.raises(DisputeMovedOn, match="This was said before"):
        redirected(dispute, world.respondent, moment(DAY))
    assert "It belongs elsewhere" not in steps_of(world.respondent, dispute)
    client.force_login(world.respondent)
    assert client.get(dispute.url("redirect")).status_code == 409


def test_another_look_is_asked_for_within_ten_working_days_and_once(world, dispute, clock):
    redirected(dispute, world.respondent, moment(DAY))
    clock.move_to(moment(date(2026, 11, 20)))
    with pytest.raises(DisputeMovedOn, match="until Thursday 19 November 2026"):
        redirects.ask_to_look_again(dispute, reason="Late", by=world.raiser, now=moment(date(2026, 11, 20)))
    assert "Ask for another look" not in steps_of(world.raiser, dispute)
    assert next_for(world.raiser, dispute).url == dispute.url("close")


def test_the_other_side_does_not_ask_for_another_look(world, dispute):
    redirected(dispute, world.respondent, moment(DAY))
    for user in (world.respondent, world.staff):
        with pytest.raises((PermissionDenied, DisputeMovedOn)):
            redirects.ask_to_look_again(dispute, reason="Mine", by=user, now=moment(DAY))


def test_what_ended_otherwise_has_no_other_look(world, dispute, client):
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=moment(DAY))
    with pytest.raises(DisputeMovedOn):
        redirects.ask_to_look_again(dispute, reason="Again", by=world.raiser, now=moment(DAY))
    client.force_login(world.raiser)
    assert client.get(dispute.url("another-look")).status_code == 403


# --- With the Champions ------------------------------------------------------


@pytest.fixture
def panel(world):
    return everyone(world)


@pytest.fixture
def at_hearing(world, panel, clock):
    clock.move_to(NOW)
    return heard(world, panel, on=REFERRED_ON)


def test_the_convening_champion_redirects_and_another_looks_again(world, panel, at_hearing):
    for user in (panel.voluntary, world.respondent):
        with pytest.raises(DisputeMovedOn):
            redirected(at_hearing, user, NOW)
    redirected(at_hearing, panel.public, NOW)
    redirects.ask_to_look_again(at_hearing, reason="It is about notice.", by=world.raiser, now=NOW)
    assert told("another-look-asked") == {panel.voluntary.email}
    assert next_for(panel.voluntary, at_hearing).url == at_hearing.url("look-again")
    assert next_for(panel.public, at_hearing).url == ""
    with pytest.raises(DisputeMovedOn):
        redirects.look_again(at_hearing, for_the_compact=True, by=panel.public, now=NOW)
    redirects.look_again(at_hearing, for_the_compact=True, by=panel.voluntary, now=NOW)
    found = read(at_hearing)
    assert (found.state, len(found.stage_list)) == (DisputeState.REFERRED, 3)
    assert stages.current_stage(found).original_due == date(2026, 12, 7)
    assert told("opened-again") == {
        world.raiser.email,
        world.group_lead.email,
        world.respondent.email,
        panel.public.email,
    }


def test_what_still_belongs_elsewhere_needs_a_reason(world, panel, at_hearing):
    redirected(at_hearing, panel.public, NOW)
    redirects.ask_to_look_again(at_hearing, reason="It is about notice.", by=world.raiser, now=NOW)
    with pytest.raises(ValidationError, match="Enter why it belongs elsewhere"):
        redirects.look_again(at_hearing, for_the_compact=False, answer=" ", by=panel.voluntary, now=NOW)
    redirects.look_again(at_hearing, for_the_compact=False, answer="It is one visit.", by=panel.voluntary, now=NOW)
    assert (read(at_hearing).state, Redirect.objects.get().goes_on) == (DisputeState.SETTLED, False)
    assert told("redirect-stands") == {world.raiser.email, world.group_lead.email, world.respondent.email}
    for reason in ("Once more",):
        with pytest.raises(DisputeMovedOn, match="already"):
            redirects.ask_to_look_again(at_hearing, reason=reason, by=world.raiser, now=NOW)


def test_one_alone_redirects_nothing(world, panel, clock):
    clock.move_to(NOW)
    dispute = referred(world, on=REFERRED_ON)
    hearing.declare_interest(dispute, has_interest=False, by=panel.public, now=NOW)
    with pytest.raises(ValidationError, match="still needed"):
        redirected(dispute, panel.public, NOW)


def test_where_an_adviser_alone_has_heard_it_it_goes_on_when_asked(world, clock):
    conflicted_champions(world)
    clock.move_to(NOW)
    dispute, ada = referred(world, on=REFERRED_ON), UserFactory(email="ada@example.org")
    advisers.name_adviser(dispute, name="Ada", email=ada.email, by=world.raiser, now=NOW)
    advisers.answer_proposal(dispute, accepted=True, by=world.respondent, now=NOW)
    advisers.answer_invitation(dispute, has_interest=False, by=ada, now=NOW)
    redirected(dispute, ada, NOW)
    redirects.ask_to_look_again(dispute, reason="It is about notice.", by=world.raiser, now=moment(date(2026, 11, 23)))
    clock.move_to(moment(date(2026, 12, 7)))
    found = read(dispute)
    assert (found.state, ada.has_perm("disputes.view_dispute", found)) == (DisputeState.REFERRED, True)


def test_by_the_pages_from_where_it_belongs_to_another_look(world, panel, at_hearing, client):
    client.force_login(panel.public)
    assert "There is a problem" in client.post(at_hearing.url("redirect"), {"where": ""}).content.decode()
    page = client.post(at_hearing.url("redirect"), ELSEWHERE, follow=True).content.decode()
    assert "It has ended here." in page
    client.force_login(world.raiser)
    assert "Somebody else of those who hear it" in client.get(at_hearing.url("another-look")).content.decode()
    client.post(at_hearing.url("another-look"), {"reason": "It is about notice."})
    assert client.post(at_hearing.url("another-look"), {"reason": "Again"}).status_code == 409
    client.force_login(panel.voluntary)
    assert "“It is about notice.”" in client.get(at_hearing.url("look-again")).content.decode()
    page = client.post(at_hearing.url("look-again"), {"compact": "yes"}, follow=True).content.decode()
    assert "Stage 2 again" in page and "Belongs elsewhere" in page
