"""The log of readings, and breaking the glass: an administrator opens a dispute that is not theirs."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from disputes import panels
from disputes.emails import readings as emails
from disputes.models import Dispute, DisputeFile, Opening, Reading
from disputes.services.states import happened, lock
from disputes.sides import party_of

#: How long an administrator can read what they opened. They read, and can do nothing in it.
OPEN_FOR = timedelta(hours=24)
BREAK = "disputes.break_glass"
#: Has read the name that is withheld, not the dispute. Only those who know the name read who that was.
NAME_CHECKER = "Champion who checks the name"


def note_reading(dispute: Dispute, user, *, file: DisputeFile | None = None, now: datetime) -> None:
    """One line for each person, day, file and whom they act for. It asks once, and writes once a day."""
    day, party = timezone.localdate(now), party_of(user, dispute)
    line = {"dispute": dispute, "user": user, "day": day, "file": file}
    line |= {"acted_for": acts_for(dispute, user, party, day), "side": party.side if party else ""}
    if not Reading.objects.filter(**line).exists():
        Reading.objects.bulk_create([Reading(**line)], ignore_conflicts=True)  # two pages at once are one reading


def acts_for(dispute: Dispute, user, party, day) -> str:
    if party:
        return party.organisation.name
    if seat := panels.seat_of(user, dispute, day):
        return seat.get_role_display()
    return NAME_CHECKER if user.has_perm("disputes.check_name", dispute) else "Administrator"


@transaction.atomic
def break_glass(*, reference: str, reason: str, by, now: datetime) -> Opening:
    """Read a dispute for OPEN_FOR. Both sides and those who hear it are told who, and the reason is on the timeline.

    Raises PermissionDenied for all but administrators, ValidationError where no dispute has this reference.
    """
    require(by, BREAK)
    found = Dispute.objects.sent().filter(reference=reference.strip()).first()
    if found is None:
        raise ValidationError({"reference": "There is no dispute with this reference. Check it, for example 2026-014."})
    dispute = lock(found)
    if by.has_perm("disputes.view_dispute", dispute):
        raise ValidationError({"reference": "You can read this dispute already."})
    opening = dispute.openings.create(user=by, reason=reason, opened_at=now, until=now + OPEN_FOR)
    happened(dispute, "opened by an administrator", by=by, now=now, who=by.name, reason=reason)
    emails.glass_broken(dispute, opening, at=now)
    return opening
