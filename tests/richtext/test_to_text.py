"""Rich text as people read it where there is no editor."""

import pytest

from compact_portal.richtext.sanitise import sanitise
from compact_portal.richtext.to_text import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>One\n  line</p><p>two<br>lines</p>", "One line\n\ntwo\nlines"),
        ("<p>a<br><br>b</p>", "a\n\\\nb"),
        ("<h3>Grants</h3><h4>Figures<br>of 2026</h4>", "# Grants\n\n## Figures of 2026"),
        ("<p><strong>PR: </strong>why</p>", "**PR:** why"),
        ("<p>un<em>believ</em>able, <u>so</u> <s>not</s></p>", "un*believ*able, __so__ ~~not~~"),
        ("<p><em>a</em><em>b</em><strong> c</strong></p>", "*ab* **c**"),
        ('<p><a href="https://example.org/a(b)">[1]</a></p>', r"[\[1\]](https://example.org/a%28b%29)"),
        (
            "<ul><li>One<ul><li>Below</li></ul></li><li><p>Two</p><p>more</p></li></ul>",
            "- One\n  - Below\n- Two\n\n  more",
        ),
        ('<ol start="3"><li>Three<br>lines</li><li>Four</li></ol>', "3. Three\n   lines\n4. Four"),
        ("<blockquote><p>Said</p><p>twice</p></blockquote>", "> Said\n>\n> twice"),
        (
            "<table><tr><th></th><th>2026</th></tr><tr><th>A</th><td><p>1|2</p><p>x</p></td></tr></table>",
            "| # | # 2026 |\n| # A | 1\\|2 ↵  ↵ x |",
        ),
        (
            "<p># No</p><p>- no</p><p>12. no</p><p>&gt; no</p><p>*no*</p>",
            "\\# No\n\n\\- no\n\n12\\. no\n\n\\> no\n\n\\*no\\*",
        ),
        ("<p>5 * 3, [sic], a_b, 1) no, C:\\dir</p>", "5 * 3, [sic], a_b, 1) no, C:\\dir"),
    ],
)
def test_rich_text_reads_as_people_write_in_an_email(html, text):
    assert text_of(sanitise(html)) == text
