"""Writing clauses: saves that never overwrite, an order, and an identity that outlives the words."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError
from django.db.models.deletion import Collector

from champions.choices import CITABLE, Addressee, ClauseKind
from champions.models import Clause, Section
from champions.services.drafting import lock_editable, swap_with_neighbour
from compact_portal.audit.services import record

#: Added to numbers while they change hands: two clauses never have the same one, not even for a moment.
ASIDE = 10_000


class Conflict(Exception):
    """Someone saved this clause since its text was opened. Nothing was overwritten; both texts are here."""

    def __init__(self, clause: Clause, mine: str):
        self.clause, self.mine = clause, mine
        super().__init__("Someone else saved this clause while you were writing.")


def addressee_of(kind: str, addressee: str) -> str:
    """Only a commitment binds one side; everything else is for everyone."""
    return addressee if kind == ClauseKind.COMMITMENT else Addressee.EVERYONE


@transaction.atomic
def save_clause(clause: Clause, *, text: str, kind: str, addressee: str, based_on: int, by, now: datetime) -> Clause:
    """Save a clause if nobody saved it since revision `based_on`.

    One conditional UPDATE decides, so two officers can never both win. Raises Conflict (with both texts) when the
    other came first with different words, WrongState when the version is no longer written.
    """
    lock_editable(clause.section.version, by)
    changed_kind = (clause.kind in CITABLE) != (kind in CITABLE)
    number = next_number(clause.section) if changed_kind and kind in CITABLE else F("number")
    saved = Clause.objects.filter(pk=clause.pk, revision=based_on).update(
        text=text,
        kind=kind,
        addressee=addressee_of(kind, addressee),
        number=number if kind in CITABLE else None,
        revision=based_on + 1,
        saved_at=now,
        saved_by=by,
    )
    clause.refresh_from_db()
    if not saved and clause.text != text:
        raise Conflict(clause, text)
    if changed_kind:
        number_clauses(clause.section)
        clause.refresh_from_db()
    return clause


@transaction.atomic
def add_clause(
    section: Section, *, text: str, kind: str, addressee: str, after: Clause | None = None, by, now: datetime
) -> Clause:
    """A new clause behind `after`, or first in its section. It has no predecessor until one is named."""
    draft = lock_editable(section.version, by)
    place = after.position if after else 0
    section.clauses.filter(position__gt=place).update(position=F("position") + 1)
    clause = section.clauses.create(
        text=text,
        kind=kind,
        addressee=addressee_of(kind, addressee),
        position=place + 1,
        number=next_number(section) if kind in CITABLE else None,
        saved_at=now,
        saved_by=by,
    )
    number_clauses(section)
    record(draft, "clause added", by=by, at=now, text=text)
    clause.refresh_from_db()
    return clause


def next_number(section: Section) -> int:
    last = section.clauses.exclude(number=None).order_by("-number").first()
    return last.number + 1 if last else 1


def number_clauses(section: Section) -> None:
    """1, 2, 3 in the order of reading. A retired clause keeps its place in the count: the others' numbers stand."""
    wanted = {
        clause.pk: number
        for number, clause in enumerate(section.clauses.citable().in_order(), start=1)
        if clause.number != number
    }
    if not wanted:
        return
    section.clauses.filter(pk__in=wanted).update(number=F("number") + ASIDE)
    for pk, number in wanted.items():
        section.clauses.filter(pk=pk).update(number=number)


@transaction.atomic
def move_clause(clause: Clause, *, up: bool, by, now: datetime) -> Clause:
    """Swap a clause with its neighbour. At either end of the section nothing happens."""
    draft = lock_editable(clause.section.version, by)
    swap_with_neighbour(clause, clause.section.clauses.all(), up=up)
    number_clauses(clause.section)
    record(draft, "clause moved", by=by, at=now, text=clause.text)
    return clause


@transaction.atomic
def move_to_section(clause: Clause, *, section: Section, by, now: datetime) -> Clause:
    """Put a clause at the end of another section of its draft. It stays the same clause, and gets a number there.

    Raises ValidationError for a section of another version, and for a retired clause: its number is what finds it.
    """
    draft = lock_editable(clause.section.version, by)
    if section.version_id != draft.pk:
        raise ValidationError({"section": "Choose a section of this draft."})
    clause = Clause.objects.select_related("section").get(pk=clause.pk)
    if clause.retired:
        raise ValidationError("This clause is retired. Put it back before you move it.")
    if clause.section_id == section.pk:
        return clause
    before, clause.section = clause.section, section
    last = section.clauses.in_order().last()
    clause.position = last.position + 1 if last else 1
    clause.number = next_number(section) if clause.kind in CITABLE else None
    clause.save(update_fields=["section", "position", "number"])
    number_clauses(before)
    record(draft, "clause moved", by=by, at=now, text=clause.text, **{"from": str(before), "to": str(section)})
    return clause


@transaction.atomic
def remove_clause(clause: Clause, *, by, now: datetime) -> None:
    """Delete a clause nothing points at. Raises ValidationError otherwise: what others rely on is retired instead."""
    draft = lock_editable(clause.section.version, by)
    section, text = clause.section, clause.text
    try:
        with transaction.atomic():
            clause.delete()
    except ProtectedError as error:
        raise ValidationError("Something on record points at this clause. Retire it instead.") from error
    number_clauses(section)
    record(draft, "clause removed", by=by, at=now, text=text)


def can_remove(clause: Clause) -> bool:
    """Does nothing on record point at it? Asked of the database's own rules: no module above has to be known here."""
    try:
        Collector(using=clause._state.db).collect([clause])
    except ProtectedError:
        return False
    return True


@transaction.atomic
def retire_clause(clause: Clause, *, by, now: datetime) -> Clause:
    """Take a clause out of the text and keep it, with its number, for what points at it."""
    return _set_retired(clause, retired=True, done="clause retired", by=by, now=now)


@transaction.atomic
def reinstate_clause(clause: Clause, *, by, now: datetime) -> Clause:
    """Put a retired clause back where it stood."""
    return _set_retired(clause, retired=False, done="clause put back", by=by, now=now)


def _set_retired(clause: Clause, *, retired: bool, done: str, by, now: datetime) -> Clause:
    draft = lock_editable(clause.section.version, by)
    clause.retired = retired
    clause.revision += 1
    clause.save(update_fields=["retired", "revision"])
    record(draft, done, by=by, at=now, clause=str(clause))
    return clause


@transaction.atomic
def name_predecessor(clause: Clause, *, predecessor: Clause | None, by, now: datetime) -> Clause:
    """Say which clause of the version before this one continues; None when it is new."""
    draft = lock_editable(clause.section.version, by)
    if predecessor and Clause.objects.filter(predecessor=predecessor).exclude(pk=clause.pk).exists():
        raise ValidationError({"predecessor": "Another clause continues this one already. Choose another."})
    clause.predecessor = predecessor
    clause.save(update_fields=["predecessor"])
    record(draft, "clause traced", by=by, at=now, clause=str(clause), to=str(predecessor or "a new clause"))
    return clause
