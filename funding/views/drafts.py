"""Drafting a round: one thing a page, saved at every step, checked against the Compact, published."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms import PortalForm
from compact_portal.forms.pages import confirm_page, form_page
from compact_portal.people.models import Organisation
from funding.choices import WITHOUT_CRITERIA
from funding.compact_check import COMMITMENTS
from funding.forms import rounds as forms
from funding.forms.criteria import criteria_form
from funding.forms.stages import StagedTimetableForm, staged_timetable_of
from funding.models import Lot, Round
from funding.queries import round_at
from funding.rules import funders_of
from funding.services import drafts as services
from funding.services import rounds

EDIT, RUN = services.EDIT, services.RUN
BACK = "/funding/"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its title, its form for a round and what was posted, and how that is saved."""

    title: str
    form: Callable[[Round, object], PortalForm]
    save: Callable[..., object]


def about_form(round_: Round, posted) -> PortalForm:
    names = ("title", "purpose", "who_can_apply")
    return forms.AboutForm(posted, initial={name: getattr(round_, name) for name in names})


def kind_form(round_: Round, posted) -> PortalForm:
    names = ("kind", "reason", "years", "more_years", "is_anonymous")
    return forms.KindForm(posted, initial={name: getattr(round_, name) for name in names})


def timetable_form(round_: Round, posted) -> PortalForm:
    if round_.has_two_stages:
        return StagedTimetableForm(posted, initial=staged_timetable_of(round_))
    return forms.TimetableForm(posted, initial=forms.timetable_of(round_))


def save_answers(round_: Round, form, **who) -> None:
    services.save_round(round_, **form.cleaned_data, **who)


PAGES = {
    "about": Page("What it is for", about_form, save_answers),
    "kind": Page("What kind of round it is", kind_form, save_answers),
    "lots": Page(
        "How much money there is",
        lambda round_, posted: forms.LotsForm(posted, lots=round_.lot_list),
        lambda round_, form, **who: services.save_lots(round_, lots=form.lots, **who),
    ),
    "timetable": Page(
        "The timetable",
        timetable_form,
        lambda round_, form, **who: services.save_round(round_, **form.said, **who),
    ),
}


def found_draft(request, key: str, *args, **kwargs) -> Round:
    """A draft of others and one that never was are the same: 404.

    Raises RoundMovedOn for the funder's people once it is public: what they wrote in another tab is given back.
    """
    round_ = Round.objects.with_criteria().filter(key=key).first()
    if round_ is not None and request.user.has_perm(RUN, round_):
        raise services.RoundMovedOn(round_, services.PUBLIC_ALREADY)
    if round_ is None or not request.user.has_perm(EDIT, round_):
        raise Http404
    return round_


def found_round(request, slug: str, *args, **kwargs) -> Round:
    """Asked for by the gate and again by the view, and read once."""
    known = request.__dict__.setdefault("found_rounds", {})
    if slug not in known:
        known[slug] = next(iter(round_at(slug)), None)
    if known[slug] is None:
        raise Http404
    return known[slug]


