"""What everyone reads of funding: rounds, and how each keeps the Compact."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.lists import page_of
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_acted_for_by
from compact_portal.written import written
from funding.amended import can_be_amended
from funding.choices import Phase, RoundState
from funding.models import Round
from funding.queries import (
    LATEST,
    amendments_of,
    answered_of,
    applications_of,
    applications_to,
    drafts_of,
    latest_applications_of,
    public_rounds,
    time_given_in,
)
from funding.results import results_of
from funding.rules import funders_of
from funding.services.asked import CAN_BE_ASKED
from funding.views.drafts import found_round


@login_not_required
@require_safe
def index(request):
    """What one can apply to, and what there was."""
    now = timezone.now()
    page = page_of(request, public_rounds(now))
    lines = [(round_, round_.standing(now)) for round_ in page]
    context = {
        "page": page,
        "open": [line for line in lines if line[0].can_come_until],
        "earlier": [line for line in lines if not line[0].can_come_until],
        **(own_things(request.user) if request.user.is_authenticated else {}),
    }
    return render(request, "funding/index.html", context)


def own_things(user) -> dict:
    """What stands above and below the rounds for somebody who is signed in."""
    own, acted_for = sorted(funders_of(user)), acted_for_by(user)
    latest = latest_applications_of(acted_for)
    return {
        "drafts": drafts_of(own),
        "may_start": bool(own),
        "acts_for": confirmed_by_name(acted_for),
        "applications": latest[:LATEST],
        "more_applications": len(latest) > LATEST,
    }


@require_safe
@permission_required("funding.apply")
def own(request):
    """Every application of the organisations somebody acts for, the latest first."""
    found = applications_of(organisations_acted_for_by(request.user))
    return render(request, "funding/your_applications.html", {"page": page_of(request, found)})


@login_not_required
@require_safe
def figures(request):
    """Where people would look rather than read."""
    return render(request, "funding/figures.html")


def may_apply(user, round_: Round, now) -> bool:
    """Everyone while it is open: who has no account yet is asked to sign in. Afterwards those who were given time."""
    acted_for = acted_for_by(user)
    if set(acted_for) == {round_.programme.funder_id}:
        return False  # nobody applies for its own money
    return round_.phase(now) == Phase.OPEN or any(round_.is_open_for(organisation, now) for organisation in acted_for)


def acted_for_by(user) -> list[int]:
    """The organisations somebody acts for, by their ids; of a visitor none."""
    return sorted(organisations_acted_for_by(user)) if user.is_authenticated else []


@written
def confirmed_by_name(organisations: list[int]) -> QuerySet[Organisation]:
    return Organisation.objects.confirmed().filter(pk__in=organisations).by_name()


@login_not_required
@require_safe
def show_round(request, slug):
    """Its timetable, its money, and the Compact check as it was published: `{% published_parts %}`."""
    round_ = found_round(request, slug)
    now = timezone.now()
    may_run = request.user.has_perm("funding.run_round", round_)
    acted_for = acted_for_by(request.user)
    context = {
        "round": round_,
        "amendments": amendments_of(round_.pk),
        "given_time": time_given_in(round_.pk),
        "standing": round_.standing(now),
        "is_open": round_.phase(now) == Phase.OPEN,
        "may_apply": may_apply(request.user, round_, now),
        "asked": answered_of(round_.pk),
        "can_be_asked": round_.phase(now) in CAN_BE_ASKED,
        "own": applications_to(round_.pk, acted_for) if acted_for else [],
        "results": results_of(round_),
        "assesses": request.user.has_perm("funding.view_assessment", round_),
        "may_run": may_run,
        "may_evaluate": may_run and round_.state == RoundState.ANNOUNCED,
        "may_amend": may_run and can_be_amended(round_, now),
    }
    return render(request, "funding/round.html", context)
