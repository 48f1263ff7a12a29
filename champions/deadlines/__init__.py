"""The dates the Compact wants watched."""

from champions.deadlines.adoption import AdoptionsExpected
from champions.deadlines.champions import TermsEnding, VacanciesToFill
from champions.deadlines.consultations import ConsultationsClosing, ResponsesToAnswer
from champions.deadlines.exceptions import ExceptionsToReview
from champions.deadlines.formats import FormatsAsked
from compact_portal.deadlines.engine import register

register(VacanciesToFill())
register(FormatsAsked())
register(TermsEnding())
register(AdoptionsExpected())
register(ConsultationsClosing())
register(ResponsesToAnswer())
register(ExceptionsToReview())
