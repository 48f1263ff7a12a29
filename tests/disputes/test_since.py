"""3 and 6 months after closing: whether anything followed. The other side learns nothing of it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from compact_portal.notices.models import Notice
from compact_portal.people.models import User
from disputes.deadlines import SinceAsked
from disputes.models import SinceAnswer
from disputes.services import learning, settling
from tests.factories.disputes import champions, conflicted_champions, moment, raised
from tests.factories.people import UserFactory
from tests.kept import all_due, waiting_for
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOTE = {"issue": "Late payments", "change": "Earlier ones", "who": "Public bodies", "by_when": "Spring"}
AFTER_3_MONTHS = date(2027, 3, 1)  # closed on 30 November; 28 February is a Sunday
AFTER_6_MONTHS = date(2027, 6, 1)  # 30 May is a Sunday, 31 May a bank holiday


@pytest.fixture
def panel(world):
    return champions()


@pytest.fixture
def closed(world, panel, clock):
    dispute = raised(world, on=DAY)
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=moment(DAY))
    clock.move_to(moment(date(2026, 11, 30)))
    learning.close_dispute(dispute, **NOTE, by=world.raiser, now=moment(date(2026, 11, 30)))
    return dispute


def answer(client, user, dispute, **typed):
    client.force_login(user)
    return client.post(dispute.url("since"), {"followed": "yes", "text": "Secretly, our grant was cut."} | typed)


def test_it_is_asked_of_those_who_raised_it_on_two_working_days(world, closed):
    source = SinceAsked()
    assert [each.due for each in all_due(source)] == [AFTER_3_MONTHS, AFTER_6_MONTHS]
    assert {each.title for each in all_due(source)} == {f"How are things since? {closed.reference}"}
    assert len(waiting_for(world.raiser, source)) == len(waiting_for(world.group_lead, source)) == 2
    assert waiting_for(world.respondent, source) == []


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (AFTER_3_MONTHS - timedelta(days=15), False),
        (AFTER_3_MONTHS - timedelta(days=14), True),
        (AFTER_3_MONTHS + timedelta(days=28), True),
        (AFTER_3_MONTHS + timedelta(days=29), False),
        (AFTER_6_MONTHS, True),
    ],
)
def test_it_can_be_answered_for_some_weeks(client, world, closed, clock, day, asked):
    clock.move_to(moment(day))
    client.force_login(world.raiser)
    assert (client.get(closed.url("since")).status_code == 200) is asked
    assert ("Say how things are since" in text(client.get(closed.get_absolute_url()))) is asked


def test_before_its_time_the_page_says_from_when(client, world, closed):
    client.force_login(world.raiser)
    assert "You can answer from Monday 15 February 2027" in text(client.get(closed.url("since")))


def test_one_champion_who_stands_apart_reads_it_and_nobody_else(client, world, panel, closed, clock):
    conflicted = conflicted_champions(world)
    clock.move_to(moment(AFTER_3_MONTHS))
    answer(client, world.raiser, closed)
    given = SinceAnswer.objects.get()
    notice = Notice.objects.get(kind="disputes.since")
    assert (notice.email, "Secretly" in notice.body) == (given.reader.user.email, False)
    allowed = given.reader.user
    assert allowed in (panel.public, panel.voluntary)
    for user in User.objects.all():
        client.force_login(user)
        read = client.get(closed.url("since-answer", given.pk))
        assert (read.status_code == 200) is (user == allowed), user
    client.force_login(allowed)
    assert "Secretly, our grant was cut." in text(client.get(closed.url("since-answer", given.pk)))
    assert conflicted.councils != allowed


def test_the_other_side_does_not_learn_that_it_was_asked_or_answered(client, world, closed, clock):
    clock.move_to(moment(AFTER_3_MONTHS))
    client.force_login(world.respondent)
    before = text(client.get(closed.get_absolute_url()))
    assert client.get(closed.url("since")).status_code == 404
    answer(Client(), world.raiser, closed)
    assert text(client.get(closed.get_absolute_url())) == before
    assert not Notice.objects.filter(kind="disputes.since", email=world.respondent.email).exists()


def test_it_is_answered_once(client, world, closed, clock):
    clock.move_to(moment(AFTER_3_MONTHS))
    answer(client, world.raiser, closed, followed="no", text="")
    assert SinceAnswer.objects.get().something_followed is False
    assert answer(client, world.raiser, closed).status_code == 409
    assert [each.due for each in all_due(SinceAsked())] == [AFTER_6_MONTHS]


def test_yes_says_what(client, world, closed, clock):
    clock.move_to(moment(AFTER_3_MONTHS))
    assert answer(client, world.raiser, closed, text="").context["form"].errors["text"]


def test_where_no_champion_stands_apart_it_is_kept_and_nobody_is_told(client, world, closed, clock):
    User.objects.filter(is_champion=True).update(is_champion=False)
    clock.move_to(moment(AFTER_3_MONTHS))
    answer(client, world.raiser, closed)
    assert SinceAnswer.objects.get().reader is None
    assert not Notice.objects.filter(kind="disputes.since").exists()


def test_officers_and_administrators_find_no_answer(client, world, closed, clock):
    clock.move_to(moment(AFTER_3_MONTHS))
    answer(client, world.raiser, closed)
    client.force_login(UserFactory(officer=True, administrator=True))
    assert client.get(closed.url("since-answer", SinceAnswer.objects.get().pk)).status_code == 404
    assert client.get(closed.url("since")).status_code == 404
