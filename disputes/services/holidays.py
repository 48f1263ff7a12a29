"""Bank holidays proclaimed or taken back while a stage goes on: its date moves, and its timeline says so."""

from collections.abc import Collection
from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from compact_portal.audit.models import AuditEvent
from compact_portal.deadlines.models import BankHoliday
from disputes.models import Dispute, Stage
from disputes.services.states import happened, lock

ADDED, TAKEN_BACK = "bank holiday added", "bank holiday taken back"


def follow_bank_holidays(changed: Collection[models.Model]) -> None:
    """Told of every change that is committed. What a killed process did not follow, the hourly look finds."""
    if any(isinstance(record, BankHoliday) for record in changed):
        write_down_bank_holidays(now=timezone.now())


def write_down_bank_holidays(*, now: datetime) -> int:
    """One line on the timeline of each dispute whose date a bank holiday has moved since it was told. Run it as often
    as you like. Returns how many lines were written."""
    by_hand = {holiday.day.isoformat(): holiday for holiday in BankHoliday.objects.added_by_hand()}
    known = AuditEvent.objects.filter(verb=ADDED, subject__startswith=f"{Dispute._meta.label_lower}:")
    if not by_hand and not known.exists():
        return 0
    running = Dispute.objects.running().order_by("pk")
    return sum(write_down_for(dispute, by_hand, now=now) for dispute in running)


@transaction.atomic
def write_down_for(dispute: Dispute, by_hand: dict[str, BankHoliday], *, now: datetime) -> int:
    dispute = lock(dispute)
    stage = next((stage for stage in dispute.stage_list if stage.ended_at is None), None)
    if stage is None:
        return 0
    told, counted = told_of(dispute), {day.isoformat() for step in stage.clock.steps for day, _ in step.skipped}
    new = [day for day in sorted(by_hand) if day in counted - told.keys() and came_later(by_hand[day], stage)]
    gone = [day for day in sorted(told) if day not in by_hand]
    due = stage.clock.due.isoformat()
    for day in new:
        happened(dispute, ADDED, by=None, now=now, who=by_hand[day].name, day=day, due=due)
    for day in gone:
        happened(dispute, TAKEN_BACK, by=None, now=now, who=told[day], day=day, due=due)
    return len(new) + len(gone)


def told_of(dispute: Dispute) -> dict[str, str]:
    """The bank holidays its timeline says were added and does not say were taken back: names by day."""
    told: dict[str, str] = {}
    for event in AuditEvent.objects.about(dispute).filter(verb__in=[ADDED, TAKEN_BACK]):
        if event.verb == ADDED:
            told[event.details["day"]] = event.details["who"]
        else:
            told.pop(event.details["day"], None)
    return told


def came_later(holiday: BankHoliday, stage: Stage) -> bool:
    """After the date as it stands was told: it was not counted with then."""
    changes = [change.made_at for change in stage.changes.all()]
    return holiday.added_at > max(changes) if changes else stage.clock.due != stage.original_due
