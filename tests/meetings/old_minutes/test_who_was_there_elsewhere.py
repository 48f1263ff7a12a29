"""Attendance lists of residents' associations, surgeries, Irish and Scottish councils."""

import pytest

from tests.meetings.old_minutes.reading import data_of, names, people

ITEM = "\n\n1. Welcome\n\nThe Chair welcomed everybody.\n\n2. Budget\n\nThe budget was discussed."


def present(text: str) -> list[tuple]:
    return people(data_of(text + ITEM))


def test_neighbours_go_by_first_names():
    data = data_of(
        "Present: Ivy (Chair), Omar, Lena, Sam (Parks Officer, Hillside Council)\nApologies: Una, Ted" + ITEM
    )
    assert people(data) == [
        ("Ivy", "", "Chair", "", ""),
        ("Omar", "", "", "", ""),
        ("Lena", "", "", "", ""),
        ("Sam", "", "Parks Officer", "Hillside Council", ""),
    ]
    assert names(data, "apologies") == ["Una", "Ted"]


def test_patients_go_by_initials():
    data = data_of("Attendees: Dr Ivy Stone (IS), JL, MC, RM.\nApologies: PT" + ITEM)
    assert people(data) == [
        ("Dr Ivy Stone", "IS", "", "", ""),
        ("JL", "JL", "", "", ""),
        ("MC", "MC", "", "", ""),
        ("RM", "RM", "", "", ""),
    ]
    assert names(data, "apologies") == ["PT"]


def test_surnames_of_councillors_are_no_first_names():
    assert present("Councillors present: Stone, Fry, Moss") == [
        (f"Councillor {name}", "", "", "", "Councillors present") for name in ("Stone", "Fry", "Moss")
    ]


@pytest.mark.parametrize("label", ["OFFICIALS IN ATTENDANCE", "Officials in Attendance", "Council staff present"])
def test_a_side_is_there_whatever_it_is_called(label):
    assert present(f"MEMBERS PRESENT:\nCouncillor Moss\n\n{label}:\nMr H. Fry, County Manager") == [
        ("Councillor Moss", "", "", "", ""),
        ("Mr H. Fry", "", "County Manager", "", label),
    ]


def test_who_was_in_attendance_is_not_among_the_apologies():
    data = data_of(
        "Present: Cllr A Stone\n\nApologies: Cllr B Moss\n\nThe Town Clerk was in attendance.\n\n"
        "Mr D Fry, Link Officer, was in attendance.\n\nCounty Cllrs E Reed and F Wood were in attendance." + ITEM
    )
    assert people(data) == [
        ("Cllr A Stone", "", "", "", ""),
        ("Mr D Fry", "", "Link Officer", "", "In attendance"),
        ("Cllr E Reed", "", "", "", "In attendance"),
        ("Cllr F Wood", "", "", "", "In attendance"),
    ]
    assert names(data, "apologies") == ["Cllr B Moss"]
    assert data["unplaced"] == ["The Town Clerk was in attendance."]


def test_who_chaired_is_named_once():
    assert present(
        "Hillside Board\n\nChaired by: Ivy Stone (Hillside Council)\n\nAttendees: Ivy Stone, Omar Fry (Police)"
    ) == [("Ivy Stone", "", "Chair", "Hillside Council", ""), ("Omar Fry", "", "", "Police", "")]


def test_who_chaired_may_stand_below_the_word():
    assert present("Hillside Council\n\nChair:\nCllr M.H. Stone\nPresent:\nCllr B Moss") == [
        ("Cllr M.H. Stone", "", "Chair", "", "Chair"),
        ("Cllr B Moss", "", "", "", ""),
    ]


def test_a_list_in_the_plural_goes_on_below():
    assert present("Present:\nCllrs A Stone, B Fry,\nC Moss and D Reed.\nIn attendance:\nMr E Wood, Clerk") == [
        *((f"Cllr {name}", "", "", "", "") for name in ("A Stone", "B Fry", "C Moss", "D Reed")),
        ("Mr E Wood", "", "Clerk", "", "In attendance"),
    ]


