"""Decisions in the words of bodies far apart: police authorities, Irish councils, annual meetings."""

import pytest

from meetings.old_minutes.decisions import decisions_in


def told(*lines: str) -> list[str]:
    return [decision.text for decision in decisions_in(list(lines), "1")]


@pytest.mark.parametrize(
    "said",
    [
        "ORDERED that the officers be formally thanked.",
        "UNANIMOUSLY RESOLVED that the minutes be signed.",
        "Ivy Stone was proposed as Secretary by Omar Fry. All present agreed.",
        "Omar Fry moved that the fee be raised to £5. The motion was carried unanimously.",
        "The chair asked whether to meet in June. This was agreed.",
        "The financial report, which is a part of the accounts, was adopted.",
    ],
)
def test_a_decision_is_told_whole(said):
    assert told(said) == [said]


def test_what_was_agreed_to_is_told_once():
    assert told("The minutes were approved. All agreed.") == ["The minutes were approved."]


def test_and_agreed_takes_the_words_that_were_put_to_the_vote():
    said = "“That a letter of thanks be sent to the lifeboat crew.”"
    lines = ("Proposed by Councillor D. Moss", "Seconded by Councillor V. Fry", "AND AGREED", said)
    assert told(*lines) == [f"AND AGREED\n{said}"]


def test_a_label_in_small_letters_opens_a_decision():
    assert told("resolved:", "That the minutes be agreed.") == ["resolved:\nThat the minutes be agreed."]


@pytest.mark.parametrize("said", ["There were none.", "None", "None required.", "No decision was taken."])
def test_no_decision_is_none(said):
    assert told("Decision:", said) == []


def test_resolved_and_noted_is_said_of_the_sentence_before():
    said = "The larch trees will be felled in May. RESOLVED and noted."
    assert told(f"- Cllr Moss has had a letter. {said}") == [said]


@pytest.mark.parametrize("did", ["circulated and noted", "considered and approved", "received, and noted"])
def test_what_was_considered_and_approved(did):
    assert told(f"The letters were {did}.") == [f"The letters were {did}."]


@pytest.mark.parametrize(
    "said",
    [
        "The minutes of the meeting held on 04.03.19 at 7.30pm were confirmed as a true record.",
        "This proposal was seconded by Cllr Fry and approved.",
        "The minutes of May were agreed as a true record, as were those of June.",
    ],
)
def test_what_was_agreed_though_the_sentence_says_more(said):
    assert told(said) == [said]
