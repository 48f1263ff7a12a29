"""Runs of text within a paragraph: what stands there, and how it looks. White space is as a browser shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.etree import Element
from lxml.html import HtmlElement


@dataclass(frozen=True)
class Look:
    """Of a run of text."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    link: str = ""

    def within(self, element: HtmlElement) -> "Look":
        match element.tag:
            case "strong" | "b" | "th":
                return replace(self, bold=True)
            case "em" | "i":
                return replace(self, italic=True)
            case "u":
                return replace(self, underline=True)
            case "s":
                return replace(self, strike=True)
            case "a":
                return replace(self, link=element.get("href", ""))
        return self


PLAIN = Look()


def runs_of(parts: list, look: Look) -> Iterator[tuple[str, Look]]:
    """Each text with its look; "\\n" for a line break. White space is one blank, as a browser shows it."""
    for part in parts:
        if isinstance(part, str):
            yield in_one_line(part), look
        elif part.tag == "br":
            yield "\n", look
        else:
            inside = look.within(part)
            if part.text:
                yield in_one_line(part.text), inside
            for child in part.iterchildren(tag=Element):
                yield from runs_of([child], inside)
                if child.tail:
                    yield in_one_line(child.tail), inside


def in_one_line(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def trimmed(pieces: list[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Without blanks at either end, beside a line break, and twice in a row."""
    kept: list[tuple[str, Look]] = []
    for text, look in pieces:
        ends = not kept or kept[-1][0].endswith((" ", "\n"))
        text = text if text == "\n" else text.lstrip(" ") if ends else text
        if text:
            kept.append((text, look))
    while kept and not kept[-1][0].strip():
        kept.pop()
    return [*kept[:-1], (kept[-1][0].rstrip(), kept[-1][1])] if kept else []
