"""What everyone may read of disputes, and a dispute's own page for its two sides."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from disputes.choices import Side
from disputes.drawing import drawing_of, names_of_stages
from disputes.matters import MATTERS
from disputes.models import AgreedAction, Dispute, JoinRequest, OutcomeDraft, Procedure, Stage, Statement
from disputes.next_steps import NextStep, next_step, stage_going_on, steps_open_to
from disputes.panels import seated
from disputes.queries.disputes import commitments_of, public_learning, referred_to, totals, with_everyone
from disputes.queries.files import files_shown_to
from disputes.services.actions import waits_for
from disputes.services.hearing import statements_for
from disputes.services.readings import note_reading
from disputes.sides import names_of, party_of, side_of
from disputes.timeline import KINDS, timeline_of
from disputes.views.finding import VIEW, found_dispute


@login_not_required
@require_safe
def index(request):
    """What a dispute is and how it goes, for everyone; one's own below it, for those who have any."""
    own, referred, to_join, today = [], [], [], timezone.localdate()
    if request.user.is_authenticated:
        to_join = JoinRequest.objects.open().to_leads(request.user).select_related("organisation")
        own = Dispute.objects.sent().of(request.user).newest_first()
        waiting = with_everyone(referred_to(request.user, today))
        referred = [(each, page) for each in waiting if (page := page_to_open(request.user, each))]
    context = {
        "referred": referred,
        "to_join": to_join,
        "may_break_glass": request.user.has_perm("disputes.break_glass"),
        "learning": public_learning(today),
        "totals": totals(),
        "stages": Procedure.objects.in_use().first().stages.all(),
        "matters": [matter for matter in MATTERS.values() if matter.is_for_the_compact],
        "elsewhere": [matter for matter in MATTERS.values() if not matter.is_for_the_compact],
        "own": own,
    }
    return render(request, "disputes/index.html", context)


def page_to_open(user, dispute: Dispute) -> str:
    """A Champion who has not taken it up declares first, and so does an adviser; "" for whoever may do neither."""
    if user.has_perm(VIEW, dispute):
        return dispute.get_absolute_url()
    pages = {"hear": "disputes.hear_dispute", "advise": "disputes.advise_dispute"}
    return next((dispute.url(page) for page, permission in pages.items() if user.has_perm(permission, dispute)), "")


@require_safe
@permission_required(VIEW, fn=found_dispute)
def dispute(request, reference):
    """First what comes next, then the dates, then what happened."""
    dispute, today = found_dispute(request, reference), timezone.localdate()
    note_reading(dispute, request.user, now=timezone.now())
    side, stage = side_of(request.user, dispute), stage_going_on(dispute)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    hearing = hearing_of(dispute, side, today)  # first: it reads what the others ask for
    context = {
        "dispute": dispute,
        "raising": names_of(dispute, Side.RAISING),
        "responding": names_of(dispute, Side.RESPONDING),
        "next": step_for(dispute, request.user, side, today),
        "state": str(stage.definition) if stage else dispute.get_state_display(),
        "drawing": drawing_of(dispute, today),
        "steps": steps_open_to(request.user, dispute, side, today),
        "panel": seated(dispute, today),
        **hearing,
        "actions": actions_of(dispute, request.user, side),
        "today": today,
        "commitments": commitments_of(dispute),
        "files": files_shown_to(request.user, dispute),
        "lines": timeline_of(dispute, kind),
        "kinds": KINDS,
        "kind": kind,
    }
    return render(request, "disputes/dispute.html", context)


def step_for(dispute: Dispute, user, side: str, today: date) -> NextStep:
    """Those for whom another organisation speaks read what is asked of their side, without the way to answer it."""
    step, party = next_step(dispute, side, today, user), party_of(user, dispute)
    return replace(step, url="") if party and not party.speaks else step


def hearing_of(dispute: Dispute, side: str, today: date) -> dict:
    """What was said to the Champions, as far as this side may read it: in the stage that goes on or ended last, and
    apart from it how earlier ones ended."""
    *before, latest = dispute.stage_list
    prefetch_related_objects(
        [stage for stage in dispute.stage_list if not stage.definition.is_for_the_sides],
        "statements",
        "outcome_drafts__comments",
    )
    names = names_of_stages(dispute.stage_list)
    earlier = [(names[stage.pk], stage, said_in(stage, side, today)) for stage in before if stage.outcome]
    return {"earlier": earlier, "statements": said_in(latest, side, today), "draft": draft_in(latest)}


def actions_of(dispute: Dispute, user, side: str) -> list[tuple[AgreedAction, bool]]:
    """What was agreed to be done, each with whether something about it is for this user to say."""
    if not any(stage.ended_at for stage in dispute.stage_list):
        return []
    acts = user.has_perm("disputes.report_action", dispute)
    return [(action, acts and waits_for(action, side)) for action in dispute.actions.agreed()]


def said_in(stage: Stage, side: str, today: date) -> list[Statement]:
    return [] if stage.definition.is_for_the_sides else statements_for(stage, side, today)


def draft_in(stage: Stage) -> OutcomeDraft | None:
    return None if stage.definition.is_for_the_sides else stage.draft_shown


@require_safe
@permission_required(VIEW, fn=found_dispute)
def sent(request, reference):
    """It is sent: the reference, and what happens next."""
    dispute = found_dispute(request, reference)
    return render(request, "disputes/sent.html", {"dispute": dispute, "stage": stage_going_on(dispute)})


@require_safe
@permission_required(VIEW, fn=found_dispute)
def how(request, reference):
    """How each stage's date was worked out, step by step."""
    dispute = found_dispute(request, reference)
    names = names_of_stages(dispute.stage_list)
    stages = [(f"{names[stage.pk]}: {stage.definition.title}", stage) for stage in dispute.stage_list]
    return render(request, "disputes/how.html", {"dispute": dispute, "stages": stages})
