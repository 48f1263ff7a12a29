"""A bank holiday that is proclaimed late moves the dates of open disputes, and each timeline says so."""

from datetime import date

import pytest

from compact_portal.audit.verification import find_faults
from compact_portal.deadlines.models import BankHoliday
from compact_portal.deadlines.services import add_bank_holiday, remove_bank_holiday
from disputes.services import settling, stages
from disputes.services.holidays import write_down_bank_holidays
from disputes.timeline import timeline_of
from tests.factories.disputes import moment, raised, two_sides
from tests.factories.people import UserFactory
from tests.reading import text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("clock")]

#: Raised on Monday 2 November, due on Monday 16 November.
DAY, DUE = date(2026, 11, 2), date(2026, 11, 16)
NOW = moment(date(2026, 11, 4))


def add(day: date = DUE) -> BankHoliday:
    return add_bank_holiday(day=day, name="Jubilee", by=UserFactory(administrator=True), now=NOW)


def due_of(dispute) -> date:
    return stages.current_stage(dispute).clock.due


def lines(dispute) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.what, line.notes) for line in timeline_of(dispute) if "bank holiday" in line.what]


def test_the_date_moves_later_and_the_timeline_says_why(client, world, dispute):
    add()
    assert due_of(dispute) == date(2026, 11, 17)
    notes = ("On Monday 16 November 2026", "Due on Tuesday 17 November 2026", "Jubilee")
    assert lines(dispute) == [("A bank holiday was added", notes)]
    assert dispute.stages.get().original_due == DUE
    client.force_login(world.raiser)
    assert "A bank holiday was added" in text(client.get(dispute.get_absolute_url()))


def test_it_is_said_once_however_often_somebody_looks(dispute):
    add()
    assert write_down_bank_holidays(now=NOW) == 0
    assert len(lines(dispute)) == 1


def test_a_holiday_that_moves_nothing_is_not_said(dispute):
    add(date(2026, 11, 11))
    assert (lines(dispute), due_of(dispute)) == ([], DUE)


def test_a_dispute_raised_afterwards_was_counted_with_it(world):
    add()
    later = raised(two_sides(), on=DAY)
    write_down_bank_holidays(now=NOW)
    assert (lines(later), due_of(later)) == ([], date(2026, 11, 17))


def test_what_has_ended_stays_as_it_is(world, dispute):
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=NOW)
    add()
    assert lines(dispute) == []


def test_a_date_that_was_agreed_on_moves_too(world, dispute):
    later = date(2026, 11, 20)
    stages.ask_for_more_time(dispute, due=later, reason="To meet", by=world.raiser, now=moment(date(2026, 11, 3)))
    stages.answer_request_for_time(dispute, accepted=True, by=world.respondent, now=moment(date(2026, 11, 3)))
    add(later)
    assert (due_of(dispute), len(lines(dispute))) == (date(2026, 11, 23), 1)


def test_one_taken_back_is_said_too_and_can_come_again(dispute):
    remove_bank_holiday(add(), by=UserFactory(administrator=True), now=NOW)
    assert (due_of(dispute), [what for what, _ in lines(dispute)]) == (
        DUE,
        ["A bank holiday was taken back", "A bank holiday was added"],
    )
    add()
    assert len(lines(dispute)) == 3


def test_what_nobody_followed_the_hourly_look_finds(dispute, monkeypatch):
    monkeypatch.setattr("compact_portal.audit.following._followers", [])
    add()
    assert lines(dispute) == []
    assert write_down_bank_holidays(now=NOW) == 1
    assert list(find_faults()) == []
