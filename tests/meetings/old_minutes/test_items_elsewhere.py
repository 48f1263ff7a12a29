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


def test_an_address_above_the_list_is_no_item():
    data = data_of(
        """
        HILLSIDE PARISH COUNCIL
        60 North Lane
        Minutes of the meeting on 25 November 2014
        Present: Cllr A Stone
        1549 Apologies. Cllr Moss sent her apologies.
        1550 Dispensations. None.
        1551 Declarations of Interests. None.
        1552 Clock. The clock was discussed.
        """
    )
    assert titles(data) == [
        ("1549", "Apologies"),
        ("1550", "Dispensations"),
        ("1551", "Declarations of Interests"),
        ("1552", "Clock"),
    ]


def test_paragraphs_with_numbers_and_without_verbs_are_no_items():
    data = data_of(
        """
        Present: Ivy Stone

        1. Apologies for absence

        1.1 Apologies were received from Lena Moss and Omar Fry

        2. Declarations of interest

        2.1 None
        """
    )
    assert titles(data) == [("1", "Apologies for absence"), ("2", "Declarations of interest")]


def test_bare_numbers_over_numbers_with_parts():
    data = data_of(
        """
        1          Welcome

        The Chair welcomed everyone.

        2          Lamps

        2.1       Mill Lane - The lamp is dark again.

        2.2       Lake Road - The lamp has been mended.

        3          Benches

        The bench was painted.
        """
    )
    assert titles(data) == [
        ("1", "Welcome"),
        ("2", "Lamps"),
        ("2.1", "Mill Lane"),
        ("2.2", "Lake Road"),
        ("3", "Benches"),
    ]


def test_a_reference_to_the_meeting_before_opens_no_item():
    data = data_of(
        """
        Present: Ivy Stone

        291/19

        Minutes

        267/19: Quality Report – the date was changed on page three.

        292/19

        Budget

        The budget was discussed.
        """
    )
    assert titles(data) == [("291/19", "Minutes"), ("292/19", "Budget")]


def test_an_item_in_which_there_was_none():
    data = data_of("1. DECLARATIONS FROM MEMBERS OF THE PUBLIC. None.\n\n2. APOLOGIES FOR ABSENCE Cllr Moss (County)")
    assert titles(data) == [("1", "DECLARATIONS FROM MEMBERS OF THE PUBLIC"), ("2", "APOLOGIES FOR ABSENCE")]


def test_what_an_item_is_for_and_what_was_said():
    data = data_of(
        """
        Present: Mr Stone

        1. To receive apologies for absence – Dr Moss
        2. To receive members’ declarations of non-pecuniary interests in relation to any agenda item of today – Nil.
        3. To receive feedback on the fair- A report was given.
        4. To confirm the minutes of 26 July - It was Resolved: That the minutes be approved.
        """
    )
    assert titles(data) == [
        ("1", "To receive apologies for absence"),
        ("2", "To receive members’ declarations of non-pecuniary interests in relation to any agenda item of today"),
        ("3", "To receive feedback on the fair"),
        ("4", "To confirm the minutes of 26 July"),
    ]
    assert [person["name"] for person in data["apologies"]] == ["Dr Moss"]


def test_without_items_business_goes_on_after_a_date_of_a_meeting():
    data = data_of(
        "Hillside Committee\n\nPresent: Ada Example, Ben Sample\n\nNext meeting: 3 May 2010\n\n"
        "It was agreed that the seats be painted.\n"
    )
    assert data["next_meetings"] == ["3 May 2010"]
    assert [each["text"] for each in data["decisions"]] == ["It was agreed that the seats be painted."]
