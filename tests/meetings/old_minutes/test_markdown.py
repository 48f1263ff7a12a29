"""Minutes written in Markdown, and what a PDF leaves at the foot of pages when it becomes text."""

from tests.meetings.old_minutes.reading import data_of, draft_of, names, outcomes, titles

ESCAPED = r"""
---
title: "Hillside Parish Council – Meeting held on 4th June 2019 in the Village Hall"
date: "2019-08-26"
categories:
  - "minutes"
---

Present: Ada Example, Ben Sample, Cora Test

1\. Minutes of the last meeting

The minutes were approved.

2\. Matters arising

\- The bench has been repaired.

> The meeting agreed to buy a second one by the 16^th^.

3.  Any other business\
    None.

Chair \_\_\_\_\_\_\_\_\_\_
"""


def test_escaped_signs_are_the_signs_themselves():
    data = data_of(ESCAPED)
    assert titles(data) == [("1", "Minutes of the last meeting"), ("2", "Matters arising"), ("3", "Any other business")]
    assert data["items"][1]["text"] == (
        "- The bench has been repaired.\nThe meeting agreed to buy a second one by the 16th."
    )
    assert data["items"][2]["text"].startswith("None.")
    assert outcomes(data, "decisions") == [
        ("1", "The minutes were approved."),
        ("2", "The meeting agreed to buy a second one by the 16th."),
    ]


def test_the_title_of_the_page_is_read_and_the_rest_of_its_front_matter_is_a_label():
    data = data_of(ESCAPED)
    assert (data["title"], data["date"], data["venue"]) == (
        "Hillside Parish Council – Meeting",
        "2019-06-04",
        "the Village Hall",
    )
    labels = [line.text for line in draft_of(ESCAPED).lines if line.place == "label"]
    assert labels == ['date: "2019-08-26"', "categories:", '- "minutes"']


def test_a_rule_at_the_top_is_no_front_matter():
    data = data_of("---\n\nPresent: Ada Example, Ben Sample\n\n---\n\n1. Welcome\n\nAll were welcomed.")
    assert names(data) == ["Ada Example", "Ben Sample"]


def test_the_foot_of_a_page_is_a_label():
    data = data_of(
        """
        Hillside Partnership Board
        Present: Ada Example (AE), Ben Sample (BS)

        1. Budget
        The Board discussed how the grants of the coming year should be
        Hillside Partnership Board – 3 May 2013                 Page 1 of 2
        divided, and agreed to wait until the figures of the council are
        known to all of the partners who have a share in it.

        2. Date of next meeting
        4 June 2013, Town Hall
        Page 2 of 2
        """
    )
    assert titles(data) == [("1", "Budget"), ("2", "Date of next meeting")]
    assert data["next_meetings"] == ["4 June 2013, Town Hall"]
    assert "Page" not in data["items"][0]["text"]


def test_the_head_of_a_page_that_says_the_title_again_is_a_label():
    data = data_of(
        """
        Hillside Partnership Board
        3 May 2013

        Present: Ada Example (AE), Ben Sample (BS)

        1. Budget

        The budget was discussed.

        Page 1 of 2
        Hillside Partnership Board

        The Board agreed to wait.

        2. Date of next meeting

        4 June 2013

        Page 2 of 2
        """
    )
    assert data["items"][0]["text"] == "The budget was discussed.\nThe Board agreed to wait."
    assert data["title"] == "Hillside Partnership Board"
