"""More time for one organisation: never for the funder, never past the decision, and ended when it was a mistake."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.notices.models import Notice
from funding.models import Round
from funding.services import assessing, late
from funding.services.assessors import add_assessor
from funding.services.drafts import RoundMovedOn
from tests.factories.disputes import moment
from tests.factories.funding import assessors_of, published_round, submitted
from tests.funding.beginnings import AFTER
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)


@pytest.fixture
def round_(funder, group, clock):
    """Closed, with one application."""
    clock.move_to(moment(DAY))
    made = published_round(funder, on=DAY)
    submitted(made, group, now=moment(date(2026, 11, 4)))
    clock.move_to(AFTER)
    return made


def give(round_, funder, organisation, *, hours=5):
    until = AFTER + timedelta(hours=hours)
    who = {"by": funder.user, "now": AFTER}
    return late.give_more_time(round_, organisation=organisation, until=until, reason="The site was down.", **who)


def test_the_funder_is_given_none(round_, funder):
    with pytest.raises(ValidationError, match="gives this money"):
        give(round_, funder, funder.organisation)


def test_it_ends_before_the_decision(round_, funder, group):
    with pytest.raises(ValidationError, match="must be before it is decided, on"):
        give(round_, funder, group.organisation, hours=24 * 365)
    assert not round_.exceptions.exists()


def test_a_round_that_has_gone_on_says_where_it_stands(round_, funder, group):
    Round.objects.filter(pk=round_.pk).update(state="announced")
    with pytest.raises(RoundMovedOn, match="the round is “Announced”"):
        give(round_, funder, group.organisation)


def test_who_holds_up_the_assessment_is_named(round_, funder, group):
    give(round_, funder, group.organisation)
    assessors_of(round_, funder, "Ann", "Ben", now=AFTER)
    with pytest.raises(ValidationError, match=f"{group.organisation} has time until"):
        assessing.start_assessing(round_, marks_due=AFTER.date(), by=funder.user, now=AFTER)


def test_what_was_given_by_mistake_is_ended_and_stays_on_record(client, round_, funder, group):
    given = give(round_, funder, group.organisation)
    client.force_login(funder.user)
    page = f"{round_.get_absolute_url()}applications/"
    assert "End it" in text(client.get(page))
    address = f"{round_.get_absolute_url()}more-time/{given.pk}/end/"
    assert f"{group.organisation} has time until" in text(client.get(address))
    client.post(address)
    given.refresh_from_db()
    assert given.until == AFTER
    assert "had time until" in text(client.get(page)) and "End it" not in text(client.get(page))
    told = Notice.objects.get(subject__startswith="You have no more time")
    assert told.email == group.user.email and "ended it" in told.body


def test_ended_twice_it_ended_the_first_time(round_, funder, group):
    given = give(round_, funder, group.organisation)
    late.end_more_time(given, by=funder.user, now=AFTER)
    late.end_more_time(given, by=funder.user, now=AFTER + timedelta(hours=1))
    given.refresh_from_db()
    assert given.until == AFTER


def test_nobody_is_led_into_a_form_that_is_closed(client, round_, group):
    client.force_login(group.user)
    page = client.get(f"{round_.get_absolute_url()}apply/")
    assert page.status_code == 409 and "Closed for applications" in text(page)


# --- Who assesses -------------------------------------------------------------------


def test_the_funder_reads_who_would_judge_their_competitors_once_it_is_closed(client, round_, funder, group, clock):
    clock.move_to(moment(date(2026, 11, 5)))
    add_assessor(round_, email=group.user.email, by=funder.user, now=moment(date(2026, 11, 5)))
    client.force_login(funder.user)
    page = f"{round_.get_absolute_url()}assessors/"
    assert "Acts for an organisation that applied" not in text(client.get(page)), "it would tell who applies"
    clock.move_to(AFTER)
    client.force_login(funder.user)
    assert "Acts for an organisation that applied" in text(client.get(page))


def test_once_the_marks_are_agreed_nobody_is_added_or_removed(client, round_, funder):
    assessors_of(round_, funder, "Ann", now=AFTER)
    client.force_login(funder.user)
    page = f"{round_.get_absolute_url()}assessors/"
    assert "Add an assessor" in text(client.get(page)) and "Remove Ann" in text(client.get(page))
    Round.objects.filter(pk=round_.pk).update(state="announced")
    assert "Add an assessor" not in text(client.get(page)) and "Remove Ann" not in text(client.get(page))
    assert client.post(f"{page}{round_.assessors.get().pk}/remove/").status_code == 409
    assert round_.assessors.current().count() == 1


def test_the_page_of_assessors_asks_as_much_for_one_as_for_many(client, round_, funder):
    client.force_login(funder.user)
    page = f"{round_.get_absolute_url()}assessors/"
    asked = []
    for people in (("Ann",), ("Ben", "Cat", "Dee")):
        assessors_of(round_, funder, *people, now=AFTER)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_marks_are_due_before_the_decision(round_, funder):
    assessors_of(round_, funder, "Ann", "Ben", now=AFTER)
    with pytest.raises(ValidationError, match="must be before it is decided"):
        assessing.start_assessing(round_, marks_due=date(2199, 1, 1), by=funder.user, now=AFTER)


def test_a_decision_that_is_overdue_holds_up_no_assessment(round_, funder, clock):
    """Its day has passed, and nothing was decided."""
    late_in_the_day = moment(round_.decided_on + timedelta(days=3))
    clock.move_to(late_in_the_day)
    assessors_of(round_, funder, "Ann", "Ben", now=late_in_the_day)
    due = late_in_the_day.date() + timedelta(days=7)
    assert assessing.start_assessing(round_, marks_due=due, by=funder.user, now=late_in_the_day).marks_due == due
