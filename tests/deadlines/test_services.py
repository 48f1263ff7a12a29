import tracemalloc
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from compact_portal import dates
from compact_portal.deadlines import engine, services
from compact_portal.deadlines.responsible import Responsible, person
from compact_portal.notices.models import Notice
from compact_portal.people.models import Person, User
from tests.factories.deadlines import ListedDeadlines, ManyDeadlines
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 11, 20)


def called(name: str, email: str = "") -> Responsible:
    """Somebody who never signs in."""
    return person(Person.objects.named(name, email=email).pk)


def ann() -> Responsible:
    return called("Ann Example", "ann@example.org")


def bob() -> Responsible:
    return called("Bob Example", "bob@example.org")


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def sweep(*days):
    return [services.send_reminders(now=at(day)) for day in days]


def every_day(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def reminders():
    return list(Notice.objects.order_by("pk").values_list("key", flat=True))


def test_every_reminder_goes_out_once_however_often_the_sweep_runs(only_source):
    only_source.add(FRIDAY, to=[ann()])

    for day in every_day(date(2026, 11, 9), date(2026, 12, 11)):
        for hour in (0, 6, 12, 18):
            services.send_reminders(now=at(day, hour))

    assert reminders() == [
        f"test.listed:1|reminder{step}|2026-11-20|ann@example.org"
        for step in ("-5", "-2", "+0", "+1", "+5", "+5w1", "+5w2")
    ]


def test_after_missed_runs_only_the_latest_reminder_is_made_up_for(only_source):
    only_source.add(FRIDAY, to=[ann()])

    assert sweep(date(2026, 11, 13), date(2026, 11, 27), date(2026, 11, 27)) == [1, 1, 0]
    assert reminders() == [
        "test.listed:1|reminder-5|2026-11-20|ann@example.org",
        "test.listed:1|reminder+5|2026-11-20|ann@example.org",
    ]


#: The day from which each reminder of something due on FRIDAY is the latest, worked out by hand.
LATEST_FROM = [
    (date(2026, 11, 13), "-5"),
    (date(2026, 11, 18), "-2"),
    (date(2026, 11, 20), "+0"),
    (date(2026, 11, 23), "+1"),
    (date(2026, 11, 27), "+5"),
    (date(2026, 12, 4), "+5w1"),
    (date(2026, 12, 11), "+5w2"),
]


@pytest.mark.parametrize("gap", [1, 3, 6, 10])
@pytest.mark.parametrize("start", range(0, 30, 3))
def test_any_gap_in_the_runs_skips_what_it_covered_and_repeats_nothing(only_source, start, gap):
    only_source.add(FRIDAY, to=[ann()])
    days = every_day(date(2026, 11, 9), date(2026, 12, 11))
    run_on = days[:start] + days[start + gap :]

    sweep(*run_on)

    latest = [[step for first, step in LATEST_FROM if first <= day][-1:] for day in run_on if day.weekday() < 5]
    expected = dict.fromkeys(step for steps in latest for step in steps)
    assert reminders() == [f"test.listed:1|reminder{step}|2026-11-20|ann@example.org" for step in expected]


def test_nothing_goes_out_at_the_weekend_or_on_a_bank_holiday(only_source):
    only_source.add(date(2026, 12, 24), to=[ann()], offsets=(1,))

    assert sweep(*every_day(date(2026, 12, 25), date(2026, 12, 28))) == [0, 0, 0, 0]
    assert sweep(date(2026, 12, 29)) == [1]


def test_the_day_begins_at_midnight_in_london_summer_and_winter(only_source):
    only_source.add(date(2026, 7, 1), to=[ann()], offsets=(0,))
    only_source.add(date(2026, 12, 1), to=[ann()], offsets=(0,))

    assert services.send_reminders(now=datetime(2026, 6, 30, 22, 59, tzinfo=UTC)) == 0
    assert services.send_reminders(now=datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) == 1
    assert services.send_reminders(now=datetime(2026, 11, 30, 23, 59, tzinfo=UTC)) == 1  # the weekly one for July
    assert services.send_reminders(now=datetime(2026, 12, 1, 0, 0, tzinfo=UTC)) == 1


def test_a_new_due_date_starts_its_reminders_again(only_source):
    only_source.add(FRIDAY, to=[ann()])
    sweep(date(2026, 11, 18))
    only_source.deadlines.clear()
    only_source.add(FRIDAY + timedelta(days=7), to=[ann()])

    assert sweep(date(2026, 11, 19), date(2026, 11, 20)) == [0, 1]


def test_everyone_responsible_is_reminded_once_and_nobody_without_an_address(only_source):
    only_source.add(FRIDAY, to=[ann(), bob(), ann(), called("Cat Example")])

    assert sweep(FRIDAY) == [2]
    assert sorted(Notice.objects.values_list("email", flat=True)) == ["ann@example.org", "bob@example.org"]


def test_a_reminder_says_what_is_due_when_where_and_gives_the_link(only_source, settings):
    settings.SITE_URL = "https://compact.example.org"
    only_source.add(FRIDAY, title="Publish the draft minutes", to=[ann()])

    sweep(date(2026, 11, 18))

    notice = Notice.objects.get()
    assert notice.subject == "Due in 2 working days: Publish the draft minutes"
    assert notice.body == (
        "Hello Ann Example,\n\n"
        "This is due on Friday 20 November 2026 (in 2 working days):\n\n"
        "Publish the draft minutes\nExample board, 6 November\n\n"
        "Open it here:\nhttps://compact.example.org/there/1/\n\n"
        "If you have done this already, open the link and say so. Then we will not remind you again.\n\n"
        "Compact partnership\n"
    )


def test_a_late_reminder_says_how_late(only_source):
    only_source.add(FRIDAY, to=[ann()])

    sweep(date(2026, 11, 25))

    assert Notice.objects.get().subject == "3 working days late: Publish the minutes"
    assert "This was due on Friday 20 November 2026 (3 working days late):" in Notice.objects.get().body


def test_officers_do_not_read_the_reminders_of_a_private_source(only_source):
    engine.register(ListedDeadlines("test.private", private=True)).add(FRIDAY, to=[bob()])
    only_source.add(FRIDAY, to=[ann()])

    sweep(FRIDAY)

    assert sorted(Notice.objects.values_list("email", "private")) == [
        ("ann@example.org", False),
        ("bob@example.org", True),
    ]


def test_a_sweep_asks_once_per_batch_and_a_second_one_writes_nothing(only_source, django_assert_num_queries):
    UserFactory(officer=True)
    engine.register(ManyDeadlines(engine.BATCH * 3, FRIDAY))
    dates.bank_holidays()

    assert sweep(FRIDAY) == [engine.BATCH * 3]
    with django_assert_num_queries(3 + 3):  # in each batch: whom they mean, which reminders went out
        assert sweep(FRIDAY) == [0]


def test_a_sweep_over_more_deadlines_takes_no_more_memory(only_source):
    UserFactory(officer=True)
    peaks = []
    for batches in (4, 16):
        engine.register(ManyDeadlines(engine.BATCH * batches, FRIDAY))
        sweep(FRIDAY)
        tracemalloc.start()
        sweep(FRIDAY)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.3


def test_an_administrator_adds_a_bank_holiday_and_due_dates_count_it(
    fresh_holidays, django_capture_on_commit_callbacks
):
    administrator = User.objects.create_user("admin@example.org", is_administrator=True)
    assert dates.add_working_days(date(2026, 11, 24), 1) == date(2026, 11, 25)

    with django_capture_on_commit_callbacks(execute=True):
        services.add_bank_holiday(
            day=date(2026, 11, 25), name="A royal wedding", by=administrator, now=at(date(2026, 11, 1))
        )

    assert dates.add_working_days(date(2026, 11, 24), 1) == date(2026, 11, 26)


def test_an_officer_may_not_add_a_bank_holiday():
    officer = User.objects.create_user("officer@example.org", is_officer=True)

    with pytest.raises(PermissionDenied):
        services.add_bank_holiday(day=date(2026, 11, 25), name="Mine", by=officer, now=at(date(2026, 11, 1)))
