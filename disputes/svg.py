"""A drawing as SVG. Colours are the style sheet's; every word is escaped."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from compact_portal.wording import short_date
from disputes.drawing import ACROSS, LETTER, LINE, Drawing, Placed

EDGE = 10  # free space around everything
BAR = 40
NARROW_BAR = 56
NARROW_TEXT = NARROW_BAR + 34


def across(drawing: Drawing) -> SafeString:
    """For a wide page: labels above, days below, one row for each that would meet another."""
    spans, marks = drawing.across()
    top = drawing.label_rows * LINE + EDGE
    height = top + BAR + drawing.label_rows * LINE + 2 * EDGE
    bars, lines = (_bar_across(span, top) for span in spans), (_line_across(mark, top) for mark in marks)
    body = [*bars, *lines, *(_words_across(mark, top) for mark in marks)]  # no line runs over a word
    return _svg("wide", f"{-EDGE} 0 {ACROSS + 2 * EDGE} {height}", drawing, body)


def down(drawing: Drawing) -> SafeString:
    """For a narrow page: time runs down, and each label has a line that leads to its day."""
    spans, marks = drawing.down()
    body = [*(_bar_down(span) for span in spans), *(_mark_down(mark) for mark in marks)]
    return _svg("narrow", f"0 {-2 * EDGE} 320 {drawing.height_down + 2 * EDGE}", drawing, body)


def _svg(name: str, box: str, drawing: Drawing, body: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<svg class="p-drawing__{0}" viewBox="{1}" role="img" aria-labelledby="drawing-{0}-title drawing-{0}-words">'
        '<title id="drawing-{0}-title">The stages and their dates</title>'
        '<desc id="drawing-{0}-words">{2}</desc>{3}</svg>',
        name,
        box,
        drawing.description,
        format_html_join("", "{}", ((each,) for each in body)),
    )


RECTANGLE = '<rect class="p-drawing__{}" x="{}" y="{}" width="{}" height="{}"/>'


def _bar_across(span: Placed, top: float) -> SafeString:
    bar = format_html(RECTANGLE, span.what.kind, span.at, top, span.length, BAR)
    fits = LETTER * len(span.what.label) + 2 * EDGE < span.length
    words = format_html(
        '<text class="p-drawing__on-{}" x="{}" y="{}">{}</text>',
        span.what.kind,
        span.at + EDGE,
        top + BAR / 2 + 5,
        span.what.label,
    )
    return bar + words if fits else bar


def _line_across(mark: Placed, top: float) -> SafeString:
    return format_html(
        '<g class="p-drawing__{0}"><line x1="{1}" x2="{1}" y1="{2}" y2="{3}"/></g>',
        mark.what.kind,
        mark.at,
        top - mark.label_at - 4,
        top + BAR + mark.label_at + 4,
    )


def _words_across(mark: Placed, top: float) -> SafeString:
    return format_html(
        '<g class="p-drawing__{0}"><text x="{1}" y="{2}" text-anchor="middle">{3}</text>'
        '<text x="{1}" y="{4}" text-anchor="middle">{5}</text></g>',
        mark.what.kind,
        mark.middle,
        top - mark.label_at - 8,
        mark.what.label,
        top + BAR + mark.label_at + 20,
        short_date(mark.what.day),
    )


def _bar_down(span: Placed) -> SafeString:
    return format_html(RECTANGLE, span.what.kind, EDGE, span.at, BAR, span.length)


def _mark_down(mark: Placed) -> SafeString:
    return format_html(
        '<g class="p-drawing__{0}"><polyline points="{1},{2} {3},{2} {4},{5}"/>'
        '<text x="{6}" y="{7}">{8}</text><text x="{6}" y="{9}">{10}</text></g>',
        mark.what.kind,
        EDGE,
        mark.at,
        NARROW_BAR,
        NARROW_TEXT - 6,
        mark.label_at,
        NARROW_TEXT,
        mark.label_at + 2,
        mark.what.label,
        mark.label_at + 20,
        short_date(mark.what.day),
    )
