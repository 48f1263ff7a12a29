"""A new version of the procedure. What is in force is never changed: disputes that are going on keep theirs."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from disputes.models import Procedure

CHANGE = "disputes.change_procedure"


def refuse_if_changed(seen: int) -> None:
    """Raises ValidationError where somebody else has put a version in force since this one was looked at."""
    number = Procedure.objects.in_use().first().number
    if number != seen:
        raise ValidationError(
            f"Version {number} was put in force while you wrote. Open this page again in another tab to see it."
        )


@transaction.atomic
def put_procedure_in_force(*, seen: int, stages: list[dict], by, now: datetime, **settings) -> Procedure:
    """Disputes raised from now on follow it. `seen` is the number of the version it was written from.

    `stages` are the fields of ProcedureStage, in their order. Raises ValidationError without a stage, and where
    somebody else was quicker.
    """
    require(by, CHANGE)
    Procedure.objects.select_for_update().order_by("number").first()  # two at once take turns
    latest = Procedure.objects.in_use().first()
    refuse_if_changed(seen)
    if not stages:
        raise ValidationError("Enter at least one stage.")
    procedure = Procedure.objects.create(number=latest.number + 1, in_force_since=timezone.localdate(now), **settings)
    for number, stage in enumerate(stages, 1):
        procedure.stages.create(number=number, **stage)
    lines = [f"{stage}, {stage.length_in_words}" for stage in procedure.stages.all()]
    record(procedure, "put in force", by=by, at=now, what="; ".join(lines), offsets=stages[0]["offsets"], **settings)
    return procedure
