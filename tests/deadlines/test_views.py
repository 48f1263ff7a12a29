import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from compact_portal import dates
from compact_portal.deadlines import engine, services
from compact_portal.deadlines.models import BankHoliday, CalendarFeed
from compact_portal.lists import PER_PAGE
from compact_portal.people.models import User
from tests.factories.deadlines import ListedDeadlines, responsible

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def officer():
    return User.objects.create_user("officer@example.org", name="Olu Officer", is_officer=True)


@pytest.fixture
def member():
    return User.objects.create_user("member@example.org", name="Mel Member")


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def as_member(client, member):
    client.force_login(member)
    return client


def shown(response):
    return [deadline.title for deadline, _ in response.context["rows"]]


@pytest.fixture
def three(only_source, officer, member):
    only_source.add(TODAY - timedelta(days=1), title="Officer's late one", to=[responsible(officer)])
    only_source.add(TODAY, title="Member's today", to=[responsible(member)])
    only_source.add(TODAY + timedelta(days=1), title="Nobody's tomorrow", how="Counted by hand.")
    return only_source


def test_an_officer_sees_everybodys_due_dates_soonest_first(as_officer, three):
    assert shown(as_officer.get("/due/")) == ["Officer's late one", "Member's today", "Nobody's tomorrow"]


def test_a_member_sees_only_their_own(as_member, three):
    assert shown(as_member.get("/due/")) == ["Member's today"]


def test_a_member_cannot_ask_for_someone_elses(as_member, three):
    assert shown(as_member.get("/due/?person=officer@example.org")) == ["Member's today"]


def test_an_officer_does_not_see_what_is_private_to_others_but_their_own(as_officer, officer, member, three):
    private = engine.register(ListedDeadlines("test.private", private=True))
    private.add(TODAY, title="A dispute of others", to=[responsible(member)])
    private.add(TODAY, title="A dispute of mine", to=[responsible(officer)])

    assert sorted(shown(as_officer.get("/due/?kind=test.private"))) == ["A dispute of mine"]
    assert shown(as_officer.get("/due/?person=member@example.org")) == ["Member's today"]
    assert "A dispute of others" not in as_officer.get("/due/").content.decode()


def test_overdue_only_leaves_today_out(as_officer, three):
    assert shown(as_officer.get("/due/?overdue=yes")) == ["Officer's late one"]


def test_a_kind_nobody_knows_asks_for_everything(as_officer, three):
    assert len(shown(as_officer.get("/due/?kind=nonsense&page=-3"))) == 3


def test_a_person_is_found_by_part_of_the_name(as_officer, three):
    assert shown(as_officer.get("/due/?person=mel")) == ["Member's today"]


def test_a_name_that_fits_several_people_is_asked_back(as_officer, three):
    response = as_officer.get("/due/?person=example.org&overdue=yes")

    assert shown(response) == []
    assert "Whose due dates?" in response.content.decode()
    assert "?person=member%40example.org&amp;overdue=yes" in response.content.decode()


def test_a_name_that_fits_nobody_says_so(as_officer, three):
    assert "Nobody who signs in is called “zzz”" in as_officer.get("/due/?person=zzz").content.decode()


def pages_of(client, path):
    """Every page from `path` on, as one follows "Next page"."""
    pages = []
    while path:
        response = client.get(path)
        pages.append(shown(response))
        following = re.search(r'href="(\?[^"]+)" rel="next"', response.content.decode())
        path = following and "/due/" + following.group(1).replace("&amp;", "&")
    return pages


