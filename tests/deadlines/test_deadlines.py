from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from compact_portal.deadlines.deadlines import BankHolidaysRunOut
from compact_portal.people.models import User
from tests.kept import all_due, waiting_for

pytestmark = pytest.mark.django_db


def on(day):
    return time_machine.travel(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), tick=False)


def test_administrators_are_asked_for_new_bank_holidays_a_year_before_the_list_ends():
    administrator = User.objects.create_user("admin@example.org", name="Ada Admin", is_administrator=True)
    User.objects.create_user("gone@example.org", is_administrator=True, is_active=False, deactivated_at=timezone.now())

    with on(date(2027, 12, 20)):
        [deadline] = all_due(BankHolidaysRunOut())
        [waiting] = waiting_for(administrator, BankHolidaysRunOut())

    assert deadline.due == date(2027, 12, 27)
    assert [person.name for person in deadline.recipients] == ["Ada Admin"]
    assert waiting == deadline


def test_before_that_and_for_others_nothing_is_said():
    administrator = User.objects.create_user("admin@example.org", is_administrator=True)
    member = User.objects.create_user("member@example.org")

    with on(date(2027, 11, 20)):
        assert all_due(BankHolidaysRunOut()) == []
        assert waiting_for(administrator, BankHolidaysRunOut()) == []
    with on(date(2027, 12, 20)):
        assert waiting_for(member, BankHolidaysRunOut()) == []
        assert list(BankHolidaysRunOut().open(until=date(2027, 12, 26))) == []
