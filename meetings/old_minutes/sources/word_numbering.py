"""The numbers that Word writes by itself: they stand nowhere in the text and are counted here."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9


@dataclass(frozen=True)
class Level:
    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """Definitions of lists, and how far each has counted."""

    #: Levels by abstract list, the abstract list of each list, and starts that a list overrides.
    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[str] = field(default_factory=set)

    def read(self, element: Element) -> None:
        """One <w:abstractNum> or <w:num>."""
        if element.tag == f"{W}abstractNum":
            levels = {int(level.get(f"{W}ilvl", "0")): _level(level) for level in element.iter(f"{W}lvl")}
            self.abstract[element.get(f"{W}abstractNumId", "")] = levels
        else:
            number = element.get(f"{W}numId", "")
            base = element.find(f"{W}abstractNumId")
            self.lists[number] = value(base)
            for override in element.iter(f"{W}lvlOverride"):
                start = value(override.find(f"{W}startOverride"))
                if start.isdecimal():
                    self.overrides[number][int(override.get(f"{W}ilvl", "0"))] = int(start)

    def mark(self, number: str, depth: int) -> str:
        """What Word writes before the next paragraph of this list at this depth: "3.1", "b)", "•"."""
        base = self.lists.get(number)
        levels = self.abstract.get(base or "", {})
        level = levels.get(depth)
        if base is None or level is None or level.format == "none":
            return ""
        self._begin(number, base)
        counts = self.counts[base]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return "•" if level.format == "bullet" else _written(level.text, levels, counts)

    def _begin(self, number: str, base: str) -> None:
        """Lists of one definition count on; one that overrides a start begins anew when it is first met."""
        if number not in self.begun:
            self.begun.add(number)
            for depth, start in self.overrides[number].items():
                self.counts[base][depth] = start - 1


def value(element: Element | None) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _level(element: Element) -> Level:
    start = value(element.find(f"{W}start"))
    return Level(
        format=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        start=int(start) if start.isdecimal() else 1,
    )


def _written(text: str, levels: dict[int, Level], counts: dict[int, int]) -> str:
    def number(match: re.Match) -> str:
        depth = int(match[1]) - 1
        level = levels.get(depth, Level())
        return in_format(counts.get(depth, level.start), level.format)

    return re.sub(r"%([1-9])", number, text).strip()


def in_format(count: int, name: str) -> str:
    """4 as "4", "d", "D", "iv", "IV" or "04"."""
    if name in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 26 * 9 else str(count)
        return letters.upper() if name == "upperLetter" else letters
    if name in ("lowerRoman", "upperRoman"):
        return roman(count).upper() if name == "upperRoman" else roman(count)
    return f"{count:02}" if name == "decimalZero" else str(count)


def roman(count: int) -> str:
    if not 0 < count < 1000:
        return str(count)
    written = ""
    for worth, letters in (
        (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
        (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        written += letters * (count // worth)
        count %= worth
    return written
