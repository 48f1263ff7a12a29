"""The dates funding wants watched."""

from compact_portal.deadlines.engine import register
from funding.deadlines.applications import AgreementsDue, ApplicationsDue
from funding.deadlines.awards import ConcernDates, PaymentsDue, ReportsDue
from funding.deadlines.evaluations import EvaluationsDue
from funding.deadlines.rounds import MarksDue, QuestionsAsked, RoundDates

__all__ = [
    "AgreementsDue",
    "ApplicationsDue",
    "ConcernDates",
    "EvaluationsDue",
    "MarksDue",
    "PaymentsDue",
    "QuestionsAsked",
    "ReportsDue",
    "RoundDates",
]

register(RoundDates())
register(MarksDue())
register(PaymentsDue())
register(ReportsDue())
register(ConcernDates())
register(QuestionsAsked())
register(ApplicationsDue())
register(AgreementsDue())
register(EvaluationsDue())
