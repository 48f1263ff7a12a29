from datetime import date

import pytest

from compact_portal.deadlines.engine import Deadline
from compact_portal.deadlines.recipients import Recipient
from compact_portal.deadlines.reminders import Step, Steps, notice_key

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 11, 20)


def deadline(due=FRIDAY, **fields):
    return Deadline("test.thing:1", due, "Do it", "Somewhere", "/there/", (), **fields)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 11, 12), None),
        (date(2026, 11, 13), Step(-5)),
        (date(2026, 11, 17), Step(-5)),
        (date(2026, 11, 18), Step(-2)),
        (date(2026, 11, 20), Step(0)),
        (date(2026, 11, 23), Step(1)),
        (date(2026, 11, 26), Step(1)),
        (date(2026, 11, 27), Step(5)),
        (date(2026, 12, 3), Step(5)),
        (date(2026, 12, 4), Step(5, week=1)),
        (date(2026, 12, 10), Step(5, week=1)),
        (date(2026, 12, 11), Step(5, week=2)),
    ],
)
def test_each_step_is_reached_on_its_working_day_and_then_weekly(today, step):
    assert Steps(today).reached(deadline()) == step


def test_a_deadline_on_a_saturday_is_reached_the_monday_after():
    assert Steps(date(2026, 11, 20)).reached(deadline(date(2026, 11, 21))) == Step(-2)
    assert Steps(date(2026, 11, 23)).reached(deadline(date(2026, 11, 21))) == Step(1)


def test_steps_count_over_bank_holidays():
    after_christmas = deadline(date(2026, 12, 29))  # the 25th and the 28th are bank holidays

    assert Steps(date(2026, 12, 17)).reached(after_christmas) is None
    assert Steps(date(2026, 12, 18)).reached(after_christmas) == Step(-5)
    assert Steps(date(2026, 12, 23)).reached(after_christmas) == Step(-2)


def test_the_order_in_which_offsets_are_given_does_not_matter():
    assert Steps(FRIDAY).reached(deadline(offsets=(1, -5, 0))) == Step(0)


def test_a_key_holds_what_which_reminder_when_due_and_who():
    by_email = Recipient("Someone", "Some.One@example.org")
    signed_in = Recipient("Someone", "some.one@example.org", user_id=7)

    assert notice_key(deadline(), Step(-5), by_email) == "test.thing:1|reminder-5|2026-11-20|some.one@example.org"
    assert notice_key(deadline(), Step(5, week=2), signed_in) == "test.thing:1|reminder+5w2|2026-11-20|user:7"
