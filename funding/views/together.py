"""Applying together: as the lead makes it, and as the others read it, agree and leave."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.people.models import Organisation
from funding.forms import together as forms
from funding.models import Application, Consortium, ConsortiumMember
from funding.services import together as services
from funding.views.answers import download
from funding.views.applications import EDIT, VIEW, found_application, found_to_write
from funding.views.drafts import posted, saved

READ_OWN = "funding.read_copy"


def found_own(request, key: str, *args, **kwargs) -> Application:
    """For all whose application it is. To everyone else there is none: 404."""
    found = found_application(request, key)
    if not request.user.has_perm(READ_OWN, found):
        raise Http404
    return found


def found_together(request, key: str, *args, **kwargs) -> Application:
    """One that several make."""
    found = found_own(request, key)
    if found.together is None:
        raise Http404
    return found


@require_safe
@permission_required(READ_OWN, fn=found_own)
def together(request, key):
    found = found_own(request, key)
    if found.together is None and not found.round.lets_apply_together:
        raise Http404
    own = services.own_places(found, request.user)
    context = {
        "application": found,
        "consortium": found.together,
        "lines": lines(found.together) if found.together else [],
        "leads": request.user.has_perm(EDIT, found),
        "own": own,
        "may_agree": found.is_draft and any(each.agreed_at is None for each in own),
        "file": getattr(found.together, "file", None),
    }
    return render(request, "funding/together.html", context)


def lines(consortium: Consortium) -> list[tuple[ConsortiumMember, str]]:
    return [(each, consortium.in_words(each.share)) for each in consortium.members.all()]


@permission_required(EDIT, fn=found_to_write)
def terms(request, key):
    found = found_application(request, key)
    there = found.together
    form = forms.TermsForm(
        posted(request),
        request.FILES or None,
        initial={"shares_in": there.shares_in, "words": there.words} if there else {},
    )
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.save_terms(found, **form.cleaned_data, **who)):
        return redirect(found.url("together"))
    lead = "When you change this later, everybody agrees anew."
    context = {"title": "What you agree on", "caption": found.round.title, "lead": lead}
    return form_page(request, form, back=found.url("together"), **context)


@permission_required(EDIT, fn=found_to_write)
def add_member(request, key):
    return member_page(request, found_together(request, key), None)


def found_member(found: Application, pk: int) -> ConsortiumMember:
    member = next((each for each in found.members if each.pk == pk), None)
    if member is None:
        raise Http404
    return member


@permission_required(EDIT, fn=found_to_write)
def member(request, key, pk):
    found = found_together(request, key)
    return member_page(request, found, found_member(found, pk))


def member_page(request, found: Application, there: ConsortiumMember | None):
    outside = ("share", "name", "yearly_income", "said_by")
    initial = {name: getattr(there, name) for name in outside} if there else {}
    if there:
        where = forms.ON_PORTAL if there.organisation_id else forms.OUTSIDE
        initial |= {"organisation": there.organisation_id, "where": where}
    to_choose = Organisation.objects.confirmed().exclude(pk=found.organisation_id).by_name()
    form = forms.MemberForm(posted(request), consortium=found.together, organisations=to_choose, initial=initial)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.save_member(found, there, **form.said, **who)):
        messages.success(request, "Saved. Everybody is asked to agree.")
        return redirect(found.url("together"))
    title = f"Change {there}" if there else "Add an organisation"
    return form_page(request, form, title=title, caption=found.round.title, back=found.url("together"))


@require_POST
@permission_required(EDIT, fn=found_to_write)
def remove_member(request, key, pk):
    found = found_together(request, key)
    services.remove_member(found, found_member(found, pk), by=request.user, now=timezone.now())
    messages.success(request, "It is removed. Everybody is asked to agree anew.")
    return redirect(found.url("together"))


@require_POST
@permission_required(EDIT, fn=found_to_write)
def alone(request, key):
    found = found_application(request, key)
    services.apply_alone(found, by=request.user, now=timezone.now())
    messages.success(request, "Your organisation applies alone.")
    return redirect(found)


@require_POST
@permission_required(services.ANSWER, fn=found_application)
def agree(request, key):
    found, seen = found_application(request, key), request.POST.get("seen", "")
    try:
        services.agree(found, seen=int(seen) if seen.isdecimal() else -1, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "You have agreed.")
    return redirect(found.url("together"))


@permission_required(services.ANSWER, fn=found_application)
def leave(request, key):
    found = found_application(request, key)
    form = forms.LeaveForm(posted(request))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.leave(found, **form.cleaned_data, **who)):
        messages.success(request, "You have left. The organisation in the lead is told.")
        return redirect("funding:index")
    lead = "You will not read this application any more. Only the organisation in the lead can add you again."
    back = found.url("together")
    return form_page(request, form, title="Leave this application", caption=found.round.title, lead=lead, back=back)


@require_safe
@permission_required(VIEW, fn=found_application)
def agreement_file(request, key):
    found = found_application(request, key)
    file = None if found.is_partly_sealed else getattr(found.together, "file", None)
    if file is None:
        raise Http404
    return download(file, file.name)
