"""Names of many countries, and what stands beside them: initials, roles and bodies."""

import pytest

from meetings.old_minutes.people import read_person
from tests.meetings.old_minutes.reading import data_of, names, people

KEYS = ("initials", "role", "organisation")
ITEM = "\n\n1. Welcome\n\nThe Chair welcomed everybody.\n\n2. Budget\n\nThe budget was discussed."


def told(written: str) -> dict:
    person = read_person(written)
    return {"name": person.name} | {key: getattr(person, key) for key in KEYS if getattr(person, key)}


@pytest.mark.parametrize(
    "name",
    [
        "Éamonn Ó Muster",
        "Ŵynn ap Demo",
        "Yusuf Çelik",
        "Cllr Patsy O’ Nemo",
        "Aoife Mac an Demo",
        "Prof Sir Kim Muster CB",
        "Cllr Al Nemo TD",
    ],
)
def test_a_name(name):
    assert told(f"{name} (Hillside Trust)") == {"name": name, "organisation": "Hillside Trust"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dr Ivy Stone IS Clinical Chair", {"name": "Dr Ivy Stone", "initials": "IS", "role": "Clinical Chair"}),
        ("Omar Fry OFr Finance Officer", {"name": "Omar Fry", "initials": "OFr", "role": "Finance Officer"}),
        ("Dora Lamb DL Secretary", {"name": "Dora Lamb", "initials": "DL", "role": "Secretary"}),
        ("Mary Pool MP", {"name": "Mary Pool MP"}),
        (
            "Dr Ivy Stone IS Director of Housing – Hillside City Council",
            {
                "name": "Dr Ivy Stone",
                "initials": "IS",
                "role": "Director of Housing",
                "organisation": "Hillside City Council",
            },
        ),
        (
            "Ivy Stone\tLay Member – Patient Engagement",
            {"name": "Ivy Stone", "role": "Lay Member", "organisation": "Patient Engagement"},
        ),
        (
            "Ivy Stone (Hillside Council’s Head of Parks)",
            {"name": "Ivy Stone", "role": "Head of Parks", "organisation": "Hillside Council"},
        ),
        (
            "Mr W Fry Clerk and Executive Officer to Hillside Parish Council",
            {"name": "Mr W Fry", "role": "Clerk and Executive Officer", "organisation": "Hillside Parish Council"},
        ),
        (
            "Ivy Stone, Executive Director of Public Health Services",
            {"name": "Ivy Stone", "role": "Executive Director of Public Health Services"},
        ),
        (
            "Ivy Stone – Lay Member for Primary Care",
            {"name": "Ivy Stone", "role": "Lay Member for Primary Care"},
        ),
        ("Ivy Stone (PCSO)", {"name": "Ivy Stone", "role": "PCSO"}),
        ("Dr Omar Fry, Senior Partner", {"name": "Dr Omar Fry", "role": "Senior Partner"}),
        ("Omar Fry (member of the public)", {"name": "Omar Fry", "role": "member of the public"}),
    ],
)
def test_what_is_said_of_a_person(written, said):
    assert told(written) == said


def test_a_title_in_the_plural_holds_after_a_name_with_a_gap():
    data = data_of("Present: Councillors Ivy Stone, Pat O’ Fry, Lena Moss." + ITEM)
    assert names(data) == ["Councillor Ivy Stone", "Councillor Pat O’ Fry", "Councillor Lena Moss"]


def test_community_councillors_have_a_plural_too():
    data = data_of("Present: CClrs Stone, Fry and Moss, and NSC Clrs Wood and Reed" + ITEM)
    assert names(data) == ["CClr Stone", "CClr Fry", "CClr Moss", "Clr Wood", "Clr Reed"]


def test_a_count_of_the_public_is_no_side():
    data = data_of("In Attendance:\nOne member of the public\nMr W Fry, Clerk" + ITEM)
    assert people(data) == [("Mr W Fry", "", "Clerk", "", "In Attendance")]
    assert data["unplaced"] == ["One member of the public"]


