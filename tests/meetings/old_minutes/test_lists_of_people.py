"""Lists of people as long minutes have them: run together, in bullets, by first names, with who took the minutes."""

import pytest

from tests.meetings.old_minutes.reading import data_of, names, people

ITEM = "\n\n1. Welcome\n\nThe Chair welcomed everybody.\n\n2. Budget\n\nThe budget was discussed."


def test_a_new_side_begins_within_a_line():
    data = data_of(
        f"Present: Ada Example (AE), Ben Sample (representing Cora Test) In attendance: Dan Demo, Clerk{ITEM}"
    )
    assert people(data) == [
        ("Ada Example", "AE", "", "", ""),
        ("Ben Sample", "", "", "", ""),
        ("Dan Demo", "", "Clerk", "", "In attendance"),
    ]


@pytest.mark.parametrize("label", ["Minute taker", "Minutes", "Minute Secretary", "Notes taken by", "Chaired by"])
def test_who_took_the_minutes_was_there_although_named_after_the_apologies(label):
    data = data_of(f"Present: Ada Example, Ben Sample\n\nApologies: Cora Test\n\n{label}: Dan Demo{ITEM}")
    assert names(data) == ["Ada Example", "Ben Sample", "Dan Demo"]
    assert names(data, "apologies") == ["Cora Test"]


def test_who_took_the_minutes_before_the_apologies_is_no_item():
    head = "Example Forum\nMinutes of the meeting of 4 November 2017\n\nPresent: Ada Example, Ben Sample\nMinutes: {}"
    items = "\nApols: Cora Test\n\n1 Welcome\nAll were welcomed.\n\n2 Budget\nIt was discussed.\n\n3 Vans\nThey run."
    data = data_of(head.format("Dan Demo") + items)
    assert names(data) == ["Ada Example", "Ben Sample", "Dan Demo"]
    assert names(data, "apologies") == ["Cora Test"]
    assert [item["title"] for item in data["items"]] == ["Welcome", "Budget", "Vans"]
    assert data_of(head.format("Pat") + items)["unplaced"] == ["Pat"], "a first name alone names nobody on the list"


def test_titles_part_people_where_no_comma_does():
    data = data_of(
        "Present: Cllr Ada Example (Chair) Cllr Ben Sample Cllr Cora Test Mrs Dee Demo (Clerk) 3 members of the public"
        + ITEM
    )
    assert people(data) == [
        ("Cllr Ada Example", "", "Chair", "", ""),
        ("Cllr Ben Sample", "", "", "", ""),
        ("Cllr Cora Test", "", "", "", ""),
        ("Mrs Dee Demo", "", "Clerk", "", ""),
    ]
    assert data["unplaced"] == ["3 members of the public"]


def test_a_title_before_surnames_ends_at_a_whole_name():
    data = data_of(f"Present: Ada Example\n\nApologies: Ben Sample, Cllrs Moss, Reed and Fry, Cora Test{ITEM}")
    assert names(data, "apologies") == ["Ben Sample", "Cllr Moss", "Cllr Reed", "Cllr Fry", "Cora Test"]


def test_first_names_one_below_another_with_initials():
    data = data_of(
        f"""
        Present:
        Tony (TS) – Chairman
        Rita (RE)
        Carol (CW) – Hillside medical staff
        Apologies:
        Omar (OF){ITEM}
        """
    )
    assert people(data) == [
        ("Tony", "TS", "Chairman", "", ""),
        ("Rita", "RE", "", "", ""),
        ("Carol", "CW", "", "Hillside medical staff", ""),
    ]
    assert names(data, "apologies") == ["Omar"]


def test_a_bullet_is_one_person_with_the_organisation():
    data = data_of(
        f"Present:\n\n- Ada Example (AE), Hillside Council – Chair\n- Ben Sample (BS), Hillside CVS\n"
        f"- Cora Test (CT), Hillside Libraries\n\nApologies:\n\n- Dan Demo, Hillside Jobcentre\n- Eve Mock, NHS{ITEM}"
    )
    assert [(person[0], person[3]) for person in people(data)] == [
        ("Ada Example", "Hillside Council"),
        ("Ben Sample", "Hillside CVS"),
        ("Cora Test", "Hillside Libraries"),
    ]
    assert names(data, "apologies") == ["Dan Demo", "Eve Mock"]


def test_items_with_dashes_before_their_titles():
    data = data_of(
        """
        Attendees:
        Ada Example – Hillside Council
        Ben Sample- HVA
        - Welcome:
        Ada Example welcomed everybody to the meeting.
        - Apologies:
        Cora Test- Hillside PCT, Dan Demo – Fire and Rescue
        - Matters arising:
        There were none.
        """
    )
    assert [(person[0], person[3]) for person in people(data)] == [
        ("Ada Example", "Hillside Council"),
        ("Ben Sample", "HVA"),
    ]
    assert names(data, "apologies") == ["Cora Test", "Dan Demo"]


