"""No text makes reading raise, and no word of it is ever dropped."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.old_minutes.comparing import compare
from meetings.old_minutes.draft import as_data
from meetings.old_minutes.lines import words_of
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.html import lines_of_html
from meetings.old_minutes.sources.text import lines_of_text
from tests.meetings.seed_words import DEMO

#: What minutes are made of, so that chance makes minutes: labels, names, numbers, marks, columns, breaks.
PIECES = st.sampled_from(
    [
        "Present:", "Apologies", "In attendance:", "Councillors:", "Cllr J Doe", "Ann Roe (AR)", "Example CVS",
        "(Chair)", "1.", "2)", "3.1", "15/021", "a)", "Item 4:", "Agenda item", "A.", "ii)", "45", "RESOLVED:",
        "that", "AGREED", "It was agreed", "Action:", "ACTION", "(Action: AR)", "Action 1 –", "Item", "Discussion",
        "Action", "Who", "by 3 March", "12.01.15", "Monday 12th January 2015", "at 2pm", "held at the Town Hall",
        "Date of next meeting", "Matters arising", "AOB", "None.", "substitute for", "deputising for",
        "on behalf of", "and", "&", ",", ";", ":", "–", "-", "•", "·", "\t", "   ", "|", "\n", "\n\n", "<p>",
        "</p>", "<b>", "</b>", "<table>", "<td>", "</td>", "#", "**", "Minutes:", "Page 1 of 2",
        "The Board noted the report.", "(", ")", "[", "]", "Welcome", "the", "to", "write", "'", "’", "…", "£5",
        "@",
    ]
)  # fmt: skip
MINUTES = st.lists(PIECES | st.text(max_size=12), max_size=60).map(" ".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(MINUTES)
def test_no_word_of_a_text_is_dropped(text):
    lines = lines_of_text(text)
    assert compare(lines, read_minutes(lines)).missing == ()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(MINUTES)
def test_no_word_of_a_page_is_dropped(text):
    lines = lines_of_html(text)
    assert compare(lines, read_minutes(lines)).missing == ()


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_read(text):
    as_data(read_minutes(lines_of_text(text)))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="<>#*_|&\\", exclude_categories=("C",))))
def test_every_word_of_a_text_is_in_its_lines(text):
    """Underlines, stars and bars mark up Markdown, and angles HTML: they are no words."""
    assert words_of(" ".join(line.text for line in lines_of_text(text))) == words_of(text.replace("\u00a0", " "))


def test_a_word_left_out_of_the_draft_is_shown():
    lines = lines_of_text("1. Welcome\n\nThe Chair welcomed everybody.\n\n2. Close\n\nNone.")
    draft = read_minutes(lines)
    draft.items[0].lines.clear()
    assert compare(lines, draft).missing == ("The", "Chair", "welcomed", "everybody")


def test_a_word_put_into_the_draft_is_shown():
    lines = lines_of_text("1. Welcome\n\nThe Chair welcomed everybody.\n\n2. Close\n\nNone.")
    draft = read_minutes(lines)
    draft.items[0].title = "Warm welcome"
    assert compare(lines, draft).new == ("Warm",)


def test_a_real_one_with_lines_in_disorder_keeps_its_words():
    lines = lines_of_text((DEMO / "sources/gloucester-partnership-minutes.txt").read_text(encoding="utf-8"))
    for step in (7, 11, 13):
        mixed = [lines[place * step % len(lines)] for place in range(len(lines))]
        assert compare(mixed, read_minutes(mixed)).missing == ()
