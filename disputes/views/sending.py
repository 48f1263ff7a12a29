"""Everything that was answered in a draft, with a way to change each; then it is sent."""

from datetime import date

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone

from disputes.choices import Side
from disputes.clock import Clock
from disputes.matters import MATTERS
from disputes.models import Dispute, Procedure
from disputes.queries.disputes import commitments_of
from disputes.services import drafts as services
from disputes.services.withheld import withheld_of
from disputes.sides import names_of
from disputes.views.finding import found_dispute, found_draft


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
        "first": first_stage_from(timezone.localdate()),
        "waiting": dispute.join_requests.open().exists(),
        "error": error,
    }
    return render(request, "disputes/drafts/check.html", context)


def first_stage_from(day: date) -> dict:
    """Who has it first, and until when, if it is sent on this day."""
    stage = Procedure.objects.in_use().first().first_stage()
    return {"is_for_the_sides": stage.is_for_the_sides, "due": Clock(day, stage.length).due}


def withheld_rows(dispute: Dispute) -> list[tuple]:
    if (withheld := withheld_of(dispute)) is None:
        return []
    known = f"{withheld.name}\nThe other side does not see it."
    return [("Not named", known, "others"), ("Checked by", str(withheld.checker or "Nobody yet"), "name")]


def answers(dispute: Dispute) -> list[dict]:
    """Rows of the page that checks: question, answer, and where to change it."""
    commitments = "\n".join(f"{each.clause.reference} {each.clause.text}" for each in commitments_of(dispute))
    files = "\n".join(file.name for file in dispute.files.all()) or "No files"
    asked = "\n".join(f"{each}: {each.state.lower()}" for each in dispute.join_requests.select_related("organisation"))
    said = [
        ("What it is about", MATTERS[dispute.matter].label if dispute.matter else "", "matter"),
        ("Raised by", names_of(dispute, Side.RAISING), "who"),
        *([("Asked to join", asked, "others")] if asked else []),
        *([("What lets you speak", dispute.authority, "others")] if dispute.authority else []),
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
