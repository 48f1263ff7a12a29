"""Heading levels that follow each other, so that nobody who moves by headings falls into a gap."""

import re

_HEADING = re.compile(r"<(/?)h([1-6])\b")
LOWEST = 6


def nest_headings(html: str, *, below: int) -> str:
    """The same HTML with its headings renumbered to start right below level `below` and never to skip one.

    A heading stays above or beside the others as it was: h2 h4 h3 below 1 becomes h2 h3 h3.
    """
    open_levels: list[int] = []

    def renumber(found: re.Match) -> str:
        closing, level = found[1], int(found[2])
        if not closing:
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        return f"<{closing}h{min(below + len(open_levels), LOWEST)}"

    return _HEADING.sub(renumber, html)
