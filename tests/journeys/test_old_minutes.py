"""Real minutes from their file to a record that everyone can search: with a mouse, and by keyboard alone without
JavaScript on a narrow screen."""

import pytest
from playwright.sync_api import expect

from compact_portal.notices.models import Notice
from meetings.models import Action, Meeting, OldMinutes
from tests.journeys.hands import KeysWithoutScript, Mouse
from tests.journeys.people import Officer
from tests.meetings.seed_words import DEMO
from tests.rig.waiting import wait_for

pytestmark = pytest.mark.browser

SEED = DEMO / "sources" / "redbridge-partnership-minutes.txt"
BROKEN = {"name": "broken.docx", "mimeType": "application/zip", "buffer": b"PK\x03\x04 once a document"}
REASON = "The labels of the list are not repeated."


@pytest.mark.parametrize("hands", [Mouse, KeysWithoutScript])
def test_a_file_becomes_a_record(give_hands, mail, board, officer, hands):
    olive = Officer(give_hands(hands))
    olive.signs_in(officer)
    when_two_files_are_brought_in(olive, board)
    then_one_is_read_and_the_other_says_what_is_wrong(olive)
    when_the_draft_is_opened(olive)
    and_its_missing_day_is_put_right(olive)
    and_a_line_is_said_to_be_a_decision(olive)
    and_it_is_kept_as_approved_minutes(olive)
    then_anyone_reads_it(give_hands(hands), mail)
    when_the_record_is_taken_back(olive)
    then_it_is_to_be_checked_again(olive)


def when_two_files_are_brought_in(olive, board):
    olive.hands.open("/meetings/")
    olive.hands.follow("Old minutes")
    olive.sees("Nothing has been brought in yet.")
    olive.hands.press("Bring in old minutes")
    olive.hands.select("Whose minutes are they?", board.name)
    seed = {"name": SEED.name, "mimeType": "text/plain", "buffer": SEED.read_bytes()}
    olive.page.get_by_label("Files (optional)").set_input_files([seed, BROKEN])
    olive.hands.press("Bring them in")
    olive.sees("2 files will be read now.")


def then_one_is_read_and_the_other_says_what_is_wrong(olive):
    wait_for(lambda: not OldMinutes.objects.waiting().exists(), "the files to be read")
    olive.hands.open("/meetings/old-minutes/")
    olive.sees("Could not be read (1)")
    olive.sees("damaged and cannot be opened")
    olive.sees("To check (1)")


def when_the_draft_is_opened(olive):
    olive.hands.follow(SEED.name)
    olive.is_at(f"Check “{SEED.name}”")
    olive.sees("12 January 2014 was a Sunday, not a Monday.")
    olive.sees("Councillor Bhamra, present")


def and_its_missing_day_is_put_right(olive):
    olive.hands.follow("Change the heading")
    olive.hands.fill("Day", "12")
    olive.hands.fill("Month", "1")
    olive.hands.fill("Year", "2015")
    olive.hands.press("Save")
    olive.sees("Monday 12 January 2015")


def and_a_line_is_said_to_be_a_decision(olive):
    line = OldMinutes.objects.get(name=SEED.name).lines.get(text__startswith="There were none")
    olive.hands.follow(f"Change line {line.position}")
    olive.is_at(f"Line {line.position}")
    olive.hands.choose("Decision", of="What is this line?")
    olive.hands.press("Save")
    expect(olive.page.locator(f"#{line.anchor} .p-decision")).to_contain_text("There were none.")


def and_it_is_kept_as_approved_minutes(olive):
    olive.hands.press("Keep as a record")
    olive.is_at(f"Keep “{SEED.name}” as a record")
    olive.hands.choose("Publish them as approved minutes", of="What are these minutes?")
    if olive.page.get_by_label("Why may words differ from the original?").count():
        olive.hands.fill("Why may words differ from the original?", REASON)
    olive.hands.press("Keep as a record")
    olive.sees("The minutes are kept as a record. Nobody was sent an email.")


def then_anyone_reads_it(visitor, mail):
    meeting = Meeting.objects.get()
    visitor.open(meeting.get_absolute_url())
    main = visitor.page.get_by_role("main")
    for words in ("Jon Pushkin welcomed everyone", "Domestic Violence: a voluntary sector response", "Shila Barber"):
        expect(main).to_contain_text(words)
    visitor.open("/decisions/")
    expect(main).to_contain_text("These were agreed to be an accurate record.")
    assert not Action.objects.open().exists()
    assert (mail.received, Notice.objects.count()) == ([], 0)


def when_the_record_is_taken_back(olive):
    olive.hands.open(OldMinutes.objects.get(name=SEED.name).get_absolute_url())
    olive.hands.follow("Take it back")
    olive.hands.press("Take it back")
    olive.sees("The record is taken back.")


def then_it_is_to_be_checked_again(olive):
    olive.is_at(f"Check “{SEED.name}”")
    assert not Meeting.objects.exists()
