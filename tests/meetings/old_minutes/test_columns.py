"""What the headings of columns say: of lists of people, of minutes, of tables of actions."""

import pytest

from tests.meetings.old_minutes.reading import actions, data_of, names, people, titles

ITEM = "\n\n1. Welcome\n\nThe Chair welcomed everybody.\n\n2. Budget\n\nThe budget was discussed."


@pytest.mark.parametrize(
    "heading", ["Job title / Organisation", "Role and Organisation", "Agency/Position", "Title & Agency"]
)
def test_one_column_says_role_and_organisation(heading):
    data = data_of(
        f"""
        | Name | {heading} | Attendance |
        |---|---|---|
        | Ada Example (AE) | Director, Hillside Trust | Present |
        | Ben Sample | Hillside CVS | Absent |
        | Cora Test | Manager, Hillside Council | Apologies (Dan Demo deputising) |
        """
        + ITEM
    )
    assert people(data) == [("Ada Example", "AE", "Director", "Hillside Trust", "")]
    assert data["apologies"] == [{"name": "Cora Test", "organisation": "Hillside Council"}]
    assert data["substitutes"] == [{"name": "Dan Demo", "for": "Cora Test"}]
    assert data["unplaced"] == ["Ben Sample Hillside CVS Absent"]


def test_a_tick_in_the_column_of_apologies_says_who_was_not_there():
    data = data_of(
        """
        | Name | Organisation | Present | Apologies | Absent |
        |---|---|---|---|---|
        | Ada Example | Hillside Trust | ✓ | | |
        | Ben Sample | Hillside CVS | | ✓ | |
        | Cora Test | Hillside Council | | | x |
        | Dan Demo | Hillside Police | ✓ | - | - |
        """
        + ITEM
    )
    assert names(data) == ["Ada Example", "Dan Demo"]
    assert names(data, "apologies") == ["Ben Sample"]
    assert data["unplaced"] == ["Cora Test Hillside Council x"]


def test_a_column_without_heading_says_who_sent_apologies():
    data = data_of(
        """
        1. Attendance

        | | Hillside Board Members | Title | Representing |
        |---|---|---|---|
        | | Ada Example (AE) | Independent Chair | Hillside Trust |
        | Apols | Ben Sample (BS) | Lay Member | |

        2. Budget

        The budget was discussed.
        """
    )
    assert people(data) == [("Ada Example", "AE", "Independent Chair", "Hillside Trust", "")]
    assert names(data, "apologies") == ["Ben Sample"]
    assert titles(data) == [("1", "Attendance"), ("2", "Budget")]


def test_headings_come_again_above_another_side():
    data = data_of(
        """
        | Member | Role | Initials |
        |---|---|---|
        | Ada Example | Chair | AE |
        | Officers | | |
        | | Role | Initials |
        | Ben Sample | Clerk | BS |
        """
        + ITEM
    )
    assert people(data) == [("Ada Example", "AE", "Chair", "", ""), ("Ben Sample", "BS", "Clerk", "", "Officers")]
    assert data["unplaced"] == []


def test_beside_a_number_the_column_item_is_the_text():
    data = data_of(
        """
        Present: Ada Example (AE), Ben Sample (BS)

        | No | Item | Action |
        |---|---|---|
        | 1 | Welcome | |
        | 2 | Budget. The budget was discussed. BS to publish it. | BS |
        """
    )
    assert titles(data) == [("1", "Welcome"), ("2", "Budget")]
    assert actions(data) == [("BS to publish it.", ["Ben Sample"], "")]


def test_the_number_of_an_action_is_no_action():
    data = data_of(
        """
        Present: Ada Example (AE), Ben Sample (BS)

        1. Budget

        The budget was discussed.

        | Action No. | Page No. | Action: | To be completed by: |
        |---|---|---|---|
        | 1 | 4 | Publish the budget | BS |
        """
    )
    assert actions(data) == [("Publish the budget", ["Ben Sample"], "")]


def test_people_side_by_side_each_with_an_organisation():
    data = data_of(
        """
        Present:

        | Cllr Ada Example | Hillside Council (Chair) | Ben Sample | Hillside PCT |
        |---|---|---|---|
        | Cora Test | Hillside CVS | Dan Demo | Jobcentre |
        """
        + ITEM
    )
    assert people(data) == [
        ("Cllr Ada Example", "", "Chair", "Hillside Council", ""),
        ("Ben Sample", "", "", "Hillside PCT", ""),
        ("Cora Test", "", "", "Hillside CVS", ""),
        ("Dan Demo", "", "", "Jobcentre", ""),
    ]


