"""What may stand in rich text. The one list; everything else is dropped, going in and coming out."""

import re

import nh3
from django.utils.html import escape

KEPT = {
    "p", "br", "h3", "h4", "ul", "ol", "li", "strong", "em", "u", "s", "a", "blockquote",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip

#: What Word, a browser or an old page calls something we keep under another name. A page's own headings
#: are h1 and h2, so pasted ones start at h3.
RENAMED = {
    "b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u", "div": "p",
    "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4",
}  # fmt: skip

#: Dropped with what is inside them. Any other tag we do not keep leaves its words behind.
DROPPED = {"script", "style", "head", "title", "xml", "noscript", "template", "iframe", "object", "svg", "math"}

_RENAMED_TAG = re.compile(r"<(/?)(" + "|".join(RENAMED) + r")(?=[\s>/])", re.IGNORECASE)
_BARE_LINK = re.compile(r"""(<a\s[^>]*?href=["'])(?=[\w-]+(?:\.[\w-]+)+(?:["'/?#]))""", re.IGNORECASE)
#: An address as mail programs write it, <jo@example.org> or <https://example.org>: words, and no tag.
_ADDRESS = re.compile(r"<(?=[\w.+%-]+(?:@|://)[^<>\s]*>)")
_BLOCK = re.compile(r"<(p|h3|h4|ul|ol|blockquote|table)\b")
_EMPTY = re.compile(r"<(p|h3|h4|li|strong|em|u|s|a)>(?:\s|&nbsp;|<br>)*</\1>")
_COLUMN_HEADER = re.compile(r"<th(?=[\s>])(?![^>]*\bscope=)")
_BLANK_LINE = re.compile(r"\n\s*\n")

_cleaner = nh3.Cleaner(
    tags=KEPT | set(RENAMED),
    clean_content_tags=DROPPED,
    attributes={"a": {"href"}, "ol": {"start"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto"},
    strip_comments=True,
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Rich text that is safe to show: the tags of `KEPT`, links to http, https and mailto.

    Text without any block (typed where there was no editor) becomes paragraphs at its blank lines.
    An editor left empty gives "". A header cell that does not say so heads its column. A second pass changes nothing.
    """
    html = _ADDRESS.sub("&lt;", (html or "").replace("\r\n", "\n"))
    html = _rename(_cleaner.clean(_complete_links(html)))
    html = _COLUMN_HEADER.sub('<th scope="col"', _without_empty(_cleaner.clean(html)).strip())
    return html if _BLOCK.search(html) else _without_empty(_cleaner.clean(_paragraphs(html)))


def paragraphs(text: str) -> str:
    """Plain text as rich text: a blank line starts a paragraph, a single line break stays one."""
    return _paragraphs(escape((text or "").replace("\r\n", "\n")))


def _complete_links(html: str) -> str:
    """www.example.org, as people type it, would lead to a page of our own: it means https://www.example.org."""
    return _BARE_LINK.sub(r"\1https://", html)


def _rename(html: str) -> str:
    return _RENAMED_TAG.sub(lambda found: f"<{found[1]}{RENAMED[found[2].lower()]}", html)


def _paragraphs(html: str) -> str:
    parts = (part.strip() for part in _BLANK_LINE.split(html))
    return "".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)


def _without_empty(html: str) -> str:
    """Repeated, because taking out an empty emphasis can leave its paragraph empty."""
    fuller = None
    while fuller != html:
        fuller, html = html, _EMPTY.sub("", html)
    return html
