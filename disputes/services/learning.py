"""What everyone learns from a dispute, and closing it."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.dates import roll_forward
from disputes.models import Dispute, LearningNote
from disputes.names import says_name
from disputes.services.states import lock_for, move

#: Both sides see the published form first, for this long. The Compact sets no time.
BEFORE_IT_IS_PUBLIC = timedelta(weeks=6)


def public_from(closed_on: date) -> date:
    return roll_forward(closed_on + BEFORE_IT_IS_PUBLIC)


@transaction.atomic
def close_dispute(
    dispute: Dispute, *, issue: str, change: str, who: str, by_when: str, by, now: datetime
) -> LearningNote:
    """A dispute closes with what can be learned from it; without, it stays open. Compact, section 9.

    One that was opened again has a note already: the new one takes its place, and the trail keeps the old words.
    """
    dispute = lock_for(dispute, by, "disputes.write_learning")
    said = {"issue": issue, "change": change, "who": who, "by_when": by_when}
    refuse_names(dispute, said)
    before = note_before(dispute)
    written = {"written_by": by, "written_at": now, "public_from": public_from(timezone.localdate(now))}
    note, _ = LearningNote.objects.update_or_create(dispute=dispute, defaults=said | written)
    move(dispute, "close", by=by, now=now, **({"before": before} if before else {}))
    return note


def refuse_names(dispute: Dispute, said: dict[str, str]) -> None:
    """Everyone will read it. Raises ValidationError for an answer that names an organisation on either side."""
    for party in dispute.parties.all():
        for field, words in said.items():
            if says_name(party.organisation.name, words):
                raise ValidationError(
                    {field: f"Take out {party.organisation}: everyone reads this, and it names nobody."}
                )


def note_before(dispute: Dispute) -> dict:
    """What was learned when it closed before it was opened again; nothing for one that closes for the first time."""
    return LearningNote.objects.filter(dispute=dispute).values("issue", "change", "who", "by_when").first() or {}
