"""Writing a dispute down, one page at a time. Every page is saved as it is answered; nothing is sent before the end."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone

from champions.models import Clause
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people.models import Person
from disputes.choices import Side
from disputes.emails import stages as emails
from disputes.models import Dispute, DisputeClause, Procedure, WithheldName
from disputes.queries.disputes import can_be_told, organisations_to_raise_for
from disputes.services.draft_answers import EDIT, held_draft, save_answers
from disputes.services.draft_sides import asks_for_others, cannot_be_told, has_its_others
from disputes.services.settling import ask_champions
from disputes.services.stages import start_stage
from disputes.services.states import lock, move
from disputes.services.withheld import (
    ask_checker,
    drop_close_checker,
    has_its_checker,
    refuse_what_says_it,
)

#: One person may have this many drafts: a machine that presses the button again and again gets no further.
MOST_DRAFTS = 20


@transaction.atomic
def begin_draft(*, by, now: datetime) -> Dispute:
    """A new draft. Whoever acts for one organisation only raises it for that one; others are asked.

    Raises ValidationError when there are too many drafts already.
    """
    require(by, "disputes.raise_dispute")
    if Dispute.objects.drafts().filter(begun_by=by).count() >= MOST_DRAFTS:
        raise ValidationError("You have many drafts already. Go on with one of them, or remove one.")
    dispute = Dispute.objects.create(
        procedure=Procedure.objects.in_use().first(), begun_by=by, begun_at=now, saved_at=now
    )
    own = list(organisations_to_raise_for(by))
    party = dispute.parties.create(side=Side.RAISING, organisation=own[0], speaks=True)
    party.team.create(user=by, added_at=now)
    record(dispute, "begun", by=by, at=now)
    return dispute


@transaction.atomic
def save_commitments(dispute: Dispute, *, clauses: Iterable[Clause], by, now: datetime) -> Dispute:
    dispute = held_draft(dispute, by)
    chosen = {clause.pk for clause in clauses}
    dispute.commitments.exclude(clause__in=chosen).delete()
    there = set(dispute.commitments.values_list("clause", flat=True))
    DisputeClause.objects.bulk_create(DisputeClause(dispute=dispute, clause_id=pk) for pk in sorted(chosen - there))
    return save_answers(dispute, by=by, now=now)


@transaction.atomic
def discard_draft(dispute: Dispute, *, by, now: datetime) -> None:
    """Remove a draft with everything in it. Nobody but its team ever saw it."""
    dispute = held_draft(dispute, by)
    record(dispute, "discarded", by=by, at=now)
    for file in dispute.files.all():
        transaction.on_commit(lambda file=file.file: file.storage.delete(file.name))
    dispute.delete()


@transaction.atomic
def save_checker(dispute: Dispute, *, checker: Person | None, by, now: datetime) -> Dispute:
    """Which Champion checks the name that is withheld; None where no Champion can."""
    dispute = held_draft(dispute, by)
    WithheldName.objects.filter(dispute=dispute).update(checker=checker)
    return save_answers(dispute, by=by, now=now)


#: What must be answered before a dispute is sent: the page that asks, and whether it was.
REQUIRED = {
    "matter": lambda dispute: bool(dispute.matter),
    "who": lambda dispute: bool(dispute.manner),
    "others": lambda dispute: not asks_for_others(dispute) or has_its_others(dispute),
    "respondent": lambda dispute: any(party.side == Side.RESPONDING for party in dispute.parties.all()),
    "name": lambda dispute: has_its_checker(dispute, timezone.localdate()),
    "commitments": lambda dispute: dispute.commitments.exists(),
    "happened": lambda dispute: bool(dispute.title and dispute.what_happened),
    "better": lambda dispute: bool(dispute.what_would_help),
    "files": lambda dispute: dispute.files_considered,
}


def unanswered(dispute: Dispute) -> list[str]:
    return [page for page, is_answered in REQUIRED.items() if not is_answered(dispute)]


@transaction.atomic
def send_dispute(dispute: Dispute, *, by, now: datetime) -> Dispute:
    """Send it to the other side and start the first stage. Sending it twice is sending it once.

    Raises ValidationError while something is unanswered, or when the other side can no longer be told.
    Compact, section 9: "Discuss the dispute informally between those directly concerned", within 2 weeks.
    """
    dispute = lock(dispute)
    if not dispute.is_draft and dispute.begun_by_id == by.pk:
        return dispute
    require(by, EDIT, dispute)
    if unanswered(dispute):
        raise ValidationError("Some questions are not answered yet. Answer them first.")
    respondent = next(party for party in dispute.parties.all() if party.side == Side.RESPONDING)
    if not can_be_told(respondent.organisation):
        raise ValidationError(cannot_be_told(respondent.organisation))
    refuse_what_says_it(dispute)
    drop_close_checker(dispute, timezone.localdate(now))
    dispute.reference, dispute.sent_at = next_reference(now), now
    dispute.procedure = Procedure.objects.in_use().first()  # a draft may be older than the procedure in force
    stage = start_stage(dispute, dispute.procedure.first_stage(), on=timezone.localdate(now))
    verb = "send" if stage.definition.is_for_the_sides else "send-to-champions"
    move(dispute, verb, by=by, now=now, due=stage.original_due.isoformat())
    emails.dispute_raised(dispute, stage, at=now)
    ask_champions(dispute, stage, now=now)
    ask_checker(dispute, now=now)
    return dispute


def next_reference(now: datetime) -> str:
    """2026-014. Two at once take turns: the procedure's row is held."""
    Procedure.objects.select_for_update().order_by("number").first()
    year = timezone.localdate(now).year
    this_year = Dispute.objects.filter(reference__startswith=f"{year}-")
    last = this_year.order_by(Length("reference").desc(), "-reference").first()  # 2026-1000 comes after 2026-999
    number = int(last.reference.partition("-")[2]) + 1 if last else 1
    return f"{year}-{number:03}"
