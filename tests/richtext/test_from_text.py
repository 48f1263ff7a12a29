"""From a box without an editor back to rich text: nothing is lost, and what was not touched stays to the letter."""

import re

import pytest
from hypothesis import assume, given, settings

from compact_portal.richtext.from_text import html_of
from compact_portal.richtext.sanitise import sanitise
from compact_portal.richtext.to_text import text_of
from meetings.demo import schema
from tests.meetings.seed_words import RECORDS
from tests.reading import plain_text
from tests.richtext.generated import rich_text, typed

SEEDS = [sanitise(item["html"]) for path in RECORDS for item in schema.read(path)["items"] if item["html"]]
#: The same texts in every run: what is found fails here, not in somebody else's work.
ANY = settings(deadline=None, derandomize=True, max_examples=150)
TABLE_IN_A_TABLE = re.compile(r"<table>(?:(?!</table>).)*<table>", re.DOTALL)


def made(text: str, stored: str = "") -> str:
    return sanitise(html_of(text, stored=stored))


def unstressed(html: str) -> str:
    """The same emphasis can be written in more than one way."""
    return re.sub(r"</?(?:strong|em|u|s)>", "", html)


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\r\n\r\nTwo  \r\nlines\r\n", "<p>One</p><p>Two<br>lines</p>"),
        ("# Grants\nWe met.\n## Figures", "<h3>Grants</h3><p>We met.</p><h4>Figures</h4>"),
        (
            "Present:\n- Ann\n* Bob\n• Cy",
            "<p>Present:</p><ul><li><p>Ann</p></li><li><p>Bob</p></li><li><p>Cy</p></li></ul>",
        ),
        ("4. Four\n5. Five", '<ol start="4"><li><p>Four</p></li><li><p>Five</p></li></ol>'),
        ("- One\n  - Below\n- Two", "<ul><li><p>One</p><ul><li><p>Below</p></li></ul></li><li><p>Two</p></li></ul>"),
        ("- One\n\n- Another list", "<ul><li><p>One</p></li></ul><ul><li><p>Another list</p></li></ul>"),
        ("> Said\n>\n> twice", "<blockquote><p>Said</p><p>twice</p></blockquote>"),
        (
            "| # Fund |\n| A ↵ B |",
            '<table><tbody><tr><th scope="col"><p>Fund</p></th></tr><tr><td><p>A<br>B</p></td></tr></tbody></table>',
        ),
        ("**PR:** *why* __not__ ~~no~~", "<p><strong>PR:</strong> <em>why</em> <u>not</u> <s>no</s></p>"),
        ("***both*** and ***b** i*", "<p><strong><em>both</em></strong> and <em><strong>b</strong> i</em></p>"),
        (
            "[the **report**](https://example.org)",
            '<p><a href="https://example.org">the <strong>report</strong></a></p>',
        ),
        ("[run](javascript:alert)", "<p><a>run</a></p>"),
        (r"\# No \*mark\*, \- no list", "<p># No *mark*, - no list</p>"),
        ("5 * 3, [sic], a_b, 2 ** 2, C:\\dir, <b>", "<p>5 * 3, [sic], a_b, 2 ** 2, C:\\dir, &lt;b&gt;</p>"),
        ("The year\n2015. It was good, **but", "<p>The year<br>2015. It was good, **but</p>"),
        ("", ""),
    ],
)
def test_text_is_read_as_people_write_it(text, html):
    assert made(text) == html


@pytest.mark.parametrize("html", SEEDS)
def test_what_was_only_looked_at_stays_to_the_letter(html):
    text = text_of(html)
    assert html_of(text.replace("\n", "\r\n"), stored=html) == html
    assert not re.search(r"<[a-z/]", text)


@pytest.mark.parametrize("html", SEEDS)
def test_a_changed_word_changes_its_block_alone(html):
    last = text_of(html).split()[-1]
    changed = made(text_of(html).removesuffix(last) + "Amended", stored=html)
    untouched = html[: html.rfind("<p")].rstrip()
    assert changed.startswith(untouched)
    assert plain_text(changed) == plain_text(html).removesuffix(last) + "Amended"


@pytest.mark.parametrize("html", SEEDS)
def test_a_word_more_in_every_block_keeps_lists_headings_and_emphasis(html):
    changed = made(re.sub(r"(?m)(?<=\w)$", " indeed", text_of(html)), stored=html)
    tags = re.findall(r"</?(?:ul|ol|li|h3|h4|strong|em|table|tr|blockquote)\b", html)
    assert re.findall(r"</?(?:ul|ol|li|h3|h4|strong|em|table|tr|blockquote)\b", changed) == tags
    assert letters(plain_text(changed).replace(" indeed", "")) == letters(plain_text(html))


def test_a_row_that_was_not_touched_keeps_its_cells():
    html = sanitise(
        '<table><tr><th colspan="2">Funds</th></tr><tr><td rowspan="2">A</td><td>1</td></tr><tr><td>2</td></tr></table>'
    )
    assert text_of(html) == "| # Funds | # |\n| A | 1 |\n| 2 |"
    assert made("| # Funds | # |\n| A | 1 |\n| 3 |", stored=html) == html.replace("<td>2</td>", "<td><p>3</p></td>")


@ANY
@given(rich_text)
def test_any_rich_text_that_was_only_looked_at_stays(html):
    assert html_of(text_of(html), stored=html) == html


@ANY
@given(rich_text)
def test_any_rich_text_made_anew_has_the_same_words_and_is_then_what_it_stays(html):
    assume(not TABLE_IN_A_TABLE.search(html))  # its marks become words
    again = made(text_of(html))
    assert letters(plain_text(again)) == letters(plain_text(html))
    assert unstressed(made(text_of(again))) == unstressed(again)


@ANY
@given(typed)
def test_no_letter_that_anybody_types_is_lost(text):
    assert re.findall(r"[^\W\d_]", plain_text(made(text))) == re.findall(r"[^\W\d_]", text)


@pytest.mark.parametrize("text", ["> " * 3000 + "deep", "- " * 3000 + "deep", "[" * 3000 + "deep", "*" * 3001 + "deep"])
def test_marks_without_end_are_words(text):
    assert "deep" in plain_text(made(text))


def test_what_is_nested_without_end_can_still_be_read():
    html = sanitise("<blockquote>" * 300 + "<p>deep</p>" + "</blockquote>" * 300)
    assert "deep" in text_of(html)
    assert html_of(text_of(html), stored=html) == html


def test_many_empty_lines_in_a_list_take_no_longer_for_each():
    """Searching for the next words anew at each line would take minutes here; the run would be stopped."""
    text = "- one\n" + "\n" * 60_000 + "  two"
    assert letters(plain_text(made(text))) == "onetwo"
