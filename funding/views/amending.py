"""Amending a published round: what changes, everything once more, then it is published. Its pages are in
amending_pages.py, the Compact check in amending_check.py."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from funding import amended as rules
from funding.models import Amendment, Round
from funding.services import amending as services
from funding.services.drafts import RoundMovedOn
from funding.views.amending_pages import PAGES, Page, Prepared
from funding.views.drafts import RUN, found_round, posted, saved


def found_amendable(request, slug: str) -> tuple[Round, Amendment | None]:
    """Raises RoundMovedOn once it is closed or cancelled."""
    round_ = Round.objects.public().with_criteria().get(slug=slug)
    now = timezone.now()
    if not rules.can_be_amended(round_, now):
        raise RoundMovedOn(round_, f"It is “{round_.standing(now)}”, so it does not change any more.")
    return round_, round_.amendments.drafts().prefetch_related("answers").first()


def found_prepared(request, slug: str) -> Prepared | None:
    """None where nothing is prepared; what was sent nevertheless came too late."""
    round_, amendment = found_amendable(request, slug)
    if amendment is None and request.method == "POST":
        raise RoundMovedOn(round_, services.GONE)
    return Prepared(round_, amendment, timezone.now()) if amendment else None


def who(request) -> dict:
    return {"by": request.user, "now": timezone.now()}


def seen(request) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


@permission_required(RUN, fn=found_round)
def amend(request, slug):
    """What can change and what cannot; once it is begun, every page with its state."""
    round_, amendment = found_amendable(request, slug)
    if request.method == "POST":
        services.begin_amendment(round_, **who(request))
        return redirect("funding:amend", round_.slug)
    context = {"round": round_, "has_opened": rules.has_opened(round_, timezone.now()), "amendment": amendment}
    if amendment:
        there = Prepared(round_, amendment, timezone.now())
        context |= {"tasks": tasks(there), "left": there.left}
    return render(request, "funding/amend/amend.html", context)


def tasks(there: Prepared) -> list[dict]:
    changed, left = changed_pages(there), there.left
    pages = [
        task(asked.title, there.url("amend-page", page), left.get(page, ""), page in changed)
        for page, asked in PAGES.items()
    ]
    return [*pages, task("The Compact check", there.url("amend-check"), left.get("check", ""), is_done=True)]


def task(title: str, url: str, left: str, is_changed: bool = False, is_done: bool = False) -> dict:
    status = "Not yet" if left else "Done" if is_done else "Changed" if is_changed else "As it was"
    return {"title": title, "url": url, "status": status, "hint": left, "colour": "blue" if left else ""}


def changed_pages(there: Prepared) -> set[str]:
    round_, amendment = there.round, there.amendment
    names = {
        "words": ("purpose", "who_can_apply"),
        "dates": ("opens_at", "closes_at", "decided_on", "announced_on"),
    }
    found = {
        page
        for page, fields in names.items()
        if any(getattr(round_, name) != getattr(amendment, name) for name in fields)
    }
    money = {str(lot.number): lot.budget for lot in round_.lot_list} != amendment.budgets
    return found | ({"money"} if money else set()) | ({"reason"} if amendment.reason else set())


@permission_required(RUN, fn=found_round)
def page(request, slug, page):
    """One page of what changes; what is answered is saved before the next is asked."""
    if page not in PAGES:
        raise Http404
    there = found_prepared(request, slug)
    if there is None:
        return redirect("funding:amend", slug)
    asked = PAGES[page]
    form = asked.form(there, posted(request))
    form.initial["seen"] = there.amendment.revision
    if saved(form, lambda: save(there.round, asked, form, **who(request))):
        return redirect(there.url())
    title, lead = asked.title, asked.lead(there)
    return form_page(request, form, title=title, caption=there.round.title, lead=lead, back=there.url())


@transaction.atomic
def save(round_: Round, asked: Page, form, **who) -> None:
    """Raises RoundMovedOn where a colleague saved something since: the page gives back what was written."""
    services.refuse_changed(round_, seen=form.cleaned_data["seen"], **who)
    asked.save(round_, form, **who)


@permission_required(RUN, fn=found_round)
def publish(request, slug):
    """Everything that changes, as everyone will read it; then it is published."""
    there, error = found_prepared(request, slug), ""
    if there is None:
        return redirect("funding:amend", slug)
    if request.method == "POST":
        try:
            services.publish_amendment(there.round, seen=seen(request), **who(request))
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            messages.success(request, "The change is published, and everyone who may rely on it is told.")
            return redirect(there.round)
    return render(request, "funding/amend/publish.html", {**shown(there), "error": error})


def shown(there: Prepared) -> dict:
    """What would be published, frozen for this page only."""
    services.freeze(there.round, there.amendment)
    lines = [line for line in there.amendment.check_lines if line["is_changed"]]
    return {"round": there.round, "amendment": there.amendment, "left": there.left, "check": lines}


@permission_required(RUN, fn=found_round)
def discard(request, slug):
    there = found_prepared(request, slug)
    if there is None:
        return redirect("funding:amend", slug)
    if request.method != "POST":
        return confirm_page(
            request,
            title="Drop this change?",
            caption=there.round.title,
            words="What you prepared is gone then. The round stays as everyone reads it now.",
            submit="Drop it",
            back=there.url(),
        )
    services.discard_amendment(there.round, **who(request))
    messages.success(request, "The change is dropped. The round stays as it is.")
    return redirect(there.round)
