from compact_portal.richtext.blocks import blocks
from compact_portal.richtext.sanitise import sanitise

LIST = "<ul><li><p>One</p><ul><li><p>Below</p></li></ul></li></ul>"
TABLE = "<table><tbody><tr><td><p>A</p></td></tr></tbody></table>"


def test_each_outermost_block_is_one_with_all_that_is_in_it():
    parts = ["<h3>Grants</h3>", "<p>Two<br>lines</p>", LIST, TABLE, "<blockquote><p>Said</p></blockquote>"]
    assert blocks("".join(parts)) == parts


def test_nothing_between_or_after_blocks_is_lost():
    html = sanitise("Before <p>One</p>\n\n<p>Two</p> after")
    assert "".join(blocks(html)) == html
    assert len(blocks(html)) == 3


def test_nothing_has_no_blocks():
    assert blocks("") == []
