"""The Compact in versions, its signatories and their Champions."""

from champions.models.champions import Champion, Signatory
from champions.models.compact import Clause, CompactVersion, GlossaryTerm, ProcedureStage, Section
from champions.models.exceptions import ComplianceException, ExceptionReview
from champions.models.formats import FormatRequest
from champions.models.interests import Interest
from champions.models.promotion import Promotion

__all__ = [
    "Champion",
    "Clause",
    "CompactVersion",
    "ComplianceException",
    "ExceptionReview",
    "FormatRequest",
    "GlossaryTerm",
    "Interest",
    "ProcedureStage",
    "Promotion",
    "Section",
    "Signatory",
]
