"""One habit of writing each: people, lists, headings, dates, decisions, actions."""

from datetime import date

import pytest

from meetings.old_minutes.dates import dates_in
from meetings.old_minutes.due import due_in
from meetings.old_minutes.header import venue_in
from meetings.old_minutes.headings import numbered
from meetings.old_minutes.labels import next_meetings_label
from meetings.old_minutes.name_lists import read_names
from meetings.old_minutes.people import read_person
from tests.meetings.old_minutes.reading import actions, data_of, names, outcomes, people, titles


@pytest.mark.parametrize(
    ("written", "name", "said"),
    [
        ("Cllr J Smith (Chair)", "Cllr J Smith", {"role": "Chair"}),
        ("Ann Demo – Example CVS", "Ann Demo", {"organisation": "Example CVS"}),
        ("Ann Demo, Manager, Example CVS", "Ann Demo", {"role": "Manager", "organisation": "Example CVS"}),
        ("AD Cllr. Ann Demo (Chair)", "Cllr. Ann Demo", {"initials": "AD", "role": "Chair"}),
        ("Jo McDemo (JMcD) VCA Example", "Jo McDemo", {"initials": "JMcD", "organisation": "VCA Example"}),
        ("Sam Nemo Northshire Police", "Sam Nemo", {"organisation": "Northshire Police"}),
        ("Chief Inspector Kim Muster", "Kim Muster", {"role": "Chief Inspector"}),
        ("Town Clerk - Mr T Nemo", "Mr T Nemo", {"role": "Town Clerk"}),
        ("Jo Demo (substitute for Cllr Brown)", "Jo Demo", {"deputises_for": "Cllr Brown"}),
        ("Jo Demo on behalf of Kim Muster", "Jo Demo", {"deputises_for": "Kim Muster"}),
        ("Jo Demo deputising for Kim Muster", "Jo Demo", {"deputises_for": "Kim Muster"}),
        ("Jo Demo, representing Example Youth Trust", "Jo Demo", {"organisation": "Example Youth Trust"}),
        ("Mr D Demo (Ms H Sample attended as substitute)", "Mr D Demo", {"represented_by": "Ms H Sample"}),
        ("Jo Demo - Kim Muster substituted", "Jo Demo", {"represented_by": "Kim Muster"}),
        ("Jo Demo (illness)", "Jo Demo", {"note": "illness"}),
    ],
)
def test_a_person(written, name, said):
    person = read_person(written)
    keys = ("initials", "role", "organisation", "deputises_for", "represented_by", "note")
    assert person.name == name
    assert {key: getattr(person, key) for key in keys if getattr(person, key)} == said


@pytest.mark.parametrize(
    "text", ["Welcome and Introductions", "Head of Service", "3 members of the public", "None", "Matters Arising", ""]
)
def test_no_person(text):
    assert read_person(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cllrs Brown, Green & White", ["Cllr Brown", "Cllr Green", "Cllr White"]),
        ("Councillors A Demo (Chair) and B. Sample", ["Councillor A Demo", "Councillor B. Sample"]),
        ("Ann Demo, CVS, Bob Nemo, Manager, Example Trust and Cllr Roe", ["Ann Demo", "Bob Nemo", "Cllr Roe"]),
        ("Ann Demo (PCT) Bob Nemo & Cy Muster (LBX)", ["Ann Demo", "Bob Nemo", "Cy Muster"]),
        ("Ann Demo, CVS; Bob Nemo, PCT", ["Ann Demo", "Bob Nemo"]),
        ("Cllr Mr G. Demo – Chairman and the Clerk – Abel Muster", ["Cllr Mr G. Demo", "Abel Muster"]),
    ],
)  # fmt: skip
def test_a_list_of_names(text, found):
    assert [person.name for person in read_names(text)] == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Monday 12th January 2015", date(2015, 1, 12)),
        ("12.01.15", date(2015, 1, 12)),
        ("12/1/2015", date(2015, 1, 12)),
        ("12 Jan 2015 at 2pm", date(2015, 1, 12)),
        ("January 12th, 2015", date(2015, 1, 12)),
        ("the 12th day of January 2015", date(2015, 1, 12)),
        ("2015-01-12", date(2015, 1, 12)),
        ("31 February 2015", None),
        ("12 January", None),
    ],
)
def test_a_date(text, day):
    assert [found.day for found in dates_in(text)] == [day]


@pytest.mark.parametrize("text", ["£12.01.15p", "10.00 am", "call 12/345/6789", "15/00123/FUL", "2015"])
def test_no_date(text):
    assert dates_in(text) == []


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Meeting held on 3 March 2015 at 7.30pm in the Village Hall, Church Lane", "the Village Hall, Church Lane"),
        ("held at the Town Hall on Tuesday 3 March 2015 at 10am", "the Town Hall"),
        ("Monday 12th January 2015 (5.00 p.m. – 6.45 p.m.), @ Example House", "Example House"),
        ("12 January 2015, Guildhall, 7.30pm", "Guildhall"),
        ("Tuesday 3 March 2015, 10am", ""),
    ],
)  # fmt: skip
def test_a_venue(text, venue):
    assert venue_in(text) == venue


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1. Welcome", "1", "Welcome"), ("1) Welcome", "1", "Welcome"), ("1.1 Accuracy", "1.1", "Accuracy"),
        ("Item 1: Welcome", "1", "Welcome"), ("Minute 23/14 Apologies", "23/14", "Apologies"),
        ("23/14 To receive apologies.", "23/14", "To receive apologies."), ("45. Finance", "45", "Finance"),
        ("a) Accounts", "a", "Accounts"), ("A. Welcome", "A", "Welcome"),
        ("FC/23/014 Highways", "FC/23/014", "Highways"),
        ("3. Matters Arising: Jo asked about the letter.", "3", "Matters Arising"),
        ("2. The minutes were approved as a correct record.", "2", ""),
    ],
)  # fmt: skip
def test_a_heading(text, number, title):
    assert (numbered(text).number, numbered(text).title) == (number, title)


