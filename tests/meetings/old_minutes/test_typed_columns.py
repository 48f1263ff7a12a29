"""Minutes typed at a fixed width, with words in a column at the right."""

import pytest

from tests.meetings.old_minutes.reading import actions, data_of, people, titles

TYPED = """
                    HILLSIDE CARERS BOARD
            Minutes of the meeting held on 18 July 2011

Present:
Ada Example          Carer (Chair)                     AE
Ben Sample           Hillside Council                  BS
Cora Test            Hillside CVS                      CT

1.   Welcome{first}

     AE welcomed everyone to the meeting.

2.   Strategy

     BS presented the first draft. Members asked that the            BS to revise
     section on young carers be made clearer, and that the           draft and send
     figures for breaks be brought up to date.                       to all by 5
                                                                     August
     CT offered to consult the groups over the summer.               CT

3.   Any other business

     None.
"""


@pytest.mark.parametrize("first", ["", " " * 55 + "ACTION"])
def test_words_in_a_column_at_the_right_of_typed_minutes(first):
    text = TYPED.format(first=first)
    data = data_of(text if first else text.replace("1.   Welcome", " " * 69 + "Action\n1.   Welcome"))
    assert [person[:2] for person in people(data)] == [
        ("Ada Example", "AE"),
        ("Ben Sample", "BS"),
        ("Cora Test", "CT"),
    ]
    assert titles(data) == [("1", "Welcome"), ("2", "Strategy"), ("3", "Any other business")]
    assert actions(data) == [
        ("BS to revise draft and send to all by 5 August", ["Ben Sample"], "by 5 August"),
        ("CT offered to consult the groups over the summer.", ["Cora Test"], ""),
    ]


def test_initials_and_a_day_beside_a_paragraph():
    data = data_of(
        """
        Present: Ada Example (AE), Ben Sample (BS), Cora Test (CT)

        | | | Action |
        |---|---|---|
        | 1. | Welcome | |
        | | AE welcomed everybody to the meeting. | |
        | 2. | Safety | |
        | | CT asked about the lamps in the market. BS to look into this and report back. | BS by 30th July |
        """
    )
    assert titles(data) == [("1", "Welcome"), ("2", "Safety")]
    assert actions(data) == [("BS to look into this and report back.", ["Ben Sample"], "by 30th July")]
