"""Versions of an item, any two of them compared."""

import pytest

from meetings.queries.versions import changes_between
from meetings.services.minutes import close_item, save_text
from tests.factories.meetings import ItemFactory


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("<p>Same.</p>", "<p>Same.</p>", [(("", "Same."),)]),
        ("<p>The bus was late.</p>", "<p>The bus was early.</p>",
         [(("", "The bus was "), ("del", "late"), ("ins", "early"), ("", "."))]),
        ("<p>One.</p>", "<p>One.</p><p>Two.</p>", [(("", "One."),), (("ins", "Two."),)]),
        ("<p>One.</p><ul><li>Two</li></ul>", "<p>One.</p>", [(("", "One."),), (("del", "• Two"),)]),
        ("", "", []),
        ("<p>One <strong>two</strong>.</p>", "<p>One two.</p>", [(("", "One two."),)]),
        ("<table><tr><td>A &amp; B</td><td>1</td></tr></table>", "", [(("del", "A & B · 1"),)]),
    ],
)  # fmt: skip
def test_two_texts_are_compared_word_by_word(before, after, lines):
    assert changes_between(before, after) == lines


@pytest.fixture
def item(session, officer, now):
    """Finished twice with other words, and changed since."""
    item = ItemFactory(meeting=session, title="Transport")
    for revision, words in enumerate(["late", "early"]):
        saved = save_text(item, text=f"<p>The bus was {words}.</p>", based_on=revision, by=officer, now=now)
        close_item(saved, by=officer, now=now)
    return save_text(item, text="<p>The bus was on time.</p>", based_on=2, by=officer, now=now)


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"), [("1", "2", "late", "early"), ("1", "now", "late", "on time")]
)
def test_any_two_versions_can_be_compared(signed_in, item, before, after, gone, new):
    page = signed_in.get(item.meeting.url("versions-compare", item.pk), {"before": before, "after": after})
    assert page.context["lines"] == [(("", "The bus was "), ("del", gone), ("ins", new), ("", "."))]


@pytest.mark.parametrize("query", [{}, {"before": "1"}, {"before": "9", "after": "now"}, {"before": "x", "after": "2"}])
def test_a_version_that_never_was_is_not_found(signed_in, item, query):
    assert signed_in.get(item.meeting.url("versions-compare", item.pk), query).status_code == 404
