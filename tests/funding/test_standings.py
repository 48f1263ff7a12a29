"""The order of a round's applications, read a page at a time: places for those who read every total, else numbers."""

from datetime import date
from decimal import Decimal

import pytest

from compact_portal.lists import PER_PAGE
from funding import panel
from funding.models import Application, Round
from funding.services import assessing, assessors
from funding.standings import lots_read_whole, with_few_marks
from tests.disputes.test_secrecy import client_for
from tests.factories.champions import InterestFactory
from tests.factories.funding import assessors_of, being_assessed, declare_nothing, mark
from tests.factories.people import MembershipFactory, UserFactory
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)


def assessed(funder, *marks: int):
    """As many applications as there are marks: each got its mark, of 5, for what counts 90 per cent, and 5 of 5 for the
    rest, from both assessors. Applications in the order of the marks."""
    groups = [MembershipFactory(lead=True) for _ in marks]
    made = being_assessed(funder, *groups, on=DAY)
    for application, given in zip(made.applications, marks, strict=True):
        for user in made.assessors:
            mark(application, user, given, 5, now=made.now)
    return made


def finished(funder, *marks: int):
    made = assessed(funder, *marks)
    assessing.finish_marking(made.round, by=funder.user, now=made.now)
    made.round = Round.objects.get(pk=made.round.pk)
    return made


def totals(made, user, query: str = "") -> str:
    return text(client_for(user).get(f"{made.round.get_absolute_url()}assessment/standings/{query}"))


def test_totals_and_places_are_kept_once_the_marks_are_agreed(funder):
    made = finished(funder, 5, 3, 3, 1)
    kept = [Application.objects.get(pk=each.pk) for each in made.applications]
    assert [each.total for each in kept] == [Decimal(100), Decimal(64), Decimal(64), Decimal(28)]
    assert [each.place for each in kept] == [1, 2, 2, 4]


def test_a_third_of_a_mark_shares_its_place_whoever_gave_it(funder):
    groups = [MembershipFactory(lead=True) for _ in range(2)]
    made = being_assessed(funder, *groups, on=DAY, people=("Ann", "Ben", "Cat"))
    for application, given in zip(made.applications, ((1, 1, 2), (2, 1, 1)), strict=True):
        for user, each in zip(made.assessors, given, strict=True):
            mark(application, user, each, 5, now=made.now)
    assessing.finish_marking(made.round, by=funder.user, now=made.now)
    assert set(Application.objects.values_list("place", flat=True)) == {1}


def test_places_are_shown_before_the_marks_are_agreed_once_everybody_has_marked(funder):
    made = assessed(funder, 1, 4)
    first, second = (each.called for each in reversed(read(made)))
    page = totals(made, funder.user)
    assert page.index(f"1. {first}") < page.index(f"2. {second}")
    cat = UserFactory(name="Cat")
    assessors.add_assessor(made.round, email=cat.email, by=funder.user, now=made.now)
    page = totals(made, funder.user)
    assert "1. " not in page and "Not yet" in page and "of 100" not in page


def read(made) -> list[Application]:
    return [Application.objects.get(pk=each.pk) for each in made.applications]


def test_a_long_list_is_read_a_page_at_a_time_and_in_its_order(funder):
    made = finished(funder, *([3] * PER_PAGE), 4, 1)
    best, worst = (f"{each.called}: " for each in read(made)[-2:])  # Application 2 is not Application 21
    first, second = totals(made, funder.user), totals(made, funder.user, "?page=2")
    assert f"1. {best}" in first and "Next page" in first and worst not in first
    assert f"{PER_PAGE + 2}. {worst}" in second and "Previous page" in second
    assert second.count("of 100") == 2


def test_whoever_stands_aside_reads_numbers_and_not_the_order(funder):
    made = finished(funder, 1, 5, 3)
    InterestFactory(person=funder.user.person, organisation=made.applications[2].organisation)
    page = totals(made, funder.user)
    ahead, behind = sorted(read(made)[:2], key=lambda each: each.number)
    assert page.index(ahead.called) < page.index(behind.called)
    assert "1. " not in page and read(made)[2].called not in page
    assert "You stand aside from 1 application, so nobody’s place is shown" in page


def test_whoever_has_not_said_whom_they_have_to_do_with_reads_nothing(funder):
    made = assessed(funder, 1, 5)
    cat = UserFactory(name="Cat")
    assessors.add_assessor(made.round, email=cat.email, by=funder.user, now=made.now)
    assert "Application" not in totals(made, cat).replace("Applications", "")
    declare_nothing(made.round, cat, now=made.now)
    assert "Application 1" in totals(made, cat)


def test_the_lots_read_whole_are_those_of_which_one_may_read_every_total(funder):
    made = assessed(funder, 1, 5)
    (cat, dan), aside = assessors_of(made.round, funder, "Cat", "Dan", now=made.now), made.assessors[0]
    declare_nothing(made.round, cat, dan, now=made.now)
    for application in made.applications:
        mark(application, dan, 3, 5, now=made.now)
    InterestFactory(person=aside.person, organisation=made.applications[0].organisation)
    for user in (cat, aside, made.assessors[1]):
        may_read = all(user.has_perm("funding.view_marks", each) for each in with_marks(made))
        assert bool(lots_read_whole(user, made.round)) is may_read, user


def test_a_lot_with_too_few_marks_that_count_is_not_in_places(funder):
    made = assessed(funder, 1, 5)
    assert with_few_marks(made.round) == set()
    InterestFactory(person=made.assessors[0].person, organisation=made.applications[0].organisation)
    assert with_few_marks(made.round) == {made.applications[0].lot_id}
    assert [panel.is_marked(each) for each in with_marks(made)] == [False, True]


def with_marks(made) -> list[Application]:
    return list(Application.objects.filter(round=made.round).with_marks().order_by("pk"))


def test_what_waits_for_an_assessor_stands_first(funder):
    groups = [MembershipFactory(lead=True) for _ in range(3)]
    made = being_assessed(funder, *groups, on=DAY)
    ann = made.assessors[0]
    first, second, third = sorted(read(made), key=lambda each: each.number)
    mark(first, ann, 3, 3, now=made.now)
    page = text(client_for(ann).get(made.round.get_absolute_url() + "assessment/"))
    assert page.index(second.called) < page.index(third.called) < page.index(first.called)
