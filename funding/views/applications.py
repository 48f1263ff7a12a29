"""Applying: begun, checked, sent; and reading what was sent. Its questions are in answers.py."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from compact_portal.lists import page_of
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_acted_for_by
from funding import panel
from funding.answers import Row, papers, rows
from funding.choices import FIRST, IN_THE_OPEN, SECOND, ApplicationState, Phase
from funding.forms.applications import StartApplicationForm
from funding.models import Application, LateException, PassQuestion, Round
from funding.queries import amended_since, marks_told
from funding.services import applications as services
from funding.services.drafts import RoundMovedOn
from funding.stages import copies_of, progress, seal, state_seen
from funding.views.drafts import found_round, posted

VIEW, EDIT = "funding.view_application", services.EDIT
RUN, OPEN_NAMES = "funding.run_round", "funding.open_names"


def found_application(request, key: str, *args, **kwargs) -> Application:
    """One of others and one that never was are the same: 404. So is every one, to its funder, before the round
    closes."""
    application = Application.objects.with_answers().filter(key=key).first()
    if application is None or not request.user.has_perm(VIEW, application):
        raise Http404
    return application if reads_own(request.user, application) else seal(application, timezone.now())


def found_to_write(request, key: str, *args, **kwargs) -> Application:
    """One that its people can write in. Raises ApplicationMovedOn once it is sent: the page says so, and gives back
    what was written in another tab."""
    found = found_application(request, key)
    if not request.user.has_perm(EDIT, found) and request.user.has_perm(services.WITHDRAW, found):
        raise services.ApplicationMovedOn(found, "It is sent already. Take it back first, if you want to change it.")
    return found


@permission_required(services.APPLY)
def apply(request, slug):
    """Whoever begins finds the draft of a colleague, if there is one."""
    round_, now = found_round(request, slug), timezone.now()
    own = Organisation.objects.filter(pk__in=organisations_acted_for_by(request.user)).by_name()
    prefetch_related_objects([round_], "exceptions")
    if not any(round_.is_open_for(each.pk, now) for each in own):
        raise RoundMovedOn(round_, f"Nobody can apply now: it is “{round_.standing(now)}”.")
    begun = list(round_.applications.filter(organisation__in=own)[:2])
    if len(begun) == 1 and len(own) == len(round_.lot_list) == 1:
        return redirect(begun[0])
    form = StartApplicationForm(posted(request), organisations=own, lots=round_.lots.all())
    if form.is_valid():
        who = {"by": request.user, "now": timezone.now()}
        try:
            application = services.begin_application(round_=round_, **form.cleaned_data, **who)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(application)
    lead = "Your answers are saved at every step, and your colleagues can go on with them. Nobody else reads them "
    lead += "before the round closes."
    title = f"Apply: {round_.title}"
    return form_page(request, form, title=title, lead=lead, back=round_.get_absolute_url())


@require_safe
@permission_required(VIEW, fn=found_application)
def application(request, key):
    """A draft: every question with its state. What is sent: every answer."""
    found, now = found_application(request, key), timezone.now()
    is_own = request.user.has_perm(services.WITHDRAW, found)
    context = {
        "application": found,
        **answers_shown(request.user, found),
        "progress": progress(found, now) if found.round.has_two_stages else [],
        "tasks": tasks(found),
        "is_open": found.is_open(now),
        "decision": found.decided,
        "marks_told": marks_told(found) if reads_own(request.user, found) else [],
        "award": getattr(found, "award", None) if found.round.state in IN_THE_OPEN else None,
        "state": state_seen(found) if found.is_partly_sealed else found.state_told,
        "is_own": is_own,
        "reads_own": reads_own(request.user, found),
        "sent_at": found.submitted_at if found.is_partly_sealed else found.completed_at or found.submitted_at,
        "feedback": found.first_stage.reason if found.stage == SECOND and reads_own(request.user, found) else "",
        "failed": failed_questions(found) if found.state == ApplicationState.NOT_INVITED else [],
        "amended": list(amended_since(found)) if reads_own(request.user, found) else [],
        "is_member": not is_own and reads_own(request.user, found),
        "copies": copies_of(found) if reads_own(request.user, found) else [],
    }
    return render(request, "funding/application.html", context)


def answers_shown(user, found: Application) -> dict[str, list[Row]]:
    """Its own people read the stage they are in, and apart from it the one before; others what is unsealed."""
    if not reads_own(user, found):
        return {"rows": papers(found)}
    all_rows = rows(found)
    return {
        "rows": [row for row in all_rows if row.question is None or row.question.stage == found.stage],
        "rows_before": [row for row in all_rows if row.question and row.question.stage < found.stage],
    }


def failed_questions(found: Application) -> list[PassQuestion]:
    return [each.question for each in found.pass_answers.select_related("question") if not each.passed]


def reads_own(user, found: Application) -> bool:
    return user.has_perm("funding.read_copy", found)


def tasks(found: Application) -> list[dict]:
    missing = found.missing
    return together_task(found) + [
        {
            "title": question.text,
            "url": found.url("answer", question.pk),
            "status": "Not yet" if question in missing else "Done" if found.said.get(question.pk) else "Optional",
            "colour": "blue" if question in missing else "",
        }
        for question in found.questions
    ]


def together_task(found: Application) -> list[dict]:
    if found.together is None and not found.round.lets_apply_together:
        return []
    status, colour = "Optional", ""
    if found.together:
        status, colour = ("Not yet", "blue") if found.gaps else ("Done", "")
    return [{"title": "Apply together with others", "url": found.url("together"), "status": status, "colour": colour}]


@permission_required(EDIT, fn=found_to_write)
def send(request, key):
    """Everything as it will be read; then it is sent."""
    found, error = found_application(request, key), ""
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            services.submit_application(
                found, seen=int(seen) if seen.isdecimal() else -1, by=request.user, now=timezone.now()
            )
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            messages.success(request, "Your application is sent.")
            return redirect(found)
    written = [row for row in rows(found) if row.question is None or row.question.stage == found.stage]
    context = {"application": found, "rows": written, "missing": found.missing, "error": error}
    context |= {"gaps": found.gaps, "amount_gap": found.amount_gap}
    return render(request, "funding/send.html", context)


@permission_required(EDIT, fn=found_to_write)
def discard(request, key):
    found = found_application(request, key)
    if request.method != "POST":
        told = " The organisations that apply with you are told." if found.together else ""
        return confirm_page(
            request,
            title="Remove this application?",
            caption=f"{found.round}, {found.organisation}",
            words=f"Every answer and every file in it is gone for good, for your colleagues too.{told} You can "
            "begin again while the round is open.",
            submit="Remove it",
            back=found.get_absolute_url(),
        )
    services.discard_application(found, by=request.user, now=timezone.now())
    messages.success(request, "The draft is removed.")
    return redirect(found.round)


@require_POST
@permission_required(services.WITHDRAW, fn=found_application)
def take_back(request, key):
    found = found_application(request, key)
    services.take_back(found, by=request.user, now=timezone.now())
    messages.success(request, "It is a draft again. Send it before the round closes.")
    return redirect(found)


@require_safe
@permission_required(RUN, fn=found_round)
def received(request, slug):
    """For the funder, once the round has closed; before that, not even how many there are. Whoever stands aside from an
    applicant, or assesses without names, does not find whose which is."""
    round_ = found_round(request, slug)
    now = timezone.now()
    if round_.closes_at is None or round_.closes_at > now:
        return render(request, "funding/sealed.html", {"round": round_})
    prefetch_related_objects([round_], Prefetch("exceptions", LateException.objects.select_related("organisation")))
    given = round_.exceptions.all()
    sent = round_.applications.ever_sent().exclude(organisation__in=late_in_first(given, now))
    read = panel.read_with_names(request.user, round_, sent)
    page = page_of(request, read.select_related("organisation", "lot").order_by("lot__number", "submitted_at", "pk"))
    hidden = panel.hidden_from(request.user, round_, sent)
    for each in page:
        each.round = round_
    context = {
        "round": round_,
        "now": now,
        "given": given,
        "may_give_time": round_.phase(now) in (Phase.BETWEEN, Phase.CLOSED),
        "page": page,
        "lines": [(each, state_seen(seal(each, now)) if round_.has_two_stages else "") for each in page],
        "hidden": hidden,
        "may_open_names": not panel.reads_names(request.user, round_) and request.user.has_perm(OPEN_NAMES, round_),
        "may_start": bool(page or hidden) and round_.phase(now) == Phase.CLOSED,
    }
    return render(request, "funding/received.html", context)


def late_in_first(given: Iterable[LateException], now: datetime) -> list[int]:
    """The organisations, by their ids, that still have time for what is sent first."""
    return [each.organisation_id for each in given if each.stage == FIRST and each.until > now]


def unsealed(round_: Round, sent: Iterable[Application]) -> list[Application]:
    """Those whose own time is over: somebody may have been given more. Who was is read once for all."""
    prefetch_related_objects([round_], "exceptions__organisation")
    found = [each for each in sent if round_.closes_for(each.organisation_id) <= timezone.now()]
    for each in found:
        each.round = round_
    return found
