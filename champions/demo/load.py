"""The Redbridge Compact: from a readable file to records, published as it was agreed."""

from datetime import datetime
from pathlib import Path

from champions.choices import CITABLE, Addressee, CompactState
from champions.demo.schema import read
from champions.models import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section
from champions.services.compact import publish_compact

COMPACT = Path(__file__).parent / "compact-2019-2022.yaml"


def load_compact(*, by, now: datetime) -> CompactVersion:
    """The version in force, published. The source does not say on which day it was launched: nor does the record."""
    source = read(COMPACT)
    version = CompactVersion.objects.create(
        title=source["title"],
        period=source["period"],
        slug="2019-2022",
        strapline=source["strapline"],
        summary=source["summary"],
        state=CompactState.IN_FORCE,
    )
    for position, section in enumerate(source["sections"], start=1):
        load_section(version, section, position)
    disputes = version.sections.get(number="9")
    ProcedureStage.objects.bulk_create(
        ProcedureStage(
            section=disputes,
            name=stage["stage"],
            title=stage["title"],
            text=stage["text"],
            within=stage["within"],
            then=stage["then"],
        )
        for stage in source["stages"]
    )
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(version=version, position=position, **entry)
        for position, entry in enumerate(source["glossary"], start=1)
    )
    publish_compact(version, by=by, now=now)
    return version


def load_section(version: CompactVersion, source: dict, position: int) -> None:
    section = Section.objects.create(
        version=version,
        position=position,
        kind=source["kind"],
        number=source["number"],
        title=source["title"],
        signed=source["signed"],
    )
    clauses, number = [], 0
    for place, clause in enumerate(source["clauses"], start=1):
        is_citable = clause["kind"] in CITABLE
        number += is_citable
        clauses.append(
            Clause(
                section=section,
                position=place,
                kind=clause["kind"],
                addressee=clause["to"] or Addressee.EVERYONE,
                number=number if is_citable else None,
                text=clause["text"],
            )
        )
    Clause.objects.bulk_create(clauses)
