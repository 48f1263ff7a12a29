"""A meeting from its plan to the approval of its minutes: with a mouse, by keyboard alone, and without JavaScript."""

from datetime import UTC, date, datetime, time, timedelta
from email.header import decode_header, make_header
from io import BytesIO

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from compact_portal.dates import add_working_days, is_working_day
from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from compact_portal.notices.tasks import sweep_notices
from meetings.models import Meeting
from tests.journeys.hands import Keyboard, Mouse, WithoutScript
from tests.journeys.people import Officer, Visitor
from tests.rig.documents import pdf_faults
from tests.rig.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = date.today()
DUE = TODAY + timedelta(days=3)
SPOKEN = "Ada Example spoke of the night bus."
DECIDED = "To ask for a second night bus."
TO_DO = "Write to the bus company."
CORRECTION = "It was the last bus, not the night bus."


@pytest.mark.parametrize("kind", [Mouse, Keyboard, WithoutScript])
def test_a_meeting_from_agenda_to_approved_minutes(kind, give_hands, officer, board, mail, tmp_path):
    """Given a committee with two members and a template of three items."""
    olive, visitor = Officer(give_hands(kind)), Visitor(give_hands(kind))

    when_the_agenda_is_published(olive, officer, board)
    first = Meeting.objects.get()
    then_anyone_reads_the_agenda(visitor, first)

    when_the_meeting_is_minuted(olive, first)
    then_the_words_are_kept(olive, first)

    when_the_draft_is_published(olive, first)
    then_anyone_reads_page_and_pdf(visitor, first, tmp_path)
    then_the_owner_is_told_and_reminded(mail)
    then_the_dates_are_those_of_the_records()

    when_the_next_meeting_approves(olive, board, first)
    then_the_approved_edition_shows_the_correction(visitor, first, tmp_path)


def when_the_agenda_is_published(olive, officer, board):
    olive.signs_in(officer)
    olive.plans_a_meeting(board, TODAY)
    olive.sees("Community transport")
    olive.hands.follow("Back to the meeting")
    olive.publishes_the_agenda()


def then_anyone_reads_the_agenda(visitor, meeting):
    visitor.reads(meeting)
    visitor.sees("Agenda", "Welcome", "Community transport", "Any other business")


def when_the_meeting_is_minuted(olive, meeting):
    olive.goes_to_the_desk(meeting)
    olive.starts_the_meeting()
    olive.marks("Ada Example", "Present")
    olive.marks("Chris Example", "Apologies")
    olive.saves_the_attendance()
    olive.adds_a_deputy("Dee Example", for_member="Chris Example")
    olive.sees("Quorate: 2 present, 2 needed")

    olive.takes_minutes()
    olive.writes("1. Welcome", "The Chair welcomed everyone.")
    olive.goes_on()
    olive.writes("2. Community transport", SPOKEN)
    olive.records_a_decision(DECIDED)
    olive.records_an_action(TO_DO, who="Ada Example", by_when=DUE)
    olive.records_an_action("Count the passengers.", who="Dee Example", by_when="In a year")
    olive.goes_on()
    olive.writes("3. Any other business", "There was none.")


def then_the_words_are_kept(olive, meeting):
    olive.page.reload()
    expect(olive.page.get_by_role("textbox", name="Minute of 3. Any other business")).to_contain_text("There was none.")
    assert [item.text for item in meeting.items.in_order()] == [
        "<p>The Chair welcomed everyone.</p>",
        f"<p>{SPOKEN}</p>",
        "<p>There was none.</p>",
    ]


def when_the_draft_is_published(olive, meeting):
    olive.goes_on()
    olive.ends_the_meeting()
    olive.publishes_the_minutes()


def then_anyone_reads_page_and_pdf(visitor, meeting, folder):
    visitor.reads(meeting)
    visitor.sees(SPOKEN, DECIDED, TO_DO, "Dee Example", "Apologies")
    assert {"Draft", SPOKEN, DECIDED, TO_DO} <= said_in(visitor.downloads("PDF"), folder)
    assert {SPOKEN} <= said_in(visitor.downloads("Large print"), folder)


def said_in(pdf: bytes, folder) -> set[str]:
    """Those of our sentences that stand in the PDF, which both validators must pass."""
    assert pdf_faults(pdf, folder) == []
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    return {words for words in ("Draft", SPOKEN, DECIDED, TO_DO, CORRECTION) if words.lower() in text.lower()}


def then_the_owner_is_told_and_reminded(mail):
    wait_for(lambda: f"An action for you: {TO_DO}" in letters_to("ada@example.org", mail), "the letter to the owner")
    reminders_go_out_on(DUE if is_working_day(DUE) else add_working_days(DUE, -1))
    wait_for(
        lambda: any(subject.startswith("Due ") and TO_DO in subject for subject in letters_to("ada@example.org", mail)),
        "the reminder to the owner",
    )


def reminders_go_out_on(day: date) -> None:
    """As if it were that morning. The worker has its own clock, so what waits for that day is put before it now."""
    send_reminders(now=datetime.combine(day, time(9), tzinfo=UTC))
    Notice.objects.filter(next_attempt_at__gt=timezone.now()).update(next_attempt_at=timezone.now())
    sweep_notices.delay()


def letters_to(address: str, mail) -> list[str]:
    return [str(make_header(decode_header(each["Subject"]))) for each in mail.messages if each["To"] == address]


def then_the_dates_are_those_of_the_records():
    """Nothing of what was done is left for the hourly look to mend."""
    assert keep_all() == 0


def when_the_next_meeting_approves(olive, board, first):
    olive.plans_a_meeting(board, TODAY + timedelta(weeks=8))
    olive.hands.follow("Back to the meeting")
    olive.takes_the_step("Start the meeting")
    olive.goes_to_the_desk(Meeting.objects.exclude(pk=first.pk).get())
    olive.approves_the_last_minutes(first, correction=f"2: {CORRECTION}")


def then_the_approved_edition_shows_the_correction(visitor, first, folder):
    visitor.reads(first)
    visitor.sees("Minutes approved", SPOKEN, "Corrections", CORRECTION)
    assert said_in(visitor.downloads("PDF"), folder) == {SPOKEN, DECIDED, TO_DO, CORRECTION}
