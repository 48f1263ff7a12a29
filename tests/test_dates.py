"""Working days against an oracle written another way: by listing days one at a time."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from compact_portal import dates
from compact_portal.deadlines.models import BankHoliday

pytestmark = pytest.mark.django_db

DAYS = st.dates(date(2019, 1, 1), date(2028, 12, 26))
COUNTS = st.integers(-40, 40)
YEARS = range(2019, 2029)


@pytest.fixture(autouse=True)
def fresh_holidays(db):
    dates.forget_bank_holidays()
    yield
    dates.forget_bank_holidays()


def moved(day):
    """Where a bank holiday on a fixed day is taken when that day is a Saturday or a Sunday."""
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def last_monday(year, month):
    day = date(year, month + 1, 1) - timedelta(days=1)
    return day - timedelta(days=day.weekday())


def oracle_holidays(year):
    """The Banking and Financial Dealings Act 1971 and its proclamations, worked out by rule."""
    christmas = date(year, 12, 25)
    pairs = {5: (27, 28), 6: (27, 26), 4: (25, 28)}
    first, second = pairs.get(christmas.weekday(), (25, 26))
    may_day = date(year, 5, 1) + timedelta(days=(7 - date(year, 5, 1).weekday()) % 7)
    days = {
        moved(date(year, 1, 1)),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        date(2020, 5, 8) if year == 2020 else may_day,  # moved to VE Day
        date(2022, 6, 2) if year == 2022 else last_monday(year, 5),  # moved for the jubilee
        last_monday(year, 8),
        date(year, 12, first),
        date(year, 12, second),
    }
    extra = {2022: {date(2022, 6, 3), date(2022, 9, 19)}, 2023: {date(2023, 5, 8)}}
    return days | extra.get(year, set())


ORACLE = set().union(*(oracle_holidays(year) for year in YEARS))


def oracle_is_working(day):
    return day.isoweekday() not in (6, 7) and day not in ORACLE


def oracle_days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_the_published_bank_holidays_are_those_the_law_gives():
    known = {day for day in dates.bank_holidays().names if day.year in YEARS}

    assert sorted(known ^ ORACLE) == []


@given(DAYS)
@settings(max_examples=400, deadline=None)
def test_a_day_is_a_working_day_when_the_oracle_says_so(day):
    assert dates.is_working_day(day) == oracle_is_working(day)


@given(DAYS, COUNTS)
@settings(max_examples=400, deadline=None)
def test_adding_working_days_lands_where_counting_them_out_does(day, count):
    due = dates.add_working_days(day, count)

    assert count == 0 or due.year > 2028 or oracle_is_working(due) or due < date(2019, 1, 1)
    if date(2019, 1, 1) <= due <= date(2028, 12, 26):
        passed = oracle_days(day + timedelta(days=1), due) if count > 0 else oracle_days(due, day - timedelta(days=1))
        assert sum(map(oracle_is_working, passed)) == abs(count)


@given(DAYS, DAYS)
@settings(max_examples=200, deadline=None)
def test_working_days_between_two_days_are_those_one_can_list(first, last):
    if last < first:
        expected = -sum(map(oracle_is_working, oracle_days(last, first - timedelta(days=1))))
    else:
        expected = sum(map(oracle_is_working, oracle_days(first + timedelta(days=1), last)))

    assert dates.working_days_between(first, last) == expected


@given(DAYS, COUNTS)
@settings(max_examples=200, deadline=None)
def test_counting_back_what_was_added_gives_the_same_number(day, count):
    assert dates.working_days_between(day, dates.add_working_days(day, count)) == count


@given(st.dates(date(2019, 6, 1), date(2028, 12, 26)), st.integers(0, 20))
@settings(max_examples=300, deadline=None)
def test_publishing_on_the_last_day_leaves_exactly_the_clear_days(meeting, count):
    last = dates.clear_days_before(meeting, count)
    between = oracle_days(last + timedelta(days=1), meeting - timedelta(days=1))

    assert oracle_is_working(last)
    assert sum(map(oracle_is_working, between)) == count
    assert dates.clear_days_between(last, meeting) == count
    assert dates.clear_days_between(dates.add_working_days(last, 1), meeting) == max(0, count - 1)


@pytest.mark.parametrize("year", YEARS)
def test_no_christmas_day_and_no_boxing_day_is_worked(year):
    eve, new_year = date(year, 12, 24), date(year + 1, 1, 1)
    worked = [day for day in oracle_days(eve, new_year) if dates.is_working_day(day)]

    assert date(year, 12, 25) not in worked
    assert date(year, 12, 26) not in worked
    assert (
        sum(day.weekday() < 5 for day in oracle_days(date(year, 12, 25), date(year, 12, 31)))
        - sum(date(year, 12, 25) <= day <= date(year, 12, 31) for day in worked)
        == 2
    )


@pytest.mark.parametrize("year", YEARS)
def test_easter_takes_the_friday_and_the_monday(year):
    thursday = easter(year) - timedelta(days=3)

    assert dates.add_working_days(thursday, 1) == easter(year) + timedelta(days=2)
    assert dates.add_working_days(easter(year) + timedelta(days=2), -1) == thursday


def test_five_clear_days_before_a_wednesday_count_back_over_the_weekend():
    assert dates.clear_days_before(date(2026, 12, 2), 5) == date(2026, 11, 24)


def test_clear_days_count_back_over_easter():
    tuesday_after_easter = date(2026, 4, 7)

    assert dates.clear_days_before(tuesday_after_easter, 5) == date(2026, 3, 26)


def test_clear_days_count_back_over_christmas_and_new_year():
    assert dates.clear_days_before(date(2027, 1, 5), 5) == date(2026, 12, 23)


def test_a_weekend_rolls_forward_over_the_bank_holiday_after_it():
    assert dates.roll_forward(date(2026, 8, 29)) == date(2026, 9, 1)
    assert dates.roll_forward(date(2026, 9, 1)) == date(2026, 9, 1)


def test_a_computation_tells_which_bank_holidays_it_left_out():
    computed = dates.compute_working_days(date(2026, 12, 22), 5)

    assert computed.due == date(2026, 12, 31)
    assert [name for _, name in computed.skipped] == ["Christmas Day", "Boxing Day"]
    assert computed.is_certain is True


def test_a_computation_past_the_last_known_bank_holiday_is_not_certain():
    assert dates.compute_working_days(date(2028, 12, 20), 20).is_certain is False


def test_a_bank_holiday_added_to_the_table_counts_once_the_old_list_is_forgotten():
    day = date(2026, 11, 25)
    assert dates.is_working_day(day) is True

    BankHoliday.objects.create(day=day, name="An extra day")
    dates.forget_bank_holidays()

    assert dates.is_working_day(day) is False


def test_counting_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        for days in range(50):
            dates.add_working_days(date(2026, 1, 1), days)
            dates.working_days_between(date(2020, 1, 1), date(2026, 1, 1))
