"""Two versions, clause by clause: what was added, taken out, moved and reworded, with the words marked."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.core.cache import caches

from champions.models import Clause, CompactVersion

#: A word with the space behind it, or a mark by itself.
TOKEN = re.compile(r"\w+['’\w-]*\s*|\W")
SAME, ADDED, REMOVED, REWORDED, MOVED = "same", "added", "removed", "reworded", "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One clause in two versions. `words` are (tag, text): "" unchanged, "ins" new, "del" gone."""

    what: str
    section: str
    reference: str
    before: str
    words: tuple[tuple[str, str], ...]
    url: str = ""


def marked_words(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Both texts as one, word by word: [("", "within "), ("del", "two "), ("ins", "four "), ("", "weeks")]."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    found: list[tuple[str, str]] = []
    for op, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found.append(("", "".join(new[new_from:new_to])))
            continue
        found += [("del", "".join(old[old_from:old_to])), ("ins", "".join(new[new_from:new_to]))]
    return tuple((tag, text) for tag, text in found if text)


@dataclass(frozen=True, slots=True)
class Comparison:
    changes: tuple[Change, ...]

    def count(self, what: str) -> int:
        return Counter(change.what for change in self.changes)[what]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if change.what != SAME]


def comparison_of(older: CompactVersion, newer: CompactVersion) -> Comparison:
    """What changed from `older` to `newer`. Worked out once for each pair of revisions, and remembered."""
    key = f"comparison:{older.pk}.{older.revision}:{newer.pk}.{newer.revision}"
    return caches["frozen"].get_or_set(key, lambda: compare(older, newer))


def compare(older: CompactVersion, newer: CompactVersion) -> Comparison:
    """Clauses are the same where one descends from the other, over as many versions as lie between. Three queries."""
    old = {clause.pk: clause for clause in clauses_of(older)}
    descent = dict(Clause.objects.exclude(predecessor=None).values_list("pk", "predecessor"))
    changes, met = [], set()
    for clause in clauses_of(newer):
        origin = ancestor(clause.pk, descent, old)
        met.add(origin)
        changes.append(change_of(old.get(origin), clause))
    gone = [clause for pk, clause in old.items() if pk not in met]
    return Comparison(in_order(changes, [removal_of(clause) for clause in gone]))


def clauses_of(version: CompactVersion) -> list[Clause]:
    found = Clause.objects.filter(section__version=version).applying()
    return list(found.select_related("section__version").in_reading_order())


def ancestor(pk: int, descent: dict[int, int], among: dict[int, Clause]) -> int | None:
    """The clause among those that this one continues, directly or over versions between."""
    while pk in descent:
        pk = descent[pk]
        if pk in among:
            return pk
    return None


def change_of(before: Clause | None, after: Clause) -> Change:
    where = {"section": str(after.section), "reference": after.reference if after.number else ""}
    url = after.get_absolute_url() if after.number else ""
    if before is None:
        return Change(ADDED, before="", words=(("ins", after.text),), url=url, **where)
    came_from = before.reference if before.number else str(before.section)
    if before.text != after.text:
        return Change(REWORDED, before=came_from, words=marked_words(before.text, after.text), url=url, **where)
    stayed = before.section.address == after.section.address and before.addressee == after.addressee
    return Change(SAME if stayed else MOVED, before=came_from, words=(("", after.text),), url=url, **where)


def removal_of(clause: Clause) -> Change:
    came_from = clause.reference if clause.number else ""
    url = clause.get_absolute_url() if clause.number else ""
    words = (("del", clause.text),)
    return Change(REMOVED, section=str(clause.section), reference="", before=came_from, words=words, url=url)


def in_order(changes: list[Change], removals: list[Change]) -> tuple[Change, ...]:
    """What was taken out stands at the end of its section; of a section that is gone, at the end of all."""
    sections = dict.fromkeys([change.section for change in (*changes, *removals)])
    return tuple(change for section in sections for change in (*changes, *removals) if change.section == section)
