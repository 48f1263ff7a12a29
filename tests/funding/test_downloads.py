"""Lists of a round: totals for everyone once it is announced, applications for the funder once it has closed."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.services import applications, assessors, late
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import (
    PNG,
    answer_everything,
    applied,
    asking_everything,
    awarded,
    being_assessed,
    mark,
    marked,
    published_round,
    submitted,
)
from tests.factories.people import MembershipFactory
from tests.funding.beginnings import AFTER, GARDEN, HARBOUR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))


def address(round_, name: str) -> str:
    return f"{round_.get_absolute_url()}{name}.csv"


def lines(user, round_, name: str = "applications") -> list[dict]:
    response = client_for(user).get(address(round_, name))
    assert response.status_code == 200
    return list(csv.DictReader(StringIO(response.getvalue().decode().removeprefix("\ufeff"))))


def decided(*args, **kwargs):
    return awarded(*args, announce=False, **kwargs)


def test_everyone_downloads_the_totals_and_no_name(funder, groups, clock):
    clock.move_to(AFTER)
    made = awarded(funder, *groups, on=DAY)
    (line,) = lines(None, made.round, "totals")
    assert line["Applications received"] == "2" and line["Offers in per cent of applications"] == "50"
    assert (line["Paid so far in pounds"], line["Reports asked for"], line["Reports accepted"]) == ("0", "0", "0")
    assert (line["Offers"], line["Awarded and accepted in pounds"]) == ("1", "0"), "an offer that waits is no award"
    assert [name for name in (HARBOUR, GARDEN) if name in str(line)] == []


@pytest.mark.parametrize("make", [being_assessed, marked, decided])
def test_before_the_announcement_there_are_no_totals(funder, groups, clock, make):
    clock.move_to(AFTER)
    made = make(funder, *groups, on=DAY)
    for user in (funder.user, None):
        assert client_for(user).get(address(made.round, "totals")).status_code == 404


def test_the_funder_downloads_what_was_sent_with_every_answer(funder, group, clock):
    round_ = asking_everything(funder, on=DAY)
    begun = applied(round_, group, now=OPEN, words="=SUM(A1)")
    made = answer_everything(begun, group, now=OPEN, named="Our")
    applications.submit_application(made, seen=made.revision, by=group.user, now=OPEN)
    clock.move_to(AFTER)
    (line,) = lines(funder.user, round_)
    assert (line["Organisation"], line["Asked for in pounds"]) == (HARBOUR, "2000")
    assert line["What do you want to do?"] == "'=SUM(A1)", "no spreadsheet runs it"
    assert line["Show us a plan."] == f"Our plan.png (PNG, {len(PNG)} bytes)"
    assert line["What does it cost?"].splitlines()[-1] == "Total: £2,000"


def test_nothing_before_the_round_has_closed_not_even_how_many(funder, group, clock):
    round_ = published_round(funder, on=DAY)
    submitted(round_, group, now=OPEN)
    clock.move_to(round_.closes_at - timedelta(seconds=1))
    response = client_for(funder.user).get(address(round_, "applications"))
    assert response.status_code == 409
    assert "sealed until the round closes" in response.content.decode() and HARBOUR not in response.content.decode()
    clock.move_to(round_.closes_at)
    assert [each["Organisation"] for each in lines(funder.user, round_)] == [HARBOUR]


def test_whoever_has_more_time_is_not_among_them_yet(funder, groups, clock):
    round_ = published_round(funder, on=DAY)
    for group in groups:
        submitted(round_, group, now=OPEN)
    after = round_.closes_at + timedelta(hours=1)
    clock.move_to(after)
    until = {"until": after + timedelta(days=1), "reason": "The portal was down.", "by": funder.user, "now": after}
    late.give_more_time(round_, organisation=groups[0].organisation, **until)
    assert [each["Organisation"] for each in lines(funder.user, round_)] == [GARDEN]


def test_a_total_is_there_once_all_have_locked(funder, groups, clock):
    clock.move_to(AFTER)
    made = being_assessed(funder, *groups, on=DAY)
    first = made.applications[0]
    mark(first, made.assessors[0], 5, 5, now=made.now)
    assert [each["Total"] for each in lines(funder.user, made.round)] == ["", ""]
    mark(first, made.assessors[1], 5, 5, now=made.now)
    found = {each["Organisation"]: each["Total"] for each in lines(funder.user, made.round)}
    assert found == {HARBOUR: "100", GARDEN: ""}


def test_whoever_stands_aside_or_assesses_without_names_downloads_none_of_these(funder, groups, clock):
    clock.move_to(AFTER)
    made = being_assessed(funder, *groups, on=DAY)
    aside = MembershipFactory(organisation=funder.organisation).user
    assert len(lines(aside, made.round)) == 2
    assessor = assessors.add_assessor(made.round, email=aside.email, by=funder.user, now=made.now)
    levels = {groups[0].organisation.pk: ("actual", "I founded it"), groups[1].organisation.pk: ("none", "")}
    assessors.declare_interests(assessor, levels=levels, by=aside, now=made.now)
    assert [each["Organisation"] for each in lines(aside, made.round)] == [GARDEN]
    nameless = being_assessed(funder, *groups, on=DAY, is_anonymous=True, title="Nameless", people=("Cat", "Dan"))
    assessors.add_assessor(nameless.round, email=funder.user.email, by=funder.user, now=nameless.now)
    assert lines(funder.user, nameless.round) == []


def test_it_asks_as_many_questions_of_two_as_of_six(funder, groups, clock):
    clock.move_to(AFTER)
    few = being_assessed(funder, *groups, on=DAY, title="Few")
    others = [MembershipFactory(lead=True) for _ in range(6)]
    many = being_assessed(funder, *others, on=DAY, title="Many", people=("Cat", "Dan"))
    counts = []
    for made in (few, many):
        lines(funder.user, made.round)
        with CaptureQueriesContext(connection) as asked:
            lines(funder.user, made.round)
        counts.append(len(asked))
    assert counts[0] == counts[1]
