"""What everyone may read of disputes, and a dispute's own page for its two sides."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.lists import page_of
from compact_portal.people.queries import organisations_led_by
from compact_portal.wording import due_words
from disputes.choices import DisputeState, Outcome, Side
from disputes.deadlines import next_dates
from disputes.drawing import drawing_of, names_of_stages
from disputes.matters import MATTERS
from disputes.models import AgreedAction, Dispute, OutcomeDraft, Stage, Statement
from disputes.next_steps import NextStep, next_step, stage_going_on
from disputes.open_steps import steps_open_to
from disputes.panels import seated, term_of
from disputes.queries.disputes import (
    commitments_of,
    latest_learning,
    own_disputes,
    own_drafts,
    public_learning,
    referred_to,
    requests_to_join,
    stages_in_use,
    totals,
)
from disputes.queries.files import files_shown_to
from disputes.queries.parts import read_the_rest
from disputes.services.actions import waits_for
from disputes.services.readings import note_reading
from disputes.services.withheld import withheld_of
from disputes.sides import names_of, party_of, side_of
from disputes.timeline import KINDS, events_of
from disputes.views.finding import VIEW, found_dispute

#: Of disputes in a list; and of a timeline, on one page.
LISTED, LINES = 10, 20


@login_not_required
@require_safe
def learning(request):
    """All that was learned and may be read by now, the latest first."""
    page = page_of(request, public_learning(timezone.localdate()))
    return render(request, "disputes/learning.html", {"page": page})


@login_not_required
@require_safe
def index(request):
    """One's own first, for those who have any; what a dispute is and how it goes, for everyone."""
    today = timezone.localdate()
    lists = lists_of(request, today) if request.user.is_authenticated else {}
    context = {
        "may_break_glass": request.user.has_perm("disputes.break_glass"),
        "may_change_procedure": request.user.has_perm("disputes.change_procedure"),
        "stages": stages_in_use(),
        "matters": [matter for matter in MATTERS.values() if matter.is_for_the_compact],
        "elsewhere": [matter for matter in MATTERS.values() if not matter.is_for_the_compact],
        **lists,
    }
    if not any(lists.values()):
        context |= {"learning": latest_learning(today), "totals": totals()}
    return render(request, "disputes/index.html", context)


def lists_of(request, today: date) -> dict:
    """Where this person's disputes stand, those that wait to be heard, and those that their organisations are asked to
    join."""
    user = request.user
    own = page_of(request, own_disputes(user), LISTED)
    waiting = page_of(request, referred_to(user, today), LISTED)
    note_next_dates([*own, *waiting], today)
    return {
        "own": own,
        "drafts": own_drafts(user),
        "waiting": waiting,
        "referred": [(dispute, page_to_open(user, dispute, today)) for dispute in waiting],
        "to_join": requests_to_join(user.pk) if organisations_led_by(user) else [],
    }


def note_next_dates(disputes: list[Dispute], today: date) -> None:
    """`next` and `due_words` of each, as far as it has a date."""
    found = next_dates(disputes)
    for dispute in disputes:
        dispute.next = found.get(dispute.pk)
        dispute.due_words = due_words(dispute.next.due, today) if dispute.next else None


def page_to_open(user, dispute: Dispute, today: date) -> str:
    """A Champion who has not taken it up declares first, and so does an adviser. Each page asks again who may."""
    if dispute.is_heard:
        return dispute.get_absolute_url()
    return dispute.url("hear" if term_of(user, today) else "advise")


@require_safe
@permission_required(VIEW, fn=found_dispute)
def dispute(request, reference):
    """First what comes next, then the dates, then what happened."""
    dispute, today = found_dispute(request, reference), timezone.localdate()
    read_the_rest(dispute)
    if not dispute.was_read:
        note_reading(dispute, request.user, now=timezone.now())
    side, stage = side_of(request.user, dispute), stage_going_on(dispute)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    lines = page_of(request, events_of(dispute, kind), LINES)
    context = {
        "dispute": dispute,
        "raising": names_of(dispute, Side.RAISING),
        "responding": names_of(dispute, Side.RESPONDING),
        "next": step_for(dispute, request.user, side, today),
        "state": str(stage.definition) if stage else ended_as(dispute),
        "drawing": drawing_of(dispute, today),
        "steps": steps_open_to(request.user, dispute, side, today),
        "panel": seated(dispute, today),
        **hearing_of(dispute, side, today),
        "actions": actions_of(dispute, request.user, side),
        "learned": getattr(dispute, "learning", None) if dispute.state == DisputeState.CLOSED else None,
        "today": today,
        **withheld_for(request.user, dispute),
        "side": side,
        "may_name": request.user.has_perm("disputes.name_checker", dispute),
        "commitments": commitments_of(dispute),
        "files": files_shown_to(request.user, dispute),
        "page": lines,
        "kinds": KINDS,
        "kind": kind,
    }
    return render(request, "disputes/dispute.html", context)


def ended_as(dispute: Dispute) -> str:
    """What was said to belong elsewhere is not settled."""
    return Outcome.REDIRECTED.label if dispute.outcome == Outcome.REDIRECTED else dispute.get_state_display()


def withheld_for(user, dispute: Dispute) -> dict:
    """Both sides read that a name is withheld, and how its check stands; the name itself only the representative."""
    found = withheld_of(dispute)
    knows = found is not None and user.has_perm("disputes.know_name", dispute)
    return {"withheld_state": found.state if found else "", "withheld": found if knows else None}


def step_for(dispute: Dispute, user, side: str, today: date) -> NextStep:
    """Those for whom another organisation speaks read what is asked of their side, without the way to answer it."""
    step, party = next_step(dispute, side, today, user), party_of(user, dispute)
    return replace(step, url="") if party and not party.speaks else step


def hearing_of(dispute: Dispute, side: str, today: date) -> dict:
    """What was said to the Champions, as far as this side may read it: in the stage that goes on or ended last, and
    apart from it how earlier ones ended."""
    *before, latest = dispute.stage_list
    names = names_of_stages(dispute.stage_list)
    earlier = [(names[stage.pk], stage, said_in(stage, side, today)) for stage in before if stage.outcome]
    return {"earlier": earlier, "statements": said_in(latest, side, today), "draft": draft_in(latest)}


def actions_of(dispute: Dispute, user, side: str) -> list[tuple[AgreedAction, bool]]:
    """What was agreed to be done, each with whether something about it is for this user to say."""
    if not any(stage.ended_at for stage in dispute.stage_list):
        return []
    acts = user.has_perm("disputes.report_action", dispute)
    agreed = [action for action in dispute.actions_written if action.is_agreed]
    return [(action, acts and waits_for(action, side)) for action in agreed]


def said_in(stage: Stage, side: str, today: date) -> list[Statement]:
    return [] if stage.definition.is_for_the_sides else stage.statements_for(side, today)


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
