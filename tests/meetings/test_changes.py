"""What changed from the draft minutes to the approved ones: published words; officers from the circulated draft too."""

import re
from datetime import date

import pytest

from meetings.models import Meeting
from meetings.queries.changes import changes_between
from meetings.services import minutes
from tests.factories.meetings import MeetingFactory
from tests.factories.people import UserFactory
from tests.meetings.published import NOW, approved_after_a_change, held_meeting, meeting_with_minutes
from tests.reading import text

pytestmark = pytest.mark.django_db


def marked(page, tag: str) -> list[str]:
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", page.content.decode(), re.DOTALL)
    return [re.sub(r"<span.*?</span>", "", each).strip() for each in found]


def test_everyone_reads_what_changed_word_by_word_with_the_register(client):
    meeting = approved_after_a_change()
    page = client.get(meeting.url("changes"))
    assert (marked(page, "del"), marked(page, "ins")) == (["Example"], ["Sample"])
    said = text(page)
    assert "Changed: 2. Social value" in said and "Changed: 1. Welcome" not in said
    assert "It was Ross Sample who spoke." in said and "[new:]" in said
    assert "The lowest bid" not in said and "circulated" not in said
    assert f'href="{meeting.url("changes")}"' in client.get(meeting.url()).content.decode()


def test_there_is_nothing_to_compare_before_approval(client):
    meeting = meeting_with_minutes()
    assert client.get(meeting.url("changes")).status_code == 404
    assert "What changed" not in text(client.get(meeting.url()))


def test_only_officers_begin_at_the_draft_that_was_circulated(client):
    officer = UserFactory(officer=True)
    held = minutes.circulate_minutes(held_meeting(), by=officer, now=NOW)
    value = held.items.get(title="Social value")
    minutes.save_text(value, text="<p>Nobody spoke.</p>", based_on=value.revision, by=officer, now=NOW)
    minutes.publish_minutes(held, by=officer, now=NOW)
    following = MeetingFactory(committee=held.committee, date=date(2015, 3, 2), in_session=True, previous=held)
    meeting = minutes.approve_minutes(held, approved_by=following, corrections=[], by=officer, now=NOW)
    address = f"{meeting.url('changes')}?from=circulated"
    assert client.get(address).status_code == 404
    client.force_login(officer)
    assert "Ross Example spoke" in " ".join(marked(client.get(address), "del"))
    assert Meeting.objects.get(pk=meeting.pk).corrections.count() == 0


def test_an_item_that_came_or_went_stands_whole():
    item = {"anchor": "item-1", "number": "1", "title": "Welcome", "html": "<p>All came.</p>"}
    (added,), (gone,) = (
        changes_between({"items": []}, {"items": [item]}),
        changes_between({"items": [item]}, {"items": []}),
    )
    assert (added.what, gone.what) == ("Added", "Taken out")
    assert added.words[0][0] == "ins" and "All came." in gone.words[0][1]
