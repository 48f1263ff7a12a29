"""The Compact, in versions."""

from champions.models.compact import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section

__all__ = ["Clause", "CompactVersion", "GlossaryTerm", "ProcedureStage", "Section"]
