from datetime import UTC, date, datetime, time

import pytest

from compact_portal import dates, wording

pytestmark = pytest.mark.django_db


def test_a_date_is_written_with_its_weekday():
    assert wording.long_date(date(2015, 1, 12)) == "Monday 12 January 2015"
    assert wording.day_and_month(date(2026, 11, 6)) == "Friday 6 November"
    assert wording.short_date(date(2015, 2, 6)) == "6 February 2015"


def test_a_moment_just_before_midnight_utc_in_summer_is_the_next_day_in_london():
    moment = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert wording.long_date(moment) == "Wednesday 1 July 2026"
    assert wording.date_and_time(moment) == "Wednesday 1 July 2026, 12:30am"


def test_a_moment_just_before_midnight_utc_in_winter_is_the_same_day_in_london():
    assert wording.long_date(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == "Thursday 31 December 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(17), "5pm"),
        (time(18, 45), "6:45pm"),
        (time(9, 5), "9:05am"),
        (time(12), "midday"),
        (time(12, 30), "12:30pm"),
        (time(0), "midnight"),
        (time(0, 15), "12:15am"),
    ],
)
def test_times_are_written_the_short_way(moment, words):
    assert wording.clock(moment) == words


def test_a_meeting_lasts_from_to():
    assert wording.time_range(time(17), time(18, 45)) == "5pm to 6:45pm"
    assert wording.time_range(time(17)) == "5pm"


SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2015, 2, 6), "11 years late"),
        (date(2025, 11, 21), "1 year late"),
        (date(2025, 11, 22), "252 working days late"),
        (date(2026, 11, 17), "3 working days late"),
        (date(2026, 11, 19), "1 working day late"),
        (date(2026, 11, 20), "1 day late"),
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 11, 23), "in 1 working day"),
        (date(2026, 11, 24), "in 2 working days"),
        (date(2026, 11, 26), "in 4 working days"),
    ],
)
def test_how_far_off_a_day_is_reads_as_a_person_would_say_it(due, words):
    assert wording.when_due(due, SATURDAY) == words


def test_a_long_bank_holiday_weekend_counts_in_days_when_nobody_worked():
    good_friday, easter_monday = date(2026, 4, 3), date(2026, 4, 6)

    assert wording.when_due(good_friday, easter_monday) == "3 days late"
    assert wording.when_due(easter_monday, good_friday) == "in 3 days"


def test_how_a_date_was_computed_names_the_bank_holidays_left_out():
    assert wording.how_computed(dates.compute_clear_days(date(2027, 1, 5), 5)) == (
        "5 clear working days before Tuesday 5 January 2027, leaving out Christmas Day (Friday 25 December), "
        "Boxing Day (Monday 28 December), New Year’s Day (Friday 1 January)."
    )


def test_how_a_date_was_computed_owns_up_to_what_is_not_known_yet():
    assert wording.how_computed(dates.compute_working_days(date(2028, 12, 27), 1)) == (
        "1 working day after Wednesday 27 December 2028. Bank holidays are known until Tuesday 26 December 2028 only."
    )
