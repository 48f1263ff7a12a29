"""Raising a dispute: a start page for everyone, then one question on each page, then everything to check."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from champions.models import Signatory
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from disputes.choices import Side
from disputes.forms import drafts as forms
from disputes.forms.withheld import CheckerForm, refuse_name
from disputes.matters import MATTERS
from disputes.models import Dispute
from disputes.queries.disputes import commitments_of
from disputes.services import draft_files
from disputes.services import drafts as services
from disputes.services.withheld import withheld_of
from disputes.sides import names_of
from disputes.views.finding import EDIT, found_dispute, found_draft

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
    "who": Page("Who raises it", forms.WhoForm, services.save_who_raises),
    "respondent": Page("With which organisation", forms.RespondentForm, services.save_respondent),
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
    own = Dispute.objects.drafts().of(request.user).order_by("-saved_at") if request.user.is_authenticated else []
    return render(request, "disputes/drafts/start.html", {"drafts": own})


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
        if page != "name" or withheld_of(dispute)
    ]
    return render(request, "disputes/drafts/draft.html", {"dispute": dispute, "tasks": tasks, "missing": missing})


@permission_required(EDIT, fn=found_draft)
def page(request, key, page):
    """Ask one question; what is answered is saved before the next is asked."""
    dispute = found_draft(request, key)
    if page not in PAGES or (page == "name" and not withheld_of(dispute)):
        raise Http404
    asked = PAGES[page]
    form = asked.form(
        request.POST or None, request.FILES or None, dispute=dispute, user=request.user, **narrowed(request, page)
    )
    refuse_name(form, dispute, request.user)
    if form.is_valid():
        try:
            asked.save(dispute, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(after(request, found_draft(request, key), page))
    return asked_page(request, dispute, page, form)


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
    dispute = found_draft(request, key)
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
        return render(request, "disputes/drafts/discard.html", {"dispute": dispute})
    services.discard_draft(dispute, by=request.user, now=timezone.now())
    messages.success(request, "The draft is removed.")
    return redirect("disputes:start")


def own_draft_or_dispute(request, key: str) -> Dispute:
    """A second press of "Send" finds no draft any more, but the dispute that was sent."""
    sent = Dispute.objects.sent().filter(key=key, begun_by=request.user.pk).first()
    return found_dispute(request, sent.reference) if sent else found_draft(request, key)


def check(request, key):
    """Everything that was answered, with a way to change each; then it is sent."""
    dispute = own_draft_or_dispute(request, key)
    error = ""
    if request.method == "POST":
        try:
            sent = services.send_dispute(dispute, by=request.user, now=timezone.now())
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            return redirect(sent.url("sent"))
    if not dispute.is_draft:
        return redirect(dispute.url("sent"))
    context = {
        "dispute": dispute,
        "rows": answers(dispute),
        "missing": services.unanswered(dispute),
        "withheld": withheld_of(dispute),
        "waiting": dispute.join_requests.open().exists(),
        "error": error,
    }
    return render(request, "disputes/drafts/check.html", context)


def withheld_rows(dispute: Dispute) -> list[tuple]:
    if (withheld := withheld_of(dispute)) is None:
        return []
    known = f"{withheld.name}\nThe other side does not see it."
    return [("Not named", known, "who"), ("Checked by", str(withheld.checker or "Nobody yet"), "name")]


def answers(dispute: Dispute) -> list[dict]:
    """Rows of the page that checks: question, answer, and where to change it."""
    commitments = "\n".join(f"{each.clause.reference} {each.clause.text}" for each in commitments_of(dispute))
    files = "\n".join(file.name for file in dispute.files.all()) or "No files"
    asked = "\n".join(f"{each}: {each.state.lower()}" for each in dispute.join_requests.select_related("organisation"))
    said = [
        ("What it is about", MATTERS[dispute.matter].label if dispute.matter else "", "matter"),
        ("Raised by", names_of(dispute, Side.RAISING), "who"),
        *([("Asked to join", asked, "who")] if asked else []),
        *([("What lets you speak", dispute.authority, "who")] if dispute.authority else []),
        *withheld_rows(dispute),
        ("With", names_of(dispute, Side.RESPONDING), "respondent"),
        ("Commitments", commitments, "commitments"),
        ("Title", dispute.title, "happened"),
        ("What happened", dispute.what_happened, "happened"),
        ("When", dispute.happened_on, "happened"),
        ("What would put it right", dispute.what_would_help, "better"),
        ("Files", files, "files"),
    ]
    return [{"key": key, "value": value, "url": dispute.draft_url("page", page)} for key, value, page in said]