def test_a_side_that_is_a_role_says_what_a_person_is():
    data = data_of("Present: Ivy Stone\nOFFICIALS:\nMs Lena Moss\nNote-taker:\nMr Omar Fry" + ITEM)
    assert people(data) == [
        ("Ivy Stone", "", "", "", ""),
        ("Ms Lena Moss", "", "", "", "OFFICIALS"),
        ("Mr Omar Fry", "", "Note-taker", "", "Note-taker"),
    ]


def test_part_one_and_non_voting_members_are_nobody():
    data = data_of(
        "PRESENT:\nVOTING MEMBERS:\nIvy Stone, Chair\nNON VOTING MEMBERS:\nOmar Fry, Clerk\nPART ONE – OPEN TO ALL"
        + ITEM
    )
    assert people(data) == [
        ("Ivy Stone", "", "Chair", "", "VOTING MEMBERS"),
        ("Omar Fry", "", "Clerk", "", "NON VOTING MEMBERS"),
    ]


def test_what_is_said_after_the_last_name_is_no_name():
    data = data_of("Present: Ivy Stone\nApologies: Cllr. Lena Moss, Sam Wood. Ted Reed may be late." + ITEM)
    assert names(data, "apologies") == ["Cllr. Lena Moss", "Sam Wood"]
    assert data["unplaced"] == ["Ted Reed may be late."]


def test_a_deputy_in_a_list_sits_in_for_nobody():
    data = data_of("Apologies: Ivy Stone, Deputy Omar Fry, Lena Moss\nPresent: Sam Wood" + ITEM)
    assert data["substitutes"] == []
    assert names(data, "apologies") == ["Ivy Stone", "Omar Fry", "Lena Moss"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ivy Stone Deputy Chairman IS", {"name": "Ivy Stone", "initials": "IS", "role": "Deputy Chairman"}),
        ("Ivy Stone Medical Director IKS", {"name": "Ivy Stone", "initials": "IKS", "role": "Medical Director"}),
        (
            "Ivy Ward Head of Communications IW",
            {"name": "Ivy Ward", "initials": "IW", "role": "Head of Communications"},
        ),
        ("Chair Cllr. C Muster", {"name": "Cllr. C Muster", "role": "Chair"}),
        ("Clerk Linda Muster", {"name": "Linda Muster", "role": "Clerk"}),
        ("the Deputy Lord Mayor (Councillor Muster)", {"name": "Councillor Muster", "role": "Deputy Lord Mayor"}),
        (
            "The Right Honourable the Lord Mayor (Alderman Muster) (Chairman)",
            {"name": "Alderman Muster", "role": "Right Honourable the Lord Mayor, Chairman"},
        ),
        ("Mr M Muster [MJM] Headmaster", {"name": "Mr M Muster", "initials": "MJM", "role": "Headmaster"}),
        ("Mrs S Muster –Clerk to Council", {"name": "Mrs S Muster", "role": "Clerk to Council"}),
        ("Mike Grant (Vice)", {"name": "Mike Grant", "role": "Vice"}),
    ],
)
def test_what_stands_before_or_behind_a_name(written, said):
    assert told(written) == said


def test_a_ward_is_a_place_and_a_surname():
    data = data_of("Present: Ivy Moss (Hillside CVS), Sue Ward (Age Concern), Cllr A Stone, Castle Ward" + ITEM)
    assert people(data) == [
        ("Ivy Moss", "", "", "Hillside CVS", ""),
        ("Sue Ward", "", "", "Age Concern", ""),
        ("Cllr A Stone", "", "Castle Ward", "", ""),
    ]


def test_aldermen_have_a_plural_too():
    data = data_of("Present: Aldermen A Stone, B Fry MBE and C Moss" + ITEM)
    assert names(data) == ["Alderman A Stone", "Alderman B Fry MBE", "Alderman C Moss"]
