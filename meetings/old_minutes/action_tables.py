"""Actions in a table of their own, and in the column beside the minutes."""

import re
from itertools import groupby

from meetings.old_minutes.actions import read_action
from meetings.old_minutes.dates import dates_in
from meetings.old_minutes.decisions import decisions_in
from meetings.old_minutes.draft import Action, Item
from meetings.old_minutes.due import due_in
from meetings.old_minutes.lines import Line, words_of
from meetings.old_minutes.owners import Owners
from meetings.old_minutes.passages import Passage, Place
from meetings.old_minutes.sentences import sentences, without_paragraph_number
from meetings.old_minutes.tables import Columns

_PROMISES = (
    r"(?:will|to|shall|agreed to|is to|would|undertook to|offered to|has agreed to|was asked to|should|"
    r"needs? to)"
)
#: What a column of actions says where nobody has to do anything.
_NONE = re.compile(
    r"^(?:none|n/?a|-|–|nil|no actions?|noted|agreed|accepted|approved|closed|completed?|(?:all )?to note|"
    r"(?:for )?(?:info(?:rmation)?|noting|note|discussion|decision)(?: only)?|\W*)\W*$",
    re.IGNORECASE,
)


def tabled_actions(passages: list[Passage], item: str, owners: Owners, items: list[Item]) -> list[Action]:
    """A row each. A cell without words of its own belongs to no action."""
    found = []
    for passage in passages:
        if passage.place is not Place.ACTION_ROW or not passage.columns:
            continue
        columns, row = passage.columns, passage.line
        text = " ".join(columns.text(row, "action").split())
        if not text or _NONE.match(text):
            continue
        number = columns.text(row, "number").strip(" .)") or _first_number(row.cell_texts, columns.names)
        due = " ".join(columns.text(row, "due").split()) or due_in(text)
        told = _item_told(row, columns, items)
        found.append(Action(told or item, text, owners.listed(columns.text(row, "owner")), due, number))
    return found


def _first_number(cells: list[str], names: tuple[str, ...]) -> str:
    """The number in a first cell that has no heading above it."""
    return cells[0].strip(" .)") if len(cells) > len(names) and re.match(r"^\d+[.)]?$", cells[0].strip()) else ""


def _item_told(row: Line, columns: Columns, items: list[Item]) -> str:
    """The item that a column beside the action names: "Minute ref" after "No."."""
    known = {"".join(item.number.split()): item.number for item in items if not item.number.isdigit()}
    cells = [cell for name, cell in zip(columns.names, row.cell_texts, strict=False) if name in ("", "number")]
    told = [known["".join(cell.split())] for cell in cells if "".join(cell.split()) in known]
    return told[0] if told else ""


def with_items_of_their_own(actions: list[Action], items: list[Item]) -> list[Action]:
    """A log that says by number which item each action is from. A mere count 1, 2, 3 says nothing of items."""
    numbers = [action.number for action in actions]
    known = {item.number for item in items if item.number}
    if numbers != [str(place) for place in range(1, len(numbers) + 1)] and known.issuperset(numbers):
        for action in actions:
            action.item = action.number
    return actions


def column_actions(passages: list[Passage], item: str, owners: Owners) -> list[Action]:
    """What the action column says of each row. Initials alone: the row's sentence in which they promise something."""
    found: list[Action] = []
    around = [passage.line.text for passage in passages if passage.place is Place.TEXT]
    for row, run in groupby(passages, key=lambda passage: passage.row):
        if row:
            found += _of_row(list(run), around, item, owners)
    return found


def _of_row(passages: list[Passage], around: list[str], item: str, owners: Owners) -> list[Action]:
    """Beside a title alone, or where no heading names the column, the cell speaks of all `around` it in the item."""
    cells = {"action": [], "owner": [], "due": []}
    body = [passage.line.text for passage in passages if passage.place is Place.TEXT]
    titles = [_said_in(passage) for passage in passages if passage.place is Place.ITEM]
    for passage in passages:
        if passage.place is Place.ACTION_CELL and passage.columns and not _NONE.match(passage.line.text):
            cells[passage.columns.kind].append(re.sub(r"^(?i:actions?)\s*(?:by)?\s*[:–-]?\s*", "", passage.line.text))
    headed = all(passage.columns.headed for passage in passages if passage.columns)
    written = cells["action"] + cells["owner"]
    if not body or (not headed and not promised_in(body, written, owners)):
        body = [*body, *titles, *promised_in(around, written, owners)] or around[-1:]
    texts = [text for text in cells["action"] if text]
    named = owners.listed("\n".join(cells["owner"]))
    due = " ".join(cells["due"])
    if not texts and named:
        return [Action(item, promise_in(body, named, cells["owner"]), named, due)]
    actions = [_of_cell(text, body, item, owners, headed=headed) for text in _paragraphs(texts, owners)]
    for action in actions:
        action.owners, action.due = named or action.owners, due or action.due
    return [action for action in actions if action.text and not _is_a_day(action.text)]


