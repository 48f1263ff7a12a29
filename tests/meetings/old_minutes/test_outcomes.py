"""Decisions, actions and items that minutes of other bodies write in ways of their own."""

import time

import pytest

from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.text import lines_of_text
from tests.meetings.old_minutes.reading import actions, data_of, outcomes, titles

PRESENT = "Present: Ivy Stone (IS), Omar Fry (OF), Lena-May Moss\n\n"


def minutes(*paragraphs: str) -> str:
    said = "\n\n".join(paragraphs)
    return f"{PRESENT}1. Welcome\n\nIS welcomed all.\n\n2. Budget\n\n{said}\n\n3. Close\n\nNone."


@pytest.mark.parametrize(
    "said",
    [
        "It was noted that the meeting was quorate.",
        "The Chair noted that a quorum was present.",
        "It was confirmed that the meeting was quorate.",
    ],
)
def test_a_quorum_is_no_decision(said):
    assert data_of(minutes(said))["decisions"] == []


@pytest.mark.parametrize(
    "said",
    [
        "Agreed as a correct record, subject to one change.",
        "Agreed and signed as a true record.",
        "With that amendment the minutes were agreed.",
        "We agreed to ask for two more weeks.",
        "Governors unanimously agreed the budget.",
    ],
)
def test_a_decision(said):
    assert outcomes(data_of(minutes(said)), "decisions") == [("2", said)]


def test_a_decision_stands_under_the_number_of_its_paragraph():
    data = data_of(minutes("2.1 The reserves were high and rising.", "2.2 The work programme was approved."))
    assert outcomes(data, "decisions") == [("2", "The work programme was approved.")]


def test_a_promise_with_a_day_is_an_action():
    data = data_of(minutes("A long talk. Ivy to send the costs round by Friday 15 November.", "Omar to have a look."))
    assert actions(data) == [
        ("Ivy to send the costs round by Friday 15 November.", ["Ivy Stone"], "by Friday 15 November"),
    ]


def test_ap_marks_an_action_of_somebody():
    data = data_of(minutes("No decision. AP: Omar to ask the bus company for figures (end Nov)."))
    assert actions(data) == [("Omar to ask the bus company for figures (end Nov).", ["Omar Fry"], "end Nov")]


def test_a_box_to_tick_is_no_word_of_the_action():
    data = data_of(minutes("**Actions**\n\n- [ ] IS to publish the code by 30 June\n- [x] IS / OF – draft a letter"))
    assert actions(data) == [
        ("IS to publish the code by 30 June", ["Ivy Stone"], "by 30 June"),
        ("draft a letter", ["Ivy Stone", "Omar Fry"], ""),
    ]
    assert data["items"][1]["text"].endswith("- [x] IS / OF – draft a letter")


def test_a_report_that_an_action_is_done_is_none():
    data = data_of(minutes("Actions:\n• Item 3: IS has circulated the plan. Complete.\n• OF to write to the press."))
    assert actions(data) == [("OF to write to the press.", ["Omar Fry"], "")]


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("by COB Fri", "by COB Fri"),
        ("by the 28th", "by the 28th"),
        ("- end of Feb", "end of Feb"),
        ("by next Friday", "by next Friday"),
        ("by the end of January", "by the end of January"),
    ],
)
def test_by_when(said, due):
    assert actions(data_of(minutes(f"Action: IS to write to the council {said}.")))[0][2] == due


def test_a_log_after_the_next_meeting_is_a_log_of_actions():
    data = data_of(
        minutes("The budget was discussed.")
        + """

4. Date of next meeting

Monday 6 May 2024

Action log

| Ref | Minute no. | Action | Owner | Due | Status |
|---|---|---|---|---|---|
| 7 | 24/2 | Add a section on carers | Ivy Stone | 31/10/2023 | Open |
| 9 | 24/3 | Send the figures | OF / IS | Oct 23 | Closed |
"""
    )
    assert data["next_meetings"] == ["Monday 6 May 2024"]
    assert titles(data)[-1] == ("", "Action log")
    assert data["items"][-1]["text"].split("\n")[0] == "7 24/2 Add a section on carers Ivy Stone 31/10/2023 Open"
    assert actions(data) == [
        ("Add a section on carers", ["Ivy Stone"], "31/10/2023"),
        ("Send the figures", ["Omar Fry", "Ivy Stone"], "Oct 23"),
    ]


