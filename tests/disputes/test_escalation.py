"""The chair learns that a dispute is late: the reference and the days, once, on a working day."""

from datetime import date

import pytest
import time_machine

from compact_portal.notices.models import Notice
from compact_portal.partnership.models import Partnership
from disputes.services import settling, stages
from disputes.tasks import tell_chair
from tests.factories.disputes import moment

pytestmark = pytest.mark.django_db

CHAIR = "chair@example.org"
#: Raised on Monday 2 November, due on Monday 16 November: five working days later it is Monday 23 November.
LATE = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def chair(db):
    Partnership.objects.update_or_create(pk=1, defaults={"chair_email": CHAIR})


def told_on(day: date) -> list[Notice]:
    with time_machine.travel(moment(day), tick=False):
        tell_chair()
    return list(Notice.objects.filter(kind="disputes.chair"))


@pytest.mark.parametrize("day", [date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 22)])
def test_not_before_five_working_days_nor_on_a_sunday(dispute, day):
    assert told_on(day) == []


def test_once_and_nothing_but_the_reference_and_the_days(dispute, world):
    (notice,) = told_on(LATE)
    assert notice.email == CHAIR
    assert notice.body == f"Hello,\n\nDispute {dispute.reference} is 5 working days past its date."
    assert told_on(LATE) == told_on(date(2026, 11, 24)) == [notice]


def test_a_run_that_was_missed_is_made_up_for(dispute):
    (notice,) = told_on(date(2026, 11, 26))
    assert "is 8 working days past its date" in notice.body


def test_a_later_date_that_passes_too_is_another_matter(dispute, world):
    told_on(LATE)
    now = moment(LATE)
    with time_machine.travel(now, tick=False):
        stages.ask_for_more_time(dispute, due=date(2026, 11, 30), reason="Ill", by=world.raiser, now=now)
    assert len(told_on(date(2026, 12, 8))) == 1  # nobody agreed: the date is the old one


@pytest.mark.parametrize("end", [settling.withdraw_dispute, stages.pause_clock])
def test_what_has_ended_or_stands_still_is_not_late(dispute, world, end):
    end(dispute, reason="In order", by=world.raiser, now=moment(date(2026, 11, 3)))
    assert told_on(LATE) == []


def test_without_an_address_nobody_is_told(dispute):
    Partnership.objects.update(chair_email="")
    assert told_on(LATE) == []