def _without(due: str, text: str) -> str:
    """ "XG by 30 July": XG."""
    return re.sub(rf"\W*{re.escape(due)}\W*$", "", text) if due else text


def _is_a_day(text: str) -> bool:
    return [date.written for date in dates_in(text)] == [text]


def _said_in(passage: Passage) -> str:
    """A heading without its number."""
    heading = passage.heading
    return (heading.rest or heading.title if heading else "") or passage.line.text


def _paragraphs(texts: list[str], owners: Owners) -> list[str]:
    """Initials under an action are its owners, no action of their own. A small letter goes on with the line above."""
    joined: list[str] = []
    for text in texts:
        if joined and owners.named(text) and not owners.named(joined[-1]):
            joined[-1] = f"{joined[-1]} – {text}"
        elif joined and (text[:1].islower() or text[:1].isdigit()):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _of_cell(text: str, body: list[str], item: str, owners: Owners, *, headed: bool) -> Action:
    """Initials alone beside a decision are an action only where the column is called so."""
    due = due_in(text)
    alone = _without(due, text)
    named = owners.named(alone)
    if not named:
        return read_action(text, item, owners)
    said = promise_in(body, named, [alone])
    if not headed and any(said == each.text for each in decisions_in([said], item)):
        said = ""
    return Action(item, said, named, due or due_in(said))


def promised_in(around: list[str], cells: list[str], owners: Owners) -> list[str]:
    """The sentences in which the people of the cells promise something."""
    cells = [_without(due_in(text), text) for text in cells]
    named = [name for text in cells for name in owners.named(text)]
    return _promised(around, named, cells) if named else []


def promise_in(body: list[str], names: list[str], written: list[str]) -> str:
    """The last sentence in which one of them "will" or is "to" do something, or else the last paragraph."""
    body = [without_paragraph_number(text) for text in body]
    promised = _promised(body, names, written)
    return promised[-1] if promised else (body[-1] if body else "")


def _promised(body: list[str], names: list[str], written: list[str]) -> list[str]:
    called = {each for name in names for each in (name, name.split()[0])} | {
        piece for text in written for piece in re.split(r"[\s/,&+]+", text) if len(piece) > 1
    }
    who = "|".join(re.escape(each) for each in sorted(called, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{who})\b(?:\W+\w+){{0,2}}?\s+{_PROMISES}\b")
    return [sentence for text in body for sentence in sentences(text) if pattern.search(sentence)]


# --- The same action twice --------------------------------------------------------------------------------------------


def merged(inline: list[Action], tabled: list[Action]) -> list[Action]:
    """Each action once: what the text marks takes words, owners and date from the table that lists it again."""
    left = list(tabled)
    for action in inline:
        twin = next((other for other in left if _is_same(action, other) or _is_log_of(action, other)), None)
        if twin:
            left.remove(twin)
            action.text = twin.text
            action.owners, action.due = twin.owners or action.owners, twin.due or action.due
    return inline + left


def _is_log_of(action: Action, logged: Action) -> bool:
    """ "Action: HQ" below a decision says less than the log, which says what HQ has to do about the same item."""
    same = action.item == logged.item and action.owners == logged.owners
    return same and any(action.text == each.text for each in decisions_in([action.text], action.item))


def _is_same(one: Action, other: Action) -> bool:
    first, second = (set(map(str.lower, words_of(action.text))) for action in (one, other))
    shared = len(first & second) / max(1, min(len(first), len(second)))
    if one.owners and set(one.owners) == set(other.owners) and min(len(first), len(second)) >= 3:
        shared += 0.4 if one.item == other.item else 0.3  # told once in a sentence, once in a few words
    if one.number and one.number == other.number:
        return shared >= 0.4
    return shared >= 0.8 and min(len(first), len(second)) >= 3