def test_nobody_absent_does_not_end_the_list():
    assert present(
        "Present:\nCllr A Stone\n\nAbsent:\n\nThere were no absences\n\nIn Attendance:\n\nMr E Wood, Clerk"
    ) == [
        ("Cllr A Stone", "", "", "", ""),
        ("Mr E Wood", "", "Clerk", "", "In Attendance"),
    ]


def test_the_first_of_a_table_has_the_label_beside_it():
    text = """
        Present:      Ivy Stone           Patient Member
                      Omar Fry            Practice Manager
                      Dr Lena Moss        Senior Partner
    """
    assert present(text) == [
        ("Ivy Stone", "", "Patient Member", "", ""),
        ("Omar Fry", "", "Practice Manager", "", ""),
        ("Dr Lena Moss", "", "Senior Partner", "", ""),
    ]


def test_a_semicolon_after_the_label():
    data = data_of("Apologies ; Ivy Stone , Omar Fry\nIn Attendance ; Lena Moss , PC Sam Wood ." + ITEM)
    assert names(data, "apologies") == ["Ivy Stone", "Omar Fry"]
    assert people(data) == [
        ("Lena Moss", "", "", "", "In Attendance"),
        ("Sam Wood", "", "PC", "", "In Attendance"),
    ]


def test_others_of_the_public_are_nobody():
    data = data_of("Present: Ivy Stone, Omar Fry (Hillside Herald) plus three Members of the public" + ITEM)
    assert people(data) == [("Ivy Stone", "", "", "", ""), ("Omar Fry", "", "", "Hillside Herald", "")]
    assert data["unplaced"] == ["three Members of the public"]


def test_apologies_may_stand_at_the_end_of_the_list():
    data = data_of("Present: Ivy Stone (Chair), Omar Fry. Apologies were received from Lena Moss and Sam Wood" + ITEM)
    assert names(data) == ["Ivy Stone", "Omar Fry"]
    assert names(data, "apologies") == ["Lena Moss", "Sam Wood"]


def test_apologies_and_absent_is_one_label():
    assert names(data_of("Present: A Stone, B Fry\n\nApologies/Absent: C Moss, D Wood" + ITEM), "apologies") == [
        "C Moss",
        "D Wood",
    ]


def test_apologies_for_inability_to_attend():
    data = data_of(
        "Present: Cllr A Stone\n\n1. Apologies\n\n"
        "Apologies for inability to attend were reported from Councillors Moss and Fry.\n\n2. Budget\n\nNone."
    )
    assert names(data, "apologies") == ["Councillor Moss", "Councillor Fry"]


def test_apologies_of_neighbours_in_an_item():
    data = data_of("1.Present: Ivy, Omar, Lena\n2.Apologies: Sam, Una, Ted\n3.Budget: The budget was discussed.")
    assert names(data, "apologies") == ["Sam", "Una", "Ted"]


def test_a_person_whose_line_the_page_broke():
    data = data_of(
        """
        Present:
        Ivy Stone – Assistant General Manager, East of Hillside
        Ambulance Service NHS Trust
        Omar Fry – Assistant Director of Nursing, Hillside and Harbour Hospital
        (rep Lena Moss)
        Sam Wood – Chief Officer, ARMC
        """
        + ITEM
    )
    assert people(data) == [
        ("Ivy Stone", "", "Assistant General Manager", "East of Hillside Ambulance Service NHS Trust", ""),
        ("Omar Fry", "", "Assistant Director of Nursing", "Hillside and Harbour Hospital", ""),
        ("Sam Wood", "", "Chief Officer", "ARMC", ""),
    ]
    assert data["substitutes"] == [{"name": "Omar Fry", "for": "Lena Moss"}]


def test_a_name_that_the_page_broke():
    data = data_of(
        "Officers:\nKath Moss, Sue Fry, Matt Reed, Cindy Wood, Andrew Stone, Stuart Elm, Sarah\nNorth, Raj Demo" + ITEM
    )
    assert names(data)[-3:] == ["Stuart Elm", "Sarah North", "Raj Demo"]


