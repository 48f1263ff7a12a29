"""An independent adviser: where no Champion of a sector stands apart, and where the panel calls one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from champions.models import Champion
from compact_portal.notices.models import Notice
from disputes.choices import AdviserState, DisputeState, Outcome, PanelRole
from disputes.deadlines import TimetablesDue
from disputes.models import Adviser
from disputes.panels import convenes, sectors_missing
from disputes.services import advisers, hearing, objections, settling
from disputes.services.states import DisputeMovedOn
from tests.at_once import at_once
from tests.disputes.hearings import NOW, REFERRED_ON, everyone, happened, next_for, read, steps_of, told, words_told
from tests.factories.champions import InterestFactory
from tests.factories.disputes import conflicted_champions, moment, referred, two_sides
from tests.factories.people import MembershipFactory, UserFactory
from tests.kept import all_due, emails

ADVISER = {"name": "Ada Adviser", "email": "ada.adviser@example.org"}
DAYS = {"statements_due": date(2026, 11, 16), "meeting_on": date(2026, 11, 23), "outcome_due": date(2026, 12, 7)}


@pytest.fixture
def closed_out(world, clock):
    """Referred, and the Champions of the two sides are all the Champions there are."""
    world.conflicted = conflicted_champions(world)
    clock.move_to(NOW)
    return referred(world, on=REFERRED_ON)


@pytest.fixture
def ada(db):
    return UserFactory(name="Ada Adviser", email=ADVISER["email"])


def agreed(world, dispute, **more):
    advisers.name_adviser(dispute, **ADVISER | more, by=world.raiser, now=NOW)
    return advisers.answer_proposal(dispute, accepted=True, by=world.respondent, now=NOW)


def joined(world, dispute, ada, **more):
    agreed(world, dispute, **more)
    return advisers.answer_invitation(dispute, has_interest=False, by=ada, now=NOW)


def through_to_the_outcome(world, dispute, convening):
    hearing.set_timetable(dispute, **DAYS, by=convening, now=NOW)
    for user in (world.raiser, world.respondent):
        hearing.send_statement(dispute, text="As we see it.", by=user, now=NOW)
    hearing.draft_outcome(dispute, outcome=Outcome.CLARIFIED, text="Three months.", by=convening, now=NOW)
    for user in (world.raiser, world.respondent):
        hearing.comment_on_facts(dispute, text="Right.", by=user, now=NOW)
    hearing.issue_outcome(dispute, by=convening, now=NOW)


# --- No Champion of the Council or of the CVS stands apart -------------------


def test_the_page_says_why_and_both_sides_are_asked_to_agree(world, closed_out):
    asked = next_for(world.raiser, closed_out)
    assert asked.title == "Next: both sides agree on an independent adviser"
    assert "No Champion of a public body or a voluntary or community group stands apart from both sides" in asked.text
    assert asked.url == next_for(world.respondent, closed_out).url == closed_out.url("adviser")
    assert told("champions-asked") == set()


def test_one_side_proposes_and_the_other_agrees_then_the_adviser_is_asked(world, closed_out):
    advisers.name_adviser(closed_out, **ADVISER, by=world.raiser, now=NOW)
    assert told("adviser-proposed") == {world.respondent.email}
    assert next_for(world.raiser, closed_out).title == "Next: the other side says whether it agrees"
    assert next_for(world.respondent, closed_out).url == closed_out.url("answer-adviser")
    assert told("adviser-invited") == set()
    advisers.answer_proposal(closed_out, accepted=True, by=world.respondent, now=NOW)
    assert told("adviser-invited") == {ADVISER["email"]}
    assert next_for(world.respondent, closed_out).title == "Next: Ada Adviser says whether they can advise"
    words = words_told("adviser-invited")
    assert f"/disputes/{closed_out.reference}/advise/" in words
    assert [each for each in (world.group.name, world.council.name, closed_out.title) if each in words] == []


def test_who_does_not_agree_says_why_and_somebody_else_is_proposed(world, closed_out):
    advisers.name_adviser(closed_out, **ADVISER, by=world.raiser, now=NOW)
    with pytest.raises(ValidationError, match="Enter why not"):
        advisers.answer_proposal(closed_out, accepted=False, answer=" ", by=world.respondent, now=NOW)
    with pytest.raises(DisputeMovedOn):
        advisers.answer_proposal(closed_out, accepted=True, by=world.group_lead, now=NOW)
    advisers.answer_proposal(closed_out, accepted=False, answer="We never met.", by=world.respondent, now=NOW)
    assert told("adviser-refused") == {world.raiser.email, world.group_lead.email}
    advisers.name_adviser(closed_out, name="Bo", email="bo@example.org", by=world.respondent, now=NOW)
    assert next_for(world.raiser, closed_out).url == closed_out.url("answer-adviser")


def test_the_adviser_declares_reads_convenes_and_issues_the_outcome(world, closed_out, ada):
    agreed(world, closed_out)
    assert ada.has_perm("disputes.advise_dispute", read(closed_out))
    assert not ada.has_perm("disputes.view_dispute", read(closed_out))
    advisers.answer_invitation(closed_out, has_interest=False, by=ada, now=NOW)
    found = read(closed_out)
    assert ada.has_perm("disputes.view_dispute", found) and convenes(ada, found, REFERRED_ON)
    assert (sectors_missing(found), found.panel.get().role) == ([], PanelRole.ADVISER)
    assert next_for(world.raiser, closed_out).title == "Next: the adviser sets the timetable"
    hearing.set_timetable(closed_out, **DAYS, by=ada, now=NOW)
    owed = {each.title.partition(":")[0]: emails(each) for each in all_due(TimetablesDue())}
    assert owed["Issue the outcome"] == [ada.email]


def test_the_time_of_an_adviser_ends_some_days_after_the_outcome(world, closed_out, ada, client, clock):
    joined(world, closed_out, ada)
    through_to_the_outcome(world, closed_out, ada)
    assert read(closed_out).state == DisputeState.SETTLED
    for day, status in ((date(2026, 11, 16), 200), (date(2026, 11, 17), 404)):
        clock.move_to(moment(day))
        client.force_login(ada)
        assert (day, client.get(closed_out.get_absolute_url()).status_code) == (day, status)
    assert closed_out.reference not in client.get("/disputes/").content.decode()


def test_a_day_that_was_set_ends_it_sooner_and_somebody_else_is_needed(world, closed_out, ada, clock):
    joined(world, closed_out, ada, until=date(2026, 11, 12))
    clock.move_to(moment(date(2026, 11, 13)))
    assert not ada.has_perm("disputes.view_dispute", read(closed_out))
    assert next_for(world.raiser, closed_out).title == "Next: both sides agree on an independent adviser"


def test_an_adviser_who_is_close_to_a_side_stands_aside(world, closed_out, ada):
    agreed(world, closed_out)
    advisers.answer_invitation(closed_out, has_interest=True, by=ada, now=NOW)
    assert not ada.has_perm("disputes.advise_dispute", read(closed_out))
    assert told("adviser-answered") == {world.raiser.email, world.group_lead.email, world.respondent.email}
    with pytest.raises(ValidationError, match="Name somebody who stands apart"):
        advisers.name_adviser(closed_out, **ADVISER, by=world.raiser, now=NOW)


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_nobody_who_works_for_the_partnership_can_be_named(world, closed_out, role):
    UserFactory(email="works.here@example.org", **{role: True})
    with pytest.raises(ValidationError, match="works for the partnership"):
        advisers.name_adviser(
            closed_out, **ADVISER | {"name": "Someone", "email": "Works.Here@example.org"}, by=world.raiser, now=NOW
        )


def test_nobody_close_to_a_side_can_be_named(world, closed_out):
    friend = UserFactory()
    InterestFactory(person=friend.person, organisation=world.council, since=None, until=None)
    staff = MembershipFactory(organisation=world.council).user
    for user in (world.conflicted.councils, world.conflicted.groups, world.raiser, world.group_lead, staff, friend):
        with pytest.raises(ValidationError, match="stands apart from both"):
            advisers.name_adviser(closed_out, name="X", email=user.email.upper(), by=world.raiser, now=NOW)


def test_who_comes_close_to_a_side_later_reads_no_more(world, closed_out, ada):
    joined(world, closed_out, ada)
    InterestFactory(person=ada.person, organisation=world.group, since=None, until=None)
    found = read(closed_out)
    assert not ada.has_perm("disputes.view_dispute", found)
    assert sectors_missing(found) != []


def test_who_does_not_answer_holds_it_up_for_three_working_days(world, closed_out, clock):
    agreed(world, closed_out)
    with pytest.raises(DisputeMovedOn, match="Ada Adviser is proposed or asked already"):
        advisers.name_adviser(closed_out, name="Bo", email="bo@example.org", by=world.raiser, now=NOW)
    clock.move_to(moment(date(2026, 11, 13)))
    assert next_for(world.raiser, closed_out).url == closed_out.url("adviser")
    later = moment(date(2026, 11, 13))
    advisers.name_adviser(closed_out, name="Bo", email="bo@example.org", by=world.raiser, now=later)
    assert [each.state for each in Adviser.objects.all()] == [AdviserState.PASSED_OVER, AdviserState.PROPOSED]


def test_nobody_else_may_open_the_invitation(world, closed_out, ada, client):
    agreed(world, closed_out)
    for user in (world.conflicted.councils, UserFactory(officer=True), UserFactory(administrator=True), UserFactory()):
        with pytest.raises(PermissionDenied):
            advisers.answer_invitation(closed_out, has_interest=False, by=user, now=NOW)
        client.force_login(user)
        assert client.get(closed_out.url("advise")).status_code == 404
    client.force_login(ada)
    assert closed_out.url("advise") in client.get("/disputes/").content.decode()
    page = client.get(closed_out.url("advise")).content.decode()
    assert world.group.name in page and closed_out.what_happened not in page
    client.post(closed_out.url("advise"), {"close": "no"})
    assert closed_out.what_happened in client.get(closed_out.get_absolute_url()).content.decode()
    assert client.post(closed_out.url("advise"), {"close": "no"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_when_both_sides_propose_at_once_one_is_asked_about_the_other(clock):
    clock.move_to(NOW)
    world = two_sides()
    conflicted_champions(world)
    dispute = referred(world, on=REFERRED_ON)

    def propose(number: int) -> bool:
        who = (world.raiser, world.respondent)[number]
        try:
            with transaction.atomic():
                advisers.name_adviser(dispute, name=f"A{number}", email=f"a{number}@example.org", by=who, now=NOW)
        except DisputeMovedOn:
            return False
        return True

    assert sorted(at_once(propose, threads=2)) == [False, True]
    assert Adviser.objects.count() == 1


# --- There are Champions -----------------------------------------------------


def test_a_convening_champion_names_one_for_the_sector_that_has_none(world, clock, ada):
    panel = everyone(world)
    clock.move_to(NOW)
    dispute = referred(world, on=REFERRED_ON)
    InterestFactory(person=panel.voluntary.person, organisation=world.group, since=None, until=None)
    hearing.declare_interest(dispute, has_interest=False, by=panel.public, now=NOW)
    assert next_for(panel.public, dispute).url == dispute.url("adviser")
    assert next_for(world.raiser, dispute).title == "Next: the convening Champion names an independent adviser"
    with pytest.raises(ValidationError, match="An independent adviser is still needed"):
        hearing.set_timetable(dispute, **DAYS, by=panel.public, now=NOW)
    with pytest.raises(DisputeMovedOn):
        advisers.name_adviser(dispute, **ADVISER, by=world.raiser, now=NOW)
    advisers.name_adviser(dispute, **ADVISER, by=panel.public, now=NOW)
    advisers.answer_invitation(dispute, has_interest=False, by=ada, now=NOW)
    found = read(dispute)
    assert sectors_missing(found) == [] and convenes(panel.public, found, REFERRED_ON)
    hearing.set_timetable(dispute, **DAYS, by=panel.public, now=NOW)


def test_an_adviser_does_not_take_the_place_of_a_champion_who_can_be_asked(world, clock, ada):
    panel = everyone(world)
    clock.move_to(NOW)
    dispute = referred(world, on=REFERRED_ON)
    with pytest.raises(DisputeMovedOn, match="There are Champions to ask"):
        advisers.name_adviser(dispute, **ADVISER, by=world.raiser, now=NOW)
    hearing.declare_interest(dispute, has_interest=False, by=panel.public, now=NOW)
    advisers.name_adviser(dispute, **ADVISER, by=panel.public, now=NOW)
    advisers.answer_invitation(dispute, has_interest=False, by=ada, now=NOW)
    assert [str(sector) for sector in sectors_missing(read(dispute))] == ["voluntary"]
    assert not [each for each in all_due(TimetablesDue()) if "Set the timetable" in each.title]
    assert happened(dispute)[:2] == ["The independent adviser took it up", "An independent adviser is named"]
    assert "Name an independent adviser" in steps_of(panel.public, dispute)
    assert "Name an independent adviser" not in steps_of(world.raiser, dispute)


def named_by_a_champion(world, ada):
    panel, dispute = everyone(world), referred(world, on=REFERRED_ON)
    hearing.declare_interest(dispute, has_interest=False, by=panel.public, now=NOW)
    advisers.name_adviser(dispute, **ADVISER, by=panel.public, now=NOW)
    advisers.answer_invitation(dispute, has_interest=False, by=ada, now=NOW)
    return dispute


def test_a_side_may_object_to_an_adviser_whom_a_champion_named(world, clock, ada):
    clock.move_to(NOW)
    dispute = named_by_a_champion(world, ada)
    assert "say so until Thursday 12 November 2026" in words_told("adviser-answered")
    seat = dispute.panel.get(person=ada.person)
    objections.object_to_champion(dispute, member=seat, reason="She audits them.", by=world.respondent, now=NOW)
    assert next_for(ada, dispute).title == "Next: do you stay on the panel?"
    objections.answer_objection(dispute, stays=False, by=ada, now=NOW)
    assert happened(dispute)[0] == "The adviser stepped down"
    assert "Name an independent adviser" in steps_of(
        Champion.objects.get(person__name="Pat Public").person.user, dispute
    )


def test_nobody_objects_to_an_adviser_both_sides_agreed_to(world, closed_out, ada):
    joined(world, closed_out, ada)
    assert "you can say so" not in words_told("adviser-answered")
    seat = closed_out.panel.get(person=ada.person)
    with pytest.raises(DisputeMovedOn):
        objections.object_to_champion(closed_out, member=seat, reason="After all", by=world.raiser, now=NOW)
    assert "Object to somebody on the panel" not in steps_of(world.raiser, closed_out)


def test_an_adviser_whose_dispute_is_withdrawn_learns_of_it(world, closed_out, ada):
    joined(world, closed_out, ada)
    settling.withdraw_dispute(closed_out, reason="In order", by=world.raiser, now=NOW + timedelta(hours=1))
    assert ada.email in told("withdrawn")
    assert not Notice.objects.filter(email=ada.email, body__contains=world.group.name).exists()
