"""Funding: programmes, their rounds and lots, and how a round keeps the Compact."""

from funding.models.amendments import AmendedAnswer, Amendment
from funding.models.applications import Application, FormAnswer
from funding.models.assessment import (
    Assessment,
    Assessor,
    DeclaredInterest,
    Mark,
    Moderation,
    NamesRead,
    PassAnswer,
)
from funding.models.awards import ApplicationVerdict, Award, Payment, VerdictsPutOff
from funding.models.checks import CheckAnswer
from funding.models.concerns import Concern, ConcernReply, ConcernStep
from funding.models.consortia import AgreementFile, Consortium, ConsortiumMember
from funding.models.copies import SentCopy
from funding.models.criteria import Criterion, PassQuestion
from funding.models.documents import KeptDocument
from funding.models.files import AnswerFile
from funding.models.form import FormQuestion
from funding.models.late import LateException
from funding.models.questions import RoundQuestion
from funding.models.registrations import Registration
from funding.models.reports import Report, ReportFile
from funding.models.rounds import Lot, Programme, Round
from funding.models.stages import FirstStageVerdict

__all__ = [
    "AgreementFile",
    "AmendedAnswer",
    "Amendment",
    "AnswerFile",
    "Application",
    "ApplicationVerdict",
    "Assessment",
    "Assessor",
    "Award",
    "CheckAnswer",
    "Concern",
    "ConcernReply",
    "ConcernStep",
    "Consortium",
    "ConsortiumMember",
    "Criterion",
    "DeclaredInterest",
    "FirstStageVerdict",
    "FormAnswer",
    "FormQuestion",
    "KeptDocument",
    "LateException",
    "Lot",
    "Mark",
    "Moderation",
    "NamesRead",
    "PassAnswer",
    "PassQuestion",
    "Payment",
    "Programme",
    "Registration",
    "Report",
    "ReportFile",
    "Round",
    "RoundQuestion",
    "SentCopy",
    "VerdictsPutOff",
]
