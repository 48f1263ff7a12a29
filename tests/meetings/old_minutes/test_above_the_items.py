"""What stands above the items: title, day and place, also where the page breaks them."""

import pytest

from tests.meetings.old_minutes.reading import data_of

REST = (
    "\nPresent: Ivy Stone, Omar Fry\n\n1. Welcome\n\nThe Chair welcomed all.\n\n2. Budget\n\nThe budget was discussed."
)


def heading(text: str) -> tuple:
    data = data_of(text + REST)
    return data["title"], data["date"], data["venue"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "MINUTES OF THE MEETING OF THE DISTRICT OF\nHILLSIDE HELD IN THE COUNCIL CHAMBER ON FRIDAY\n13 JUNE 2014",
            ("MINUTES OF THE MEETING OF THE DISTRICT OF HILLSIDE", "2014-06-13", "THE COUNCIL CHAMBER"),
        ),
        ("Hillside Residents\nMinutes of meeting held on 14\nJuly 2014.", ("Hillside Residents", "2014-07-14", None)),
        (
            "Hillside Alliance Board\nMonday 10 March 2014\nShire Hall, Hillside County Council, Hillside",
            ("Hillside Alliance Board", "2014-03-10", "Shire Hall, Hillside County Council, Hillside"),
        ),
        (
            "Draft Minutes of Meeting held on Thursday 12 January 2012\n\nHillside Community Centre at 19.30",
            (None, "2012-01-12", "Hillside Community Centre"),
        ),
        (
            "Meeting Title: Patients’ Group\nDate:\n8 May 2023\nVenue:\nSurgery",
            ("Patients’ Group", "2023-05-08", "Surgery"),
        ),
        (
            "Owners’ Committee\nWednesday 15 November 2017\nat 3 Harbour View",
            ("Owners’ Committee", "2017-11-15", "3 Harbour View"),
        ),
        (
            "Policing Committee held on 19 October 2009\nat 9.30 a.m. in Foundry House Hillside",
            ("Policing Committee", "2009-10-19", "Foundry House Hillside"),
        ),
        ("AGENDA ITEM 1\n\nHILLSIDE ACCESS FORUM\n\n19 May 2010", ("HILLSIDE ACCESS FORUM", "2010-05-19", None)),
        ("88/17\n\nHillside Town Council\n\n19 May 2010", ("Hillside Town Council", "2010-05-19", None)),
        ("Hillside Trust Board\nCONFIRMED\n19 May 2010", ("Hillside Trust Board", "2010-05-19", None)),
    ],
)
def test_a_heading(text, read):
    assert heading(text) == read


def test_a_long_line_that_names_the_meeting_is_a_heading():
    title = "Minutes of the Board Meeting of St. Hilda’s Wharf Residents’ Association Ltd. (SHWRA)"
    text = f"{title} held at the Community Centre on Tuesday 15 January 2013 commencing at 7:00pm in the evening"
    assert heading(text)[:2] == (title, "2013-01-15")


def test_a_note_in_brackets_is_no_title():
    note = (
        "(These minutes are published before they were approved by the Council. They may be changed by any correction "
        "that will be recorded in the minutes of the meeting at which they are approved.)"
    )
    data = data_of(f"{note}\nHillside Parish Council\n19 May 2010" + REST)
    assert (data["title"], data["date"], data["unplaced"]) == ("Hillside Parish Council", "2010-05-19", [note])


def test_an_address_is_no_title_and_no_venue_of_a_meeting_held_elsewhere():
    data = data_of(
        "HILLSIDE PARISH COUNCIL\nClerk to the Council: Sal Muster\n60 North Lane\nHS6 5DY\n"
        "Minutes of the Meeting held at the Village Hall, Hillside on Tuesday 25 November 2014" + REST
    )
    assert (data["title"], data["venue"]) == ("HILLSIDE PARISH COUNCIL", "the Village Hall, Hillside")
    assert data["unplaced"] == ["Clerk to the Council: Sal Muster", "HS6 5DY", "60 North Lane"]


def test_what_stands_behind_day_and_time_is_kept():
    data = data_of("Hillside Parents\n\n07/06/2023 – 7.30pm The Fox" + REST)
    assert (data["date"], data["unplaced"]) == ("2023-06-07", ["The Fox"])
