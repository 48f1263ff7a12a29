from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse

from compact_portal.lists import PER_PAGE
from compact_portal.publishing.choices import PublicationState
from compact_portal.publishing.models import Publication
from meetings.services import minutes
from meetings.services.agenda import publish_agenda
from meetings.views.public import MOST_TO_COME
from tests.factories.meetings import (
    CommitteeFactory,
    ItemFactory,
    MeetingFactory,
    PaperFactory,
    SeatFactory,
    TermFactory,
)
from tests.factories.people import UserFactory
from tests.meetings.published import NOW, held_meeting, meeting_with_agenda, meeting_with_minutes

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)
ADDRESS = "/meetings/example-partnership/2015-01-12/"


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def as_officer(client):
    client.force_login(UserFactory(officer=True))
    return client


def page(client, address, status=200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def rendered(meeting, document="minutes"):
    """As if the worker had been: the bytes are not a real PDF."""
    Publication.objects.about(meeting).document(document).update(
        state=PublicationState.RENDERED, pdf=b"%PDF-1.7", sha256="a" * 64, pages=6, bytes=8, rendered_at=NOW
    )


# --- The calendar


def test_the_calendar_shows_meetings_to_come_soonest_first_and_past_ones_latest_first(client):
    old, older = MeetingFactory(date=date(2026, 5, 1)), MeetingFactory(date=date(2025, 5, 1))
    later, soon = MeetingFactory(date=date(2027, 5, 1)), MeetingFactory(date=TODAY)
    undated = MeetingFactory(undated=True)
    context = client.get("/meetings/").context
    assert list(context["to_come"]) == [soon, later]
    assert list(context["page"]) == [old, older]
    assert list(context["undated"]) == [undated]


def test_a_calendar_with_many_meetings_to_come_shows_the_soonest_and_says_that_there_are_more(client):
    committee = CommitteeFactory()
    days = [date(2027, 1, day) for day in range(1, MOST_TO_COME + 2)]
    for day in days:
        MeetingFactory(committee=committee, date=day)
    response = client.get("/meetings/")
    assert [meeting.date for meeting in response.context["to_come"]] == days[:-1]
    assert "More meetings are planned" in response.content.decode()


def test_the_calendar_says_what_to_expect_when_it_is_blank(client):
    assert "No meeting has been planned yet" in page(client, "/meetings/")


def test_only_officers_are_offered_to_plan_a_meeting(client):
    assert "Plan a meeting" not in page(client, "/meetings/")
    client.force_login(UserFactory(officer=True))
    assert "Plan a meeting" in page(client, "/meetings/")


def test_the_calendar_narrows_by_committee_year_and_state(client):
    wanted = MeetingFactory(date=date(2025, 5, 1), cancelled=True)
    MeetingFactory(date=date(2025, 5, 1))
    MeetingFactory(date=date(2024, 5, 1), committee=wanted.committee)
    address = f"/meetings/?committee={wanted.committee.slug}&year=2025&state=cancelled"
    assert list(client.get(address).context["page"]) == [wanted]


def test_nonsense_in_the_address_asks_for_nothing(client):
    held = MeetingFactory(date=date(2025, 5, 1))
    address = "/meetings/?committee=nobody&year=x&state=lost&page=minus-one&sort=shoe-size"
    assert list(client.get(address).context["page"]) == [held]


def test_the_second_page_of_the_calendar_goes_on_where_the_first_ended(client):
    committee = CommitteeFactory()
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(2 * PER_PAGE)]
    for day in days:
        MeetingFactory(committee=committee, date=day)
    first, second = client.get("/meetings/").context["page"], client.get("/meetings/?page=2").context["page"]
    assert [meeting.date for meeting in [*first, *second]] == sorted(days, reverse=True)
    assert (first.has_next, second.has_next) == (True, False)


def test_a_page_past_the_end_of_a_list_is_its_first(client):
    held = MeetingFactory(date=date(2024, 1, 1))
    page = client.get("/meetings/?page=99").context["page"]
    assert (list(page), page.number, page.has_next) == ([held], 1, False)


def test_the_calendar_downloads_as_csv(client):
    MeetingFactory(
        committee=CommitteeFactory(name="=Example", slug="example"), date=date(2025, 5, 1), venue="Example Hall"
    )
    response = client.get(reverse("meetings:calendar-csv"))
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[1] == (
        "'=Example,2025-05-01,17:00,18:45,Example Hall,Scheduled,http://localhost:8000/meetings/example/2025-05-01/"
    )
    assert response["Content-Disposition"] == 'attachment; filename="meetings.csv"'


# --- A committee


