"""Who has read a dispute, and an administrator who opens one that is not theirs."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from compact_portal.notices.models import Notice
from disputes.models import Reading
from disputes.services import readings, stages
from disputes.services.states import DisputeMovedOn
from tests.factories.disputes import champions, heard, moment
from tests.factories.people import UserFactory
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)
WHY = "The police asked for it."


@pytest.fixture
def administrator(db):
    return UserFactory(name="Ada Administrator", administrator=True)


def seen_by(user, dispute, page: str = "") -> Client:
    client = Client()
    client.force_login(user)
    client.get(dispute.url(page) if page else dispute.get_absolute_url())
    return client


def readers(user, dispute) -> str:
    return text(seen_by(user, dispute).get(dispute.url("readers")))


def test_a_reading_is_one_line_a_day(world, dispute, clock):
    for _ in range(3):
        seen_by(world.respondent, dispute)
    assert [(reading.day, reading.acted_for) for reading in Reading.objects.all()] == [(DAY, world.council.name)]
    clock.move_to(moment(DAY + timedelta(days=1)))
    seen_by(world.respondent, dispute)
    assert "Monday 2 November 2026 to Tuesday 3 November 2026" in readers(world.raiser, dispute)


def test_one_s_own_people_and_champions_are_named_and_the_other_side_is_not(world):
    panel = champions()
    dispute = heard(world, panel, on=DAY)
    for user in (world.raiser, world.respondent, panel.public):
        seen_by(user, dispute)
    for user, other in ((world.raiser, world.respondent), (world.respondent, world.raiser)):
        page = readers(user, dispute)
        assert user.name in page
        assert other.name not in page
        assert f"Somebody {world.council.name if other == world.respondent else world.group.name}" in page
        assert "Pat Public Convening Champion" in page


def test_who_may_not_read_it_leaves_no_line(world, dispute):
    seen_by(world.staff, dispute)
    assert not Reading.objects.exists()


def test_an_administrator_sees_nothing_until_they_give_a_reason(world, dispute, administrator):
    client = seen_by(administrator, dispute)
    assert client.get(dispute.get_absolute_url()).status_code == 404
    refused = client.post("/disputes/open-one/", {"reference": dispute.reference, "reason": ""})
    assert refused.context["form"].errors["reason"]
    client.post("/disputes/open-one/", {"reference": dispute.reference, "reason": WHY})
    page = client.get(dispute.get_absolute_url())
    assert dispute.what_happened in text(page)
    assert "What you can do" not in text(page).partition("How the dates")[2]


def test_both_sides_learn_of_it_and_why(world, dispute, administrator):
    readings.break_glass(reference=dispute.reference, reason=WHY, by=administrator, now=NOW)
    told = set(Notice.objects.filter(kind="disputes.glass-broken").values_list("email", flat=True))
    assert {world.raiser.email, world.respondent.email} <= told
    assert not Notice.objects.filter(body__contains=WHY).exists()
    page = text(seen_by(world.raiser, dispute).get(dispute.get_absolute_url()))
    assert f"An administrator opened it Ada Administrator “{WHY}”" in page
    seen_by(administrator, dispute)
    assert "Ada Administrator Administrator" in readers(world.respondent, dispute)


def test_it_closes_again_after_a_day(dispute, administrator, clock):
    readings.break_glass(reference=dispute.reference, reason=WHY, by=administrator, now=NOW)
    clock.move_to(NOW + timedelta(hours=23, minutes=59))
    assert seen_by(administrator, dispute).get(dispute.get_absolute_url()).status_code == 200
    clock.move_to(NOW + timedelta(hours=24))
    assert seen_by(administrator, dispute).get(dispute.get_absolute_url()).status_code == 404


def test_an_administrator_does_nothing_in_it(dispute, administrator):
    readings.break_glass(reference=dispute.reference, reason=WHY, by=administrator, now=NOW)
    with pytest.raises(DisputeMovedOn):
        stages.pause_clock(dispute, reason="Mine", by=administrator, now=NOW)


def test_a_reference_that_is_not_there_opens_nothing(dispute, administrator):
    answer = seen_by(administrator, dispute).post("/disputes/open-one/", {"reference": "2026-999", "reason": WHY})
    assert "There is no dispute with this reference." in text(answer)


@pytest.mark.parametrize("role", ["officer", "champion"])
def test_nobody_else_breaks_the_glass(dispute, role):
    user = UserFactory(**{role: True})
    assert seen_by(user, dispute).get("/disputes/open-one/").status_code == 404
    with pytest.raises(PermissionDenied):
        readings.break_glass(reference=dispute.reference, reason=WHY, by=user, now=NOW)
