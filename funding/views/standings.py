"""The totals of a round, as each who reads them may see them."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.lists import page_of
from funding import panel
from funding.choices import RoundState
from funding.marks import in_words
from funding.models import Application, Lot
from funding.queries import judged_of, total_of
from funding.services.assessing import VIEW_MARKS
from funding.standings import in_order, is_far_apart
from funding.views.assessing import VIEW, called, found_assessment, must_declare


@dataclass(frozen=True, slots=True)
class Standing:
    """One application: its total in words ("72.5"), its place where places are shown, what is to be talked about."""

    lot: Lot
    application: Application
    called: str
    total: str
    place: int | None = None
    notes: str = ""

    @property
    def url(self) -> str:
        """Of all its marks."""
        return self.application.url("all-marks")


@require_safe
@permission_required(VIEW, fn=found_assessment)
def standings(request, slug):
    """By total, for each lot: what this user may see. Whoever stands aside from one of a lot reads no places in it."""
    round_ = found_assessment(request, slug)
    found, lots = ([], set()) if must_declare(request.user, round_) else in_order(request.user, round_)
    page = page_of(request, found)
    for each in page:
        each.round = round_
    context = {
        "round": round_,
        "page": page,
        "lines": (lines := [standing_of(request.user, each, has_place=each.lot_id in lots) for each in page]),
        "aside": panel.aside_from(request.user, round_, round_.applications.eligible()),
        "waits_for_marks": round_.state == RoundState.ASSESSING and not any(each.place for each in lines),
    }
    return render(request, "funding/standings.html", context)


def standing_of(user, application: Application, *, has_place: bool) -> Standing:
    """Whoever may not read the marks yet reads that it has no total yet."""
    about = {"lot": application.lot, "application": application, "called": called(user, application)}
    if not user.has_perm(VIEW_MARKS, application):
        return Standing(**about, total=in_words(None))
    place = application.place if has_place else None
    return Standing(**about, total=in_words(total_of(application)), place=place, notes=notes(application))


def notes(application: Application) -> str:
    """What to talk about while marks are given; once they are agreed, only what cannot be awarded."""
    below, apart = application.is_below_pass_mark, False
    if application.round.state == RoundState.ASSESSING:
        below = any(each.is_below_pass_mark for each in judged_of(application).values())
        apart = is_far_apart(application)
    return ". ".join(words for words, holds in (("Below a pass mark", below), ("Marks are far apart", apart)) if holds)
