"""What the tables of minutes are: lists of people, of actions, or the minutes themselves in columns."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from meetings.old_minutes.headings import numbered
from meetings.old_minutes.lines import Line
from meetings.old_minutes.name_lists import begins_with_a_person
from meetings.old_minutes.names import is_name
from meetings.old_minutes.vocabulary import is_organisation

_ROLE = r"(?:(?:job )?(?:roles?|titles?)|position|designation|capacity|office|post|job)"
_BODY = r"(?:organi[sz]ations?|agency|agencies|company)"
_NUMBERED = r"(?:no|nos|number|ref|reference|id)\b\.?"
#: What a heading of a column says is in it, the first that fits. "both": a role, an organisation, or the two.
_COLUMNS = {
    "initials": r"initials?|inits?",
    "owner": (
        r"(?:action )?(?:owners?|by)|(?:by )?whom?\??|(?:action )?leads?(?: officer| person)?|"
        r"responsib(?:le|ility).*|person responsible|assigned to|(?:lead )?officer(?: responsible)?|accountable|"
        r"action (?:for|owner)|(?:to be )?(?:completed|actioned|done|taken forward) by"
    ),
    "due": (
        r"deadline|when(?: by)?\??|by when\??|due(?: date| by)?|date (?:due|by)|time ?scales?|target(?: date)?|"
        r"by (?:date|\(date\))|completion(?: date)?|timeframe|complete by|date for completion"
    ),
    "status": r"status|progress|rag(?: rating)?|comments?|complete\??|update|outcome",
    "attended": r"present\??|attended\??|attendance|present/apologies|in attendance|p|d/r",
    "excused": r"apolog(?:y|ies)(?: received)?|apols?\.?|a",
    "missing": r"absent|not present|did not attend|dna",
    "deputy": r"(?:deput(?:y|ies)|substitutes?)(?: attending)?|(?:represented|deputised|substituted) by|subs?",
    "name": (
        r"(?:full )?names?(?: (?:of|and|&|/) .*|/.*|\s*\(.*\))?|"
        r"(?:board |committee |group |panel )?members?(?: names?)?|"
        r"(?:[\w’'-]+ ){1,2}members(?: present)?|attendees?|representatives?|people|delegate"
    ),
    "both": rf"{_ROLE}(?: (?:and|&|or|/) |\s*[/,]\s*){_BODY}|{_BODY}(?: (?:and|&|or|/) |\s*[/,]\s*){_ROLE}",
    "organisation": (
        rf"{_BODY}(?:/.*)?|representing|body|employer|department|sector|partner|service|organisation represented|org\.?"
    ),
    "role": rf"{_ROLE}(?:/{_ROLE})?",
    "action": rf"(?:agreed |outstanding |new )?actions?(?! {_NUMBERED})(?: .*)?|tasks?|what|actions?/.*|activity",
    "number": (
        rf"(?:(?:item|agenda|minute|action|page|paper) )*{_NUMBERED}|items?|agenda(?: item)?|minute|page|#|item/action"
    ),
    "discussion": (
        r"discussion.*|notes?|minutes|details?|summary|key points.*|issues?|subjects?|topics?|description|"
        r"matter|agenda items?|item description|item and discussion|business|decisions?.*|main points.*"
    ),
}
#: Besides the name, any of these makes it a list of people.
_OF_PEOPLE = frozenset({"role", "organisation", "both", "initials", "attended", "excused", "missing", "deputy"})
_PATTERNS = tuple((name, re.compile(rf"^(?:{pattern})$", re.IGNORECASE)) for name, pattern in _COLUMNS.items())
_NUMBER = re.compile(r"^(?:(?:item|agenda item)\s*)?\(?[A-Z]{0,3}\d{1,3}(?:[./]\d{1,3})*[a-z]?[.):]*$", re.IGNORECASE)
_INITIALS = re.compile(
    r"^(?:(?:[A-Z]{2,4}|[A-Z][a-z]?[A-Z]{1,2}|[A-Z]{1,2}c[A-Z]|All|ALL)(?:\s*[/,&+\n]\s*|\s+and\s+|\s+|$))+$"
)


@dataclass(frozen=True)
class Columns:
    """Which column holds what, counted from the right where a row has a cell more or fewer than the heading row."""

    kind: str
    names: tuple[str, ...]
    #: False where no heading row names them.
    headed: bool = True

    def cell(self, row: Line, name: str) -> tuple[Line, ...]:
        """The lines of the row's cell under that heading; none where there is no such cell."""
        if name not in self.names:
            return ()
        place = self.names.index(name) + self._shift(row)
        return row.cells[place] if 0 <= place < len(row.cells) else ()

    def text(self, row: Line, name: str) -> str:
        return "\n".join(line.text for line in self.cell(row, name))

    def others(self, row: Line, *names: str) -> list[Line]:
        """Lines of the cells under none of these headings."""
        taken = {self.names.index(name) + self._shift(row) for name in names if name in self.names}
        return [line for place, cell in enumerate(row.cells) if place not in taken for line in cell]

    def _shift(self, row: Line) -> int:
        """A row that begins with its number has its first cells, any other its last ones."""
        short = len(row.cells) - len(self.names)
        begins = self.names[:1] == ("number",) and bool(row.cells) and is_number(row.cell_texts[0])
        return 0 if short < 0 and begins else short