def test_a_column_names_the_deputy_of_whoever_is_not_there():
    data = data_of(
        """
        Present: Ada Example, Ben Sample

        Apologies:

        | Name | Organisation | Deputy |
        |---|---|---|
        | Cora Test | Hillside CVS | Dan Demo |
        | Eve Mock | Hillside PCT | |
        """
        + ITEM
    )
    assert names(data, "apologies") == ["Cora Test", "Eve Mock"]
    assert data["substitutes"] == [{"name": "Dan Demo", "for": "Cora Test"}]


def test_who_took_the_minutes_stands_below_the_apologies_of_a_table():
    data = data_of(
        """
        | Present: | Ada Example, Ben Sample |
        |---|---|
        | Apologies: | Cora Test |
        | Minutes: | Dan Demo |
        """
        + ITEM
    )
    assert names(data) == ["Ada Example", "Ben Sample", "Dan Demo"]
    assert names(data, "apologies") == ["Cora Test"]


def test_the_first_cell_is_the_title_of_the_item():
    data = data_of(
        """
        Present: Ada Example (AE), Ben Sample (BS)

        | Agenda item | Notes | Action by |
        |---|---|---|
        | 1. Welcome | AE welcomed everybody. | |
        | Housing | BS told us of the flats. | BS to arrange a visit<br>by end of June |
        | 3. Next meeting | 7 July 2011, Town Hall | |
        """
    )
    assert titles(data) == [("1", "Welcome"), ("", "Housing"), ("3", "Next meeting")]
    assert data["items"][1]["text"] == "BS told us of the flats."
    assert actions(data) == [("BS to arrange a visit by end of June", ["Ben Sample"], "by end of June")]


def test_an_action_told_in_a_sentence_and_in_a_table_is_one():
    data = data_of(
        """
        Present: Ada Example, Ben Sample

        1. Grants

        Action: Ben Sample to send the details of them to Ada Example for everybody.

        | Minute | Action | By whom | By when |
        |---|---|---|---|
        | 1 | Send details of grants | Ben Sample | ASAP |
        """
    )
    assert actions(data) == [("Send details of grants", ["Ben Sample"], "ASAP")]


def test_a_heading_row_may_be_broken_in_two():
    data = data_of(
        """
        Present: Ada Example (AE), Ben Sample (BS)

        1. Budget

        The budget was discussed.

        | Action | Page | Action | To be completed |
        |---|---|---|---|
        | No. | No. | | by |
        | 1 | 4 | Publish the budget | BS |
        """
    )
    assert actions(data) == [("Publish the budget", ["Ben Sample"], "")]


def test_initials_beside_a_title_are_of_all_that_is_said_below_it():
    data = data_of(
        """
        Present: Ada Example (AE), Ben Sample (BS)

        | Ref | Discussion | Action |
        |---|---|---|
        | 19/103 | Action log | |
        | | The log was reviewed. | |
        | 19/104 | Budget | BS |
        | | AE presented the budget. BS to publish it in the hall. | |
        | | The Board was content. | |
        """
    )
    assert titles(data) == [("19/103", "Action log"), ("19/104", "Budget")]
    assert actions(data) == [("BS to publish it in the hall.", ["Ben Sample"], "")]


def test_minutes_below_an_action_log_are_no_actions():
    data = data_of(
        """
        Present: Ada Example (AE), Ben Sample (BS)

        19/102 Minutes

        The minutes were agreed.

        19/103 Action log

        The log was reviewed.

        | 19/104 Budget | BS |
        |---|---|
        | AE presented the budget of the year in every detail that anybody asked for. | |
        | BS to publish it. | |
        """
    )
    assert titles(data)[1:] == [("19/103", "Action log"), ("19/104", "Budget")]
    assert actions(data) == [("BS to publish it.", ["Ben Sample"], "")]


def test_a_body_with_a_comma_in_its_name_is_one():
    data = data_of(
        """
        Present:

        | Ada Example | Hillside, Riverside & District CVS | AE |
        |---|---|---|
        | Ben Sample | Hillside Council | BS |
        """
        + ITEM
    )
    assert people(data)[0] == ("Ada Example", "AE", "", "Hillside, Riverside & District CVS", "")


def test_a_form_names_the_topics_of_its_agenda():
    data = data_of(
        """
        Attendees: Ada Example (AE), Ben Sample (BS)

        | Agenda topic: Parking | Presenter: Ada Example |
        |---|---|

        Discussion: There are too few places.

        | Action items | Person responsible | Deadline |
        |---|---|---|
        | Count the places | BS | 30 May |

        Agenda topic: Funding

        Discussion: None.
        """
    )
    assert titles(data) == [("", "Parking"), ("", "Funding")]
    assert [(each["item"], each["owners"]) for each in data["actions"]] == [("Parking", ["Ben Sample"])]
