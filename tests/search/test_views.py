"""The page: its count, its filters, its suggestion, and whatever an address may hold."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from compact_portal.search.keeping import keep_all
from compact_portal.search.models import Place
from tests.factories.meetings import ActionFactory, DecisionFactory, ItemFactory, MeetingFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def decided(*texts: str, **fields):
    item = ItemFactory(title="Roof", **fields)
    for text in texts:
        DecisionFactory(item=item, text=text, published=True)
    keep_all()
    return item


def read(client, **asked) -> str:
    response = client.get("/search/", asked)
    assert response.status_code == 200
    return response.content.decode()


def test_results_are_counted_in_words(client):
    decided("Thank a volunteer.", "Thank the volunteers.")
    assert "2 results" in read(client, q="volunteer")


def test_a_mistyped_word_is_named_and_can_be_searched_for(client):
    decided("Thank a volunteer.")
    said = read(client, q="voluntear")
    assert "Showing results for <strong>volunteer</strong>" in said
    assert "Search for voluntear instead" in said
    assert "Nothing found for “voluntear”" in read(client, q="voluntear", exactly="yes")


def test_an_officer_sees_that_a_result_is_for_officers_only(client):
    decided("Thank a volunteer.")
    item = ItemFactory(confidential=True, title="Volunteers who left")
    keep_all()
    assert "Officers only" not in read(client, q="volunteer")
    client.force_login(UserFactory(officer=True))
    said = read(client, q="volunteer")
    assert "2 results" in said and said.count("Officers only") == 1
    assert item.meeting.url("desk") in said


def test_filters_narrow_and_can_be_taken_away_again(client):
    item = decided("Thank a volunteer.")
    ActionFactory(item=item, text="Write to a volunteer.", published=True)
    keep_all()
    place = Place.objects.get(name=item.meeting.committee.name)
    said = read(client, q="volunteer", kind="action", committee=place.pk)
    assert "1 result" in said and "Write to a" in said and "Thank a" not in said
    assert "Search everything" in said
    assert "Nothing found" in read(client, q="volunteer", since="2099-01-01")


@pytest.mark.browser
@pytest.mark.parametrize("letter", ["a", "ü", "漢"])
def test_a_whole_text_that_is_pasted_is_answered_and_not_too_long_for_the_server(visit, letter):
    page = visit("/search/")
    page.get_by_label("Search for").focus()
    page.keyboard.insert_text(letter * 6000)
    with page.expect_response("**/search/?*") as answered:
        page.keyboard.press("Enter")
    assert answered.value.status == 200
    assert len(answered.value.request.url) < 4000, "what gunicorn reads of an address"
    expect(page.get_by_text("Use 200 characters or fewer").first).to_be_visible()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"q": "long" * 2500}, "Use 200 characters or fewer"),
        ({"q": "x", "kind": "secret"}, "Choose one of the answers in the list"),
        ({"q": "x", "committee": "9" * 40}, "Choose one of the answers in the list"),
        ({"q": "x", "since_day": "31", "since_month": "2", "since_year": "2015"}, "First date must be a real date"),
        ({"q": "x", "since": "2016-01-01", "until": "2015-01-01"}, "Last date must not be before the first date"),
    ],
)
def test_what_cannot_be_searched_for_is_said_and_the_words_are_kept(client, asked, message):
    said = read(client, **asked)
    assert message in said and "Error: " in said
    assert f'value="{asked["q"]}"' in said


@pytest.mark.parametrize(
    "asked", [{"q": "a\x00volunteer\x00"}, {"q": "volunteer 😀"}, {"q": "volunteer", "page": "\x00"}, {"q": "\x00"}]
)
def test_characters_that_nobody_sees_are_no_obstacle(client, asked):
    decided("Thank a volunteer.")
    read(client, **asked)
    assert "1 result" in read(client, q="\x00volunteer\x02")


def test_marks_of_a_page_in_the_words_are_words(client):
    decided("Thank <script>alert(1)</script> volunteers.")
    said = read(client, q="<script>alert volunteers</script>")
    assert "<script>alert" not in said


ADDRESSES = ["/search/?q=volunteer", "/search/?q=voluntear", "/search/?q=xylophone", "/search/?q=volunteer&kind=action"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", ["anonymous", "officer"])
def test_a_search_asks_as_much_for_many_results_as_for_one(client, address, role):
    if role == "officer":
        client.force_login(UserFactory(officer=True))

    def one_more():
        item = decided("Thank a volunteer.", meeting=MeetingFactory())
        ActionFactory(item=item, text="Write to a volunteer.", published=True)
        keep_all()

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    one_more()
    for_one = queries()
    for _ in range(3):
        one_more()
    assert queries() == for_one
    assert for_one <= MOST_QUERIES