def column_name(text: str) -> str:
    text = " ".join(text.split()).strip(" :*")
    return next((name for name, pattern in _PATTERNS if pattern.match(text)), "")


def heading_columns(row: Line) -> Columns | None:
    """The columns that a heading row names; None for any other row."""
    names = _with_day_of_action([column_name(text) for text in row.cell_texts], row.cell_texts)
    if names[-1:] == ["action"] and len(names) > 1 and not any(text.strip() for text in row.cell_texts[:-1]):
        return Columns("items", ("number", *[""] * (len(names) - 3), "discussion", "action")[-len(names) :])
    filled = [name for name, text in zip(names, row.cell_texts, strict=True) if text.strip()]
    if len(filled) < 2 or sum(1 for name in filled if name) < max(2, len(filled) - 1):
        return None
    kind = _kind(names)
    return Columns(kind, tuple(_settled(names, kind))) if kind else None


def _with_day_of_action(names: list[str], texts: list[str]) -> list[str]:
    """ "Action | Who | Date": the date behind an action is when it is due. Before it, it may be any day."""
    if "action" not in names or {"due", "discussion"} & set(names):
        return names
    behind = names.index("action")
    return [
        "due" if place > behind and text.strip(" :*").lower() in ("date", "dates") else name
        for place, (name, text) in enumerate(zip(names, texts, strict=True))
    ]


def _kind(names: list[str]) -> str:
    known = set(names)
    if "name" in known and known & _OF_PEOPLE:
        return "attendance"
    if "action" in known and "discussion" not in known and known & {"owner", "due"}:
        return "actions"
    if "discussion" in known or {"number", "action"} <= known or {"number", "owner"} <= known:
        return "items"
    if "name" in known and "action" in known:
        return "actions"
    if {"name", "status"} <= known:
        return "attendance"
    return "attendance" if len(known & {"role", "organisation", "both", "initials"}) > 1 else ""


def _settled(names: list[str], kind: str) -> list[str]:
    """ "No. | Item | Action": the item is the text. "Name" of an action is its owner. No column is named twice."""
    if kind == "items" and "discussion" not in names:
        place = names.index("") if "" in names else len(names) - 1 - names[::-1].index("number")
        names = [*names[:place], "discussion", *names[place + 1 :]]
    if kind == "items" and "action" not in names and "owner" in names:
        names = ["action" if name == "owner" else name for name in names]
    if kind == "actions" and "owner" not in names:
        names = ["owner" if name == "name" else name for name in names]
    if kind == "attendance" and "attended" not in names:
        names = ["attended" if name == "status" else name for name in names]
    return [name if name not in names[:place] else "" for place, name in enumerate(names)]


