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
