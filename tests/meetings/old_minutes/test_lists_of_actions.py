"""Actions in lists at the end, in columns, and where no word marks them."""

import pytest

from tests.meetings.old_minutes.reading import actions, data_of, outcomes, titles

PRESENT = "Present: Ada Example (AE), Ben Sample (BS), Cllr Cora Test (CT), Mrs D Demo (Clerk)\n\n"


@pytest.mark.parametrize(
    "title", ["Action summary:", "ACTIONS", "Summary of actions", "Actions arising", "Action points"]
)
def test_a_list_of_actions_below_the_last_item(title):
    data = data_of(
        PRESENT
        + f"""
1. Hall

BS to book the hall.

Action: AE to write to all of the members.

2. Date of next meeting

3 March 2015, 2pm

{title}

- AE: write to all members by 1 March
- BS – find a speaker
- CT to ring the Mayor
"""
    )
    assert data["next_meetings"] == ["3 March 2015, 2pm"]
    assert actions(data) == [
        ("write to all members by 1 March", ["Ada Example"], "by 1 March"),
        ("find a speaker", ["Ben Sample"], ""),
        ("CT to ring the Mayor", ["Cllr Cora Test"], ""),
    ]


def test_rows_of_a_list_of_actions_that_came_out_of_their_columns():
    data = data_of(
        PRESENT
        + """
1. Hall

The hall is cold.

2. Date of next meeting

3 March 2015, 2pm

ACTIONS

No Action Owner Date
1 Find out what the heating costs BS Half term
2 Send the bill to BS AE/CT
"""
    )
    assert data["next_meetings"] == ["3 March 2015, 2pm"]
    assert actions(data) == [
        ("Find out what the heating costs", ["Ben Sample"], "Half term"),
        ("Send the bill to BS", ["Ada Example", "Cllr Cora Test"], ""),
    ]


def test_the_number_of_an_action_is_not_its_owner():
    data = data_of(
        PRESENT
        + "1. Actions\n\nOutstanding action points:\n\nAP12 AE to ask the doctors.\n\nAP13 CLOSED\n\n2. AOB\n\nNone."
    )
    assert actions(data) == [("AE to ask the doctors.", ["Ada Example"], "")]


def test_whoever_is_to_be_asked_does_not_own_the_action():
    data = data_of(PRESENT + "1. Hall\n\nACTION: Ask BS to find a hall.\n\n2. AOB\n\nNone.")
    assert actions(data) == [("Ask BS to find a hall.", [], "")]


def test_what_a_column_says_where_nobody_has_to_do_anything():
    data = data_of(
        PRESENT
        + """
        | Item | Discussion | Action |
        |---|---|---|
        | 1 | Welcome. AE welcomed everybody. | FOR INFORMATION |
        | 2 | Minutes. The minutes were agreed. | Noted |
        | 3 | Hall. BS to book it. | BS |
        """
    )
    assert actions(data) == [("BS to book it.", ["Ben Sample"], "")]


def test_a_title_and_a_surname_are_who_is_meant():
    data = data_of(
        "Present: Councillor A Example, Ms Bea Sample\n\n1. Hall\n\nACTION: Cllr Example to ring.\n\n"
        "ACTION: Ms Sample to write.\n\n2. AOB\n\nNone."
    )
    assert actions(data) == [
        ("Cllr Example to ring.", ["Councillor A Example"], ""),
        ("Ms Sample to write.", ["Ms Bea Sample"], ""),
    ]


def test_where_no_action_is_marked_whoever_has_to_do_something():
    data = data_of(
        PRESENT
        + "1. Hall\n\nThe hall is cold. BS to look at the boiler. Cllr. Test and the Clerk to read the contract.\n\n"
        "The Clerk agreed to ring the plumber. AE reported that the roof is to be painted.\n\n2. AOB\n\nNone."
    )
    assert actions(data) == [
        ("BS to look at the boiler.", ["Ben Sample"], ""),
        ("Cllr. Test and the Clerk to read the contract.", ["Cllr Cora Test", "Clerk"], ""),
        ("The Clerk agreed to ring the plumber.", ["Clerk"], ""),
    ]


def test_a_resolution_goes_on_in_its_lettered_parts():
    data = data_of(
        """
        1. Fund

        RESOLVED: That the Board

        (a) approves the plan; and

        (b) asks the Director to sign it.

        2. Policies

        The following policies were ratified:

        a) Charging

        b) Complaints

        They will be published.

        3. Apologies

        These were accepted from Cllr Test.
        """
    )
    assert outcomes(data, "decisions") == [
        ("1", "RESOLVED: That the Board\n(a) approves the plan; and\n(b) asks the Director to sign it."),
        ("2", "The following policies were ratified:\na) Charging\nb) Complaints"),
    ]


def test_numbers_on_lines_of_their_own():
    data = data_of(
        """
        Hillside Board
        DATE
        23 May 2006
        VENUE
        Town Hall
        PRESENT
        Ada Example
        Ben Sample
        1
        WELCOME
        The Chair welcomed everybody.
        2
        THE BUDGET
        The budget of the year 2006 was discussed at some length by the Board.
        3
        CONFIRM THE DATE OF THE NEXT MEETING
        18 July 2006
        """
    )
    assert (data["title"], data["date"], data["venue"]) == ("Hillside Board", "2006-05-23", "Town Hall")
    assert titles(data) == [("1", "WELCOME"), ("2", "THE BUDGET"), ("3", "CONFIRM THE DATE OF THE NEXT MEETING")]
    assert data["next_meetings"] == ["18 July 2006"]


def test_a_meeting_that_is_to_be_confirmed():
    data = data_of("1. Hall\n\nThe hall is cold.\n\n2. Date of next meeting\n\nTo be confirmed")
    assert data["next_meetings"] == ["To be confirmed"]
