"""The words of one block with marks round some of them, as HTML."""

import re
from html import escape

from compact_portal.richtext.marks import AROUND, MARKS

_TAGS = {mark: tag for tag, mark in AROUND.items()}
_BLANKS = re.compile(r"[ \t]+")
_TOKEN = re.compile(
    rf"\\(?P<plain>[{MARKS}])"
    r"|\[(?P<label>(?:\\.|[^\[\]\\])+)\]\((?P<address>[^\s()]+)\)"
    r"|(?P<stars>\*+)|(?P<pair>_{2,}|~{2,})|(?P<line>\n)|(?P<words>[^\\\[*_~\n]+|.)"
)


def words_of(lines: list[str]) -> str:
    text = "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in lines)
    words = _Words()
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        ends = bool(text[max(start - 1, 0) : start].strip(" \n"))  # a mark ends what stands right before it
        begins = bool(text[end : end + 1].strip(" \n"))
        match token.lastgroup:
            case "stars":
                words.read_stars(len(token[0]), ends=ends, begins=begins)
            case "pair" if len(token[0]) == 2:  # a longer line of them is a place to sign
                words.read(token[0], ends=ends, begins=begins)
            case "address":
                words.say(f'<a href="{escape(token["address"])}">{words_of([token["label"]])}</a>')
            case "line":
                words.say("<br>")
            case _:
                words.say(escape(token["plain"] or token[0], quote=False))
    return words.html()


class _Words:
    """What was read so far, within the marks that are open. One that is never closed was none."""

    def __init__(self):
        self.open: list[tuple[str, list[str]]] = [("", [])]

    def say(self, html: str) -> None:
        self.open[-1][1].append(html)

    def read(self, mark: str, *, ends: bool, begins: bool) -> None:
        if ends and self.open[-1] != (mark, []) and mark in (other for other, _ in self.open):
            self._end(mark)
        elif begins:
            self.open.append((mark, []))
        else:
            self.say(mark)

    def read_stars(self, number: int, *, ends: bool, begins: bool) -> None:
        """Several marks may stand side by side: in ***both*** the first two end last."""
        while ends and number >= 3 and "" < self.open[-1][0] <= "**":
            number -= len(self.open[-1][0])
            self._end(self.open[-1][0])
        while number:
            mark = "*" * min(number, 2)
            self.read(mark, ends=ends, begins=begins)
            number -= len(mark)

    def html(self) -> str:
        while len(self.open) > 1:
            self._give_up()
        return "".join(self.open[0][1])

    def _end(self, mark: str) -> None:
        (outer, before), (inner, inside) = self.open[-2:]
        if outer == mark and not before and {outer, inner} == {"*", "**"}:  # begun together: the first to end is inside
            self.open[-2:] = [(inner, before), (outer, inside)]
        while self.open[-1][0] != mark:
            self._give_up()
        _, inside = self.open.pop()
        self.say(f"<{_TAGS[mark]}>{''.join(inside)}</{_TAGS[mark]}>")

    def _give_up(self) -> None:
        mark, inside = self.open.pop()
        self.say(mark + "".join(inside))
