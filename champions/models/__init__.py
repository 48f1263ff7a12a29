"""The Compact in versions, its signatories and their Champions."""

from champions.models.champions import Champion, Signatory
from champions.models.compact import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section
from champions.models.consultations import Consultation, Reply, Response
from champions.models.formats import FormatRequest

__all__ = [
    "Champion",
    "Clause",
    "CompactVersion",
    "Consultation",
    "FormatRequest",
    "GlossaryTerm",
    "ProcedureStage",
    "Reply",
    "Response",
    "Section",
    "Signatory",
]
