"""Sanitised rich text as a tree: tags with what is in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

#: What is nested deeper than this stands side by side. Nobody means it, and it would exhaust who reads it.
DEEPEST = 40
INLINE = {"strong", "em", "u", "s", "a", "br"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: "list[Node | str]" = field(default_factory=list)


def tree_of(html: str) -> Node:
    """A node without a tag, with the whole of sanitised `html` in it. (Its tags are known to be closed.)"""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


def flow(nodes: list[Node | str]) -> list[Node]:
    """Blocks alone: words that stand in none of their own, as in <li>Words<ul>…, become a paragraph."""
    found: list[Node] = []
    loose = None
    for node in nodes:
        if isinstance(node, Node) and node.tag not in INLINE:
            found.append(node)
            loose = None
        elif loose:
            loose.inside.append(node)
        elif not isinstance(node, str) or node.strip():
            loose = Node("p", inside=[node])
            found.append(loose)
    return found


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        self.open[-1].inside.append(node)
        if tag != "br":
            self.open.append(node if len(self.open) < DEEPEST else self.open[-1])

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].inside.append(data)