def test_initials_far_behind_a_name():
    data = data_of(f"Present:\nMs Ada Example\nMr Ben Sample          (BS)\nMs Cora Test           (CT){ITEM}")
    assert [person[:2] for person in people(data)] == [
        ("Ms Ada Example", ""),
        ("Mr Ben Sample", "BS"),
        ("Ms Cora Test", "CT"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Apologies were accepted for Cllr Moss (personal reasons).",
        "These were accepted from Cllr Moss.",
        "They were received from Cllr Moss.",
    ],
)
def test_apologies_that_were_accepted(said):
    data = data_of(
        f"Present: Ada Example, Ben Sample\n\n1. APOLOGIES\n\n{said}\n\n2. BUDGET\n\nThe budget was discussed."
    )
    assert names(data, "apologies") == ["Cllr Moss"]


def test_a_role_or_a_body_alone_is_nobody():
    data = data_of(f"Present:\nAda Example\nBen Sample\nInterim Head of Finance\nHillside City Council{ITEM}")
    assert names(data) == ["Ada Example", "Ben Sample"]
    assert data["unplaced"] == ["Interim Head of Finance", "Hillside City Council"]


def test_a_day_written_without_a_blank():
    data = data_of(
        f"Hillside Hall – Meeting held on Wednesday14th November 2018\n\nPresent: Ada Example, Ben Sample{ITEM}"
    )
    assert data["date"] == "2018-11-14"
    assert data_of(f"Meeting Date: 8 August ‘23\n\nPresent: Ada Example, Ben Sample{ITEM}")["date"] == "2023-08-08"


def test_a_title_in_capitals_needs_no_joint():
    data = data_of(
        """
        Present: Ada Example, Ben Sample

        1. PUBLIC FORUM (15 MINUTES) Nobody was present.

        2. SEATS The Clerk reported that two seats are broken.

        3. NOTICEBOARD Deferred to March.
        """
    )
    assert [item["title"] for item in data["items"]] == ["PUBLIC FORUM (15 MINUTES)", "SEATS", "NOTICEBOARD"]
    assert data["items"][2]["text"] == "Deferred to March."


def test_people_whose_role_and_initials_stand_below_them():
    data = data_of(
        """
        Present
        Mrs Ada Example

        Chair

        AE

        Mr Ben Sample

        Chief Executive

        BS

        Ms Cora Test

        Hillside Council

        Apologies
        Dan Demo
        """
        + ITEM
    )
    assert people(data) == [
        ("Mrs Ada Example", "AE", "Chair", "", ""),
        ("Mr Ben Sample", "BS", "Chief Executive", "", ""),
        ("Ms Cora Test", "", "", "Hillside Council", ""),
    ]
    assert names(data, "apologies") == ["Dan Demo"]
    assert data["unplaced"] == []


def test_roles_below_all_of_the_names_are_of_nobody():
    data = data_of(f"Present:\nAda Example\nBen Sample\nCora Test\nChair\nTreasurer\nHillside Council{ITEM}")
    assert [person[:3] for person in people(data)] == [
        ("Ada Example", "", ""),
        ("Ben Sample", "", ""),
        ("Cora Test", "", ""),
    ]


def test_initials_say_for_whom_somebody_came():
    data = data_of(
        "Attendees: Ada Example (AE - Chair), Ben Sample (BS for Dan Demo), Cora Test (CT) Eve Mock (EM - for item 5)"
        + ITEM
    )
    assert [person[:2] for person in people(data)] == [
        ("Ada Example", "AE"),
        ("Ben Sample", "BS"),
        ("Cora Test", "CT"),
        ("Eve Mock", "EM"),
    ]
    assert data["substitutes"] == [{"name": "Ben Sample", "for": "Dan Demo"}]


def test_who_attended_as_substitute_sent_no_apologies():
    data = data_of(
        "1. APOLOGIES\n\nApologies were received from Councillor Ada Example and Councillor Ben Sample attended as "
        "substitute. Apologies were also received from Cora Test.\n\n2. BUDGET\n\nThe budget was discussed."
    )
    assert names(data, "apologies") == ["Councillor Ada Example", "Cora Test"]
    assert data["substitutes"] == [{"name": "Councillor Ben Sample", "for": "Councillor Ada Example"}]


def test_sides_after_a_dash_and_sentences_of_names():
    data = data_of(
        f"""
        Hillside Policing Committee

        Presiding: Councillor Ada Example.

        PRESENT: Councillors - Ben Sample, Cora Test. Deputies - Dan Demo and Eve Mock.

        Ms. Fay Stub. Ms. Gail Dummy, Director of Services. Mr. Hal Nemo.

        APOLOGIES: Councillors - Ivy Model.

        Meetings Administrator: Ms. Joy Muster.{ITEM}
        """
    )
    assert [person[0] for person in people(data)] == [
        "Councillor Ada Example",
        "Councillor Ben Sample",
        "Councillor Cora Test",
        "Dan Demo",
        "Eve Mock",
        "Ms. Fay Stub",
        "Ms. Gail Dummy",
        "Mr. Hal Nemo",
        "Ms. Joy Muster",
    ]
    assert names(data, "apologies") == ["Councillor Ivy Model"]


def test_a_head_of_something_is_no_part_of_the_name():
    data = data_of(f"Present:\nAda Example Head of Education, Hillside Council\nBen Sample (BS)\nCora Head{ITEM}")
    assert [person[0] for person in people(data)] == ["Ada Example", "Ben Sample", "Cora Head"]
