from datetime import date

import pytest

from meetings.written_dates import parse_written_date, weekday_mismatch


@pytest.mark.parametrize(
    ("text", "weekday", "day"),
    [
        ("Monday 12th January 2014", "Monday", date(2014, 1, 12)),
        ("Friday 22nd January 2010", "Friday", date(2010, 1, 22)),
        ("20th January 2015", None, date(2015, 1, 20)),
        ("22nd of April 2014", None, date(2014, 4, 22)),
        ("12th Jan 2015", None, date(2015, 1, 12)),
        ("Thurs 5 Aug 2010", "Thursday", date(2010, 8, 5)),
        ("Wed, 3rd Sept. 2014", "Wednesday", date(2014, 9, 3)),
        ("TUESDAY 1 MARCH 2016", "Tuesday", date(2016, 3, 1)),
        ("Friday 21st May", "Friday", None),
        ("Monday 31st February 2014", "Monday", None),
        ("the committee sat on 12 January 2014", None, date(2014, 1, 12)),
        ("in the spring", None, None),
        ("", None, None),
    ],
)
def test_a_written_date_is_read(text, weekday, day):
    assert parse_written_date(text) == (weekday, day)


def test_a_weekday_that_is_not_the_dates_is_told_in_a_sentence():
    assert weekday_mismatch("Monday 12th January 2014") == "12 January 2014 was a Sunday, not a Monday."


@pytest.mark.parametrize("text", ["Friday 22nd January 2010", "20th January 2015", "Friday 21st May", "soon", ""])
def test_nothing_is_told_where_nothing_can_be_wrong(text):
    assert weekday_mismatch(text) is None
