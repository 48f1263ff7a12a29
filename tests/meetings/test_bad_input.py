"""What officers may get wrong, or hostile input tries: a clear answer, what was typed kept, nothing half-saved."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Committee, Item, Meeting, Paper, Term
from meetings.services import minutes
from tests.factories.files import clean_pdf, pdf_with_a_script
from tests.factories.meetings import (
    PUBLISHED_AT,
    ActionFactory,
    AttendanceFactory,
    ItemFactory,
    MeetingFactory,
    SeatFactory,
    TermFactory,
)
from tests.factories.people import UserFactory
from tests.reading import text


def title(response) -> str:
    return unescape(re.search(r"<title>(.*?)</title>", response.content.decode(), re.S)[1])


def on(day: int, month: int, year: int, name: str = "date") -> dict:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def test_a_meeting_about_to_be_started_before_its_day_is_pointed_out(signed_in, meeting):
    warning = "This meeting is on Wednesday 2 December 2026. Today is Sunday 29 November 2026."
    with time_machine.travel(datetime(2026, 11, 29, 9, tzinfo=UTC)):
        assert warning in text(signed_in.get(meeting.url("step", "start")))
    with time_machine.travel(datetime(2026, 12, 2, 9, tzinfo=UTC)):
        assert "Warning" not in text(signed_in.get(meeting.url("step", "start")))


# --- Dates ----------------------------------------------------------------------


def test_a_date_that_does_not_exist_is_said_and_the_answers_are_kept(signed_in, committee):
    typed = on(31, 2, 2027) | {"starts_at": "5pm", "venue": "Example Hall"}
    response = signed_in.post("/meetings/example-board/plan/", typed)

    assert title(response).startswith("Error: Plan a meeting")
    assert "Date must be a real date" in text(response)
    kept = [f'name="{name}" value="{value}"' for name, value in (("date_day", 31), ("date_month", 2))]
    assert [each for each in [*kept, 'value="Example Hall"'] if each not in response.content.decode()] == []
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("5pm", "6.30", "The end must be after the start. If you mean 6:30pm, write 6:30pm."),
        ("10am", "9am", "The end must be after the start. If you mean 9pm, write 9pm."),
        ("5pm", "4pm", "The end must be after the start."),
        ("5pm", "3", "The end must be after the start."),
    ],
)
def test_an_end_before_the_start_says_how_to_write_the_evening(signed_in, committee, starts, ends, words):
    path = f"/meetings/{committee.slug}/plan/"
    page = text(signed_in.post(path, {"date": "2027-01-06", "starts_at": starts, "ends_at": ends}))
    assert words in page and ("If you mean" in words or "If you mean" not in page)


def test_a_second_meeting_on_one_day_is_refused_at_the_date(signed_in, meeting):
    response = signed_in.post("/meetings/example-board/plan/", on(2, 12, 2026) | {"starts_at": "5pm"})
    assert "Example Board already has a meeting on 2 December 2026. Choose another day." in text(response)
    assert Meeting.objects.count() == 1


def test_a_meeting_cannot_be_postponed_to_a_day_that_is_taken(signed_in, meeting):
    MeetingFactory(committee=meeting.committee, date=date(2026, 12, 9))
    typed = on(9, 12, 2026, "to") | {"seen": 0, "reason": "The hall is flooded."}
    response = signed_in.post(meeting.url("step", "postpone"), typed)
    assert title(response).startswith("Error: ")
    assert "Example Board already has a meeting on 9 December 2026. Choose another day." in text(response)
    assert Meeting.objects.get(pk=meeting.pk).state == "scheduled"


@pytest.mark.parametrize("day", ["2027-02-31", "tomorrow", "2027-1-1", "undated"])
def test_an_address_with_a_day_that_does_not_exist_is_not_found(signed_in, committee, day):
    assert signed_in.get(f"/meetings/example-board/{day}/desk/").status_code == 404


# --- Seats ----------------------------------------------------------------------


def test_a_term_that_overlaps_another_says_whose_and_keeps_the_answers(signed_in, committee):
    seat = SeatFactory(constituency=committee.constituencies.first())
    TermFactory(seat=seat, person__name="Bea Example", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    typed = {"person": "Dee Example"} | on(1, 6, 2026, "starts_on")
    response = signed_in.post(f"/meetings/example-board/seats/{seat.pk}/", typed)

    assert title(response).startswith("Error: ")
    assert "Bea Example holds this seat from 1 January 2026 to 31 December 2026." in text(response)
    assert 'value="Dee Example"' in response.content.decode()
    assert [term.person.name for term in Term.objects.filter(seat=seat)] == ["Bea Example"]


def test_a_term_that_ends_before_it_begins_is_refused(signed_in, committee):
    seat = SeatFactory(constituency=committee.constituencies.first())
    typed = {"person": "Dee Example"} | on(1, 6, 2026, "starts_on") | on(31, 5, 2026, "ends_on")
    response = signed_in.post(f"/meetings/example-board/seats/{seat.pk}/", typed)
    assert "The last day must be on or after the first." in text(response)
    assert not Term.objects.filter(seat=seat).exists()


def test_the_same_substitute_is_named_once(signed_in, committee):
    seat = committee.constituencies.first().seats.first()
    for _ in range(2):
        response = signed_in.post(f"/meetings/example-board/seats/{seat.pk}/substitute/", {"person": "Dee Example"})
        assert response.status_code == 302
    assert [str(each.person) for each in seat.substitutes.all()] == ["Dee Example"]


def test_a_seat_and_a_substitute_go_to_a_namesake_only_by_the_address_they_sign_in_with(signed_in, committee):
    namesake = UserFactory(name="Dee Example", email="dee@example.org").person
    seat = SeatFactory(constituency=committee.constituencies.first())
    typed = {"person": "Dee Example"} | on(1, 6, 2026, "starts_on") | on(31, 5, 2027, "ends_on")
    signed_in.post(f"/meetings/example-board/seats/{seat.pk}/", typed)
    for email in ("", "dee@example.org"):
        signed_in.post(f"/meetings/example-board/seats/{seat.pk}/substitute/", typed | {"email": email})
    holder = Term.objects.get(seat=seat).person
    assert holder != namesake
    assert {each.person for each in seat.substitutes.all()} == {holder, namesake}


# --- Text -----------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script><style>body{display:none}</style>"
    "<p onclick='alert(2)' style='color:red'>Ada <b>spoke</b>."
    "<img src=x onerror=alert(3)></p><iframe src='https://elsewhere.example'></iframe>"
    "<p><a href='javascript:alert(4)'>here</a> <a href='https://example.org'>there</a></p>"
)
LIST = "<ul><li>One</li><li>Two</li></ul>"
CLEAN = '<p>Ada <strong>spoke</strong>.</p><p><a>here</a> <a href="https://example.org">there</a></p>'


@pytest.mark.parametrize("page", ["minute", "minute-save"])
def test_scripts_and_styles_in_a_paste_are_gone_before_they_are_stored(signed_in, session, page):
    item = ItemFactory(meeting=session)
    response = signed_in.post(session.url(page, item.pk), {"text": HOSTILE, "revision": 0})
    assert response.status_code in (200, 302)
    assert Item.objects.get(pk=item.pk).text == CLEAN


@pytest.mark.parametrize("page", ["minute", "minute-save"])
def test_text_from_a_box_whose_editor_did_not_start_is_text(signed_in, session, officer, now, page):
    item = minutes.save_text(ItemFactory(meeting=session), text=LIST, based_on=0, by=officer, now=now)
    sent = {"text": "<b> First\n\n- One\n- Two", "text-stored": LIST, "revision": item.revision}
    signed_in.post(session.url(page, item.pk), sent)
    assert Item.objects.get(pk=item.pk).text == f"<p>&lt;b&gt; First</p>{LIST}"


def test_markup_in_names_and_titles_is_shown_as_it_was_typed(signed_in, meeting):
    signed_in.post(meeting.url("agenda-edit"), {"title": "<script>alert(1)</script>", "level": 1})
    page = signed_in.get(meeting.url("agenda-edit")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("revision", ["", "x", "-1", "99", "9" * 40])
def test_a_save_with_an_unknown_revision_never_overwrites(signed_in, session, officer, now, revision):
    item = ItemFactory(meeting=session)
    minutes.save_text(item, text="<p>Here first.</p>", based_on=0, by=officer, now=now)
    response = signed_in.post(session.url("minute-save", item.pk), {"text": "<p>Mine.</p>", "revision": revision})
    assert response.status_code in (409, 422)
    assert Item.objects.get(pk=item.pk).text == "<p>Here first.</p>"


# --- Files ----------------------------------------------------------------------


@pytest.fixture
def add_paper(signed_in, meeting, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    item = ItemFactory(meeting=meeting)

    def add(file):
        return signed_in.post(meeting.url("paper-add", item.pk), {"title": "The agenda", "file": file})

    return add


def test_a_pdf_renamed_docx_is_refused_with_the_reason(add_paper):
    response = add_paper(SimpleUploadedFile("agenda.docx", clean_pdf()))
    assert "“agenda.docx” is really a PDF. Rename it so that it ends in .pdf, or choose another file" in text(response)
    assert 'value="The agenda"' in response.content.decode()
    assert not Paper.objects.exists()


def test_an_upload_of_40_mb_is_refused_with_the_reason(add_paper):
    response = add_paper(SimpleUploadedFile("big.pdf", clean_pdf().ljust(2 * settings.UPLOAD_MAX_BYTES)))
    assert "The file is 40.0 MB. Choose one of 20.0 MB or less" in text(response).replace("\xa0", " ")
    assert not Paper.objects.exists()


def test_a_paper_that_is_what_it_says_is_taken(add_paper):
    assert add_paper(SimpleUploadedFile("agenda.pdf", clean_pdf(), "text/html")).status_code == 302
    assert [(paper.title, paper.content_type) for paper in Paper.objects.all()] == [("The agenda", "application/pdf")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf_with_a_script(), "This PDF contains a script. Save it without scripts and try again."),
        (b"%PDF-1.7\n%agenda", "This PDF is broken and cannot be opened. Save it as a PDF again and try again."),
        (b"MZ\x90\x00", "“agenda.pdf” is not a PDF, whatever its name says."),
    ],
)
def test_a_paper_that_would_harm_its_reader_is_refused_with_the_reason(add_paper, content, reason):
    response = add_paper(SimpleUploadedFile("agenda.pdf", content))
    assert reason in text(response)
    assert 'value="The agenda"' in response.content.decode()
    assert not Paper.objects.exists()


# --- Stale forms and wrong states -------------------------------------------------


def test_a_stale_form_changes_nothing_and_says_who_can(signed_in, meeting):
    seen = meeting.revision
    signed_in.post(meeting.url("step", "start"), {"seen": seen})
    response = signed_in.post(meeting.url("step", "cancel"), {"seen": seen, "reason": "Nobody can come."})
    assert response.status_code == 409
    assert "Someone else changed this meeting after you opened the page." in text(response)
    assert "is now “In session”. Partnership officers can change that." in text(response)


@pytest.mark.parametrize("verb", ["finish", "circulate", "publish", "revise"])
def test_a_step_from_a_wrong_state_changes_nothing_and_says_where_the_meeting_stands(signed_in, meeting, verb):
    for response in (
        signed_in.get(meeting.url("step", verb)),
        signed_in.post(meeting.url("step", verb), {"seen": meeting.revision, "reason": "Because."}),
    ):
        assert response.status_code == 409
        assert "is now “Scheduled”. Partnership officers can change that." in text(response)
    assert Meeting.objects.get().state == "scheduled"


#: What an officer's old page may still send after the draft is published: page, what it sends.
TOO_LATE = [
    ("decision-new", {"text": "Too late.", "kind": "agreed"}),
    ("action-new", {"text": "Too late.", "due_rule": "none"}),
    ("agenda-edit", {"title": "Too late", "level": 1}),
    ("item-edit", {"title": "Too late", "level": 1, "kind": "ordinary"}),
    ("item-move", {"to": "down"}),
    ("attendance-add", {"name": "Too Late", "capacity": "guest", "status": "present"}),
    ("attendance-details", {"name": "Too Late"}),
    ("attendance-remove", {}),
    ("declare", {"interest": "Too late."}),
    ("action-edit", {"text": "Too late.", "due_rule": "none"}),
    ("action-remove", {}),
]


@pytest.mark.parametrize(("page", "sent"), TOO_LATE)
def test_what_comes_after_publication_is_refused_and_not_half_saved(signed_in, session, officer, now, page, sent):
    item = ItemFactory(meeting=session, title="Item", minuted=True)
    line = session.attendance.first()
    line.status = "present"
    line.save()
    action = ActionFactory(item=item, text="Ring them.")
    minutes.finish_meeting(session, by=officer, now=now)
    minutes.publish_minutes(session, by=officer, now=now)

    about = {"attendance-details": line.pk, "attendance-remove": line.pk}
    about |= {"action-edit": action.pk, "action-remove": action.pk}
    rest = [] if page in ("agenda-edit", "attendance-add") else [about.get(page, item.pk)]
    response = signed_in.post(
        session.url(page, *rest), {**sent, **({"attendance": line.pk} if page == "declare" else {})}
    )

    assert response.status_code == 409
    assert "is now “Draft minutes published”. Partnership officers can change that." in text(response)
    assert [str(each) for each in session.items.all()] == [str(item)]
    assert list(session.attendance.values_list("name", flat=True)) == ["Ada Example", "Chris Example"]
    assert list(session.actions.values_list("text", flat=True)) == ["Ring them."]
    assert not item.decisions.exists()


# --- What officers slip on --------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ((1, 1, 2020), "That day has passed. Choose today or a later day."),
        ((2, 12, 2026), "The meeting is on that day"),
    ],
)
def test_a_meeting_is_not_moved_into_the_past_or_to_where_it_is(signed_in, meeting, day, answer):
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        typed = on(*day, "to") | {"seen": 0, "reason": "Slip of the hand"}
        assert answer in text(signed_in.post(meeting.url("step", "postpone"), typed))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.moved_to) == ("scheduled", None)


BEFORE_THE_MEETING = "The date must be 2 December 2026, the day of the meeting, or later"


@pytest.mark.parametrize(("day", "taken"), [((1, 12, 2026), False), ((2, 12, 2026), True), ((3, 12, 2026), True)])
def test_an_action_is_not_due_before_its_meeting(signed_in, session, day, taken):
    item = ItemFactory(meeting=session)
    typed = {"text": "Ring them.", "due_rule": "date"} | on(*day, "due_on")
    response = signed_in.post(session.url("action-new", item.pk), typed)
    assert (BEFORE_THE_MEETING in text(response)) is not taken
    assert session.actions.filter(due_on=date(*reversed(day))).exists() is taken


def test_a_date_before_the_meeting_that_is_on_record_stays_until_it_is_changed(signed_in, session):
    item = ItemFactory(meeting=session)
    action = ActionFactory(item=item, due_rule="date", due_on=date(2015, 2, 6))
    typed = {"text": "Ring them soon.", "due_rule": "date"}
    assert BEFORE_THE_MEETING in text(
        signed_in.post(session.url("action-edit", action.pk), typed | on(7, 2, 2015, "due_on"))
    )
    assert signed_in.post(session.url("action-edit", action.pk), typed | on(6, 2, 2015, "due_on")).status_code == 302
    action.refresh_from_db()
    assert (action.text, action.due_on) == ("Ring them soon.", date(2015, 2, 6))


def test_a_new_date_of_an_action_is_not_before_its_meeting_either(signed_in, session):
    action = ActionFactory(item=ItemFactory(meeting=session), published=True)
    typed = {"note": "It takes longer."} | on(1, 12, 2026, "on")
    assert BEFORE_THE_MEETING in text(signed_in.post(f"/actions/{action.pk}/date/", typed))
    assert not action.updates.exists()


def test_a_correction_names_an_item_that_is_there(signed_in, session):
    session.previous = MeetingFactory(committee=session.committee, date=date(2026, 10, 7), draft_published=True)
    session.save()
    ItemFactory(meeting=session.previous, number="4")
    typed = {"seen": session.previous.revision, "corrections": "4: £590,879\n99: no such item"}
    assert "There is no item 99 in these minutes" in text(signed_in.post(session.url("approve-previous"), typed))
    assert not session.previous.corrections.exists()


@pytest.mark.parametrize("state", ["scheduled", "agenda-published"])
def test_a_start_by_a_slip_of_the_hand_is_undone(signed_in, state):
    meeting = MeetingFactory(state=state, agenda_published_at=PUBLISHED_AT if state == "agenda-published" else None)
    TermFactory(seat__constituency__committee=meeting.committee)
    signed_in.post(meeting.url("step", "start"), {"seen": meeting.revision})
    meeting.refresh_from_db()
    assert meeting.attendance.count() == 1

    shown = text(signed_in.post(meeting.url("step", "undo-start"), {"seen": meeting.revision}, follow=True))

    meeting.refresh_from_db()
    assert "The start is undone" in shown
    assert (meeting.state, meeting.started_at, meeting.attendance.count()) == (state, None, 0)


def test_a_start_is_not_undone_once_somebody_is_marked(signed_in):
    meeting = MeetingFactory(in_session=True)
    AttendanceFactory(meeting=meeting)

    shown = text(signed_in.post(meeting.url("step", "undo-start"), {"seen": meeting.revision}))

    meeting.refresh_from_db()
    assert "so the start cannot be undone" in shown
    assert (meeting.state, meeting.attendance.count()) == ("in-session", 1)


@pytest.mark.parametrize("field", ["clear_days", "minutes_due_days", "quorum"])
def test_days_and_a_quorum_that_nobody_can_mean_are_refused(signed_in, field):
    typed = {"name": "Example Board", "kind": "board", "style": "narrative", "quorum": "0", field: "99999999"}
    page = signed_in.post("/meetings/committees/new/", typed).content.decode()
    assert "<title>Error: " in page
    assert not Committee.objects.filter(name="Example Board").exists()
