import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compact_portal.richtext.sanitise import paragraphs, sanitise
from tests.reading import plain_text

WORD_PASTE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
<title>Minutes</title></head><body lang=EN-GB><!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<h1 class=MsoTitle style='margin:0'>Grants</h1><p class=MsoNormal><b><span style='font-size:11pt'>Agreed</span></b>
that <i>all</i> pay.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>"""


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>Hello</p>", "<p>Hello</p>"),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ("<p onclick=x style='color:red' class=y>a</p>", "<p>a</p>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("<h1>a</h1><h2>b</h2><h5>c</h5>", "<h3>a</h3><h3>b</h3><h4>c</h4>"),
        ("<div>one</div><div>two</div>", "<p>one</p><p>two</p>"),
        ("<div><p>one</p></div>", "<p>one</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="https://example.org/" target=_blank>a</a></p>', '<p><a href="https://example.org/">a</a></p>'),
        ('<p><a href="mailto:a@example.org">a</a></p>', '<p><a href="mailto:a@example.org">a</a></p>'),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ("<p></p>", ""),
        ("<p><strong> </strong>&nbsp;</p>", ""),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        (
            "<table><tr><th>a</th></tr><tr><td style=x>b</td></tr></table>",
            '<table><tbody><tr><th scope="col">a</th></tr><tr><td>b</td></tr></tbody></table>',
        ),
        ('<ol start="3"><li>a</li></ol>', '<ol start="3"><li>a</li></ol>'),
        (None, ""),
    ],
)
def test_only_what_is_on_the_list_is_kept(html, kept):
    assert sanitise(html) == kept


def test_a_paste_from_word_keeps_its_words_and_loses_its_dress():
    assert sanitise(WORD_PASTE) == "<h3>Grants</h3><p><strong>Agreed</strong>\nthat <em>all</em> pay.</p>"


def test_plain_text_becomes_paragraphs_at_blank_lines():
    assert sanitise("One & two\r\n\r\nthree\r\nfour\n") == "<p>One &amp; two</p><p>three<br>four</p>"


def test_paragraphs_takes_what_looks_like_a_tag_as_words():
    assert paragraphs("a <b> c\n\nd") == "<p>a &lt;b&gt; c</p><p>d</p>"


def test_plain_text_has_one_line_for_each_block():
    assert plain_text("<h3>A &amp; B</h3><ul><li>c</li><li>d<br>e</li></ul>") == "A & B\nc\nd\ne"


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<script>", "</script>", "<table><tr><td>", "</table>",
     "<li>", "<ul>", "</ul>", "<a href='x:y'>", "<a>", "</a>", "<h1>", "</h1>", "<!--", "-->", "a", " ", "\n\n",
     "&lt;p&gt;", "&nbsp;", "<br>", "<svg><style>", "<math>", "\r\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=25).map("".join))
def test_a_second_pass_changes_nothing(html):
    assert sanitise(sanitise(html)) == sanitise(html)


@pytest.mark.parametrize("typed", ["www.example.org", "example.org/a?b=1", "www.example.org/#top"])
def test_a_link_without_https_gets_it(typed):
    assert sanitise(f'<p><a href="{typed}">A page</a></p>') == f'<p><a href="https://{typed}">A page</a></p>'


@pytest.mark.parametrize("typed", ["https://example.org", "mailto:ada@example.org", "#top", "/meetings/"])
def test_a_link_that_is_whole_stays(typed):
    assert f'href="{typed}"' in sanitise(f'<p><a href="{typed}">A page</a></p>')


def test_an_address_in_angle_brackets_is_words_and_no_tag():
    typed = "Write to Jo <jo@example.org> and look at <https://example.org/a>. 5 < 6."
    assert plain_text(sanitise(typed)) == typed
    assert sanitise(sanitise(typed)) == sanitise(typed)