@pytest.mark.parametrize("rows_a_day", [1, 7, PER_PAGE, PER_PAGE * 3])
def test_following_the_pages_shows_every_row_once(as_officer, only_source, rows_a_day):
    titles = [f"Number {number}" for number in range(PER_PAGE * 3 + 1)]
    for number, title in enumerate(titles):
        only_source.add(TODAY + timedelta(days=number // rows_a_day), title=title)

    pages = pages_of(as_officer, "/due/?kind=test.listed")

    assert [len(page) for page in pages] == [PER_PAGE] * 3 + [1]
    assert [title for page in pages for title in page] == titles


def test_a_page_further_on_leads_back_to_the_start_and_keeps_the_filter(as_officer, only_source):
    for number in range(PER_PAGE + 1):
        only_source.add(TODAY - timedelta(days=number + 1))

    body = as_officer.get("/due/?overdue=yes&from=2026-11-01&skip=0").content.decode()

    assert 'href="/due/?overdue=yes">Back to the start' in body


@pytest.mark.parametrize("nonsense", ["from=yesterday", "skip=-1", "skip=99999999", "from=2026-02-31&skip=x"])
def test_a_place_that_is_none_is_the_start_or_the_end(as_officer, three, nonsense):
    assert as_officer.get(f"/due/?{nonsense}").status_code == 200


def test_an_empty_list_says_what_will_be_there(as_officer, only_source):
    assert "Nothing is due." in as_officer.get("/due/").content.decode()


def test_the_list_downloads_as_csv_and_formulas_stay_text(as_officer, officer, only_source, settings):
    settings.SITE_URL = "https://compact.example.org"
    only_source.add(TODAY, title="=1+1", to=[responsible(officer)])

    response = as_officer.get("/due/due-dates.csv")

    assert response["Content-Disposition"] == 'attachment; filename="due-dates.csv"'
    assert b"".join(response.streaming_content).decode("utf-8-sig").splitlines() == [
        "Due,What,Where,Who,Link",
        '2026-11-18,\'=1+1,"Example board, 6 November",Olu Officer,https://compact.example.org/there/1/',
    ]


def test_the_download_of_a_member_names_nobody_else(as_member, officer, member, only_source):
    only_source.add(TODAY, title="For two", to=[responsible(officer), responsible(member)])
    downloaded = b"".join(as_member.get("/due/due-dates.csv").streaming_content).decode("utf-8-sig")
    assert "For two" in downloaded
    assert "Olu Officer" not in downloaded


def test_the_list_asks_as_often_for_one_row_as_for_many(as_officer, only_source, django_assert_max_num_queries):
    counts = []
    for rows in (1, 3, 120):
        while len(only_source.deadlines) < rows:
            only_source.add(TODAY)
        dates.bank_holidays()
        with django_assert_max_num_queries(12) as asked:
            as_officer.get("/due/")
        counts.append(len(asked))

    assert counts == counts[:1] * 3


# --- The calendar ------------------------------------------------------------


def open_calendar(user):
    return services.open_calendar(by=user, now=datetime(2026, 11, 1, tzinfo=UTC)).get_absolute_url()


def test_a_calendar_holds_what_is_due_and_a_link_and_nothing_else(client, member, three, settings):
    settings.SITE_URL = "https://compact.example.org"

    response = client.get(open_calendar(member))

    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "DESCRIPTION", "URL")} == {
        "UID": "test.listed:2@compact.example.org",
        "SUMMARY": "Member's today",
        "DESCRIPTION": "Example board, 6 November\nhttps://compact.example.org/there/2/",
        "URL": "https://compact.example.org/there/2/",
    }
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (TODAY, TODAY + timedelta(days=1))
    assert sorted(event) == ["DESCRIPTION", "DTEND", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "UID", "URL"]


def test_a_calendar_is_valid_even_when_empty_and_lines_are_folded(client, member, only_source):
    only_source.add(TODAY, title="Überlange " * 20, to=[responsible(member)])

    text = client.get(open_calendar(member)).content

    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert [error for one in Calendar.from_ical(text).walk() for error in one.errors] == []


def test_an_unchanged_calendar_answers_304_tomorrow_too(client, member, three):
    url = open_calendar(member)
    first = client.get(url)

    with time_machine.travel(datetime(2026, 11, 19, 9, tzinfo=UTC), tick=False):
        again = client.get(url, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, first["Cache-Control"]) == (304, "private, no-cache")


def test_a_moved_date_changes_the_calendar_and_keeps_the_uid(client, member, only_source):
    url = open_calendar(member)
    only_source.add(TODAY, to=[responsible(member)], key="test.listed:moved")
    first = client.get(url)
    only_source.deadlines.clear()
    only_source.add(TODAY + timedelta(days=3), to=[responsible(member)], key="test.listed:moved")

    second = client.get(url, headers={"if-none-match": first["ETag"]})

    uids = [str(event["UID"]) for page in (first, second) for event in Calendar.from_ical(page.content).walk("VEVENT")]
    assert second.status_code == 200
    assert uids == ["test.listed:moved@localhost"] * 2


