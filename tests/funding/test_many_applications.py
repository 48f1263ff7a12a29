"""However many applied, the funder's pages ask the database as often as for one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.people.models import Organisation
from funding.choices import AwardState
from funding.models import Application, Award
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import applied, awarded, marked, published_round, submitted
from tests.factories.people import MembershipFactory
from tests.funding.beginnings import AFTER
from tests.reading import text

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)


@pytest.fixture
def round_(funder, clock):
    clock.move_to(moment(DAY))
    return published_round(funder, on=DAY)


def asked(user, path: str) -> int:
    client = client_for(user)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def apply(round_, number: int) -> None:
    for _ in range(number):
        submitted(round_, MembershipFactory(lead=True), now=moment(date(2026, 11, 4)))


def test_who_applied_is_read_at_once(funder, round_, clock):
    path = f"{round_.get_absolute_url()}applications/"
    apply(round_, 1)
    clock.move_to(AFTER)
    of_one = asked(funder.user, path)
    clock.move_to(moment(date(2026, 11, 4)))
    apply(round_, 4)
    clock.move_to(AFTER)
    assert asked(funder.user, path) == of_one


def test_a_thousand_awards_can_be_downloaded(client, funder, group, clock):
    clock.move_to(AFTER)
    first = awarded(funder, group, on=DAY).award
    Award.objects.update(state=AwardState.ACTIVE, answered_at=AFTER)
    made = [Organisation(name=f"Example Choir {n}", slug=f"choir-{n}") for n in range(1_001)]
    groups = Organisation.objects.bulk_create(made)
    same = {"round": first.round, "lot": first.lot}
    sent = {**same, "state": "eligible", "saved_at": AFTER, "submitted_at": AFTER}
    applications = Application.objects.bulk_create(Application(organisation=each, **sent) for each in groups)
    given = {**same, "amount": 1_00, "state": AwardState.ACTIVE, "offered_at": AFTER, "answered_at": AFTER}
    Award.objects.bulk_create(
        Award(reference=f"choir-{n}", application=each, organisation=each.organisation, **given)
        for n, each in enumerate(applications)
    )
    assert len(client.get("/funding/awards.json").json()["grants"]) == 1_002


@pytest.mark.parametrize("page", ["assessment/", "assessment/standings/"])
def test_an_assessment_is_read_at_once(funder, clock, page):
    clock.move_to(AFTER)
    groups = [MembershipFactory(lead=True) for _ in range(4)]
    of_one = marked(funder, groups[0], on=DAY).round
    of_three = marked(funder, *groups[1:], on=DAY, title="Neighbours 2028").round
    asked_of = [asked(funder.user, each.get_absolute_url() + page) for each in (of_one, of_three)]
    assert asked_of[0] == asked_of[1]


def test_a_group_finds_all_it_applied_for_however_many_rounds_there_were(client, funder, group, clock):
    clock.move_to(moment(DAY))
    for number in range(7):
        applied(
            published_round(funder, on=DAY, title=f"Round {number}"), group, now=moment(date(2026, 11, 4), 10 + number)
        )
    client.force_login(group.user)
    shown = text(client.get("/funding/"))
    own = shown[: shown.index("Open now, or soon")]
    assert own.count("Application of") == 5 and "Round 6" in own and "Round 0" not in own
    assert text(client.get("/funding/applications/")).count("Application of") == 7


def test_rounds_one_can_apply_to_stand_before_all_others(client, funder, clock):
    clock.move_to(moment(DAY))
    published_round(funder, on=DAY, title="Over by then")
    clock.move_to(AFTER)
    for number in range(19):
        published_round(funder, on=AFTER.date(), title=f"Open {number}")
    first = text(client.get("/funding/"))
    assert first.count("Open now, or soon") == 1 and first.index("Open 0") < first.index("Over by then")
    assert "Next page" not in first
    published_round(funder, on=AFTER.date(), title="One more")
    first, second = text(client.get("/funding/")), text(client.get("/funding/?page=2"))
    assert "Over by then" not in first and "Over by then" in second
    assert "There is nothing to apply to" not in second
