"""How long the records of meetings are kept. Minutes are the partnership's memory: what they say stays."""

from compact_portal.audit.retention import Keep
from meetings.services.links import forget_links
from meetings.services.proposals import forget_proposals

RECORD = Keep("Kept for good, names included: it is part of the public record of a meeting.")
SEATS = Keep("Kept for good: shows who could speak for whom, and when.")
ANSWERS = Keep(
    "Removed two years after the minutes are approved; what was corrected stays in the minutes.",
    years=2,
    purge=forget_proposals,
)
LINKS = Keep("Removed a year after it ended. What was answered by it stays.", years=1, purge=forget_links)
PLAN = Keep("Kept until it is changed. Says nothing about a person.")
PRESENCE = Keep("Says who has an item open. Removed within a day by whoever opens one next.")

RETENTION = {
    "meetings.committee": PLAN,
    "meetings.constituency": PLAN,
    "meetings.seat": SEATS,
    "meetings.term": SEATS,
    "meetings.substitute": SEATS,
    "meetings.meeting": RECORD,
    "meetings.item": RECORD,
    "meetings.itemversion": RECORD,
    "meetings.presence": PRESENCE,
    "meetings.paper": RECORD,
    "meetings.attendance": RECORD,
    "meetings.declaration": RECORD,
    "meetings.decision": RECORD,
    "meetings.decisionanswer": RECORD,
    "meetings.action": RECORD,
    "meetings.actionowner": RECORD,
    "meetings.actionupdate": RECORD,
    "meetings.correction": RECORD,
    "meetings.oldminutes": RECORD,
    "meetings.oldline": RECORD,
    "meetings.oldattendee": RECORD,
    "meetings.olddecision": RECORD,
    "meetings.oldaction": RECORD,
    "meetings.circulation": RECORD,
    "meetings.proposedcorrection": ANSWERS,
    "meetings.replylink": LINKS,
    "meetings.agendatemplate": PLAN,
    "meetings.agendatemplateitem": PLAN,
    "meetings.forwardplanentry": PLAN,
}
