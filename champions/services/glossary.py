"""The terms a version explains, and the stages its procedure prints."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from champions.models import CompactVersion, GlossaryTerm, ProcedureStage
from champions.services.drafting import lock_editable
from compact_portal.audit.services import record


def refuse_term_twice(others, term: str) -> None:
    if others.filter(term__iexact=term).exists():
        raise ValidationError({"term": f"“{term}” is explained already. Change that entry instead."})


@transaction.atomic
def add_term(draft: CompactVersion, *, term: str, meaning: str, by, now: datetime) -> GlossaryTerm:
    """A new entry, in its place in the alphabet."""
    draft = lock_editable(draft, by)
    refuse_term_twice(draft.glossary.all(), term)
    entry = draft.glossary.create(term=term, meaning=meaning, position=0)
    sort_glossary(draft)
    record(draft, "term added", by=by, at=now, term=term)
    return entry


@transaction.atomic
def change_term(entry: GlossaryTerm, *, term: str, meaning: str, by, now: datetime) -> GlossaryTerm:
    draft = lock_editable(entry.version, by)
    refuse_term_twice(draft.glossary.exclude(pk=entry.pk), term)
    entry.term, entry.meaning = term, meaning
    entry.save(update_fields=["term", "meaning"])
    sort_glossary(draft)
    record(draft, "term changed", by=by, at=now, term=term)
    return entry


def sort_glossary(draft: CompactVersion) -> None:
    entries = sorted(draft.glossary.all(), key=lambda entry: entry.term.casefold())
    for position, entry in enumerate(entries, start=1):
        entry.position = position
    GlossaryTerm.objects.bulk_update(entries, ["position"])


@transaction.atomic
def remove_term(entry: GlossaryTerm, *, by, now: datetime) -> None:
    """Take an entry out. The words stay in the clauses; they no longer lead anywhere."""
    draft = lock_editable(entry.version, by)
    record(draft, "term removed", by=by, at=now, term=entry.term)
    entry.delete()


@transaction.atomic
def change_stage(
    stage: ProcedureStage, *, title: str, text: str, within: str, then: str, by, now: datetime
) -> ProcedureStage:
    """One row of the table of the disputes procedure."""
    draft = lock_editable(stage.section.version, by)
    stage.title, stage.text, stage.within, stage.then = title, text, within, then
    stage.save(update_fields=["title", "text", "within", "then"])
    record(draft, "stage changed", by=by, at=now, stage=stage.name)
    return stage
