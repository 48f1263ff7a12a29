from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from compact_portal import dates
from compact_portal.deadlines import engine
from compact_portal.pages import home
from compact_portal.pages.home import Card, Start
from compact_portal.people.models import User
from tests.factories.deadlines import ListedDeadlines, responsible

pytestmark = pytest.mark.django_db

SATURDAY = date(2026, 11, 21)


@pytest.fixture
def listed(monkeypatch):
    monkeypatch.setattr(engine, "sources", {})
    return engine.register(ListedDeadlines())


@pytest.fixture
def no_cards(monkeypatch):
    for registry in ("cards", "starts", "public_sections"):
        monkeypatch.setattr(home, registry, [])


@pytest.fixture
def member():
    return User.objects.create_user("member@example.org", name="Mel Member")


def groups_of(user, today=SATURDAY):
    return [
        (title, [(row.words.headline, row.words.detail) for row in rows])
        for title, rows in home.waiting_for(user, today).groups
    ]


def test_what_is_waiting_is_grouped_and_worded_as_a_person_would_say_it(listed, member):
    for due in (
        date(2027, 1, 4),
        date(2026, 12, 8),
        date(2026, 11, 26),
        date(2026, 11, 24),
        SATURDAY,
        date(2026, 11, 17),
        date(2015, 2, 6),
    ):
        listed.add(due, to=[responsible(member)])

    assert groups_of(member) == [
        (
            "Overdue",
            [
                ("11 years late", "Friday 6 February 2015"),
                ("3 working days late", "Tuesday 17 November"),
            ],
        ),
        (
            "This week",
            [
                ("Today", "Saturday 21 November"),
                ("In 2 working days", "Tuesday 24 November"),
                ("In 4 working days", "Thursday 26 November"),
            ],
        ),
        ("Later", [("8 December", "Tuesday"), ("4 January 2027", "Monday")]),
    ]


@pytest.mark.parametrize(
    ("today", "sunday"),
    [
        (date(2026, 11, 18), date(2026, 11, 22)),
        (date(2026, 11, 20), date(2026, 11, 22)),
        (date(2026, 11, 21), date(2026, 11, 29)),
        (date(2026, 11, 22), date(2026, 11, 29)),
        (date(2026, 11, 23), date(2026, 11, 29)),
    ],
)
def test_at_the_weekend_this_week_is_the_one_that_begins(today, sunday):
    assert home.end_of_week(today) == sunday


def test_the_page_shows_so_many_and_says_that_there_is_more(listed, member, client):
    client.force_login(member)
    for _ in range(home.SHOWN + 1):
        listed.add(SATURDAY, to=[responsible(member)])

    response = client.get("/")

    assert sum(len(rows) for _, rows in response.context["waiting"].groups) == home.SHOWN
    assert "See what else is due" in response.content.decode()


def test_nothing_waiting_says_so(listed, no_cards, member, client):
    client.force_login(member)

    assert "Nothing is waiting for you." in client.get("/").content.decode()


def test_apps_add_cards_and_first_steps(listed, no_cards, member, client):
    client.force_login(member)
    home.register_card(lambda user, today: Card("Next meeting", "pages/cards/start.html", {"starts": []}, tinted=True))
    home.register_card(lambda user, today: None)
    home.register_starts(lambda user: [Start("Plan a meeting", "/meetings/plan/")])

    response = client.get("/")

    assert [card.title for card in response.context["cards"]] == ["Next meeting", "Start something"]
    assert '<a class="govuk-link" href="/meetings/plan/">Plan a meeting</a>' in response.content.decode()


def test_a_visitor_reads_what_this_partnership_is_and_what_it_published(no_cards, client):
    home.register_public_section(
        lambda today: Card("Latest minutes", "pages/sections/none.html") if today.year < 2000 else None
    )
    body = client.get("/").content.decode()

    assert "Compact partnership" in body
    assert "Nothing has been published yet." in body


def test_today_changes_at_midnight_in_london(listed, member, client):
    listed.add(date(2026, 7, 1), to=[responsible(member)])
    headlines = []
    for moment in (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), datetime(2026, 6, 30, 23, 0, tzinfo=UTC)):
        with time_machine.travel(moment, tick=False):
            client.force_login(member)
            headlines += [row.words.headline for _, rows in client.get("/").context["waiting"].groups for row in rows]

    assert headlines == ["Tomorrow", "Today"]


def test_home_asks_as_often_for_one_row_as_for_many(listed, no_cards, member, client, django_assert_max_num_queries):
    client.force_login(member)
    counts = []
    for rows in (1, 3, 200):
        while len(listed.deadlines) < rows:
            listed.add(SATURDAY + timedelta(days=len(listed.deadlines)), to=[responsible(member)])
        dates.bank_holidays()
        with django_assert_max_num_queries(12) as asked:
            client.get("/")
        counts.append(len(asked))

    assert counts == counts[:1] * 3


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("is_officer", ["Invite an organisation", "Change the partnership’s settings"]),
        ("is_administrator", ["Change the partnership’s settings"]),
        ("is_champion", []),
    ],
)
def test_everyone_is_offered_what_their_role_may_start(role, labels):
    user = User.objects.create_user("someone@example.org", **{role: True})

    assert [start.label for start in home.first_steps(user)] == labels
