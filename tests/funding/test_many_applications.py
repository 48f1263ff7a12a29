"""However many applied, the funder's pages ask the database as often as for one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import marked, published_round, submitted
from tests.factories.people import MembershipFactory
from tests.funding.beginnings import AFTER

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


@pytest.mark.parametrize("page", ["assessment/", "assessment/standings/"])
def test_an_assessment_is_read_at_once(funder, clock, page):
    clock.move_to(AFTER)
    groups = [MembershipFactory(lead=True) for _ in range(4)]
    of_one = marked(funder, groups[0], on=DAY).round
    of_three = marked(funder, *groups[1:], on=DAY, title="Neighbours 2028").round
    asked_of = [asked(funder.user, each.get_absolute_url() + page) for each in (of_one, of_three)]
    assert asked_of[0] == asked_of[1]