def test_the_page_makes_replaces_and_stops_the_address(as_member, member, three):
    assert "Make an address" in as_member.get("/due/calendar/").content.decode()

    as_member.post("/due/calendar/open/")
    first = CalendarFeed.objects.get(user=member).get_absolute_url()
    assert first in as_member.get("/due/calendar/").content.decode()
    as_member.post("/due/calendar/open/")
    second = CalendarFeed.objects.get(user=member).get_absolute_url()
    as_member.logout()
    assert [as_member.get(url).status_code for url in (first, second)] == [404, 200]

    as_member.force_login(member)
    as_member.post("/due/calendar/close/")
    assert as_member.get(second).status_code == 404


def test_an_address_cannot_be_made_from_what_the_table_holds(client, member, three):
    open_calendar(member)
    token = CalendarFeed.objects.get().token

    assert [client.get(f"/due/calendar/{guess}.ics").status_code for guess in (token, f"{token}.", "x.y", "x")] == [
        404
    ] * 4


def test_the_calendar_of_someone_deactivated_is_not_found(client, member, three):
    url = open_calendar(member)
    User.objects.filter(pk=member.pk).update(is_active=False, deactivated_at=timezone.now())

    assert client.get(url).status_code == 404


def test_an_address_is_not_made_by_following_a_link(as_member):
    assert as_member.get("/due/calendar/open/").status_code == 405


# --- Bank holidays -----------------------------------------------------------


def test_bank_holidays_are_listed_for_officers_and_hidden_from_members(as_officer, member):
    assert "Good Friday" in as_officer.get("/due/bank-holidays/").content.decode()

    as_officer.force_login(member)
    assert as_officer.get("/due/bank-holidays/").status_code == 403


@pytest.mark.parametrize(("day", "warned"), [("2027-12-25", False), ("2027-12-28", True), ("2029-01-01", True)])
def test_the_end_of_the_list_is_announced_a_year_ahead(as_officer, day, warned):
    with time_machine.travel(datetime.fromisoformat(f"{day}T09:00:00+00:00"), tick=False):
        as_officer.force_login(User.objects.get(email="officer@example.org"))
        assert as_officer.get("/due/bank-holidays/").context["ends_soon"] is warned


@pytest.fixture
def as_administrator(client):
    client.force_login(User.objects.create_user("admin@example.org", name="Ada Admin", is_administrator=True))
    return client


def new_holiday(day, name="An extra day"):
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year, "name": name}


def test_an_administrator_adds_a_bank_holiday_in_the_browser(as_administrator):
    response = as_administrator.post(
        "/due/bank-holidays/add/", new_holiday(date(2026, 11, 25), "A royal wedding"), follow=True
    )

    body = response.content.decode()
    assert "A royal wedding on Wednesday 25 November 2026 is now a bank holiday." in body
    assert "Added by Ada Admin" in body


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 12, 25), "Friday 25 December 2026 is a bank holiday already: Christmas Day"),
        (
            date(2026, 11, 28),
            "Saturday 28 November 2026 is at the weekend. Choose the weekday that is taken off for it",
        ),
    ],
)
def test_a_day_off_already_is_refused(as_administrator, day, words):
    response = as_administrator.post("/due/bank-holidays/add/", new_holiday(day))

    assert response.context["form"].errors == {"day": [words]}


def test_an_officer_sees_bank_holidays_and_may_not_add_one(as_officer):
    assert "An administrator can add one." in as_officer.get("/due/bank-holidays/").content.decode()
    assert as_officer.post("/due/bank-holidays/add/", new_holiday(date(2026, 11, 25))).status_code == 403


def test_an_administrator_takes_back_what_was_added_by_hand_and_nothing_else(as_administrator):
    as_administrator.post("/due/bank-holidays/add/", new_holiday(date(2026, 11, 25)))
    added = BankHoliday.objects.get(day=date(2026, 11, 25))
    published = BankHoliday.objects.get(day=date(2026, 12, 25))

    answers = [as_administrator.post(f"/due/bank-holidays/{one.pk}/remove/").status_code for one in (added, published)]

    assert answers == [302, 403]
    assert list(BankHoliday.objects.filter(pk__in=[added.pk, published.pk])) == [published]
