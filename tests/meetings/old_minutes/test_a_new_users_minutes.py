"""What somebody's own minutes taught: who was in the chair, where people are from, and what belongs to a decision."""

import pytest

from meetings.old_minutes.beside import beside
from tests.meetings.old_minutes.reading import actions, data_of, draft_of, names, people

ITEMS = "\n\n1. Welcome\n\nAll were welcomed.\n\n2. Budget\n\nThe budget was discussed."


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        ("Councillor Mrs D. Example (in the Chair)", "Councillor Mrs D. Example", "in the Chair"),
        ("Cllr A. Example in the Chair", "Cllr A. Example", "in the Chair"),
        ("Ada Example in the chair", "Ada Example", "in the chair"),
        ("Ada Example (Chairing)", "Ada Example", "Chairing"),
    ],
)
@pytest.mark.parametrize("between", ["\n", ", "])
def test_who_is_in_the_chair(written, name, role, between):
    data = data_of(f"Present:\n{between.join(['Mr B. Sample', written, 'Cora Test'])}{ITEMS}")
    assert [person[:3] for person in people(data)] == [
        ("Mr B. Sample", "", ""),
        (name, "", role),
        ("Cora Test", "", ""),
    ]
    first = data_of(f"Present: {between.join([written, 'Mr B. Sample'])}{ITEMS}")
    assert [person[:3] for person in people(first)] == [(name, "", role), ("Mr B. Sample", "", "")]


@pytest.mark.parametrize(
    "body",
    [
        "Citizens Advice",
        "Age Concern",
        "Democratic Services",
        "Example Surgery",
        "British Legion",
        "Neighbourhood Watch",
    ],
)
@pytest.mark.parametrize("written", ["Mr. B. Sample – {}", "Mr. B. Sample ({})", "Mr. B. Sample, {}"])
def test_words_that_name_a_body_say_where_somebody_is_from(written, body):
    data = data_of(f"Present: Ada Example (Chair), {written.format(body)}, Cora Test{ITEMS}")
    assert [person[:4] for person in people(data)] == [
        ("Ada Example", "", "Chair", ""),
        ("Mr. B. Sample", "", "", body),
        ("Cora Test", "", "", ""),
    ]


@pytest.mark.parametrize("role", ["Council Officer", "Services Manager", "Trust Secretary", "Neighbourhood Manager"])
def test_words_of_a_body_before_those_of_a_role_are_a_role(role):
    data = data_of(f"Present: Mr. B. Sample – {role}, Cora Test{ITEMS}")
    assert people(data)[0] == ("Mr. B. Sample", "", role, "", "")


TABLE = """Present: Ada Example (AE), Ben Sample (BS)

1. Hall

The hall is cold.

| {} |
|---|---|---|
| {} |
| {} |

2. Vans

They run."""


@pytest.mark.parametrize(
    "heading",
    ["By when", "When by", "Date", "Date by", "Due by", "Deadline", "Due", "Timescale", "By (date)", "Target date"],
)
def test_the_column_that_says_by_when(heading):
    rows = "Circulate the new code | AE | 20/10/15", "Ring the plumber | BS | Next week"
    data = data_of(TABLE.format(f"Action | Who | {heading}", *rows))
    assert actions(data) == [
        ("Circulate the new code", ["Ada Example"], "20/10/15"),
        ("Ring the plumber", ["Ben Sample"], "Next week"),
    ]


def test_a_day_before_the_action_is_not_when_it_is_due():
    data = data_of(TABLE.format("Date | Action | Who", "20/10/15 | Circulate the code | AE", "1/9/15 | Ring him | BS"))
    assert [due for _, _, due in actions(data)] == ["", ""]


def test_what_who_and_when_in_a_table_without_owners():
    data = data_of(TABLE.format("No. | Action | Date", "1 | Circulate the code | 20/10/15", "2 | Ring him | May"))
    assert [due for _, _, due in actions(data)] == ["20/10/15", "May"]


def taken(text: str) -> list[tuple]:
    """What each line of the only item but its title was taken for, with the words of its decisions."""
    lines = beside(draft_of(f"Present: Ada Example (AE), Ben Sample (BS)\n\n1. Roof\n\nIt leaks.\n\n{text}"))
    return [
        (line.text, line.taken_for.value, *(decision.text for decision in line.decisions))
        for line in lines
        if line.text not in ("Present: Ada Example (AE), Ben Sample (BS)", "1. Roof", "It leaks.")
    ]


@pytest.mark.parametrize("label", ["AGREED –", "RESOLVED:", "AGREED", "RESOLVED –", "Resolved:"])
@pytest.mark.parametrize(
    "parts",
    [
        ("(i) That the roof be mended;", "(ii) That the door be painted."),
        ("- to mend the roof", "- to paint the door"),
        ("That the roof be mended.",),
    ],
)
def test_a_label_alone_is_the_head_of_its_decision(label, parts):
    assert taken("\n\n".join([label, *parts])) == [
        (label, "decision", "\n".join([label, *parts])),
        *((part, "above") for part in parts),
    ]


def test_the_same_words_decided_twice_stand_at_the_label_of_each():
    said = "AGREED –\n\n(i) That the roof be mended.\n\nA talk.\n\nRESOLVED –\n\n(i) That the roof be mended."
    assert [line[:2] for line in taken(said)] == [
        ("AGREED –", "decision"),
        ("(i) That the roof be mended.", "above"),
        ("A talk.", "text"),
        ("RESOLVED –", "decision"),
        ("(i) That the roof be mended.", "above"),
    ]


