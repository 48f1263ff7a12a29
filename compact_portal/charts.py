"""Charts made on the server: bars one below the other, and the same figures as a table.

Widths are in per cent of the page and words keep their size, so that one drawing is read at 320 px and at 1280 px.
Which bar is whose is written beside it: no colour has to be told from another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: In pixels: of a line of words, of a bar, between two groups of bars.
LINE, BAR, GAP = 22, 18, 16
#: How many letters of the page's size fit beside each other at 320 px.
LETTERS = 32


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure: its number for the length, its words for people ("£5,500", "12 days"); `what` tells it from the
    others of its group."""

    number: float
    words: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The bars that belong together: of one year, of one round."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`name` is its own on the page; `of` says what stands in the first column of the table: "Round"."""

    name: str
    title: str
    of: str
    groups: tuple[Group, ...]

    @property
    def longest(self) -> float:
        return max((bar.number for group in self.groups for bar in group.bars), default=0)

    @property
    def columns(self) -> list[str]:
        """What the bars of a group are, from the first group: all have the same."""
        return [bar.what for bar in self.groups[0].bars] if self.groups else []

    @property
    def description(self) -> str:
        """All of it in words, for those who do not see it."""
        return " ".join(f"{group.label}: {', '.join(map(said, group.bars))}." for group in self.groups)


def said(bar: Bar) -> str:
    return f"{bar.what} {bar.words}".strip()


def drawn(chart: Chart) -> SafeString:
    """The chart as SVG, with its title and all of its figures in words."""
    pieces, height = _stacked(chart)
    return format_html(
        '<svg class="p-chart__bars" width="100%" height="{1}" role="img" aria-labelledby="{0}-title {0}-words">'
        '<title id="{0}-title">{2}</title><desc id="{0}-words">{3}</desc>{4}</svg>',
        chart.name,
        height,
        chart.title,
        chart.description,
        format_html_join("", "{}", ((piece,) for piece in pieces)),
    )


def _stacked(chart: Chart) -> tuple[list[SafeString], int]:
    """Every piece at its place from the top, and where the last one ends."""
    pieces, top = [], 0
    for group in chart.groups:
        for line in _lines(group):
            top += LINE
            pieces.append(_text("label", top, line))
        for number, bar in enumerate(group.bars):
            if bar.what:
                top += LINE
                pieces.append(_text("figure", top, said(bar)))
            pieces.append(_bar(number, top + 6, bar.number, chart.longest))
            top += BAR + 6
        top += GAP
    return pieces, top


def _lines(group: Group) -> Iterator[str]:
    """The label; a group of one bar says its figure there."""
    label = group.label if any(bar.what for bar in group.bars) else f"{group.label}: {group.bars[0].words}"
    yield from wrap(label, LETTERS, break_long_words=True)


def _text(kind: str, y: int, words: str) -> SafeString:
    return format_html('<text class="p-chart__{}" x="0" y="{}">{}</text>', kind, y, words)


def _bar(number: int, y: int, value: float, longest: float) -> SafeString:
    """What is not nothing is seen, however short it is."""
    width = 100 * value / longest if longest else 0
    return format_html(
        '<rect class="p-chart__bar-{}" x="0" y="{}" width="{}%" height="{}"/>',
        number,
        y,
        f"{max(width, 0.5) if value else 0:.2f}",
        BAR,
    )


def of_pairs(name: str, title: str, of: str, pairs: Iterable[tuple[str, float, str]]) -> Chart:
    """One bar for each label: label, number, words."""
    groups = tuple(Group(label, (Bar(number, words),)) for label, number, words in pairs)
    return Chart(name, title, of, groups)
