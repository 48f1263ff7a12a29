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
