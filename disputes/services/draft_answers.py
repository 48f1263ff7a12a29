"""Keeping what one page of a draft asked."""

from datetime import datetime

from django.db import transaction

from compact_portal.access.gate import require
from disputes.models import Dispute
from disputes.services.states import lock

EDIT = "disputes.edit_draft"


def held_draft(dispute: Dispute, by) -> Dispute:
    dispute = lock(dispute)
    require(by, EDIT, dispute)
    return dispute


@transaction.atomic
def save_answers(dispute: Dispute, *, by, now: datetime, **answers) -> Dispute:
    """Keep what one page asked. A draft may have gaps; what is missing is asked for before it is sent."""
    dispute = held_draft(dispute, by)
    for name, answer in answers.items():
        setattr(dispute, name, answer)
    dispute.saved_at = now
    dispute.save(update_fields=[*answers, "saved_at"])
    return dispute
