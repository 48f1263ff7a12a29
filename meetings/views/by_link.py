"""What the holder of a link from an email does, without an account.

The address is the key. So no page tells it to another site, no search engine keeps it, no cache holds the page, and a
link that is made up, replaced or ended by an officer is a 404 like any other.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.refusals import Refusal, written
from compact_portal.forms.pages import form_page
from meetings.choices import ActionState
from meetings.forms.by_link import ProposeForm, ReportForm
from meetings.models import Action, Item, ReplyLink
from meetings.queries.actions import open_actions_of
from meetings.queries.proposals import draft_for, open_to_proposals, proposals_by
from meetings.services.actions import ActionSettled, report_by_link
from meetings.services.links import LinkEnded
from meetings.services.proposals import propose_correction, words_to_correct

#: Not "no-referrer": browsers then send no Origin either, and every form would be refused as forged.
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def for_its_holder(view):
    """Find the link, or answer 404; once it has ended, say so and give back what was written."""

    @login_not_required
    @wraps(view)
    def with_link(request, secret: str, **kwargs):
        link = ReplyLink.find(secret)
        if link is None:
            raise Http404
        try:
            if link.has_ended(timezone.now()):
                raise LinkEnded(link)
            response = view(request, link, **kwargs)
        except Refusal as refusal:
            context = {**refusal.context(), "error": refusal, "written": written(request)}
            response = render(request, refusal.template, context, status=410 if isinstance(refusal, LinkEnded) else 409)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    return with_link


@for_its_holder
@require_safe
def open_link(request, link: ReplyLink):
    """The draft as it was circulated, item by item, and what its reader has proposed so far; or their actions."""
    if link.meeting is None:
        context = {"link": link, "actions": open_actions_of([link.person_id])[link.person_id]}
        return render(request, "meetings/by_link/actions.html", context | {"today": timezone.localdate()})
    context = {"link": link, "meeting": link.meeting, "draft": draft_for(link), "proposals": proposals_by(link)}
    return render(request, "meetings/by_link/draft.html", context)


@for_its_holder
def propose(request, link: ReplyLink, pk: int | None = None):
    """A correction to one item, or to the minutes as a whole."""
    item = item_to_correct(link, pk)
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        try:
            propose_correction(link, item=item, **form.cleaned_data, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Thank you. The partnership officer has your correction and will answer it.")
            return redirect(link)
    context = {
        "form": form,
        "title": "Propose a correction",
        "caption": str(item) if item else "The minutes as a whole",
        "said": words_to_correct(link, item) if item else "",
        "back": link.get_absolute_url(),
    }
    return render(request, "meetings/by_link/propose.html", context)


def item_to_correct(link: ReplyLink, pk: int | None) -> Item | None:
    """What everyone who was there may read; a confidential item is a 404."""
    if link.meeting is None:
        raise Http404
    if pk is None:
        return None
    item = open_to_proposals(link.meeting).filter(pk=pk).first()
    if item is None:
        raise Http404
    return item


@for_its_holder
def report(request, link: ReplyLink, pk: int):
    """Progress on one of their own actions. What somebody settled meanwhile is said so."""
    action = action_to_report_on(link, pk)
    if action.state != ActionState.OPEN:
        raise ActionSettled(link, action)
    form = ReportForm(request.POST or None, initial={"state": ActionState.OPEN})
    if form.is_valid():
        report_by_link(link, action, **form.cleaned_data, now=timezone.now())
        messages.success(request, "Thank you. The action’s history has your report.")
        return redirect(link)
    return form_page(request, form, title="Report progress", caption=action.text, back=link.get_absolute_url())


def action_to_report_on(link: ReplyLink, pk: int) -> Action:
    """One that is theirs and published, open or settled; anything else is a 404."""
    if link.meeting is not None:
        raise Http404
    found = Action.objects.filter(published=True).answered_for_by(link.person_id).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
