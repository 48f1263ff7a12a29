"""The dates disputes want watched. Nobody but those responsible sees them: officers and administrators neither."""

from compact_portal.deadlines.engine import register
from disputes.deadlines.answers import AnswersAwaited
from disputes.deadlines.next_dates import NextDate, next_dates
from disputes.deadlines.promises import ActionsAgreed, JoiningAsked, LearningToWrite, NamesToCheck, SinceAsked
from disputes.deadlines.stages import StagesDue, TimetablesDue
from disputes.deadlines.taking_up import ChampionsAsked

__all__ = [
    "ActionsAgreed",
    "AnswersAwaited",
    "ChampionsAsked",
    "JoiningAsked",
    "LearningToWrite",
    "NamesToCheck",
    "NextDate",
    "SinceAsked",
    "StagesDue",
    "TimetablesDue",
    "next_dates",
]

register(StagesDue())
register(TimetablesDue())
register(ActionsAgreed())
register(SinceAsked())
register(NamesToCheck())
register(AnswersAwaited())
register(ChampionsAsked())
register(LearningToWrite())
register(JoiningAsked())
