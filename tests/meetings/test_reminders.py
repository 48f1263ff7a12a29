"""One reminder lists everything a person has to do, once each time something falls due."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from compact_portal.deadlines.models import Reminded
from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from tests.disputes.test_killed import killed_everywhere
from tests.factories.meetings import ActionFactory, MeetingFactory
from tests.factories.people import MembershipFactory, PersonFactory, UserFactory

MONDAY = date(2026, 11, 16)


@pytest.fixture
def minutes(db):
    return MeetingFactory(committee__name="Example Board", draft_published=True, date=date(2026, 10, 7))


@pytest.fixture
def owner(db):
    return PersonFactory(name="Ada Example", email="ada@example.org")


def given(minutes, owner, text, due=None, **more):
    more |= {"due_on": due} if due else {"undated": True}
    return ActionFactory(item__meeting=minutes, owners=[owner], published=True, text=text, **more)


def sweep(day: date, hour: int = 9) -> int:
    return send_reminders(now=datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def reminders(email="ada@example.org"):
    return list(Notice.objects.filter(kind="reminder", email=email).order_by("pk"))


def test_one_email_lists_every_open_action_overdue_first_then_soon_then_the_rest(minutes, owner):
    given(minutes, owner, "Without a date.")
    given(minutes, owner, "In the spring.", date(2027, 4, 1))
    given(minutes, owner, "This week.", MONDAY + timedelta(days=2))
    given(minutes, owner, "Long ago.", MONDAY - timedelta(days=3))
    given(minutes, owner, "Done already.", MONDAY, done=True)
    assert sweep(MONDAY) == 1
    (reminder,) = reminders()
    assert reminder.subject == "Your 4 open actions, 1 overdue"
    body = reminder.body
    in_order = ["Hello Ada Example", "Overdue:", "Long ago.", "Due soon:", "This week.", "Later, or without a date:"]
    in_order += ["In the spring.", "Without a date.", "/by-link/"]
    assert sorted(in_order, key=body.index) == in_order
    assert "Done already." not in body


def test_through_six_weeks_of_sweeps_each_occasion_is_one_email(minutes, owner):
    """Two actions due on one Friday fall due together: as many emails as for one."""
    given(minutes, owner, "The first.", date(2026, 11, 20))
    given(minutes, owner, "The second.", date(2026, 11, 20))
    days = {}
    for n in range(42):
        day = date(2026, 11, 9) + timedelta(days=n)
        before = len(reminders())
        for hour in (0, 6, 12, 18):
            sweep(day, hour)
        if got := len(reminders()) - before:
            days[day] = got
    assert days == {
        date(2026, 11, 13): 1,  # five working days before
        date(2026, 11, 18): 1,
        date(2026, 11, 20): 1,
        date(2026, 11, 23): 1,
        date(2026, 11, 27): 1,
        date(2026, 12, 4): 1,  # weekly from then on
        date(2026, 12, 11): 1,
        date(2026, 12, 18): 1,
    }


def test_what_falls_due_later_the_same_day_is_not_lost(minutes, owner):
    given(minutes, owner, "The first.", MONDAY)
    sweep(MONDAY)
    given(minutes, owner, "Agreed at noon, due today.", MONDAY)
    assert sweep(MONDAY, 15) == 1
    assert "Agreed at noon" in reminders()[1].body


def test_a_settled_action_is_in_no_later_reminder_and_the_last_one_ends_them(minutes, owner):
    first, second = given(minutes, owner, "The first.", MONDAY), given(minutes, owner, "The second.", MONDAY)
    sweep(MONDAY)
    type(first).objects.filter(pk=first.pk).update(state="done", settled_at=minutes.minutes_published_at)
    sweep(MONDAY + timedelta(days=1))
    assert "The first." not in reminders()[1].body
    assert reminders()[1].subject.endswith("late: The second.")
    type(second).objects.filter(pk=second.pk).update(state="done", settled_at=minutes.minutes_published_at)
    assert [sweep(MONDAY + timedelta(days=n)) for n in range(2, 30)] == [0] * 28


def test_everyone_gets_their_own_and_nobody_elses(minutes, owner):
    lead = MembershipFactory(lead=True)
    given(minutes, owner, "For Ada.", MONDAY)
    given(minutes, lead.organisation, "For the club.", MONDAY)
    assert sweep(MONDAY) == 2
    assert "For the club." not in reminders()[0].body
    (of_lead,) = reminders(lead.user.email)
    assert "For the club." in of_lead.body and "For Ada." not in of_lead.body


def test_who_was_reminded_before_reminders_were_gathered_is_not_reminded_again(minutes, owner):
    action = given(minutes, owner, "The first.", MONDAY)
    Notice.objects.create(
        key=f"meetings.action:{action.pk}|reminder+0|{MONDAY}|ada@example.org",
        kind="reminder",
        email="ada@example.org",
        created_at=datetime(2026, 11, 16, 7, tzinfo=UTC),
        next_attempt_at=datetime(2026, 11, 16, 7, tzinfo=UTC),
    )
    assert sweep(MONDAY) == 0


def test_the_memory_holds_no_name(minutes, owner):
    given(minutes, owner, "The first.", MONDAY)
    sweep(MONDAY)
    assert all(len(one.key) == 64 and "ada" not in one.key for one in Reminded.objects.all())


def test_whose_sign_in_was_ended_is_not_reminded(minutes):
    user = UserFactory(deactivated=True)
    given(minutes, user.person, "The first.", MONDAY)
    assert sweep(MONDAY) == 0


@pytest.mark.django_db(transaction=True)
def test_a_run_killed_anywhere_reminds_once_in_the_end(minutes, owner):
    for text in ("The first.", "The second."):
        given(minutes, owner, text, MONDAY)
    run = partial(send_reminders, now=datetime(2026, 11, 16, 9, tzinfo=UTC))
    assert killed_everywhere(run) >= 1
    assert run() == 0
    (reminder,) = reminders()
    assert "The first." in reminder.body and "The second." in reminder.body
