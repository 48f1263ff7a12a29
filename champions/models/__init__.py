"""The Compact in versions, its signatories and their Champions."""

from champions.models.adoption import Adoption
from champions.models.champions import Champion, Signatory
from champions.models.compact import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section
from champions.models.consultations import Consultation, Reply, Response
from champions.models.editions import UploadedEdition
from champions.models.exceptions import ComplianceException, ExceptionReview
from champions.models.formats import FormatRequest
from champions.models.interests import Interest
from champions.models.life import CompactStep
from champions.models.promotion import Promotion

__all__ = [
    "Adoption",
    "Champion",
    "Clause",
    "CompactStep",
    "CompactVersion",
    "ComplianceException",
    "Consultation",
    "ExceptionReview",
    "FormatRequest",
    "GlossaryTerm",
    "Interest",
    "ProcedureStage",
    "Promotion",
    "Reply",
    "Response",
    "Section",
    "Signatory",
    "UploadedEdition",
]
