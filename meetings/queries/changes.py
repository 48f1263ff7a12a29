"""What changed between two texts of the same minutes, item by item. Nothing is read: both are frozen documents."""

from dataclasses import dataclass

from champions.queries.comparison import marked_words
from compact_portal.richtext.to_text import text_of

ADDED, REMOVED, CHANGED = "Added", "Taken out", "Changed"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that reads differently. `words` are (tag, text): "" unchanged, "ins" new, "del" gone."""

    what: str
    item: str
    words: tuple[tuple[str, str], ...]


def changes_between(before: dict, after: dict) -> list[ItemChange]:
    """The items whose words differ, in the order of the later text; those taken out stand last."""
    old = {item["anchor"]: item for item in before["items"]}
    new = {item["anchor"]: item for item in after["items"]}
    found = [_change(old.get(anchor), item) for anchor, item in new.items()]
    found += [
        ItemChange(REMOVED, _heading(item), (("del", words_in(item)),))
        for anchor, item in old.items()
        if anchor not in new
    ]
    return [change for change in found if change]


def _change(before: dict | None, after: dict) -> ItemChange | None:
    if before is None:
        return ItemChange(ADDED, _heading(after), (("ins", words_in(after)),))
    old, new = words_in(before), words_in(after)
    return ItemChange(CHANGED, _heading(after), marked_words(old, new)) if old != new else None


def _heading(item: dict) -> str:
    return ". ".join(filter(None, [item["number"], item["title"]])) or "An item without a title"


def words_in(item: dict) -> str:
    """Everything an item says: its title, its text, its decisions and its actions, a paragraph each.

    Who has an action and by when is part of it; whether it is done by now is not.
    """
    decisions = [f"{decision['kind']}: {decision['text']}" for decision in item.get("decisions", [])]
    actions = [
        " · ".join(filter(None, [f"Action: {action['text']}", action["owners"], action["due_text"]]))
        for action in item.get("actions", [])
    ]
    return "\n\n".join(filter(None, [item["title"], text_of(item["html"]), *decisions, *actions]))
