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
from compact_portal.people.models import Organisation, Person
from disputes.choices import Manner, Side
from disputes.emails import stages as emails
from disputes.models import Dispute, DisputeClause, Party, Procedure, TeamMember, WithheldName
from disputes.queries.disputes import can_be_told, organisations_to_raise_for
from disputes.services.settling import ask_champions
from disputes.services.stages import start_stage
from disputes.services.states import lock, move
from disputes.services.together import ask_to_join
from disputes.services.withheld import (
    ask_checker,
    drop_close_checker,
    has_its_checker,
    keep_name,
    refuse_what_says_it,
)

EDIT = "disputes.edit_draft"
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


@transaction.atomic
def save_who_raises(
    dispute: Dispute,
    *,
    organisation: Organisation,
    manner: str,
    others: Iterable[Organisation] = (),
    authority: str = "",
    withheld_name: str = "",
    by,
    now: datetime,
) -> Dispute:
    """Who raises it, and with whom together or for whom. Raises ValidationError for an organisation named twice.

    Those it is raised together with are asked, and join when they say yes. Those it is raised for are named at once:
    the representative says what lets them speak.
    """
    dispute = held_draft(dispute, by)
    others = list(others) if manner != Manner.INDIVIDUALLY else []
    if organisation in others:
        raise ValidationError({"others": f"{organisation} is named twice. Choose the others only."})
    if not organisations_to_raise_for(by).filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": f"You do not act for {organisation} on the portal."})
    represents = manner == Manner.THROUGH_REPRESENTATIVE
    together = [] if represents else others
    dispute.parties.filter(side=Side.RESPONDING, organisation__in=[organisation, *others]).delete()
    joined = dispute.join_requests.filter(accepted=True, organisation__in=together).values("organisation")
    dispute.parties.filter(side=Side.RAISING, speaks=False).exclude(organisation__in=joined).delete()
    name_speaker(dispute, organisation, by=by, now=now)
    if represents:
        Party.objects.bulk_create(Party(dispute=dispute, side=Side.RAISING, organisation=each) for each in others)
    ask_to_join(dispute, together, by=by, now=now)
    keep_name(dispute, withheld_name if represents else "")
    drop_close_checker(dispute, timezone.localdate(now))
    return save_answers(dispute, manner=manner, authority=authority if represents else "", by=by, now=now)


def name_speaker(dispute: Dispute, organisation: Organisation, *, by, now: datetime) -> None:
    """The organisation that raises it; whoever writes is on its team."""
    if dispute.parties.filter(speaks=True, side=Side.RAISING, organisation=organisation).exists():
        return
    dispute.parties.filter(side=Side.RAISING, speaks=True).delete()
    dispute.join_requests.filter(organisation=organisation).delete()
    dispute.parties.filter(organisation=organisation).delete()
    party = dispute.parties.create(side=Side.RAISING, organisation=organisation, speaks=True)
    TeamMember.objects.create(party=party, user=by, added_at=now)


@transaction.atomic
def save_respondent(dispute: Dispute, *, organisation: Organisation, by, now: datetime) -> Dispute:
    """With whom it is raised. Raises ValidationError for one that raises it too, or that nothing can reach."""
    dispute = held_draft(dispute, by)
    if dispute.parties.filter(side=Side.RAISING, organisation=organisation).exists():
        raise ValidationError({"organisation": f"{organisation} raises this. Choose the other organisation."})
    if not can_be_told(organisation):
        raise ValidationError({"organisation": cannot_be_told(organisation)})
    dispute.parties.filter(side=Side.RESPONDING).delete()
    dispute.parties.create(side=Side.RESPONDING, organisation=organisation, speaks=True)
    drop_close_checker(lock(dispute), timezone.localdate(now))
    return save_answers(dispute, by=by, now=now)


def cannot_be_told(organisation: Organisation) -> str:
    return (
        f"Nobody from {organisation} uses the portal yet, so we cannot tell them. Ask the partnership to invite them. "
        "Your answers are kept."
    )


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