def test_a_log_names_the_minute_of_each_action():
    data = data_of(
        PRESENT
        + """AB/23/41 Welcome

IS welcomed all.

AB/23/42 Grants

The forms are long.

| No. | Minute ref | Action | Lead | Deadline |
|---|---|---|---|---|
| 1 | AB/23/41 | Redesign the form | IS | May |
| 2 | AB/23/30 | Recruit a member | OF | June |
"""
    )
    assert outcomes(data, "actions") == [("AB/23/41", "Redesign the form"), ("AB/23/42", "Recruit a member")]


TABLE = """
| {head} |
|---|---|---|
| 1 | IS welcomed all and told of the long road that the group has come since last year. | |
| 2 | The plan was approved. | OF |
"""


def test_initials_beside_a_decision_are_an_action_under_that_heading_only():
    headed = data_of(PRESENT + TABLE.format(head="Item | Discussion | Action"))
    assert actions(headed) == [("The plan was approved.", ["Omar Fry"], "")]
    bare = TABLE.replace("| {head} |\n|---|---|---|\n", "")
    assert actions(data_of(PRESENT + bare)) == []


def test_short_titles_stand_by_themselves():
    data = data_of(
        "Hill Youth Forum\n6.11.24, Teams\n\n" + PRESENT + "Summer scheme\nMany came, more than last year.\n\n"
        "Bus passes\nA long talk. No decision.\n\nLogo\nAgreed: keep the old one.\n\nNext one: 8 January 2025, 4pm"
    )
    assert titles(data) == [("", "Summer scheme"), ("", "Bus passes"), ("", "Logo")]
    assert outcomes(data, "decisions") == [("Logo", "Agreed: keep the old one.")]
    assert data["next_meetings"] == ["8 January 2025, 4pm"]
    assert data["unplaced"] == []


def test_letters_are_numbered_under_their_item():
    data = data_of(
        "23/035 PLANNING\n(a) Two sheds, 4 Mill Row.\nRESOLVED that no objection be raised.\n"
        "(b) New windows, The Rectory.\nRESOLVED to object.\n\n23/036 FINANCE\nThe Clerk presented the accounts."
    )
    assert [number for number, _ in titles(data)] == ["23/035", "23/035(a)", "23/035(b)", "23/036"]
    assert outcomes(data, "decisions") == [
        ("23/035(a)", "RESOLVED that no objection be raised."),
        ("23/035(b)", "RESOLVED to object."),
    ]


def test_where_a_correction_belongs_and_who_spoke_is_no_title():
    data = data_of(
        "1. Minutes\n1.1 Page 2, line 4: delete the second not.\n1.2 Matters arising: the lease was signed.\n"
        "2. Code\n2.1 IS introduced the draft. OF asked for twelve weeks of notice."
    )
    assert titles(data) == [("1", "Minutes"), ("1.1", ""), ("1.2", "Matters arising"), ("2", "Code"), ("2.1", "")]


FIXED = """NORTH TRUST
Monday 2 December 2019, 6.00pm, The Old Library

PRESENT:
  Ivy Stone               Chair
  Omar Fry                Treasurer
  Lena-May Moss           Northfold Carers

                                                                    ACTION
1.  WELCOME
    The Chair opened the meeting and spoke of the long and stony
    road behind.

2.  FINANCE
    2.1  The committee agreed to move some money from what was in
         reserve.
    2.2  OF to open a new savings account by 10 January.               OF

3.  AOB
    LM said that the boiler was broken again.                        LM/IS
"""


def test_initials_at_the_right_of_typed_minutes():
    data = data_of(FIXED)
    assert titles(data) == [("1", "WELCOME"), ("2", "FINANCE"), ("3", "AOB")]
    assert data["items"][1]["text"].split("\n") == [
        "2.1 The committee agreed to move some money from what was in reserve.",
        "2.2 OF to open a new savings account by 10 January.",
    ]
    assert actions(data) == [
        ("OF to open a new savings account by 10 January.", ["Omar Fry"], "by 10 January"),
        ("LM said that the boiler was broken again.", ["Lena-May Moss", "Ivy Stone"], ""),
    ]


@pytest.mark.parametrize("word", ["word", "Word"])
def test_a_line_of_a_hundred_thousand_words_takes_seconds(word):
    begun = time.process_time()
    read_minutes(lines_of_text(" ".join([word] * 100_000)))
    assert time.process_time() - begun < 20


def test_a_role_alone_is_who_has_to_do_it():
    data = data_of(minutes("The figures will be sent to all.", "Action : Acting Chief Executive"))
    assert actions(data) == [("The figures will be sent to all.", ["Acting Chief Executive"], "")]


def test_initials_behind_a_promise_come_from_a_column():
    data = data_of(minutes("There was no answer. OF to keep in touch. OF", "A long talk. IS to have a look."))
    assert actions(data) == [("OF to keep in touch.", ["Omar Fry"], "")]