def test_a_committee_shows_who_sits_on_it_today_and_what_is_vacant(client):
    committee = CommitteeFactory()
    held = SeatFactory(constituency__committee=committee, constituency__name="Councillors")
    TermFactory(seat=held, person__name="Ada Example", office="chair")
    TermFactory(seat=held, person__name="Gone Example", starts_on=date(2001, 1, 1), ends_on=date(2009, 1, 1))
    SeatFactory(constituency=held.constituency)
    body = page(client, committee.get_absolute_url())
    assert "Ada Example <strong>(Chair)</strong>" in body
    assert "Gone Example" not in body
    assert body.count("<em>Vacant</em>") == 1


def test_attendance_figures_are_shown_only_if_the_committee_shows_them(client):
    meeting = held_meeting()
    term = TermFactory(seat__constituency__committee=meeting.committee)
    meeting.attendance.update(term=term)
    address = meeting.committee.get_absolute_url()
    assert client.get(address).context["figures"] == []
    minutes.publish_minutes(meeting, by=UserFactory(officer=True), now=NOW)
    (figure,) = client.get(address).context["figures"]
    assert (figure.meetings, figure.attended, figure.deputised) == (1, 1, 0)
    meeting.committee.shows_attendance_figures = False
    meeting.committee.save()
    assert "Attendance at the latest meetings" not in page(client, address)


def test_an_unknown_committee_is_a_404(client):
    page(client, "/meetings/nobody/", 404)


# --- A meeting


def test_before_the_agenda_the_page_says_when_and_where(client):
    meeting = MeetingFactory(date=date(2027, 5, 3))
    ItemFactory(meeting=meeting, title="Still secret")
    body = page(client, meeting.url())
    assert "Meeting, Monday 3 May 2027" in body
    assert "5pm to 6:45pm, Example Hall, 1 Example Street" in body
    assert "The agenda is not published yet" in body
    assert "Still secret" not in body


def test_before_the_minutes_the_page_is_the_published_agenda(client):
    meeting = meeting_with_agenda(date=date(2027, 5, 3))
    ItemFactory(meeting=meeting, title="Added since")
    body = page(client, meeting.url())
    assert "Agenda, Monday 3 May 2027" in body
    assert "Social value" in body
    assert "Added since" not in body


@pytest.mark.parametrize("page_of", ["", "agenda", "desk"])
def test_a_title_of_its_own_stands_with_the_day(client, page_of):
    client.force_login(UserFactory(officer=True))
    meeting = meeting_with_agenda(date=date(2027, 5, 3), title="Market Development Session")
    assert "Market Development Session" in page(client, meeting.url(page_of) if page_of else meeting.url())


def test_minutes_in_draft_are_for_nobody_but_officers_at_their_desk(client):
    meeting = held_meeting()
    body = page(client, meeting.url())
    assert "The minutes are not published yet. Until then, this is the agenda." in body
    assert "spoke of social value" not in body
    assert "Circulate the paper" not in body
    assert "Work on this meeting" not in body
    client.force_login(UserFactory(officer=True))
    body = page(client, meeting.url())
    assert meeting.url("desk") in body
    assert "spoke of social value" not in body


def test_published_minutes_show_attendance_decisions_and_actions(client):
    meeting_with_minutes()
    body = page(client, ADDRESS)
    assert '<h1 class="govuk-heading-l">Minutes, Monday 12 January 2015</h1>' in body
    for words in ("Ada Example", "spoke of social value", "Set up a group.", "Circulate the paper."):
        assert words in body


def test_a_confidential_item_shows_its_title_only(client):
    meeting = meeting_with_minutes()
    body = page(client, ADDRESS)
    assert "A tender" in body
    assert "lowest bid" not in body
    assert "Ring the bidder" not in body
    body = page(client, meeting.url("item", meeting.items.get(title="A tender").pk))
    assert "A tender" in body
    assert "lowest bid" not in body
    assert "Ring the bidder" not in body


def test_what_officers_change_after_publication_is_not_shown(client):
    meeting = meeting_with_minutes()
    officer = UserFactory(officer=True)
    minutes.revise_minutes(meeting, reason="A mistake.", by=officer, now=NOW)
    item = meeting.items.get(title="Social value")
    minutes.save_text(item, text="<p>Quite another text.</p>", based_on=1, by=officer, now=NOW)
    body = page(client, ADDRESS)
    assert "Quite another text" not in body
    assert "spoke of social value" in body
    assert "Draft minutes published" in body


def test_the_pdf_link_says_how_many_pages_and_how_big(client):
    rendered(meeting_with_minutes())
    assert f'<a class="govuk-link" href="{ADDRESS}minutes.pdf">PDF, 6 pages, 8\xa0bytes</a>' in page(client, ADDRESS)


