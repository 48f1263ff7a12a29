"""A side objects to a Champion within three working days; the Champion steps down, or says why they stay."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from disputes.choices import PanelRole
from disputes.models import Objection
from disputes.panels import seat_of
from disputes.services import hearing, objections
from disputes.services.states import DisputeMovedOn
from disputes.timeline import timeline_of
from tests.at_once import at_once
from tests.disputes.hearings import NOW, REFERRED_ON, everyone, happened, next_for, read, steps_of, told, words_told
from tests.factories.disputes import champions, heard, moment, two_sides
from tests.factories.people import UserFactory

REASON = "She governed the council’s housing company."


@pytest.fixture
def panel(world):
    return everyone(world)


@pytest.fixture
def dispute(world, panel, clock):
    clock.move_to(NOW)
    return heard(world, panel, on=REFERRED_ON)


def member(dispute, user):
    return dispute.panel.get(person=user.person)


def objected(dispute, world, panel, *, now=NOW):
    return objections.object_to_champion(
        dispute, member=member(dispute, panel.public), reason=REASON, by=world.raiser, now=now
    )


def test_the_champion_concerned_is_asked_and_the_panel_is_told(world, panel, dispute):
    objected(dispute, world, panel)
    assert next_for(panel.public, dispute).title == "Next: do you stay on the panel?"
    assert "do you stay" not in next_for(panel.voluntary, dispute).title
    assert told("objection-made") == {panel.public.email, panel.voluntary.email}
    assert REASON not in words_told("objection-made") and world.group.name not in words_told("objection-made")
    line = timeline_of(dispute)[0]
    assert (line.what, line.who, line.notes) == (
        "One side objects to somebody on the panel",
        world.group.name,
        ("Pat Public", f"“{REASON}”"),
    )


def test_who_stays_says_why(world, panel, dispute):
    objected(dispute, world, panel)
    with pytest.raises(ValidationError, match="Enter why you stay"):
        objections.answer_objection(dispute, stays=True, answer=" ", by=panel.public, now=NOW)
    objections.answer_objection(dispute, stays=True, answer="That ended in 2019.", by=panel.public, now=NOW)
    assert timeline_of(dispute)[0].notes == ("Pat Public", "“That ended in 2019.”")
    assert seat_of(panel.public, read(dispute), REFERRED_ON)
    assert told("objection-answered") == {world.raiser.email, world.group_lead.email, world.respondent.email}
    with pytest.raises(DisputeMovedOn):
        objections.answer_objection(dispute, stays=False, by=panel.public, now=NOW)


def test_who_steps_down_sees_it_no_more_and_another_convenes(world, panel, dispute):
    objected(dispute, world, panel)
    objections.answer_objection(dispute, stays=False, by=panel.public, now=NOW)
    found = read(dispute)
    assert happened(dispute)[0] == "A Champion stepped down"
    assert not panel.public.has_perm("disputes.view_dispute", found)
    assert not panel.public.has_perm("disputes.hear_dispute", found)
    assert seat_of(panel.voluntary, found, REFERRED_ON).role == PanelRole.CONVENING
    everyone_else = {world.raiser.email, world.group_lead.email, world.respondent.email, panel.voluntary.email}
    assert told("champion-left") == everyone_else


def test_stepping_down_without_being_asked_answers_the_objection_too(world, panel, dispute):
    objected(dispute, world, panel)
    hearing.leave_panel(dispute, reason="To be fair to both", by=panel.public, now=NOW)
    assert Objection.objects.get().stays is False


def test_a_side_can_object_until_the_third_working_day_and_not_on_the_fourth(world, panel, dispute, clock):
    last = date(2026, 11, 12)
    clock.move_to(moment(last))
    assert "Object to somebody on the panel" in steps_of(world.raiser, dispute)
    clock.move_to(moment(date(2026, 11, 13)))
    assert "Object to somebody on the panel" not in steps_of(world.raiser, dispute)
    with pytest.raises(DisputeMovedOn, match="until Thursday 12 November 2026"):
        objected(dispute, world, panel, now=moment(date(2026, 11, 13)))
    assert objected(dispute, world, panel, now=moment(last))


def test_the_days_are_a_setting_of_the_procedure(world, panel, dispute):
    dispute.procedure.days_to_object = 1
    dispute.procedure.save()
    with pytest.raises(DisputeMovedOn):
        objected(dispute, world, panel, now=moment(date(2026, 11, 11)))


def test_each_side_objects_to_a_champion_once(world, panel, dispute):
    objected(dispute, world, panel)
    with pytest.raises(DisputeMovedOn):
        objected(dispute, world, panel)
    there = member(dispute, panel.public)
    objections.object_to_champion(dispute, member=there, reason="We too", by=world.respondent, now=NOW)
    assert Objection.objects.count() == 2


def test_nobody_else_objects_or_answers(world, panel, dispute):
    there = member(dispute, panel.public)
    for user in (panel.voluntary, world.staff, panel.councils, UserFactory(officer=True)):
        with pytest.raises((PermissionDenied, DisputeMovedOn)):
            objections.object_to_champion(dispute, member=there, reason="No", by=user, now=NOW)
    objected(dispute, world, panel)
    for user in (panel.voluntary, world.respondent, panel.councils):
        with pytest.raises((PermissionDenied, DisputeMovedOn)):
            objections.answer_objection(dispute, stays=True, answer="They stay", by=user, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_objecting_twice_at_once_is_objecting_once(clock):
    clock.move_to(NOW)
    world, panel = two_sides(), champions()
    dispute = heard(world, panel, on=REFERRED_ON)

    def object_to(number: int) -> bool:
        try:
            with transaction.atomic():
                objected(dispute, world, panel)
        except DisputeMovedOn:
            return False
        return True

    assert sorted(at_once(object_to, threads=2)) == [False, True]
    assert happened(dispute).count("One side objects to somebody on the panel") == 1


def test_the_page_says_until_when_and_then_that_it_is_over(world, panel, dispute, client, clock):
    client.force_login(world.raiser)
    page = client.get(dispute.url("object")).content.decode()
    assert "Pat Public until Thursday 12 November 2026" in page
    there = member(dispute, panel.public).pk
    client.post(dispute.url("object"), {"member": there, "reason": REASON})
    again = client.post(dispute.url("object"), {"member": there, "reason": REASON}).content.decode()
    assert "There is a problem" in again and REASON in again
    clock.move_to(moment(date(2026, 11, 13)))
    client.force_login(world.raiser)
    over = client.get(dispute.url("object"))
    assert (over.status_code, "in the 3 working days after they join" in over.content.decode()) == (409, True)
    client.force_login(panel.public)
    answered = client.post(dispute.url("answer-objection"), {"stay": "no"}, follow=True)
    assert "You have stepped down." in answered.content.decode()
