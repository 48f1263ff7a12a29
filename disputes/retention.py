"""How long disputes are kept."""

from datetime import datetime

from django.db import transaction

from compact_portal.audit.models import AuditEvent
from compact_portal.audit.retention import Keep
from compact_portal.audit.services import purge_events
from disputes.choices import ENDED
from disputes.models import Dispute

WORDS = (
    "Kept for 6 years after it ended, the time in which a contract can be disputed in court. A draft is kept until its "
    "writer sends or removes it."
)


def purge_ended(*, before: datetime, now: datetime) -> int:
    """Remove the disputes that ended before, with their files, and the words of their timelines. Returns how many."""
    ended = list(Dispute.objects.filter(state__in=ENDED, settled_at__lt=before))
    for dispute in ended:
        purge_events(AuditEvent.objects.about(dispute), rule=WORDS, now=now)
        for file in dispute.files.all():
            transaction.on_commit(lambda file=file.file: file.storage.delete(file.name))
        dispute.delete()
    return len(ended)


PROCEDURE = Keep("Kept for good: the rules a dispute was raised under. Holds nothing personal.")
RECORD = Keep(WORDS)

RETENTION = {
    "disputes.procedure": PROCEDURE,
    "disputes.procedurestage": PROCEDURE,
    "disputes.dispute": Keep(WORDS, years=6, purge=purge_ended),
    **dict.fromkeys(
        [
            "disputes.party",
            "disputes.teammember",
            "disputes.disputeclause",
            "disputes.agreedaction",
            "disputes.bundle",
            "disputes.disputefile",
            "disputes.joinrequest",
            "disputes.opening",
            "disputes.reading",
            "disputes.sinceanswer",
            "disputes.stage",
            "disputes.clockchange",
            "disputes.extensionrequest",
            "disputes.settlement",
            "disputes.declaration",
            "disputes.panelmember",
            "disputes.timetable",
            "disputes.statement",
            "disputes.outcomedraft",
            "disputes.factcomment",
            "disputes.learningnote",
            "disputes.learningaddition",
            "disputes.objection",
            "disputes.adviser",
            "disputes.redirect",
            "disputes.reopening",
            "disputes.withheldname",
        ],
        RECORD,
    ),
}
