"""The Compact in versions, its signatories and their Champions."""

from champions.models.adoption import Adoption
from champions.models.champions import Champion, Signatory
from champions.models.compact import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section
from champions.models.editions import UploadedEdition
from champions.models.formats import FormatRequest

__all__ = [
    "Adoption",
    "Champion",
    "Clause",
    "CompactVersion",
    "FormatRequest",
    "GlossaryTerm",
    "ProcedureStage",
    "Section",
    "Signatory",
    "UploadedEdition",
]
