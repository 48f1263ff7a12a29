"""Items in the layouts of residents' associations, town councils, health bodies and surgeries."""

from tests.meetings.old_minutes.reading import data_of, titles


def test_bare_numbers_with_a_colon_after_the_title():
    data = data_of(
        """
        1 Present: Ivy Stone, Omar Fry and Lena Moss.
        2 Apologies for absence: Sam Wood and Una Reed.
        3 Finances: As at last meeting £40 with one cheque not cashed.
        4 Newsletter: Ivy would like items for this.
        5 Next meeting: 14 November 2011
        """
    )
    assert titles(data) == [
        ("1", "Present"),
        ("2", "Apologies for absence"),
        ("3", "Finances"),
        ("4", "Newsletter"),
        ("5", "Next meeting"),
    ]
    assert data["next_meetings"] == ["14 November 2011"]


def test_bare_numbers_of_four_figures():
    data = data_of(
        """
        Present: Cllr A Stone

        1358 DECLARATIONS OF INTEREST

        There were none.

        1359 MINUTES

        RESOLVED: The minutes were signed.

        1360 TOWN CLOCK

        The clock was discussed.
        """
    )
    assert titles(data) == [("1358", "DECLARATIONS OF INTEREST"), ("1359", "MINUTES"), ("1360", "TOWN CLOCK")]


def test_a_reference_with_a_slip_of_the_space_bar():
    data = data_of(
        """
        Present: Ivy Stone

        GBH/2122/214: Welcome
        Ivy Stone welcomed all.
        GBH/2122/ 215: Declarations of Interest
        There were none.
        """
    )
    assert titles(data) == [("GBH/2122/214", "Welcome"), ("GBH/2122/215", "Declarations of Interest")]


def test_a_list_in_which_every_number_is_one_is_counted():
    data = data_of(
        """
        Present: Ivy Stone, Omar Fry

          1. Approval of Minutes

        They were approved.

          1. Staffing

        A nurse has left.

          1. Apologies were received from Lena Moss. The meeting was quorate.
        """
    )
    assert titles(data) == [("1", "Approval of Minutes"), ("2", "Staffing"), ("3", "")]


def test_titles_with_a_gap_above_and_below():
    data = data_of(
        """
        Present: Ivy Stone, Omar Fry

        Minutes of the last meeting

        They were agreed to be a true record.

        Matters arising

        The gate was mended by Ivy in May.

        Street Lighting

        The lamp in Mill Lane has been dark since March, and the council was told of it.

        Any other business

        There was none.
        """
    )
    assert titles(data) == [
        ("", "Minutes of the last meeting"),
        ("", "Matters arising"),
        ("", "Street Lighting"),
        ("", "Any other business"),
    ]


def test_a_numbered_title_below_the_attendance_is_nobody():
    data = data_of(
        """
        Present: Dr I Stone, Mr O Fry

        1 SITE VISIT

        Some members walked the path before the meeting.

        2 CHAIRMAN

        RESOLVED: That Mr O Fry be elected.

        3 MINUTES

        The minutes were approved.
        """
    )
    assert titles(data) == [("1", "SITE VISIT"), ("2", "CHAIRMAN"), ("3", "MINUTES")]
