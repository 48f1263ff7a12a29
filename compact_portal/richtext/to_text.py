"""Rich text as the text of a box without an editor. `marks` says how it looks; `from_text` reads it."""

import re

from compact_portal.richtext.marks import (
    AROUND,
    BEFORE,
    BULLET,
    CELL,
    HEADER,
    HEADING,
    LINE_IN_CELL,
    MARKS,
    NO_LINE,
    NUMBER,
    QUOTE,
)
from compact_portal.richtext.tree import Node, flow, tree_of

#: Characters that would be read as a mark: a lone _ or ~ is none, unless a mark made of two stands next to it.
_MARK = re.compile(
    rf"\\(?=[{MARKS}\s]|$)|\*(?! )|(?<! )\*|[|↵]|\](?=\()"
    r"|^[_~]|(?<=^ )[_~]|[_~](?= ?$)|([_~])(?=\1)|(?<=([_~]))\2"
)
_BRACKET = re.compile(r"\\.|[\[\]]")
_EDGE_OF_CELL = re.compile(r"\\.|\|")
#: A link without words; an emphasis that ends to begin again.
_NOTHING = re.compile(r"<a[^>]*></a>|</(strong|em|u|s)><\1>")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_EDGES = re.compile(r"([ \n]*)(.*?)([ \n]*)", re.DOTALL)
_IN_ADDRESS = re.compile(r"[\s()]")
_EMPTY_LINE = re.compile(r"\n(?=\n)")


def text_of(html: str) -> str:
    """The text of sanitised rich text: its blocks with an empty line between them."""
    return _of_blocks(tree_of(_tidied(html)).inside)


def rows_of(html: str) -> list[str]:
    """The text of each row of the tables in one block of rich text."""
    return [_row(row) for row in _rows(tree_of(_tidied(html)))]


def _tidied(html: str) -> str:
    """Repeated, because what is taken out can bring together what it stood between."""
    fuller = None
    while fuller != html:
        fuller, html = html, _NOTHING.sub("", html)
    return html


def _of_blocks(nodes: list[Node | str]) -> str:
    return "\n\n".join(filter(None, map(_of_block, flow(nodes))))


def _of_block(node: Node) -> str:
    if node.tag in BEFORE:
        words = _words(node).replace("\n", " ")
        return words and BEFORE[node.tag] + words
    if node.tag in ("ul", "ol"):
        return _list(node)
    if node.tag == "blockquote":
        text = _of_blocks(node.inside)
        return text and "\n".join(f"{QUOTE} {line}".rstrip() for line in text.split("\n"))
    if node.tag == "table":
        return "\n".join(map(_row, _rows(node)))
    return "\n".join(map(_not_a_mark, _words(node).split("\n")))


def _not_a_mark(line: str) -> str:
    """A line of a paragraph that looks like the start of something else, with a backslash against that."""
    if NUMBER.match(line):
        return line.replace(".", r"\.", 1)
    looks = HEADING.fullmatch(line) or BULLET.match(line) or line.startswith(QUOTE)
    return f"\\{line}" if looks else line


def _list(node: Node) -> str:
    number, points = _number(node, "start", most=99_999), []
    for point in node.inside:
        mark = f"{number + len(points)}. " if node.tag == "ol" else "- "
        if text := isinstance(point, Node) and _point(point):
            points.append(f"{mark}{_indented(text, ' ' * len(mark))}")
    return "\n".join(points)


def _point(point: Node) -> str:
    """What is in one point of a list; a list right below its first words follows without an empty line."""
    text, before = "", None
    for block in flow(point.inside):
        if words := _of_block(block):
            is_tight = before == "p" and words.startswith(("- ", "1. "))
            text += ("\n" if is_tight else "\n\n" if text else "") + words
            before = block.tag
    return text


def _number(node: Node, attribute: str, *, most: int) -> int:
    """Whatever somebody may have put there, from 1 to `most`."""
    found = node.attributes.get(attribute) or ""
    return min(max(int(found), 1), most) if re.fullmatch("[0-9]{1,9}", found) else 1


def _indented(text: str, indent: str) -> str:
    first, *others = text.split("\n")
    return "\n".join([first, *(f"{indent}{line}" if line else line for line in others)])


def _rows(table: Node) -> list[Node]:
    found = []
    for node in table.inside:
        if isinstance(node, Node):
            found += [node] if node.tag == "tr" else _rows(node)
    return found


def _row(row: Node) -> str:
    cells = [cell for node in row.inside if isinstance(node, Node) for cell in _cells(node)]
    return f"{CELL} " + f" {CELL} ".join(cells) + f" {CELL}"


def _cells(cell: Node) -> list[str]:
    """A cell, and an empty one for each further column it takes. Headings and tables inside a cell become words."""
    inside = [Node("p", inside=block.inside) if block.tag in BEFORE else block for block in flow(cell.inside)]
    words = _with_backslash(_EDGE_OF_CELL, _of_blocks(inside)).replace("\n", f" {LINE_IN_CELL} ")
    mark = HEADER if cell.tag == "th" else ""
    return [(mark + words).strip()] + [mark.strip()] * (_number(cell, "colspan", most=20) - 1)


def _with_backslash(marks: re.Pattern, text: str) -> str:
    """A backslash before each of `marks` that has none yet."""
    return marks.sub(lambda found: found[0] if len(found[0]) == 2 else f"\\{found[0]}", text)


def _words(node: Node) -> str:
    """The words of a block with the marks around them, and its own line breaks alone."""
    lines = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", _inline(node.inside, frozenset()))).strip(" \n")
    return _EMPTY_LINE.sub(lambda end: f"\n{NO_LINE}", lines)


def _inline(nodes: list[Node | str], within: frozenset[str]) -> str:
    return "".join(_inline_node(node, within) for node in nodes)


def _inline_node(node: Node | str, within: frozenset[str]) -> str:
    if isinstance(node, str):
        return _MARK.sub(r"\\\g<0>", _BLANKS.sub(" ", node))
    if node.tag == "br":
        return "\n"
    words = _inline(node.inside, within | {node.tag})
    before, inner, after = _EDGES.fullmatch(words).groups()
    if not inner or node.tag in within:
        return words
    if node.tag in AROUND:
        return f"{before}{AROUND[node.tag]}{inner}{AROUND[node.tag]}{after}"
    address = node.attributes.get("href", "")
    return f"{before}{_link(inner, address)}{after}" if address and node.tag == "a" else words


def _link(words: str, address: str) -> str:
    return f"[{_with_backslash(_BRACKET, words)}]({_IN_ADDRESS.sub(lambda found: f'%{ord(found[0]):02X}', address)})"