def test_thanks_after_the_list_name_nobody():
    data = data_of(
        "Present: Cllr A Stone, Cllr B Fry\n\nCllr A Stone thanked all present for coming during the floods." + ITEM
    )
    assert names(data) == ["Cllr A Stone", "Cllr B Fry"]
    assert data["unplaced"] == ["Cllr A Stone thanked all present for coming during the floods."]


def test_offices_in_attendance_are_no_sides():
    data = data_of("Present: Cllr A Stone\n\nIN ATTENDANCE:\n\nChief Executive\nHead of Marketing (Mrs C Moss)" + ITEM)
    assert people(data)[1:] == [("Mrs C Moss", "", "Head of Marketing", "", "IN ATTENDANCE")]
    assert data["unplaced"] == ["Chief Executive"]


def test_whom_the_minutes_are_sent_to_was_not_there():
    data = data_of(
        "PRESENT\nIvy Stone (Chair) IS\n\nDistribution: all present plus\nSam Wood SW\nUna Reed (Member) UR" + ITEM
    )
    assert people(data) == [("Ivy Stone", "IS", "Chair", "", "")]
    assert data["unplaced"] == ["Distribution", "all present plus", "Sam Wood SW", "Una Reed (Member) UR"]


def test_a_heading_of_nobody_is_kept():
    data = data_of("Present: Ivy Stone\nApologies: Sam Wood\nMinutes of February Committee meeting – Agreed" + ITEM)
    assert data["unplaced"] == ["Minutes of February Committee meeting – Agreed"]


def test_a_title_in_the_plural_holds_beyond_a_semicolon():
    data = data_of("Attendance: Deputies Ivy Stone; Omar Fry; Cllrs Lena Moss; Sam Wood; Mr Ted Reed." + ITEM)
    assert people(data) == [
        ("Ivy Stone", "", "Deputy", "", ""),
        ("Omar Fry", "", "Deputy", "", ""),
        ("Cllr Lena Moss", "", "", "", ""),
        ("Cllr Sam Wood", "", "", "", ""),
        ("Mr Ted Reed", "", "", "", ""),
    ]


def test_ranks_in_a_list():
    data = data_of("Present: Lena Moss, Chief Superintendent Omar Fry, Sergeant Ivy Stone" + ITEM)
    assert people(data) == [
        ("Lena Moss", "", "", "", ""),
        ("Omar Fry", "", "Chief Superintendent", "", ""),
        ("Ivy Stone", "", "Sergeant", "", ""),
    ]


def test_for_whom_somebody_was_substitute():
    data = data_of(
        "1.\n\nAPOLOGIES FOR ABSENCE\n\nMinutes:\n\nApologies for absence were received from:\n\n"
        "Councillor Ivy Stone, for whom Councillor Omar Fry was substitute;\n\n"
        "Councillor Lena Moss, for whom Councillor Sam Wood was substitute.\n\n2.\n\nBUDGET\n\nMinutes:\n\nNone."
    )
    assert names(data, "apologies") == ["Councillor Ivy Stone", "Councillor Lena Moss"]
    assert data["substitutes"] == [
        {"name": "Councillor Omar Fry", "for": "Councillor Ivy Stone"},
        {"name": "Councillor Sam Wood", "for": "Councillor Lena Moss"},
    ]


def test_what_is_said_behind_a_list_is_no_part_of_a_person():
    data = data_of(
        "Present: Ivy Stone, Lena Moss\nApologies: Sam Wood (Hill and Fry) Ivy opened the meeting and was glad." + ITEM
    )
    assert data["apologies"] == [{"name": "Sam Wood", "organisation": "Hill and Fry"}]
    assert data["unplaced"] == ["Ivy opened the meeting and was glad"]


def test_twenty_residents_are_nobody():
    data = data_of("Present – Ivy Stone (IS) Chair, Omar Fry(OF) and twenty residents" + ITEM)
    assert people(data) == [("Ivy Stone", "IS", "Chair", "", ""), ("Omar Fry", "OF", "", "", "")]
    assert data["unplaced"] == ["twenty residents"]
