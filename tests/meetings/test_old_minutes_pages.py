"""The pages of old minutes: bringing in, checking line by line, keeping as a record, taking back."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from compact_portal.audit.models import AuditEvent
from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from compact_portal.publishing.models import Publication
from meetings.choices import ActionState, MeetingState
from meetings.demo import schema
from meetings.models import Action, Attendance, Decision, Meeting, OldAction, OldAttendee, OldDecision, OldMinutes
from meetings.services.old_minutes.checking import place_line
from meetings.services.old_minutes.keeping import changes_of, keep_as_record, take_back
from tests.factories.meetings import MeetingFactory
from tests.factories.old_minutes import MINUTES, read_in
from tests.factories.people import PersonFactory, UserFactory
from tests.meetings.seed_words import DEMO, RECORDS

pytestmark = pytest.mark.django_db
ADDRESS = "/meetings/old-minutes/"


@pytest.fixture
def old(committee, officer):
    return read_in(committee=committee, by=officer)


def line_with(old: OldMinutes, text: str):
    return next(line for line in old.lines.all() if text in line.text)


def keep(client, old, **answers):
    page = client.get(old.url("old-minutes-keep"))
    seen = page.context["form"].initial["seen"]
    return client.post(old.url("old-minutes-keep"), {"seen": seen, "becomes": "approved", **answers})


# --- Bringing in --------------------------------------------------------------


def test_many_files_and_a_pasted_text_come_in_at_once(signed_in, committee):
    files = [SimpleUploadedFile(f"{day}.txt", MINUTES.replace("3 March", f"{day} March").encode()) for day in (4, 5)]
    answers = {"committee": committee.pk, "files": files, "text": MINUTES}
    page = signed_in.post(f"{ADDRESS}bring-in/", answers, follow=True)
    assert "3 files will be read now" in page.text
    assert "3 files still to be read" in page.text and "data-progress" in page.text
    assert sorted(OldMinutes.objects.values_list("name", flat=True)) == ["4.txt", "5.txt", "Pasted text.txt"]


def test_a_file_that_is_here_already_is_named(signed_in, old, committee):
    again = SimpleUploadedFile("again.txt", MINUTES.encode())
    page = signed_in.post(f"{ADDRESS}bring-in/", {"committee": committee.pk, "files": [again]}, follow=True)
    assert "Here already, so not brought in again: “minutes-2015-03.txt”." in page.text
    assert OldMinutes.objects.count() == 1


def test_nothing_chosen_is_said_and_the_text_is_kept(signed_in, committee):
    page = signed_in.post(f"{ADDRESS}bring-in/", {"committee": committee.pk})
    assert "Choose a file, or paste the text" in page.text
    page = signed_in.post(f"{ADDRESS}bring-in/", {"text": "1. Welcome"})
    assert "1. Welcome" in page.text and not OldMinutes.objects.exists()


def test_a_file_that_is_too_large_is_named(signed_in, committee, settings):
    settings.UPLOAD_MAX_BYTES = 10
    file = SimpleUploadedFile("large.txt", MINUTES.encode())
    page = signed_in.post(f"{ADDRESS}bring-in/", {"committee": committee.pk, "files": [file]})
    assert "“large.txt” is" in page.text and "Choose files of 10\xa0bytes or less" in page.text


def test_the_list_says_where_each_file_stands_and_shows_one_state(signed_in, old, committee):
    read_in(b"PK\x03\x04", name="broken.docx", committee=committee)
    page = signed_in.get(ADDRESS)
    assert "damaged" in page.text and "No word differs" in page.text
    page = signed_in.get(f"{ADDRESS}?state=failed")
    assert "broken.docx" in page.text and "minutes-2015-03.txt" not in page.text
    assert "None of the files is in this state" in signed_in.get(f"{ADDRESS}?state=kept").text


def test_the_original_is_downloaded_as_it_came(signed_in, old):
    answer = signed_in.get(old.url("old-minutes-original"))
    assert answer.content == MINUTES.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="minutes-2015-03.txt"'


def test_a_file_is_removed_after_a_question(signed_in, old):
    assert "Do you want to remove" in signed_in.get(old.url("old-minutes-remove")).text
    signed_in.post(old.url("old-minutes-remove"))
    assert not OldMinutes.objects.exists()


# --- Checking -----------------------------------------------------------------


def test_every_line_of_the_original_stands_on_the_page_in_order(signed_in, old):
    text = signed_in.get(old.get_absolute_url()).text.partition('id="lines"')[2]
    places = [text.index(f"</span> {line}</div>") for line in old.lines.values_list("text", flat=True)]
    assert places == sorted(places)


def test_a_line_that_was_placed_wrongly_is_put_right(signed_in, old):
    line = line_with(old, "talked about")
    form = signed_in.get(old.url("old-line", line.position)).context["form"]
    answers = {"seen": form.initial["seen"], "taken_for": "decision"}
    assert signed_in.post(old.url("old-line", line.position), answers).status_code == 302
    assert OldDecision.objects.get(line=line).text == line.text
    line.refresh_from_db()
    assert (line.taken_for, line.missing, line.new) == ("decision", "", "")


def test_a_title_that_was_missed_opens_an_item(signed_in, old, officer, now):
    line = line_with(old, "talked about")
    answers = {"seen": 0, "taken_for": "item", "number": "2a", "title": "The year’s budget", "rest": ""}
    signed_in.post(old.url("old-line", line.position), answers)
    line.refresh_from_db()
    assert line.missing == "Board talked about the of the for a while"
    assert line.new == "2a s"
    page = signed_in.get(old.get_absolute_url()).text
    assert "Not in the record: Board talked about" in page
    assert "Words differ in 1 line" in page


def test_several_lines_become_the_same_at_once(old, officer, now):
    first = line_with(old, "Welcome")
    place_line(first, seen=0, taken_for="left-out", through=first.position + 2, by=officer, now=now)
    kinds = old.lines.filter(position__range=(first.position, first.position + 3)).values_list("taken_for", flat=True)
    assert list(kinds) == ["left-out", "left-out", "left-out", "text"]


@pytest.mark.parametrize("through", ["1", "9999", "x"])
def test_a_line_above_or_none_at_all_is_no_end(signed_in, old, through):
    answers = {"seen": 0, "taken_for": "left-out", "through": through}
    page = signed_in.post(old.url("old-line", 5), answers)
    assert "Error: " in page.text
    assert old.lines.get(position=5).taken_for != "left-out"


def test_words_that_a_correction_loses_or_adds_are_shown_until_they_are_put_right(signed_in, old):
    line = line_with(old, "talked about")
    url = old.url("old-line", line.position)
    signed_in.post(url, {"seen": 0, "taken_for": "text", "kept": "The Board debated the budget."})
    line.refresh_from_db()
    assert (line.missing, line.new) == ("talked about of the year for a while", "debated")
    signed_in.post(url, {"seen": 1, "taken_for": "text", "kept": line.text})
    assert "No word is missing and none is new" in signed_in.get(old.get_absolute_url()).text


def test_the_second_officer_is_told_and_gets_the_words_back(signed_in, old):
    line = line_with(old, "talked about")
    url = old.url("old-line", line.position)
    signed_in.post(url, {"seen": 0, "taken_for": "text", "kept": "What the first officer wrote."})
    late = signed_in.post(url, {"seen": 0, "taken_for": "text", "kept": "What the second officer wrote."})
    assert late.status_code == 409
    assert "What the second officer wrote." in late.text
    line.refresh_from_db()
    assert line.kept == "What the first officer wrote."


def test_two_officers_can_work_at_two_lines(signed_in, old):
    for text in ("welcomed everyone", "talked about"):
        line = line_with(old, text)
        answers = {"seen": 0, "taken_for": "text", "kept": line.text}
        assert signed_in.post(old.url("old-line", line.position), answers).status_code == 302


def test_someone_on_the_list_is_put_right_and_a_person_is_suggested_never_guessed(signed_in, old):
    robert = PersonFactory(name="Robert Sample")
    bob = OldAttendee.objects.get(name="Bob Sample")
    page = signed_in.get(old.url("old-attendee", bob.pk))
    assert "Robert Sample" in page.text and page.context["form"].initial["person"] is None
    answers = {"seen": 0, "name": "Bob Sample", "person": robert.pk, "status": "absent", "capacity": "member"}
    signed_in.post(old.url("old-attendee", bob.pk), answers)
    bob.refresh_from_db()
    assert (bob.person, bob.status) == (robert, "absent")


def test_what_was_not_read_is_added_at_its_line(signed_in, old):
    position = line_with(old, "welcomed").position
    signed_in.post(old.url("old-decision-new", position), {"seen": 0, "text": "Everyone is welcome.", "kind": "noted"})
    signed_in.post(old.url("old-action-new", position), {"seen": 0, "text": "Buy tea.", "owners": "Ann Demo"})
    answers = {"seen": 0, "name": "Dee New", "status": "present", "capacity": "guest"}
    signed_in.post(old.url("old-attendee-new", position), answers)
    assert OldDecision.objects.filter(line__position=position, text="Everyone is welcome.").exists()
    assert OldAction.objects.get(line__position=position).is_open is False
    assert line_with(old, "welcomed").new == "is Buy tea Dee New"


def test_a_decision_that_was_none_becomes_text_again(signed_in, old):
    decision = OldDecision.objects.get()
    signed_in.post(old.url("old-row-remove", "decision", decision.pk))
    line = line_with(old, "RESOLVED")
    assert (line.taken_for, line.kept, line.missing) == ("text", line.text, "")


def test_the_heading_is_put_right_and_the_checks_say_what_does_not_fit(signed_in, old, committee):
    MeetingFactory(committee=committee, date=old.date)
    answers = {
        "seen": 0,
        "committee": committee.pk,
        "title": old.title,
        "venue": old.venue,
        "date_day": "3",
        "date_month": "3",
        "date_year": "2015",
        "written_date": "Monday 3 March 2015",
        "next_meetings": old.next_meetings,
    }
    signed_in.post(old.url("old-minutes-heading"), answers)
    page = signed_in.get(old.get_absolute_url()).text
    assert "3 March 2015 was a Tuesday, not a Monday" in page
    assert "has a meeting on Tuesday 3 March 2015 in the portal" in page


def test_nobody_met_on_a_day_that_is_still_to_come(signed_in, old, committee):
    day = {"date_day": "3", "date_month": "3", "date_year": "2115"}
    answer = signed_in.post(old.url("old-minutes-heading"), {"seen": 0, "committee": committee.pk, **day})
    assert "The day they met must be today or in the past." in answer.text
    assert type(old).objects.get(pk=old.pk).date == old.date


# --- Keeping ------------------------------------------------------------------


def test_after_one_the_next_is_offered_until_all_are_checked(signed_in, old, committee):
    other = read_in(MINUTES.replace("3 March", "4 March"), name="<other>.txt", committee=committee)
    assert (
        f'href="{other.get_absolute_url()}">Check the next: &lt;other&gt;.txt</a>'
        in signed_in.get(keep(signed_in, old).url).text
    )
    assert "Check the next" not in signed_in.get(keep(signed_in, other).url).text


def test_the_record_reads_like_any_other_meeting_and_nobody_gets_mail(signed_in, client, old, committee):
    person = UserFactory(name="Somebody").person
    OldAttendee.objects.filter(name="Bob Sample").update(person=person)
    page = keep(signed_in, old)
    meeting = Meeting.objects.get()
    assert page.url == meeting.get_absolute_url()
    client.logout()
    text = client.get(page.url).text
    for words in ("Ann Demo welcomed everyone.", "that the budget be supported", "to publish the budget", "Cat Nemo"):
        assert words in text
    assert "Where the actions stand today" not in text, "nobody follows them"
    assert (meeting.state, str(meeting.date), meeting.venue) == (MeetingState.APPROVED, "2015-03-03", "the Town Hall")
    assert [(item.number, item.title) for item in meeting.items.in_order()] == [("1", "Welcome"), ("2", "Budget")]
    assert Decision.objects.public().get().kind == "resolved"
    action = Action.objects.public().get()
    assert (action.state, str(action.due_on), str(action.owners.get().person)) == ("past", "2015-04-01", "Somebody")
    told = client.get(action.get_absolute_url()).text
    assert "From old minutes" in told and "Done" not in told, "nobody has said so"
    assert "VTODO" not in client.get(f"{meeting.committee.get_absolute_url()}calendar.ics").text
    assert list(Attendance.objects.values_list("name", "status", "office")) == [
        ("Ann Demo", "present", "chair"),
        ("Bob Sample", "present", ""),
        ("Cat Nemo", "apologies", ""),
    ]
    assert Publication.objects.about(meeting).document("minutes").standard().count() == 1
    keep_all()
    send_reminders(now=timezone.now())
    assert (mail.outbox, Notice.objects.count()) == ([], 0)


def test_an_action_stays_open_only_where_the_officer_says_so(signed_in, old):
    action = OldAction.objects.get()
    answers = {"seen": 0, "text": action.text, "owners": action.owners, "due": action.due, "is_open": "on"}
    signed_in.post(old.url("old-action", action.pk), answers)
    keep(signed_in, old)
    kept = Action.objects.get()
    assert (kept.state, kept.due_on) == (ActionState.OPEN, None)  # its day went by long ago: it reminds nobody
    assert "1 April 2015" in kept.text
    assert "Where the actions stand today" in signed_in.get(kept.meeting.get_absolute_url()).text
    assert Notice.objects.count() == 0


def test_minutes_that_are_not_published_yet_wait_for_their_officer_in_the_portal(signed_in, client, old):
    page = keep(signed_in, old, becomes="later")
    meeting = Meeting.objects.get()
    assert page.url == meeting.url("desk") and meeting.state == MeetingState.IN_DRAFT
    assert not Action.objects.public().exists()
    assert signed_in.get(page.url).status_code == 200
    keep_all()
    send_reminders(now=timezone.now())
    assert Notice.objects.count() == 0
    client.logout()
    assert "welcomed everyone" not in client.get(meeting.get_absolute_url()).text


def test_words_that_differ_need_a_reason_which_the_trail_keeps(signed_in, old):
    line = line_with(old, "talked about")
    answers = {"seen": 0, "taken_for": "text", "kept": "The Board spoke."}
    signed_in.post(old.url("old-line", line.position), answers)
    page = keep(signed_in, old)
    assert "Error: " in page.text and not Meeting.objects.exists()
    keep(signed_in, old, reason="The minutes repeat themselves.")
    event = AuditEvent.objects.about(old).get(verb="kept as a record")
    assert event.details["reason"] == "The minutes repeat themselves."
    assert "<p>The Board spoke.</p>" in Meeting.objects.get().items.get(number="2").text


def test_a_meeting_that_is_there_already_is_said_and_nothing_is_made(signed_in, old, committee):
    there = MeetingFactory(committee=committee, date=old.date)
    page = keep(signed_in, old)
    assert "already has a meeting on 3 March 2015" in page.text
    assert list(Meeting.objects.all()) == [there]
    old.refresh_from_db()
    assert old.is_to_check


def test_what_a_colleague_changed_meanwhile_is_looked_at_first(signed_in, old, officer, now):
    page = signed_in.get(old.url("old-minutes-keep"))
    place_line(line_with(old, "welcomed"), seen=0, taken_for="left-out", by=officer, now=now)
    seen = page.context["form"].initial["seen"]
    late = signed_in.post(old.url("old-minutes-keep"), {"seen": seen, "becomes": "approved"})
    assert late.status_code == 409 and not Meeting.objects.exists()


def test_kept_twice_makes_one_record(signed_in, old):
    keep(signed_in, old)
    again = signed_in.post(old.url("old-minutes-keep"), {"seen": 3, "becomes": "approved"})
    assert again.status_code == 409
    assert Meeting.objects.count() == 1


def test_minutes_without_attendance_date_or_titles_are_kept_whole(signed_in, committee, officer):
    said = f"The Chair welcomed everyone, spoke of 5 < 6 & that, {'and went on to speak of more ' * 6}until late."
    old = read_in(said, committee=committee, by=officer)
    keep(signed_in, old, becomes="draft", reason="As it is.")
    meeting = Meeting.objects.get()
    assert meeting.date is None
    html = said.replace("5 < 6 & that", "5 &lt; 6 &amp; that")
    assert [item.text for item in meeting.items.all()] == [f"<p>{html}</p>"]
    assert signed_in.get(meeting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("becomes", ["approved", "draft"])
def test_what_is_published_of_old_minutes_says_nothing_of_todays_quorum(signed_in, client, committee, officer, becomes):
    committee.quorum = 9
    committee.save()
    keep(signed_in, read_in(committee=committee, by=officer), becomes=becomes)
    client.logout()
    page = client.get(Meeting.objects.get().get_absolute_url()).text
    assert "Ann Demo" in page and "uorate" not in page


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_the_real_minutes_become_the_items_that_were_written_down_by_hand(record, committee, officer, now):
    told = schema.read(record)
    source = DEMO / told["source"]
    old = read_in(source.read_bytes(), name=source.name, committee=committee, by=officer)
    meeting = keep_as_record(old, becomes="approved", reason="As it is.", seen=changes_of(old), by=officer, now=now)
    by_hand = [(line["number"].rstrip("."), line["level"]) for line in told["items"] if line["number"]]
    kept = [(item.number.rstrip("."), item.level) for item in meeting.items.in_order() if item.number]
    if record.stem.startswith("gloucester"):
        assert (kept[1], by_hand[1]) == (("2", 1), ("2", 2))  # the source writes 2. where it means 1.1
        kept[1] = by_hand[1]
    assert kept == by_hand


# --- Taking back --------------------------------------------------------------


def test_a_record_is_taken_back_and_can_be_kept_again(signed_in, client, old):
    keep(signed_in, old)
    address = Meeting.objects.get().get_absolute_url()
    page = signed_in.get(old.url("old-minutes-take-back"))
    signed_in.post(old.url("old-minutes-take-back"), {"seen": page.context["form"].initial["seen"]})
    old.refresh_from_db()
    assert old.is_to_check and old.meeting is None
    assert not Meeting.objects.exists() and not Publication.objects.public().exists()
    assert signed_in.get(address).status_code == 404
    keep(signed_in, old)
    assert signed_in.get(address).status_code == 200


@pytest.mark.parametrize("refers", ["following", "update"])
def test_a_record_that_something_refers_to_stays(old, officer, now, refers):
    meeting = keep_as_record(old, becomes="approved", seen=changes_of(old), by=officer, now=now)
    if refers == "following":
        MeetingFactory(committee=meeting.committee, previous=meeting)
    else:
        meeting.actions.get().updates.create(
            note="Done.", from_state="done", to_state="done", made_by=officer, made_at=now
        )
    with pytest.raises(ValidationError, match="so it stays"):
        take_back(old, by=officer, now=now)
    assert Meeting.objects.filter(pk=meeting.pk).exists()
