"""Raising a dispute: a start page for everyone, one question on each page, then everything to check (`sending`)."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from champions.models import Signatory
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from disputes.choices import Side
from disputes.forms import drafts as forms
from disputes.forms.withheld import CheckerForm, refuse_name
from disputes.matters import MATTERS
from disputes.models import Dispute
from disputes.queries.disputes import own_drafts
from disputes.services import draft_files, draft_sides
from disputes.services import drafts as services
from disputes.services.withheld import withheld_of
from disputes.views.finding import EDIT, found_draft

RAISE = "disputes.raise_dispute"
CAPTION = "Raise a concern"


@dataclass(frozen=True, slots=True)
class Page:
    """One question: its form, how it is saved, and what the list of questions calls it."""

    title: str
    form: type[forms.DraftForm]
    save: Callable
    lead: str = ""


PAGES = {
    "matter": Page("What it is about", forms.MatterForm, services.save_answers),
    "who": Page("Who raises it", forms.WhoForm, draft_sides.save_manner),
    "others": Page("Which other organisations", forms.OthersForm, draft_sides.save_others),
    "respondent": Page("With which organisation", forms.RespondentForm, draft_sides.save_respondent),
    "name": Page("Who checks the name", CheckerForm, services.save_checker),
    "commitments": Page("Which commitments of the Compact", forms.CommitmentsForm, services.save_commitments),
    "happened": Page("What happened", forms.HappenedForm, services.save_answers),
    "better": Page("What would put it right", forms.BetterForm, services.save_answers),
    "files": Page("Files", forms.FileForm, draft_files.add_file),
}


@login_not_required
@require_safe
def start(request):
    """What one needs, how long it takes, who will see it: before anyone is asked to sign in."""
    drafts = own_drafts(request.user) if request.user.is_authenticated else []
    return render(request, "disputes/drafts/start.html", {"drafts": drafts})


@require_POST
@permission_required(RAISE)
def begin(request):
    try:
        dispute = services.begin_draft(by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("disputes:start")
    return redirect(dispute.draft_url("page", "matter"))


@require_safe
@permission_required(EDIT, fn=found_draft)
def draft(request, key):
    """Every question with its state: one can leave and come back."""
    dispute = found_draft(request, key)
    missing = services.unanswered(dispute)
    tasks = [
        {
            "title": asked.title,
            "url": dispute.draft_url("page", page),
            "status": "Not yet" if page in missing else "Done",
            "colour": "blue" if page in missing else "",
        }
        for page, asked in PAGES.items()
        if is_asked(page, dispute)
    ]
    return render(request, "disputes/drafts/draft.html", {"dispute": dispute, "tasks": tasks, "missing": missing})


def is_asked(page: str, dispute: Dispute) -> bool:
    """Two questions depend on what was answered before."""
    if page == "others":
        return draft_sides.asks_for_others(dispute)
    return page in PAGES and (page != "name" or bool(withheld_of(dispute)))


@permission_required(EDIT, fn=found_draft)
def page(request, key, page):
    """Ask one question; what is answered is saved before the next is asked."""
    dispute = found_draft(request, key)
    if not is_asked(page, dispute):
        raise Http404
    if page == "commitments" and "find" in request.POST:
        return redirect(find_commitments(request, dispute))
    form = form_of(request, dispute, page)
    if is_kept(form, page, dispute, by=request.user):
        return redirect(after(request, found_draft(request, key), page))
    return asked_page(request, dispute, page, form)


def form_of(request, dispute: Dispute, page: str) -> forms.DraftForm:
    typed, files = request.POST or None, request.FILES or None
    return PAGES[page].form(typed, files, dispute=dispute, user=request.user, **narrowed(request, page))


def is_kept(form, page: str, dispute: Dispute, *, by) -> bool:
    """Save what was answered; else the form says why it could not be."""
    refuse_name(form, dispute, by)
    if not form.is_valid():
        return False
    try:
        PAGES[page].save(dispute, **form.cleaned_data, by=by, now=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def find_commitments(request, dispute: Dispute) -> str:
    """Look for other words. What is ticked is kept first, even when nothing is."""
    form = form_of(request, dispute, "commitments")
    form.fields["clauses"].required = False
    is_kept(form, "commitments", dispute, by=request.user)
    return f"{request.path}?{urlencode({'words': request.POST.get('words', '')})}"


def narrowed(request, page: str) -> dict:
    """Of a hundred commitments, those with certain words."""
    return {"words": request.GET.get("words", "").strip()[:100]} if page == "commitments" else {}


def asked_page(request, dispute: Dispute, page: str, form):
    context = {"dispute": dispute, "words": request.GET.get("words", "")}
    if page in ("files", "commitments"):
        context |= {"form": form, "title": PAGES[page].title, "back": dispute.draft_url(), "files": dispute.files.all()}
        return render(request, f"disputes/drafts/{page}.html", context)
    return form_page(request, form, title=PAGES[page].title, caption=CAPTION, back=dispute.draft_url(), **context)


def after(request, dispute: Dispute, page: str) -> str:
    """The next question that is not answered; when all are, everything to check."""
    if page == "files":
        return dispute.draft_url("page", "files")
    if page == "matter" and dispute.has_signposts:
        return dispute.draft_url("elsewhere")
    if page == "who" and draft_sides.asks_for_others(dispute):
        return dispute.draft_url("page", "others")
    if page == "respondent":
        say_what_it_means(request, dispute)
    missing = services.unanswered(dispute)
    return dispute.draft_url("page", missing[0]) if missing else dispute.draft_url("check")


def say_what_it_means(request, dispute: Dispute) -> None:
    """An organisation that has not signed the Compact has promised nothing in it, and can still talk."""
    respondent = next(party for party in dispute.parties.all() if party.side == Side.RESPONDING)
    if not Signatory.objects.filter(organisation=respondent.organisation).exists():
        messages.info(
            request,
            f"{respondent} has not signed the Compact. You can still raise this and ask to talk, but it has not "
            "promised to keep the Compact.",
        )


@require_POST
@permission_required(EDIT, fn=found_draft)
def no_more_files(request, key):
    """Go on. A file that was chosen and not added yet is added first, or refused like any other."""
    dispute = found_draft(request, key)
    if request.FILES:
        form = form_of(request, dispute, "files")
        if not is_kept(form, "files", dispute, by=request.user):
            return asked_page(request, dispute, "files", form)
    services.save_answers(dispute, files_considered=True, by=request.user, now=timezone.now())
    missing = services.unanswered(found_draft(request, key))
    return redirect(dispute.draft_url("page", missing[0]) if missing else dispute.draft_url("check"))


@require_POST
@permission_required(EDIT, fn=found_draft)
def remove_file(request, key, pk):
    dispute = found_draft(request, key)
    draft_files.remove_file(dispute, pk=pk, by=request.user, now=timezone.now())
    return redirect(dispute.draft_url("page", "files"))


@require_safe
@permission_required(EDIT, fn=found_draft)
def elsewhere(request, key):
    """Other procedures may do better. Nobody is refused: the raiser decides."""
    dispute = found_draft(request, key)
    if not dispute.has_signposts:
        return redirect(dispute.draft_url())
    return render(request, "disputes/drafts/elsewhere.html", {"dispute": dispute, "matter": MATTERS[dispute.matter]})


@permission_required(EDIT, fn=found_draft)
def discard(request, key):
    dispute = found_draft(request, key)
    if request.method != "POST":
        called = dispute.title or "A concern without a title yet"
        return confirm_page(
            request,
            title="Remove this draft?",
            words=f"{called}: what you wrote and the files are removed. You cannot get them back. Nobody else has seen "
            "them.",
            submit="Remove the draft",
            back=dispute.get_absolute_url(),
        )
    services.discard_draft(dispute, by=request.user, now=timezone.now())
    messages.success(request, "The draft is removed.")
    return redirect("disputes:start")
