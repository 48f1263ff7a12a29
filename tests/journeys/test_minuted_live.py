"""The Leicester minutes, typed live by keyboard through a network drop: the PDF says what the seed says."""

import re
from html import unescape

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from compact_portal.publishing import rendering
from compact_portal.publishing.models import Publication
from meetings.choices import MeetingState
from meetings.demo import load, schema
from meetings.models import Committee, Item, Meeting
from tests.factories.people import UserFactory
from tests.journeys.hands import Keyboard
from tests.journeys.people import Officer, Visitor
from tests.meetings.seed_words import DEMO
from tests.rig.documents import read_aloud

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECORD = DEMO / "minutes" / "leicester-delivery-group-minutes.yaml"
PIECES = re.compile(r"(<strong>|</strong>)")
WHY = "The minutes keep what was said as it was said."
DROPPED_AT = "GC: And financial standing?"


def the_pdf_of_the_seed() -> bytes:
    """The seed's minutes as they are published. Its committee then makes way for the one that is minuted here."""
    meeting = load.load_file(RECORD, by=UserFactory(officer=True), now=timezone.now())
    edition = Publication.objects.about(meeting).document("minutes").latest()
    Committee.objects.update(slug="seed", name="Seed", short_name="Seed")
    return rendering.pdf_of(rendering.html_of(edition))


def in_session(record: dict, *, by) -> Meeting:
    """The same meeting before anybody has typed a word, and nobody on the list is marked yet."""
    committee = load.load_committee(record["committee"], by=by, now=timezone.now())
    meeting = load.load_meeting(record, committee, now=timezone.now())
    Meeting.objects.filter(pk=meeting.pk).update(
        state=MeetingState.IN_SESSION, started_at=timezone.now(), finished_at=None
    )
    load.load_attendance(record, meeting)
    meeting.attendance.update(status="expected")
    for position, line in enumerate(record["items"], start=1):
        fields = {name: line[name] for name in ("number", "title", "level")}
        Item.objects.create(meeting=meeting, position=position, **fields)
    return Meeting.objects.get(pk=meeting.pk)


def test_the_leicester_minutes_typed_live_say_what_the_seed_says(give_hands, officer, mail, tmp_path):
    """Given the agenda and the attendance list of the meeting."""
    seed, record = the_pdf_of_the_seed(), schema.read(RECORD)
    assert sum(line["html"].count(DROPPED_AT) for line in record["items"]) == 1
    meeting = in_session(record, by=officer)
    olive = Officer(give_hands(Keyboard))
    when_everyone_is_marked(olive, officer, meeting, record)
    for line in record["items"]:
        when_an_item_is_typed(olive, line)
        olive.goes_on()
    when_the_minutes_are_published(olive)
    then_the_pdf_says_what_the_seed_says(Visitor(give_hands(Keyboard)), meeting, seed, tmp_path)


def when_everyone_is_marked(olive, officer, meeting, record):
    olive.signs_in(officer)
    olive.hands.open(meeting.url("minutes"))
    page = olive.page
    expect(page.get_by_role("textbox", name="Minute of")).to_be_focused()
    page.keyboard.press("Control+Shift+L")
    for line in record["attendance"]["lines"]:
        page.keyboard.type(line["initials"])
        page.keyboard.press("Enter")
        expect(page.locator("#who-match")).to_have_text(f"{line['name']} is here.")
    keep_initials(olive)


def keep_initials(olive):
    """These minutes have "DP:" and not the name."""
    summary = olive.page.locator("#shortcuts summary")
    olive.hands.reach(summary)
    olive.page.keyboard.press("Enter")
    olive.hands.reach(olive.page.get_by_label("Initials and a colon become the name of the speaker"))
    olive.page.keyboard.press("Space")
    olive.page.reload()


def when_an_item_is_typed(olive, line):
    page = olive.page
    box = page.get_by_role("textbox", name=f"Minute of {line['number']}. {line['title']}")
    expect(box).to_be_focused()
    for action in line["actions"]:
        page.keyboard.type(action["text"])
        page.keyboard.press("Control+Shift+A")
        expect(page.locator("#outcome-said")).to_contain_text("is added: PG")
    paragraphs = re.findall(r"<p>(.*?)</p>", line["html"], re.DOTALL)
    for number, paragraph in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        if DROPPED_AT in paragraph:
            page.context.set_offline(True)
        types(page, paragraph)
        if DROPPED_AT in paragraph:
            expect(page.locator("#save-state")).to_contain_text("Your words are still here; trying again.")
            page.context.set_offline(False)
    expect(page.locator("#save-state")).to_have_text(re.compile("^Saved at"))


def types(page, html: str) -> None:
    """With Ctrl B before and after what is bold."""
    for piece in PIECES.split(" ".join(html.split())):
        if PIECES.match(piece):
            page.keyboard.press("Control+b")
        else:
            page.keyboard.type(unescape(piece))


def when_the_minutes_are_published(olive):
    olive.ends_the_meeting()
    olive.takes_the_step("Publish the draft minutes", because=("Why publish all the same?", WHY))
    olive.sees("The draft minutes are published.")


def then_the_pdf_says_what_the_seed_says(visitor, meeting, seed, folder):
    visitor.reads(meeting)
    assert heard(visitor.downloads("PDF"), folder) == heard(seed, folder)


def heard(pdf: bytes, folder) -> list[str]:
    """Its words, in the order in which a screen reader says them."""
    said = re.findall(r"\w+", read_aloud(pdf, folder))
    assert len(said) > 1000
    return said
