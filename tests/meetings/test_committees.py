"""Committees, seats and terms."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Seat
from meetings.services import committees as services
from tests.factories.meetings import SeatFactory, TermFactory
from tests.factories.people import PersonFactory

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 30)


def test_a_committee_gets_a_readable_address_that_is_never_a_page_of_the_portal(officer, now):
    first = services.create_committee(name="Templates", by=officer, now=now)
    second = services.create_committee(name="Templates again", short_name="Templates", by=officer, now=now)
    assert (first.slug, second.slug) == ("templates-2", "templates-3")


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(date(2026, 6, 30), None), (date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 4, 1), date(2026, 5, 1))],
)
def test_terms_of_one_seat_do_not_overlap_by_a_single_day(starts_on, ends_on, officer, now):
    seat = SeatFactory()
    TermFactory(seat=seat, starts_on=MARCH, ends_on=JUNE)
    with pytest.raises(ValidationError, match="holds this seat from 1 March 2026 to 30 June 2026"):
        services.start_term(seat, person=PersonFactory(), starts_on=starts_on, ends_on=ends_on, by=officer, now=now)
    assert seat.terms.count() == 1


def test_a_successor_starts_the_day_after(officer, now):
    seat = SeatFactory()
    TermFactory(seat=seat, starts_on=MARCH, ends_on=JUNE)
    services.start_term(seat, person=PersonFactory(), starts_on=date(2026, 7, 1), by=officer, now=now)
    assert seat.terms.count() == 2


def test_a_seat_is_vacant_the_day_after_its_holder_leaves(officer, now):
    term = TermFactory(starts_on=MARCH)
    services.end_term(term, on=JUNE, by=officer, now=now)
    assert list(Seat.objects.vacant(JUNE)) == []
    assert list(Seat.objects.vacant(date(2026, 7, 1))) == [term.seat]


def test_a_seat_with_a_history_cannot_be_removed(officer, now):
    term = TermFactory()
    with pytest.raises(ValidationError, match="has been held"):
        services.remove_seat(term.seat, by=officer, now=now)
    assert Seat.objects.filter(pk=term.seat.pk).exists()
