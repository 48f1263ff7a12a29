"""What a text that was a PDF says again at the head of every page."""

import re
from collections import Counter
from dataclasses import replace

from meetings.old_minutes.labels import is_foot_of_page
from meetings.old_minutes.lines import Line

#: Lines at the very top that a page may say again.
TOP = 4


def without_running_heads(lines: list[Line]) -> list[Line]:
    """The line below the foot of a page is a label, where it stands below others too or at the very top."""
    heads = [place + 1 for place, line in enumerate(lines[:-1]) if line.furniture and is_foot_of_page(line.text)]
    said = Counter(_numberless(lines[place]) for place in heads) + Counter(map(_numberless, lines[:TOP]))
    running = {place for place in heads if said[_numberless(lines[place])] > 1 and place >= TOP}
    return [replace(line, furniture=True, cells=()) if place in running else line for place, line in enumerate(lines)]


def _numberless(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)
