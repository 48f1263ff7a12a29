"""Answering a consultation, which anyone may; reading and replying, which is the officers' work."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.choices import Capacity
from champions.filters.responses import ResponseFilter
from champions.forms.consultations import MOST_WORDS, ReplyForm, ResponseForm
from champions.models import Consultation, Response
from champions.queries.consultations import figures, responses_of, sections_to_answer
from champions.services import responses as services
from champions.views.consultations import RUN, SEE, found_consultation, found_latest
from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.lists import page_of
from compact_portal.people.queries import memberships_of

#: Where the session keeps who answered, for the next response; and for how long: others may use this computer.
SENDER = "consultation-sender"
REMEMBERED_FOR = timedelta(hours=1)
CARRIED = ("capacity", "organisation", "name", "email")


@login_not_required
def respond(request, slug):
    """One response, to one part or to the whole. Who just answered need not say again who they are."""
    try:
        found = found_latest(request, slug)
    except Http404:
        if request.method == "POST":
            return nothing_sent(request)
        raise
    if found.closed_at and request.method != "POST":  # what was typed before it ended is kept on the page
        return render(request, "champions/consultations/ended.html", {"consultation": found})
    parts = sections_to_answer(found.version)
    known = {"clause": request.GET.get("clause", "")} | acting_for(request.user) | sender_of(request)
    form = ResponseForm(request.POST or None, initial=known, parts=parts)
    if form.is_valid():
        try:
            response = services.respond(found, **form.cleaned_data, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            remember_sender(request, response)
            return redirect("compact:response-sent", slug)
    is_open = found.is_open(timezone.localdate())
    about = form.clause_at(known["clause"]) if not form.is_bound else None
    context = {"consultation": found, "form": form, "is_open": is_open, "about": about}
    return render(request, "champions/consultations/respond.html", context)


def nothing_sent(request):
    """It was withdrawn while somebody wrote: they keep their words. The same for an address that never was."""
    words = request.POST.get("words", "")[:MOST_WORDS]
    return render(request, "champions/consultations/withdrawn.html", {"words": words}, status=404)


def acting_for(user) -> dict:
    """Whoever acts for one organisation answers for it, as a rule."""
    if not user.is_authenticated:
        return {}
    names = list(memberships_of(user).confirmed().values_list("organisation__name", flat=True)[:2])
    known = {"name": user.name, "email": user.email}
    return known | ({"capacity": Capacity.ORGANISATION, "organisation": names[0]} if len(names) == 1 else {})


def remember_sender(request, response: Response) -> None:
    who = {name: getattr(response, name) for name in CARRIED}
    until = timezone.now() + REMEMBERED_FOR
    request.session[SENDER] = who | {
        "reference": response.reference,
        "late": response.is_late,
        "copied": bool(response.email),
        "until": until.isoformat(),
    }


def sender_of(request) -> dict:
    """Who answered from this browser within the last hour, and what they were told. Nothing is the rule."""
    known = request.session.get(SENDER)
    return known if known and datetime.fromisoformat(known["until"]) > timezone.now() else {}


@login_not_required
def response_sent(request, slug):
    """The reference, what happens next, and the way to answer about another part. POST forgets who answered."""
    found = found_latest(request, slug)
    if request.method == "POST":
        request.session.pop(SENDER, None)
        messages.success(request, "Your name and email address are no longer on this computer.")
        return redirect(found)
    return render(request, "champions/consultations/sent.html", {"consultation": found, "sent": sender_of(request)})


def found_for_officers(request, pk: int, *args, **kwargs) -> Consultation | None:
    """To everyone else the responses of a consultation and a page that never was are the same."""
    if request.user.is_authenticated and not request.user.has_perm(SEE):
        raise Http404
    return found_consultation(request, pk) if request.user.is_authenticated else None


@require_safe
@permission_required(SEE, fn=found_for_officers)
def response_list(request, pk):
    found = found_consultation(request, pk)
    chosen = ResponseFilter(request.GET, queryset=responses_of(found).newest_first())
    context = {
        "consultation": found,
        "filter": chosen,
        "page": page_of(request, chosen.rows),
        "figures": figures(found),
        "runs": request.user.has_perm(RUN),
        "today": timezone.localdate(),
    }
    return render(request, "champions/consultations/responses.html", context)


HEADER = [
    "Reference",
    "Sent",
    "Late",
    "About",
    "Response",
    "Capacity",
    "Organisation",
    "Name",
    "Email",
    "Reply",
    "Reason",
]


@require_safe
@permission_required(SEE, fn=found_for_officers)
def response_csv(request, pk):
    """The same list as a spreadsheet, all of it."""
    found = responses_of(found_consultation(request, pk)).newest_first()
    rows = ResponseFilter(request.GET, queryset=found).rows.iterator(chunk_size=500)
    return csv_response("responses.csv", HEADER, map(csv_row, rows))


def csv_row(response: Response) -> list[str]:
    reply = getattr(response, "reply", None)
    return [
        response.reference,
        f"{timezone.localtime(response.sent_at):%Y-%m-%d %H:%M}",
        "late" if response.is_late else "",
        response.subject,
        response.words,
        response.get_capacity_display(),
        response.organisation,
        response.name,
        response.email,
        reply.get_outcome_display() if reply else "",
        reply.reason if reply else "",
    ]


@permission_required(SEE, fn=found_for_officers)
def response(request, pk, reference):
    """One response with the form for its reply. Two officers at once: the second sees the first's reply."""
    found = get_object_or_404(responses_of(found_consultation(request, pk)), reference=reference)
    reply = getattr(found, "reply", None)
    known = {"outcome": reply.outcome, "reason": reply.reason, "revision": reply.revision} if reply else {}
    form = ReplyForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            services.reply_to_response(found, **reply_fields(form), by=request.user, now=timezone.now())
        except services.Conflict as conflict:
            return show_conflict(request, found, form, conflict)
        messages.success(request, f"The reply to {found.reference} is saved.")
        return redirect("compact:responses", pk)
    return render(request, "champions/consultations/response.html", {"response": found, "reply": reply, "form": form})


def reply_fields(form: ReplyForm) -> dict:
    fields = dict(form.cleaned_data)
    return fields | {"based_on": fields.pop("revision")}


def show_conflict(request, found: Response, form: ReplyForm, conflict: services.Conflict):
    """The other officer's reply above the words just typed, which now build on it."""
    mine = {name: form.cleaned_data[name] for name in ("outcome", "reason")}
    form = ReplyForm(initial=mine | {"revision": conflict.reply.revision})
    context = {"response": found, "reply": conflict.reply, "form": form, "is_conflict": True}
    return render(request, "champions/consultations/response.html", context, status=409)
