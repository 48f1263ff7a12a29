"""Rich text as nobody would write it, for tests that hold for any."""

from hypothesis import strategies as some

from compact_portal.richtext.sanitise import sanitise

#: What text is made of where anything could be a mark.
TRICKY = ["a", "Bc", "é", " ", "  ", "\n", "*", "**", "_", "__", "~~", "[", "](", ")", "#", "# ", "- ", "1. ", "2. ",
          "> ", "|", "\\", "↵", "•", "&", "<", "a\u00a0b", "."]  # fmt: skip
INLINE = ("strong", "em", "u", "s")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def within(tags, inside):
    def put(tag: str, parts: list[str]) -> str:
        return f"<{tag}>{''.join(parts)}</{tag.split()[0]}>"

    return some.builds(put, some.sampled_from(tags), inside)


def any_of(*parts, most: int = 4):
    return some.lists(some.one_of(*parts), max_size=most)


#: Without "](", which can make a link: its address is not among the words.
typed = some.lists(some.sampled_from([*(part for part in TRICKY if part != "]("), "\n\n"]), max_size=30).map("".join)
words = some.lists(some.sampled_from(TRICKY), max_size=6).map("".join).map(escaped)
links = some.builds('<a href="https://example.org/a(b)">{}</a>'.format, words)
inline = some.recursive(
    some.one_of(words, links, some.just("<br>")), lambda inner: within(INLINE, any_of(inner)), max_leaves=6
)
paragraphs = within(["p", "h3", "h4"], any_of(inline))
LISTS = ("ul", "ol", 'ol start="3"', 'ol start="x"')
CELLS = ("td", "th", 'td colspan="3"', 'td colspan="-x"')


def containers(inner):
    points, cells = within(["li"], any_of(inner)), within(CELLS, any_of(inner))
    rows = within(["tr"], any_of(cells, most=3))
    return some.one_of(
        within(["blockquote"], any_of(inner)), within(LISTS, any_of(points)), within(["table"], any_of(rows, most=3))
    )


blocks = some.recursive(some.one_of(paragraphs, inline), containers, max_leaves=8)
rich_text = any_of(blocks).map("".join).map(sanitise)
