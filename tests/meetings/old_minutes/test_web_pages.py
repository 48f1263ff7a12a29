"""Pages of committee systems: what belongs to the page, and what to the meeting."""

import pytest

from tests.meetings.old_minutes.reading import data_of, outcomes, titles

PAGE = """
    {title}

    {kind} - Tuesday 10 November 2020 6.00 pm

    Venue: Foundry Room - Town Hall, Hillside, HS1 4RQ. View directions

    Contact: Ivy Stone: Committee Officer  Email: ivy.stone@example.org

    Media

    Items
    No. Item

    7.

    {item}

    Additional documents:

    Minutes:

    {said}
"""


def page(*, title="Agenda and minutes", kind="Cabinet", item="Budget", said="The budget was discussed at length."):
    return data_of(PAGE.format(title=title, kind=kind, item=item, said=said))


@pytest.mark.parametrize(
    "title", ["Agenda and minutes", "Agenda, decisions and minutes", "Agenda and draft minutes", "Meeting documents"]
)
def test_the_title_of_the_page_and_whom_to_ring_are_not_the_title_of_the_minutes(title):
    data = page(title=title)
    assert (data["title"], data["date"]) == ("Cabinet", "2020-11-10")
    assert data["venue"] == "Foundry Room - Town Hall, Hillside, HS1 4RQ."
    assert data["present"] == []
    assert data["unplaced"][-2:] == ["Contact: Ivy Stone: Committee Officer Email: ivy.stone@example.org", "Media"]


def test_minutes_without_a_title_are_not_called_apologies():
    data = data_of(
        """
        Venue: Town Hall, Hillside

        1.

        Apologies

        There were none.

        2.

        Budget

        The budget was discussed.
        """
    )
    assert data["title"] is None


@pytest.mark.parametrize(
    "item",
    [
        "Minutes of the previous meetings held on 16 September 2020 and the additional one held on 29 September 2020",
        "TO SIGN AS A CORRECT RECORD THE MINUTES OF THE MEETING OF THE PANEL THAT WAS HELD ON THE 28TH JULY",
    ],
)
def test_what_stands_before_a_link_is_a_title_however_long(item):
    assert titles(page(item=f"{item} pdf icon PDF 158 KB")) == [("7", item)]


@pytest.mark.parametrize("furniture", ["• Share this item", "... view the full minutes text for item 7."])
def test_buttons_of_the_page_are_not_said_in_the_meeting(furniture):
    data = page(said=f"{furniture}\n\n    The budget was discussed.")
    assert data["items"] == [{"number": "7", "title": "Budget", "text": "The budget was discussed."}]


def test_a_decision_that_the_page_tells_twice_is_one():
    said = "The budget was approved."
    data = page(said=f"Decision:\n\n    {said}\n\n    Minutes:\n\n    {said}")
    assert outcomes(data, "decisions") == [("7", f"Decision:\n{said}")]


def test_a_place_and_a_title_have_labels_of_many_kinds():
    data = data_of(
        """
        Hillside Health Board

        Meeting title: Quality Committee
        Date of meeting: 11 April 2011
        Venue for meeting: Foundry Room

        Present: Ivy Stone, Omar Fry

        1. Welcome

        The Chair welcomed all.

        2. Budget

        The budget was discussed.
        """
    )
    assert (data["title"], data["date"], data["venue"]) == (
        "Hillside Health Board – Quality Committee",
        "2011-04-11",
        "Foundry Room",
    )