@permission_required(services.START)
def start(request):
    funders = Organisation.objects.filter(pk__in=funders_of(request.user)).by_name()
    form = forms.StartForm(posted(request), funders=funders)
    if form.is_valid():
        try:
            round_ = services.begin_round(**form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(round_.draft_url())
    return form_page(request, form, title="Start a funding round", back=BACK)


def posted(request):
    return request.POST if request.method == "POST" else None


@require_safe
@permission_required(EDIT, fn=found_draft)
def draft(request, key):
    """Every page with its state: one can leave and come back."""
    round_ = found_draft(request, key)
    missing = services.missing(round_)
    tasks = [task(asked.title, round_.draft_url("page", page), page in missing) for page, asked in PAGES.items()]
    tasks += [
        task(criteria_title(round_, lot), criteria_url(round_, lot), lot.weights != 100) for lot in marked(round_)
    ]
    form = task("The application form", round_.draft_url("questions"), "questions" in missing)
    tasks.append(form | {"hint": services.gap_in_questions(round_) if round_.has_two_stages else ""})
    tasks.append(task("The Compact check", round_.draft_url("check"), "check" in missing))
    return render(request, "funding/draft.html", {"round": round_, "tasks": tasks, "missing": missing})


def marked(round_: Round) -> list[Lot]:
    """The lots for which applications are marked."""
    return [] if round_.kind in WITHOUT_CRITERIA else round_.lot_list


def criteria_title(round_: Round, lot: Lot) -> str:
    return "How applications are judged" if len(round_.lot_list) == 1 else f"How applications are judged: {lot}"


def criteria_url(round_: Round, lot: Lot) -> str:
    return round_.draft_url("criteria", lot.number)


@permission_required(EDIT, fn=found_draft)
def criteria(request, key, number):
    """What applications for one lot are judged by."""
    round_ = found_draft(request, key)
    lot = next((lot for lot in round_.lot_list if lot.number == number), None)
    if lot is None:
        raise Http404
    form = criteria_form(request, round_, lot)
    if saved(form, lambda: services.save_criteria(round_, lot, **form.said, by=request.user, now=timezone.now())):
        return redirect(next_page(found_draft(request, key)))
    title = criteria_title(round_, lot)
    return form_page(request, form, title=title, caption=round_.title, lead=form.lead, back=round_.draft_url())


def task(title: str, url: str, is_missing: bool) -> dict:
    return {
        "title": title,
        "url": url,
        "status": "Not yet" if is_missing else "Done",
        "colour": "blue" if is_missing else "",
    }


@permission_required(EDIT, fn=found_draft)
def page(request, key, page):
    """One page; what is answered is saved before the next is asked."""
    round_ = found_draft(request, key)
    if page not in PAGES:
        raise Http404
    asked = PAGES[page]
    form = asked.form(round_, posted(request))
    if saved(form, lambda: asked.save(round_, form, by=request.user, now=timezone.now())):
        return redirect(next_page(found_draft(request, key)))
    return form_page(request, form, title=asked.title, caption=round_.title, back=round_.draft_url())


def saved(form: PortalForm, save: Callable[[], object]) -> bool:
    """Whether what was sent is in order and saved; what the service says against it stands at its field."""
    if not form.is_valid():
        return False
    try:
        save()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def next_page(round_: Round) -> str:
    missing = services.missing(round_)
    if not missing:
        return round_.draft_url()
    if missing[0] == "criteria":
        return criteria_url(round_, next(lot for lot in marked(round_) if lot.weights != 100))
    on_their_own = ("questions", "check")
    return round_.draft_url(missing[0]) if missing[0] in on_their_own else round_.draft_url("page", missing[0])


@permission_required(EDIT, fn=found_draft)
def publish(request, key):
    """Everything as everyone will read it; then it is published."""
    round_ = found_draft(request, key)
    error = ""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            made = rounds.publish_round(
                round_, seen=int(seen) if seen.isdecimal() else -1, by=request.user, now=timezone.now()
            )
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            messages.success(request, "The round is published.")
            return redirect(made)
    check = [(COMMITMENTS[each.commitment].title, each) for each in round_.check_answers.all()]
    context = {"round": round_, "check": check, "missing": services.missing(round_), "error": error}
    return render(request, "funding/publish.html", context)


@permission_required(EDIT, fn=found_draft)
def discard(request, key):
    round_ = found_draft(request, key)
    if request.method != "POST":
        asked = {"title": "Remove this draft?", "words": "Everything in it is gone for good.", "submit": "Remove it"}
        return confirm_page(request, **asked, caption=round_.title, back=round_.draft_url())
    services.discard_draft(round_, by=request.user, now=timezone.now())
    messages.success(request, "The draft is removed.")
    return redirect("funding:index")


@permission_required(RUN, fn=found_round)
def cancel(request, slug):
    round_ = found_round(request, slug)
    form = forms.CancelForm(posted(request))
    if form.is_valid():
        rounds.cancel_round(round_, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        messages.success(request, "The round is cancelled.")
        return redirect(round_)
    lead = "Everyone reads that it is cancelled, and why. Whoever applied or has begun to is told by email, and keeps "
    lead += "what they wrote. Nothing more can be sent or assessed. This cannot be undone."
    return form_page(
        request, form, title="Cancel the round", caption=round_.title, lead=lead, back=round_.get_absolute_url()
    )
