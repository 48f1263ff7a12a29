"""Everything a meeting is made of."""

from meetings.models.actions import Action, ActionOwner, ActionUpdate
from meetings.models.attendance import Attendance, Declaration
from meetings.models.committees import Committee, Constituency, Seat, Substitute, Term
from meetings.models.decisions import Decision, DecisionAnswer
from meetings.models.items import Item, ItemVersion, Paper
from meetings.models.links import ReplyLink
from meetings.models.meetings import Correction, Meeting
from meetings.models.old_minutes import OldAction, OldAttendee, OldDecision, OldLine, OldMinutes
from meetings.models.planning import AgendaTemplate, AgendaTemplateItem, ForwardPlanEntry
from meetings.models.presence import Presence
from meetings.models.proposals import Circulation, ProposedCorrection

__all__ = [
    "Action",
    "ActionOwner",
    "ActionUpdate",
    "AgendaTemplate",
    "AgendaTemplateItem",
    "Attendance",
    "Circulation",
    "Committee",
    "Constituency",
    "Correction",
    "Decision",
    "DecisionAnswer",
    "Declaration",
    "ForwardPlanEntry",
    "Item",
    "ItemVersion",
    "Meeting",
    "OldAction",
    "OldAttendee",
    "OldDecision",
    "OldLine",
    "OldMinutes",
    "Paper",
    "Presence",
    "ProposedCorrection",
    "ReplyLink",
    "Seat",
    "Substitute",
    "Term",
]