@pytest.mark.parametrize(
    "text", ["12 January 2015", "12/01/2015", "24 applications were received", "10.00 am", "12.01.15"]
)
def test_no_heading(text):
    assert numbered(text) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("JS to write by 3 March", "by 3 March"), ("to report at the next meeting", "at the next meeting"),
        ("within two weeks", "within two weeks"), ("by end of May", "by end of May"), ("in one year", "in one year"),
        ("by the end of the month.", "by the end of the month"), ("write to the board", ""),
        ("to phone by end March 05.", "by end March 05"),
    ],
)  # fmt: skip
def test_when_an_action_is_due(text, due):
    assert due_in(text) == due


def test_next_meetings_by_their_label():
    assert next_meetings_label("Date of next meeting: Tuesday 3 March 2015, 10am") == "Tuesday 3 March 2015, 10am"
    assert next_meetings_label("Next steps") is None


MEETING = """
    Example Forum
    3 March 2015
    Present: Ann Demo (AD), Bob Sample (BS), Ali Dummy (ADu)
    In attendance: Cy Muster (minutes)
    Apologies: Jo Nemo

    1. Report

    {said}

    2. Close
"""


@pytest.mark.parametrize(
    ("said", "decisions"),
    [
        ("RESOLVED: that the report be noted.", ["RESOLVED: that the report be noted."]),
        ("RESOLVED – That it be agreed.", ["RESOLVED – That it be agreed."]),
        ("After a talk it was agreed that we go.", ["It was agreed that we go."]),
        ("The Board NOTED the report.", ["The Board NOTED the report."]),
        ("Decision: to go ahead.", ["Decision: to go ahead."]),
        ("AGREED", ["AGREED"]),
        ("RESOLVED:\n    (a) that one be done;\n    (b) that two be done.",
         ["RESOLVED:\n(a) that one be done;\n(b) that two be done."]),
        ("RESOLVED:\n\n    That one be done.\n\n    Jo left.", ["RESOLVED:\nThat one be done."]),
        ("Ann Demo agreed that this matters. A Member agreed. The board will agree later.", []),
        ("The plan which was agreed last year had failed. He noted the cost.", []),
    ],
)  # fmt: skip
def test_decisions(said, decisions):
    assert outcomes(data_of(MEETING.format(said=said)), "decisions") == [("1", text) for text in decisions]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ACTION: BS to write by 3 May", [("BS to write by 3 May", ["Bob Sample"], "by 3 May")]),
        ("Somebody should write. (Action: BS)", [("Somebody should write.", ["Bob Sample"], "")]),
        ("Action – B Sample", [("Bob Sample", ["Bob Sample"], "")]),
        ("Bob will write.\n    ACTION: BS", [("Bob will write.", ["Bob Sample"], "")]),
        ("Action: ZZ to write", [("ZZ to write", ["ZZ"], "")]),
        ("Action: write to the council (BS)", [("write to the council", ["Bob Sample"], "")]),
        ("Actions:\n    - BS to write\n    - AD to ring",
         [("BS to write", ["Bob Sample"], ""), ("AD to ring", ["Ann Demo"], "")]),
        ("Action: BS to write; AD to ring", [("BS to write", ["Bob Sample"], ""), ("AD to ring", ["Ann Demo"], "")]),
        ("The actions of the group were praised.", []),
    ],
)  # fmt: skip
def test_actions(said, found):
    assert actions(data_of(MEETING.format(said=said))) == found


def test_attendance_by_label_and_side():
    data = data_of(
        """
        Example Board

        Councillors:
        Cllr J Demo (Chair)
        Cllr P Sample

        Voluntary Sector Reps: Ann Muster, Bob Nemo
        Example Police: Insp Cy Dummy
        Also present: Di Fable, 3 members of the public
        Apologies for absence were received from Jo Madeup (Example Trust) and Al Pretend.

        1. Welcome
        """
    )
    assert people(data) == [
        ("Cllr J Demo", "", "Chair", "", "Councillors"),
        ("Cllr P Sample", "", "", "", "Councillors"),
        ("Ann Muster", "", "", "", "Voluntary Sector Reps"),
        ("Bob Nemo", "", "", "", "Voluntary Sector Reps"),
        ("Cy Dummy", "", "Insp", "Example Police", "Example Police"),
        ("Di Fable", "", "", "", "Also present"),
    ]
    assert names(data, "apologies") == ["Jo Madeup", "Al Pretend"]
    assert titles(data) == [("1", "Welcome")]
