"""A paragraph whose first words are bold is often a title and its text: they become two lines."""

import re

from meetings.old_minutes.lines import Line, collapsed, line
from meetings.old_minutes.sentences import is_sentence, is_title

_LABEL = re.compile(
    r"^(?:resolved|agreed|noted|decisions?|actions?|recommended|present|apologies|in attendance|date|venue|"
    r"time|note)\b",
    re.IGNORECASE,
)
LONGEST = 10


def lines_of_parts(parts: list[tuple[str, bool]], *, mark: str = "", heading: int = 0, gap: bool = False) -> list[Line]:
    """The lines of one paragraph from its words, each with whether it is bold. A line break parts lines."""
    text = "".join(text for text, _ in parts)
    bold = all(bold for said, bold in parts if said.strip())
    texts = [
        collapsed(each) for each in (_run_in(parts) if not bold and "\n" not in text.strip() else text.split("\n"))
    ]
    texts = [each for each in texts if each]
    is_run_in = not bold and len(texts) == 2 and "\n" not in text.strip()
    return [
        line(
            f"{mark} {each}" if place == 0 else each, heading=heading, bold=bold or (is_run_in and place == 0), gap=gap
        )
        for place, each in enumerate(texts)
    ]


def _run_in(parts: list[tuple[str, bool]]) -> list[str]:
    count = next((place for place, (said, bold) in enumerate(parts) if said.strip() and not bold), len(parts))
    title = "".join(said for said, _ in parts[:count])
    rest = "".join(said for said, _ in parts[count:])
    bare = collapsed(title).rstrip(".:–- ")
    if (
        not bare
        or len(bare.split()) > LONGEST
        or _LABEL.match(bare)
        or not is_title(bare)
        or not is_sentence(collapsed(rest))
    ):
        return [title + rest]
    return [title, rest] if collapsed(rest)[:1].isupper() else [title + rest]
