"""The Compact in versions, its signatories and their Champions."""

from champions.models.champions import Champion, Signatory
from champions.models.compact import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section

__all__ = ["Champion", "Clause", "CompactVersion", "GlossaryTerm", "ProcedureStage", "Section", "Signatory"]
