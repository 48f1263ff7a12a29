"""The Compact in versions, its signatories and their Champions."""

from champions.models.adoption import Adoption
from champions.models.champions import Champion, Signatory
from champions.models.compact import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section
from champions.models.consultations import Consultation, Reply, Response
from champions.models.editions import UploadedEdition
from champions.models.formats import FormatRequest
from champions.models.life import CompactStep

__all__ = [
    "Adoption",
    "Champion",
    "Clause",
    "CompactStep",
    "CompactVersion",
    "Consultation",
    "FormatRequest",
    "GlossaryTerm",
    "ProcedureStage",
    "Reply",
    "Response",
    "Section",
    "Signatory",
    "UploadedEdition",
]