def guessed_columns(rows: list[Line]) -> Columns | None:
    """The columns of a table without a heading row: numbers at the left, initials at the right, or people."""
    width = max(len(row.cells) for row in rows)
    shares = [_shares([row.cell_texts[place] for row in rows if place < len(row.cells)]) for place in range(width)]
    if width >= 2 and shares[0]["number"] >= 0.5 and _is_long(rows, 1):
        names = ["number", "discussion", *[""] * (width - 2)]
        return Columns("items", tuple([*names[:-1], "action"] if width > 2 else names), headed=False)
    if width == 2 and _is_long(rows, 0) and (shares[1]["initials"] >= 0.9 or _begin_with_initials(rows, 1)):
        return Columns("items", ("discussion", "action"), headed=False)
    return None


def _begin_with_initials(rows: list[Line], place: int) -> bool:
    """ "AB", "XG by 30 July" and "All" at the right of long paragraphs, most of which have nothing beside them."""
    texts = [text for row in rows if place < len(row.cells) and (text := row.cell_texts[place].strip())]
    begun = sum(1 for text in texts if is_initials(text.split()[0]))
    return begun >= 2 and begun >= 0.6 * len(texts) and max(map(len, texts)) <= 30


def action_columns(rows: list[Line], title: str) -> Columns | None:
    """Under "Outstanding actions" a table needs no heading row: what, who and when stand in this order."""
    if not re.search(r"\bactions?\b", title, re.IGNORECASE) or any(_opens_an_item(row) for row in rows):
        return None
    width = max(len(row.cells) for row in rows)
    counted = all(is_number(row.cell_texts[0]) for row in rows if row.cell_texts[0].strip())
    names = ("number", "action", "owner", "due", "status") if counted else ("action", "owner", "due", "status")
    return Columns("actions", names[:width]) if width > 1 + counted else None


def _opens_an_item(row: Line) -> bool:
    """ "19/104 Budget" in the first cell is of the minutes themselves."""
    found = numbered(row.cell_texts[0])
    return bool(found and found.style in ("reference", "named") and found.title)


def heading_of_two_rows(rows: list[Line]) -> Line | None:
    """ "Action | To be completed" and "No. | by:" as one heading row, where together they name more columns."""
    if len(rows) < 2 or any(len(text.split()) > 3 for text in rows[1].cell_texts):
        return None
    cells = [
        (Line(" ".join(line.text for line in (*above, *below))),)
        for above, below in zip_longest(rows[0].cells, rows[1].cells, fillvalue=())
    ]
    joined = Line(" ".join(cell[0].text for cell in cells), cells=tuple(cells), table=rows[0].table)
    return joined if _named(joined) > max(map(_named, rows[:2])) and heading_columns(joined) else None


def _named(row: Line) -> int:
    return sum(1 for text in row.cell_texts if column_name(text))


def _is_long(rows: list[Line], place: int) -> bool:
    return any(place < len(row.cells) and len(row.cell_texts[place]) > 60 for row in rows)


def _shares(texts: list[str]) -> dict[str, float]:
    filled = [text for text in texts if text.strip()]
    most = max(1, len(filled))
    return {
        "number": sum(1 for text in filled if _NUMBER.match(text.strip())) / most,
        "initials": sum(1 for text in filled if is_initials(text)) / most if filled else 0,
        "people": sum(1 for text in filled if _is_person(text)) / most,
    }


def people_columns(rows: list[Line]) -> list[bool]:
    """For each column, whether its cells are people by themselves."""
    width = max((len(row.cells) for row in rows), default=0)
    columns = [[row.cell_texts[place] for row in rows if place < len(row.cells)] for place in range(width)]
    return [bool([text for text in texts if text.strip()]) and _shares(texts)["people"] >= 0.75 for texts in columns]


def _is_person(text: str) -> bool:
    """A cell that is an organisation may begin like a name: "Example City Council"."""
    head = re.split(r"\s*[(\[,:\n]|\s[-–—]", text.strip(), maxsplit=1)[0]
    return is_name(head) or (begins_with_a_person(text) and not is_organisation(head))


def is_initials(text: str) -> bool:
    return bool(_INITIALS.match(text.strip()))


def is_number(text: str) -> bool:
    return bool(_NUMBER.match(text.strip()))
