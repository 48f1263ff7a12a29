"""What everyone learns from a dispute, and closing it."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.dates import roll_forward
from compact_portal.wording import long_date
from disputes.emails import stages as emails
from disputes.models import Dispute, LearningAddition, LearningNote
from disputes.names import says_name
from disputes.services.states import DisputeMovedOn, happened, lock_for, move
from disputes.sides import side_of

ADD = "disputes.add_to_learning"

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
    Both sides read it before everyone does, and either can add to it until then (ours).
    """
    dispute = lock_for(dispute, by, "disputes.write_learning")
    said = {"issue": issue, "change": change, "who": who, "by_when": by_when}
    refuse_names(dispute, said)
    before = note_before(dispute)
    written = {"written_by": by, "written_at": now, "public_from": public_from(timezone.localdate(now))}
    note, _ = LearningNote.objects.update_or_create(dispute=dispute, defaults=said | written)
    note.additions.all().delete()
    move(dispute, "close", by=by, now=now, **({"before": before} if before else {}))
    emails.dispute_closed(dispute, note, by, at=now)
    return note


@transaction.atomic
def add_to_learning(dispute: Dispute, *, text: str, by, now: datetime) -> LearningAddition:
    """One side says what it sees differently, or wants said as well, in words that name nobody.

    It stands below the note when everyone reads it, and can be changed until then. Raises DisputeMovedOn afterwards.
    """
    dispute = lock_for(dispute, by, ADD)
    note = dispute.learning
    refuse_too_late(dispute, note, timezone.localdate(now))
    refuse_names(dispute, {"text": text})
    said = {"text": text, "written_by": by, "written_at": now}
    addition, _ = note.additions.update_or_create(side=side_of(by, dispute), defaults=said)
    happened(dispute, "learning added", by=by, now=now, reason=text)
    emails.learning_added(dispute, note, addition, at=now)
    return addition


def refuse_too_late(dispute: Dispute, note: LearningNote, today: date) -> None:
    if not note.can_be_added_to(today):
        raise DisputeMovedOn(dispute, f"Everyone can read this since {long_date(note.public_from)}.")


def addition_of(dispute: Dispute, side: str) -> LearningAddition | None:
    """What this side has added already."""
    return next((addition for addition in dispute.learning.added if addition.side == side), None)


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
