"""Who was present, who sent apologies, who sat in for whom, in lists, tables and sentences."""

import pytest

from tests.meetings.old_minutes.reading import data_of, names, people

ITEM = "\n\n1. Welcome\n\nThe Chair welcomed everybody.\n\n2. Budget\n\nThe budget was discussed."


def substitutes(data: dict) -> list[tuple[str, str]]:
    return [(pair["name"], pair["for"]) for pair in data["substitutes"]]


def test_a_column_called_status_says_who_was_there():
    data = data_of(
        """
        | Member | Agency | Status |
        |---|---|---|
        | Ivy Stone (IS) | Hillside Council | Present (remote) |
        | Omar Fry | Hillside CVS | In attendance |
        | Lena Moss | Hillside Police | Apologies received |
        | Ted Wood | Fire Service | Absent |
        | Una Reed | Probation | Did not attend |
        """
        + ITEM
    )
    assert names(data) == ["Ivy Stone", "Omar Fry"]
    assert data["apologies"] == [{"name": "Lena Moss", "organisation": "Hillside Police"}]
    assert data["unplaced"] == ["Ted Wood Fire Service Absent", "Una Reed Probation Did not attend"]


def test_a_cell_says_whose_place_somebody_took():
    data = data_of(
        """
        | Name | Title | Organisation |
        |---|---|---|
        | Ivy Stone | Team Manager, standing in for Lena Moss | Hillside Council |
        | Omar Fry | Officer | Hillside CVS, on behalf of Dr Ted Wood |
        """
        + ITEM
    )
    assert people(data) == [
        ("Ivy Stone", "", "Team Manager", "Hillside Council", ""),
        ("Omar Fry", "", "Officer", "Hillside CVS", ""),
    ]
    assert substitutes(data) == [("Ivy Stone", "Lena Moss"), ("Omar Fry", "Dr Ted Wood")]


@pytest.mark.parametrize(
    "said",
    [
        "Ivy Stone deputising for Prof. Lena Moss (Hillside Trust)",
        "Ivy Stone (Hillside Trust) as substitute for Prof. Lena Moss",
        "Ivy Stone, Hillside Trust, in place of Prof. Lena Moss",
        "Ivy Stone sub for Prof. Lena Moss (Hillside Trust)",
        "Ivy Stone – Hillside Trust, on behalf of Prof. Lena Moss",
        "Ivy Stone (Hillside Trust) (representing Prof. Lena Moss)",
    ],
)
def test_a_person_on_the_list_sits_in_for_another(said):
    data = data_of(f"Present: Omar Fry (Hillside CVS), {said}{ITEM}")
    assert people(data)[1] == ("Ivy Stone", "", "", "Hillside Trust", "")
    assert substitutes(data) == [("Ivy Stone", "Prof. Lena Moss")]


def test_an_organisation_that_somebody_represents_is_nobody_whose_place_is_taken():
    data = data_of(f"Present: Omar Fry (Hillside CVS), Ivy Stone representing Age Concern{ITEM}")
    assert substitutes(data) == []


def test_who_attended_on_his_behalf_is_told_after_whose_behalf_it_was():
    data = data_of(
        """
        Present: Omar Fry (Hillside CVS), Ivy Stone (Police)

        1. Apologies

        Apologies were received from Lena Moss and from Ted Wood (Police); Ivy Stone attended on his behalf.

        2. Budget

        The budget was discussed.
        """
    )
    assert data["apologies"] == [
        {"name": "Lena Moss", "organisation": None},
        {"name": "Ted Wood", "organisation": "Police"},
    ]
    assert substitutes(data) == [("Ivy Stone", "Ted Wood")]


def test_a_constable_has_a_number_and_the_public_is_counted():
    data = data_of(f"Present: Cllr Ann Doe (Chair), PCSO 7312 Pell, PC Dee Watts and nine members of the public{ITEM}")
    assert people(data) == [
        ("Cllr Ann Doe", "", "Chair", "", ""),
        ("Pell", "", "PCSO 7312", "", ""),
        ("Dee Watts", "", "PC", "", ""),
    ]
    assert data["unplaced"] == ["nine members of the public"]


def test_a_town_in_brackets_is_not_the_name_of_a_councillor():
    data = data_of(f"Present: Omar Fry (CVS)\nApologies: Councillor Ned Dale (Vale DC), Cllr Una Reed (Hill TC){ITEM}")
    assert data["apologies"] == [
        {"name": "Councillor Ned Dale", "organisation": "Vale DC"},
        {"name": "Cllr Una Reed", "organisation": "Hill TC"},
    ]


def test_who_is_named_by_no_name_stays_as_written():
    data = data_of(f"Present: Omar Fry (CVS), Ivy Stone (Council)\nSorry to miss: Ted Wood (Mind); Scouts{ITEM}")
    assert data["apologies"] == [{"name": "Ted Wood", "organisation": "Mind"}]
    assert data["unplaced"] == ["Scouts"]


def test_a_first_name_is_enough_where_an_organisation_is_told():
    data = data_of(
        f"Present: Omar Fry (CVS), Ivy Stone (Council)\nApologies: Ted Wood, Bob from the Fire Service{ITEM}"
    )
    assert data["apologies"] == [
        {"name": "Ted Wood", "organisation": None},
        {"name": "Bob", "organisation": "Fire Service"},
    ]


def test_a_list_of_a_page_names_people():
    data = data_of(
        "<h2>Attendees</h2><ul><li>Ivy Stone – Hill CAB (Chair)</li><li>Ann van der Berg – Council</li></ul>"
    )
    assert people(data) == [
        ("Ivy Stone", "", "Chair", "Hill CAB", ""),
        ("Ann van der Berg", "", "", "Council", ""),
    ]
