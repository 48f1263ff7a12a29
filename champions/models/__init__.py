"""The Compact in versions, its signatories and their Champions."""

from champions.models.champions import Champion, Signatory
from champions.models.compact import Clause, CompactStep, CompactVersion, GlossaryTerm, ProcedureStage, Section
from champions.models.formats import FormatRequest

__all__ = [
    "Champion",
    "Clause",
    "CompactStep",
    "CompactVersion",
    "FormatRequest",
    "GlossaryTerm",
    "ProcedureStage",
    "Section",
    "Signatory",
]
