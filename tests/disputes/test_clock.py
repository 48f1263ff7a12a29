"""The clock against dates worked out by hand, and against a second way of counting that shares no line with it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compact_portal import dates
from disputes.choices import Unit
from disputes.clock import Clock, Correction, Extension, Length, Pause
from tests.disputes import oracle

pytestmark = pytest.mark.django_db

TWO_WEEKS, FOUR_WEEKS = Length(2, Unit.WEEKS), Length(4, Unit.WEEKS)
TEN_WORKING_DAYS = Length(10, Unit.WORKING_DAYS)

FIRST, LAST = date(2019, 1, 1), date(2028, 10, 1)


# --- Worked out by hand ------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        (date(2026, 8, 17), TWO_WEEKS, date(2026, 9, 1)),  # 31 August is a bank holiday
        (date(2026, 12, 11), FOUR_WEEKS, date(2027, 1, 8)),
        (date(2026, 11, 2), TWO_WEEKS, date(2026, 11, 16)),
        (date(2026, 12, 11), TWO_WEEKS, date(2026, 12, 29)),  # Christmas Day, Saturday, Sunday, Boxing Day's Monday
        (date(2026, 3, 20), TWO_WEEKS, date(2026, 4, 7)),  # Good Friday, the weekend, Easter Monday
        (date(2026, 11, 14), TWO_WEEKS, date(2026, 11, 30)),  # from a Saturday to a Saturday
        (date(2026, 12, 18), TEN_WORKING_DAYS, date(2027, 1, 6)),
        (date(2026, 3, 27), TEN_WORKING_DAYS, date(2026, 4, 14)),
        (date(2026, 11, 13), Length(1, Unit.DAYS), date(2026, 11, 16)),
        (date(2026, 11, 13), Length(1, Unit.DAYS, rolls=False), date(2026, 11, 14)),
    ],
)
def test_dates_worked_out_by_hand(start, length, due):
    assert Clock(start, length).due == due


@pytest.mark.parametrize("year", range(2019, 2028))
def test_two_weeks_before_every_christmas_and_easter(year):
    """Whatever is due on Christmas Day or Good Friday is due on the first day on which people work again."""
    back_at_work = {
        2019: (date(2019, 12, 27), date(2019, 4, 23)),
        2020: (date(2020, 12, 29), date(2020, 4, 14)),
        2021: (date(2021, 12, 29), date(2021, 4, 6)),
        2022: (date(2022, 12, 28), date(2022, 4, 19)),
        2023: (date(2023, 12, 27), date(2023, 4, 11)),
        2024: (date(2024, 12, 27), date(2024, 4, 2)),
        2025: (date(2025, 12, 29), date(2025, 4, 22)),
        2026: (date(2026, 12, 29), date(2026, 4, 7)),
        2027: (date(2027, 12, 29), date(2027, 3, 30)),
    }
    after_christmas, after_easter = back_at_work[year]
    good_friday = after_easter - timedelta(days=4)
    assert Clock(date(year, 12, 11), TWO_WEEKS).due == after_christmas
    assert Clock(good_friday - timedelta(weeks=2), TWO_WEEKS).due == after_easter


def test_a_pause_adds_back_the_days_it_lasted():
    paused = Clock(date(2026, 11, 2), TWO_WEEKS, [Pause(date(2026, 11, 5), date(2026, 11, 9))])
    assert (paused.original_due, paused.due) == (date(2026, 11, 16), date(2026, 11, 23))  # 21 November is a Saturday
    counted = Clock(date(2026, 11, 2), TEN_WORKING_DAYS, [Pause(date(2026, 11, 5), date(2026, 11, 9))])
    assert counted.due == date(2026, 11, 19)


def test_a_pause_without_an_end_holds_the_clock():
    held = Clock(date(2026, 11, 2), TWO_WEEKS, [Pause(date(2026, 11, 5))])
    assert (held.is_paused, held.due) == (True, date(2026, 11, 16))
    assert (held.is_overdue(date(2026, 12, 1)), held.days_late(date(2026, 12, 1))) == (False, 0)


def test_who_was_late_by_a_day_is_still_late_by_a_day_after_a_pause():
    clock = Clock(date(2026, 11, 2), TWO_WEEKS)
    assert clock.days_late(date(2026, 11, 17)) == 1
    after = Clock(date(2026, 11, 2), TWO_WEEKS, [Pause(date(2026, 11, 17), date(2026, 11, 19))])
    assert after.days_late(date(2026, 11, 20)) == 1


def test_an_extension_is_the_date_that_was_agreed():
    clock = Clock(date(2026, 11, 2), TWO_WEEKS, [Extension(date(2026, 11, 20), "To meet the head of service")])
    assert (clock.original_due, clock.due) == (date(2026, 11, 16), date(2026, 11, 20))
    assert clock.latest_extension == date(2026, 12, 4)


def test_a_correction_counts_again_from_the_true_start_and_keeps_the_original():
    clock = Clock(
        date(2026, 11, 2), TWO_WEEKS, [Pause(date(2026, 11, 3), date(2026, 11, 4)), Correction(date(2026, 11, 4))]
    )
    assert (clock.original_due, clock.true_start, clock.due) == (
        date(2026, 11, 16),
        date(2026, 11, 4),
        date(2026, 11, 20),
    )


def test_an_agreed_date_is_not_made_earlier_by_a_correction():
    changes = [Extension(date(2026, 12, 1)), Correction(date(2026, 10, 26))]
    assert Clock(date(2026, 11, 2), TWO_WEEKS, changes).due == date(2026, 12, 1)


def test_it_is_overdue_from_the_next_day_on():
    clock = Clock(date(2026, 11, 2), TWO_WEEKS)
    assert [clock.is_overdue(date(2026, 11, day)) for day in (15, 16, 17)] == [False, False, True]


def test_it_says_how_the_date_came_about():
    clock = Clock(date(2026, 8, 17), TWO_WEEKS, [Extension(date(2026, 9, 10))])
    length, extension = clock.steps
    assert (length.counted, length.due) == (date(2026, 8, 31), date(2026, 9, 1))
    assert length.skipped == ((date(2026, 8, 31), dates.bank_holidays().names[date(2026, 8, 31)]),)
    assert (extension.due, extension.change.due, extension.skipped) == (date(2026, 9, 10), date(2026, 9, 10), ())


def test_working_days_name_the_bank_holidays_they_left_out():
    (step,) = Clock(date(2026, 12, 18), TEN_WORKING_DAYS).steps
    assert [day for day, _ in step.skipped] == [date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)]


# --- Against the oracle ------------------------------------------------------


days = st.dates(FIRST, LAST)
weeks = st.builds(lambda amount: (Length(amount, Unit.WEEKS), amount * 7, False), st.integers(1, 8))
calendar_days = st.builds(lambda amount: (Length(amount, Unit.DAYS), amount, False), st.integers(1, 60))
working_days = st.builds(lambda amount: (Length(amount, Unit.WORKING_DAYS), amount, True), st.integers(1, 40))


@st.composite
def pauses_and_extensions(draw, start: date):
    """In any order, near the stage: what the clock takes, and the same for the oracle."""
    ours, theirs = [], []
    for _ in range(draw(st.integers(0, 4))):
        day = start + timedelta(days=draw(st.integers(0, 60)))
        if draw(st.booleans()):
            last = day + timedelta(days=draw(st.integers(0, 20)))
            ours.append(Pause(day, last))
            theirs.append(("pause", day, last))
        else:
            ours.append(Extension(day))
            theirs.append(("extension", day))
    return ours, theirs


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), days, st.one_of(weeks, calendar_days, working_days))
def test_the_clock_agrees_with_counting_one_day_after_the_other(db, data, start, counted):
    length, amount, only_work = counted
    ours, theirs = data.draw(pauses_and_extensions(start))
    assert Clock(start, length, ours).due == oracle.due(start, amount, only_work=only_work, changes=theirs)
    assert Clock(start, length, ours).original_due == oracle.due(start, amount, only_work=only_work)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), days, days, st.one_of(weeks, working_days))
def test_after_a_correction_it_is_as_if_it_had_begun_on_the_right_day(db, data, wrong, right, counted):
    length, amount, only_work = counted
    ours, theirs = data.draw(pauses_and_extensions(right))
    place = data.draw(st.integers(0, len(ours)))
    corrected = Clock(wrong, length, [*ours[:place], Correction(right), *ours[place:]])
    assert corrected.due == oracle.due(right, amount, only_work=only_work, changes=theirs)
    assert corrected.original_due == oracle.due(wrong, amount, only_work=only_work)


def test_every_single_day_of_the_years_known_agrees_with_the_oracle():
    day = FIRST
    while day < LAST:
        assert Clock(day, TWO_WEEKS).due == oracle.due(day, 14, only_work=False), day
        assert Clock(day, TEN_WORKING_DAYS).due == oracle.due(day, 10, only_work=True), day
        day += timedelta(days=1)