@pytest.mark.parametrize(
    "movers",
    [
        "Proposed: Dr Demo. Seconded: Mrs Test. Carried by 3 votes to 1.",
        "Proposed: Dr Demo. Seconded: Rev’d Test. Carried by 3 votes to 1 with 1 abstention.",
        "Proposed by Cllr Demo, seconded by Cllr Test.",
        "Proposed by Cllr Demo, seconded by Cllr Test and carried unanimously.",
        "(Proposed: Dr Demo; seconded: Mrs Test)",
        "Proposer: A Demo Seconder: B Test",
        "Moved: Cllr Demo. Seconded: Cllr Test. All in favour.",
        "Carried by 3 votes to 1.",
        "Carried unanimously.",
    ],
)
@pytest.mark.parametrize(
    "decided",
    [
        ("RESOLVED that the roof be mended.",),
        ("It was agreed to mend the roof.",),
        ("AGREED –", "(i) That the roof be mended;", "(ii) That the door be painted."),
    ],
)
def test_who_moved_a_decision_and_how_it_was_carried_belongs_to_it(decided, movers):
    first, *others = decided
    assert taken("\n\n".join([*decided, movers, "The Clerk rang the builder."])) == [
        (first, "decision", "\n".join([*decided, movers])),
        *((other, "above") for other in [*others, movers]),
        ("The Clerk rang the builder.", "text"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Proposed by Cllr Demo, seconded by Cllr Test and agreed to paint the door.",
        "Proposed by Cllr Demo, seconded by Cllr Test that the door be painted.",
        "Cllr Demo proposed a vote of thanks.",
        "Carried forward to the next meeting.",
        "Proposed works to the seconded office were discussed.",
    ],
)
def test_what_moves_something_else_is_no_part_of_the_decision_above(said):
    assert next(line[1:] for line in taken(f"RESOLVED that the roof be mended.\n\n{said}")) == (
        "decision",
        "RESOLVED that the roof be mended.",
    )


def test_movers_below_a_paragraph_that_goes_on_after_its_decision_stay_where_they_are():
    said = taken("It was agreed to mend the roof. The Clerk rang.\n\nProposed: Dr Demo. Seconded: Mrs Test.")
    assert said[0][2:] == ("It was agreed to mend the roof.",)
    assert said[1] == ("Proposed: Dr Demo. Seconded: Mrs Test.", "text")


NOTES = """Example Steering Group
Minutes of meeting 3/2/14
Present: Ada Example (chair), Ben O’Sample, 2 members of the public
{}
1) Welcome - Ada welcomed all
2) Mins of last mtg agreed
3) Funding. Ben said that less came in. AGREED to write. AP: Ben - letter - by Friday
4) AOB none
DONM: 3 March"""


@pytest.mark.parametrize(
    ("written", "absent"),
    [
        ("Apols: Pat", ["Pat"]),
        ("Apols – Pat, Lou", ["Pat", "Lou"]),
        ("Apols - Pat and Lou", ["Pat", "Lou"]),
        ("Apologies: Pat (ill)", ["Pat"]),
        ("Apols: Cora Test; Scouts", ["Cora Test"]),
        ("Apols: none", []),
        ("Apols: Various", []),
        ("Apologies: Received", []),
        ("Apologies: Example Council", []),
    ],
)
def test_a_first_name_is_enough_for_apologies(written, absent):
    data = data_of(NOTES.format(written))
    assert names(data, "apologies") == absent
    assert names(data) == ["Ada Example", "Ben O’Sample"]


def test_a_word_below_the_apologies_is_nobody():
    data = data_of(f"Present: Ada Example, Ben Sample\nApols: Pat\nParking{ITEMS}")
    assert (names(data, "apologies"), data["unplaced"]) == (["Pat"], ["Parking"])


def test_ap_and_a_dash_mark_an_action_of_somebody_on_the_list():
    data = data_of(NOTES.format("Apols: Pat"))
    assert actions(data) == [("letter - by Friday", ["Ben O’Sample"], "by Friday")]


@pytest.mark.parametrize("said", ["AP: it is late", "AP: Ben said that it is cold", "AP: Yes - no - maybe", "AP: Ben"])
def test_ap_alone_may_be_who_speaks(said):
    assert actions(data_of(f"Present: Ada Example, Ben Sample\n\n1. Hall\n\n{said}\n\n2. Vans\n\nThey run.")) == []


PARTY = "Example Compact Working Party"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("MINUTES of a Meeting of the Working Party held in Room 2, the Town Hall, on 6 October 2015 at 1pm", PARTY),
        ("Minutes of the Meeting of the Party\nheld in Room 2, the Town Hall\non Tuesday 6 October 2015", PARTY),
        ("Draft notes of a meeting of the Working Party\n\nheld at Room 2, the Town Hall\n\n6 October 2015", PARTY),
        (
            "Minutes of a Meeting of the Grants Panel\n6 October 2015, Room 2, the Town Hall",
            f"{PARTY} – Minutes of a Meeting of the Grants Panel",
        ),
    ],
)
def test_a_body_named_twice_stands_in_the_title_once(head, title):
    data = data_of(f"{PARTY}\n{head}\n\nPresent: Ada Example, Ben Sample{ITEMS}")
    assert (data["title"], data["date"], data["unplaced"]) == (title, "2015-10-06", [])
    assert data["venue"].startswith("Room 2")
