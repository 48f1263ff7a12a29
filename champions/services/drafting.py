"""Writing the next version: a draft made from the one before, and its details, sections and glossary."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.text import slugify

from champions.models import Clause, CompactVersion, GlossaryTerm, Section
from champions.services.compact import WrongState
from compact_portal.access.gate import require
from compact_portal.audit.services import record

WRITE = "champions.write_compact"


def lock_editable(version: CompactVersion, by) -> CompactVersion:
    """The version, to be changed by this officer and nobody else at the same time, and one change older."""
    require(by, WRITE)
    version = CompactVersion.objects.select_for_update().get(pk=version.pk)
    if not version.is_editable:
        raise WrongState(version, "Change the words")
    CompactVersion.objects.filter(pk=version.pk).update(revision=F("revision") + 1)
    return version


@transaction.atomic
def start_draft(source: CompactVersion | None, *, title: str, period: str, by, now: datetime) -> CompactVersion:
    """A draft with everything `source` says, and no signatures. Each clause knows which one it came from.

    One draft at a time: a clause has one successor. Raises ValidationError on `period`.
    """
    require(by, WRITE)
    there = CompactVersion.objects.being_written().first()
    if there:
        raise ValidationError({"period": f"“{there}” is being written already. Finish or discard it first."})
    slug = slugify(period)
    if not slug[:1].isdigit():
        raise ValidationError({"period": "Begin with a year, for example 2027 - 2030."})
    if CompactVersion.objects.filter(slug=slug).exists():
        raise ValidationError({"period": "There is a Compact of this period already. Enter another period."})
    draft = CompactVersion.objects.create(title=title, period=period, slug=slug, follows=source)
    if source:
        copy_text(source, draft)
    record(draft, "drafted", by=by, at=now, **({"from": str(source)} if source else {}))
    return draft


def copy_text(source: CompactVersion, draft: CompactVersion) -> None:
    """Everything `source` says, into an empty draft."""
    draft.strapline, draft.summary = source.strapline, source.summary
    draft.save(update_fields=["strapline", "summary"])
    for term in source.glossary.all():
        GlossaryTerm.objects.create(version=draft, position=term.position, term=term.term, meaning=term.meaning)
    for section in source.sections.all():
        copy_section(section, draft)


def copy_section(source: Section, draft: CompactVersion) -> None:
    stages, clauses = list(source.stages.all()), list(source.clauses.applying().in_order())
    section = Section.objects.get(pk=source.pk)
    section.pk, section.version, section.revision, section.signed = None, draft, 0, ""
    section.save(force_insert=True)
    for stage in stages:
        stage.pk, stage.section = None, section
        stage.save(force_insert=True)
    Clause.objects.bulk_create(
        Clause(
            section=section,
            predecessor=clause,
            **{name: getattr(clause, name) for name in ("position", "kind", "addressee", "number", "text")},
        )
        for clause in clauses
    )


@transaction.atomic
def discard_draft(draft: CompactVersion, *, by, now: datetime) -> None:
    """Throw a draft away. One that others have answered or recorded something about stays: ValidationError."""
    draft = lock_editable(draft, by)
    record(draft, "discarded", by=by, at=now, title=str(draft))
    try:
        draft.delete()
    except ProtectedError as error:
        raise ValidationError("Something on record points at this draft, so it cannot be discarded.") from error


@transaction.atomic
def change_details(draft: CompactVersion, *, title: str, strapline: str, summary: str, by, now: datetime):
    """What stands on the cover."""
    draft = lock_editable(draft, by)
    draft.title, draft.strapline, draft.summary = title, strapline, summary
    draft.save(update_fields=["title", "strapline", "summary"])
    record(draft, "cover changed", by=by, at=now)
    return draft


@transaction.atomic
def add_section(
    draft: CompactVersion, *, number: str, title: str, kind: str, signed: str, by, now: datetime
) -> Section:
    """A section at the end; its number may not stand in this version yet."""
    draft = lock_editable(draft, by)
    refuse_number_twice(draft.sections.all(), number)
    last = draft.sections.order_by("-position").first()
    section = draft.sections.create(
        number=number, title=title, kind=kind, signed=signed, position=last.position + 1 if last else 1
    )
    record(draft, "section added", by=by, at=now, section=str(section))
    return section


@transaction.atomic
def change_section(section: Section, *, number: str, title: str, kind: str, signed: str, by, now: datetime) -> Section:
    """Its number, its heading, and who signed it."""
    lock_editable(section.version, by)
    refuse_number_twice(section.version.sections.exclude(pk=section.pk), number)
    section.number, section.title, section.kind, section.signed = number, title, kind, signed
    section.revision += 1
    section.save()
    record(section.version, "section changed", by=by, at=now, section=str(section))
    return section


def refuse_number_twice(others, number: str) -> None:
    if number and others.filter(number=number).exists():
        raise ValidationError({"number": f"There is a section {number} already. Enter another number."})


@transaction.atomic
def move_section(section: Section, *, up: bool, by, now: datetime) -> Section:
    """Swap a section with its neighbour. At either end nothing happens."""
    draft = lock_editable(section.version, by)
    swap_with_neighbour(section, draft.sections.all(), up=up)
    record(draft, "section moved", by=by, at=now, section=str(section))
    return section


def swap_with_neighbour(one, among, *, up: bool) -> None:
    if up:
        other = among.filter(position__lt=one.position).order_by("-position").first()
    else:
        other = among.filter(position__gt=one.position).order_by("position").first()
    if other:
        one.position, other.position = other.position, one.position
        type(one).objects.bulk_update([one, other], ["position"])


@transaction.atomic
def remove_section(section: Section, *, by, now: datetime) -> None:
    """Remove an empty section. One with clauses stays: words are not thrown away by a click."""
    draft = lock_editable(section.version, by)
    if section.clauses.exists():
        raise ValidationError("This section still has clauses. Remove them or move them first.")
    record(draft, "section removed", by=by, at=now, section=str(section))
    section.delete()
