"""The day of an action of old minutes, once they are kept as a record."""

import pytest

from meetings.models import Action, OldAction
from meetings.services.old_minutes.keeping import changes_of, keep_as_record
from tests.factories.old_minutes import read_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(committee, officer):
    return read_in(committee=committee, by=officer)


@pytest.mark.parametrize(
    ("due", "day", "text"),
    [
        ("20/10/15", "2015-10-20", "to publish the budget"),
        ("by 20.10.2015", "2015-10-20", "to publish the budget"),
        ("1 April 2015", "2015-04-01", "to publish the budget"),
        ("1 April 2015, if she can", "2015-04-01", "to publish the budget (1 April 2015, if she can)"),
        ("32/10/15", "None", "to publish the budget (32/10/15)"),
        ("Next meeting", "None", "to publish the budget (Next meeting)"),
    ],
)
def test_the_day_of_an_action_stands_once(old, officer, now, due, day, text):
    OldAction.objects.update(text="to publish the budget", due=due)
    keep_as_record(old, becomes="approved", reason="As it is.", seen=changes_of(old), by=officer, now=now)
    kept = Action.objects.get()
    assert (str(kept.due_on), kept.text) == (day, text)


def test_the_day_of_an_action_that_reminds_nobody_stays_in_its_words(old, officer, now):
    OldAction.objects.update(text="to publish the budget", due="20/10/15", is_open=True)
    keep_as_record(old, becomes="approved", reason="As it is.", seen=changes_of(old), by=officer, now=now)
    kept = Action.objects.get()
    assert (kept.due_on, kept.text) == (None, "to publish the budget (20/10/15)")