def test_every_earlier_edition_stays_reachable(client):
    meeting = meeting_with_minutes()
    officer = UserFactory(officer=True)
    minutes.revise_minutes(meeting, reason="A mistake.", by=officer, now=NOW)
    minutes.publish_minutes(meeting, by=officer, now=NOW)
    shelf = client.get(ADDRESS).context["shelf"]
    assert [edition.number for edition in shelf.minutes] == [2, 1]
    body = page(client, ADDRESS)
    for edition in shelf.minutes:
        assert edition.get_absolute_url() in body


def test_a_cancelled_meeting_says_so_and_why(client):
    body = page(client, MeetingFactory(cancelled=True).url())
    assert "This meeting is cancelled.</strong> The Chair is ill." in body


def test_a_postponed_meeting_leads_to_its_new_day(client):
    new = MeetingFactory(date=date(2027, 3, 1))
    body = page(client, MeetingFactory(postponed=True, moved_to=new, committee=new.committee).url())
    assert "The venue is flooded." in body
    assert f'<a class="govuk-link" href="{new.url()}">It is now on Monday 1 March 2027</a>' in body


def test_a_record_without_a_date_has_a_page(client):
    meeting = MeetingFactory(undated=True, title="Example record")
    assert "Meeting, Example record" in page(client, f"/meetings/{meeting.committee.slug}/undated/")


@pytest.mark.parametrize("day", ["2015-02-31", "2015-1-12", "tomorrow", "undated"])
def test_a_day_on_which_nothing_was_held_is_a_404(client, day):
    meeting_with_agenda()
    page(client, f"/meetings/example-partnership/{day}/", 404)


def test_a_repeat_visit_to_published_minutes_answers_304(client):
    meeting_with_minutes()
    first = client.get(ADDRESS)
    assert client.get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_the_304_never_crosses_from_one_reader_to_another(client):
    meeting_with_minutes()
    first = client.get(ADDRESS)
    client.force_login(UserFactory(officer=True))
    assert client.get(ADDRESS, headers={"if-none-match": first["ETag"]}).status_code == 200


# --- Items, agenda, PDFs, papers


def test_an_item_has_a_page_between_its_neighbours(client):
    meeting = meeting_with_minutes()
    welcome, value, tender = meeting.items.in_order()
    body = page(client, value.get_absolute_url())
    assert "spoke of social value" in body
    assert "Set up a group." in body
    assert welcome.get_absolute_url() in body
    assert tender.get_absolute_url() in body


def test_an_item_nobody_published_has_no_page(client):
    meeting = meeting_with_agenda()
    added = ItemFactory(meeting=meeting)
    page(client, added.get_absolute_url(), 404)


def test_the_agenda_stays_readable_after_the_minutes_are_out(client):
    meeting = meeting_with_minutes()
    assert "Social value" in page(client, meeting.url("agenda"))


def test_without_a_published_agenda_there_is_no_agenda_page(client):
    page(client, MeetingFactory().url("agenda"), 404)


@pytest.mark.parametrize("name", ["agenda-pdf", "agenda-large-print", "minutes-pdf", "minutes-large-print"])
def test_a_pdf_is_there_once_it_is_published(client, name):
    page(client, MeetingFactory().url(name), 404)
    meeting = meeting_with_minutes()
    rendered(meeting, "agenda")
    rendered(meeting, "minutes")
    response = client.get(meeting.url(name))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_paper_downloads_as_what_it_is_once_the_agenda_is_out(client, files):
    meeting = MeetingFactory(date=date(2027, 5, 3))
    paper = PaperFactory(item=ItemFactory(meeting=meeting), title="Grants: report", added_at=NOW)
    page(client, paper.get_absolute_url(), 404)
    publish_agenda(meeting, by=UserFactory(officer=True), now=NOW)
    response = client.get(paper.get_absolute_url())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="grants-report.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == b"%PDF-1.7 example"


def test_a_paper_added_since_the_agenda_came_out_waits_for_the_next_edition(client, files):
    meeting = meeting_with_agenda()
    paper = PaperFactory(item=meeting.items.first(), added_at=datetime(2026, 1, 1, tzinfo=UTC))
    page(client, paper.get_absolute_url(), 404)


def test_a_paper_of_a_confidential_item_is_for_officers_only(client, files):
    meeting = meeting_with_minutes()
    paper = PaperFactory(item=meeting.items.get(title="A tender"), added_at=NOW)
    page(client, paper.get_absolute_url(), 404)
    client.force_login(UserFactory())
    page(client, paper.get_absolute_url(), 404)
    client.force_login(UserFactory(officer=True))
    response = client.get(paper.get_absolute_url())
    assert b"".join(response.streaming_content) == b"%PDF-1.7 example"


def test_a_paper_whose_file_is_gone_is_a_404(as_officer, files):
    paper = PaperFactory(file=ContentFile(b"x", name="x.pdf"))
    paper.file.storage.delete(paper.file.name)
    page(as_officer, paper.get_absolute_url(), 404)
