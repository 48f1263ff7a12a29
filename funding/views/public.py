"""What everyone reads of funding: rounds, and how each keeps the Compact."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.lists import page_of
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_acted_for_by
from funding.amended import can_be_amended
from funding.choices import Phase, RoundState
from funding.models import Application, Round
from funding.queries import answered_of, applications_of, drafts_of, public_rounds
from funding.results import results_of
from funding.rules import funders_of
from funding.services.asked import CAN_BE_ASKED
from funding.views.drafts import found_round

#: So many of one's own applications stand above the rounds.
LATEST = 5


@login_not_required
@require_safe
def index(request):
    """What one can apply to, and what there was."""
    now = timezone.now()
    own = funders_of(request.user)
    page = page_of(request, public_rounds(now))
    latest = own_applications(request.user, most=LATEST + 1)
    lines = [(round_, round_.standing(now)) for round_ in page]
    context = {
        "page": page,
        "open": [line for line in lines if line[0].can_come_until],
        "earlier": [line for line in lines if not line[0].can_come_until],
        "drafts": drafts_of(own) if own else [],
        "may_start": bool(own),
        "acts_for": acted_for(request.user),
        "applications": latest[:LATEST],
        "more_applications": len(latest) > LATEST,
    }
    return render(request, "funding/index.html", context)


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
    acted_for = organisations_acted_for_by(user) if user.is_authenticated else ()
    if acted_for and set(acted_for) == {round_.programme.funder_id}:
        return False  # nobody applies for its own money
    return round_.phase(now) == Phase.OPEN or any(round_.is_open_for(organisation, now) for organisation in acted_for)


def acted_for(user) -> list[Organisation]:
    own = organisations_acted_for_by(user) if user.is_authenticated else ()
    return list(Organisation.objects.confirmed().filter(pk__in=own).by_name()) if own else []


def own_applications(user, round_: Round | None = None, most: int | None = None) -> list[Application]:
    """Of the organisations somebody acts for, the latest first."""
    acted_for = organisations_acted_for_by(user) if user.is_authenticated else ()
    return list(applications_of(acted_for, round_)[:most]) if acted_for else []


@login_not_required
@require_safe
def show_round(request, slug):
    """Its timetable, its money, and the Compact check as it was published: `{% published_parts %}`."""
    round_ = found_round(request, slug)
    now = timezone.now()
    may_run = request.user.has_perm("funding.run_round", round_)
    context = {
        "round": round_,
        "amendments": list(round_.amendments.published().newest_first()),
        "standing": round_.standing(now),
        "is_open": round_.phase(now) == Phase.OPEN,
        "may_apply": may_apply(request.user, round_, now),
        "asked": answered_of(round_.pk),
        "can_be_asked": round_.phase(now) in CAN_BE_ASKED,
        "own": own_applications(request.user, round_),
        "results": results_of(round_),
        "assesses": request.user.has_perm("funding.view_assessment", round_),
        "may_run": may_run,
        "may_evaluate": may_run and round_.state == RoundState.ANNOUNCED,
        "may_amend": may_run and can_be_amended(round_, now),
    }
    return render(request, "funding/round.html", context)
