"""The disputes procedure and its versions, for officers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import check_page, form_page, goes_back, is_checked
from compact_portal.wording import count_of
from disputes.choices import Decider
from disputes.forms.procedures import ProcedureForm, dates_of, initial_of
from disputes.models import Procedure, ProcedureStage
from disputes.services import procedures as services

BACK = "/disputes/procedure/"


@require_safe
@permission_required(services.CHANGE)
def versions(request):
    """The one in force, and those before it."""
    found = list(Procedure.objects.in_use().with_followers().prefetch_related("stages"))
    return render(request, "disputes/procedure.html", {"in_force": found[0], "earlier": found[1:]})


@permission_required(services.CHANGE)
def change(request):
    """Written on one page, checked on the next; in force once the page that checks has shown it."""
    latest = Procedure.objects.in_use().prefetch_related("stages").first()
    form = ProcedureForm(request.POST or None, procedure=latest)
    if form.is_valid() and not goes_back(request):
        try:
            return check_or_put_in_force(request, form, latest)
        except ValidationError as error:
            form.add_error(None, error)
    return form_page(request, form, title="Change the procedure", caption="Disputes procedure", back=BACK)


def check_or_put_in_force(request, form: ProcedureForm, latest: Procedure):
    services.refuse_if_changed(form.cleaned_data["written_from"])
    if in_words(form) == in_words(as_it_is(latest)):
        raise ValidationError("Nothing is different from the version in force. Change something, or go back.")
    if is_checked(request, latest.number):
        made = services.put_procedure_in_force(
            seen=form.cleaned_data["written_from"],
            stages=form.stages,
            **form.settings,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"Version {made.number} is in force.")
        return redirect("disputes:procedure")
    return check_page(
        request,
        form,
        title="Check the procedure before it is in force",
        caption="Disputes procedure",
        rows=compared(in_words(form), in_words(as_it_is(latest))),
        effects=[
            "Disputes that are raised from now on follow it.",
            "Disputes that are going on keep the procedure they were raised under, with all their dates.",
            "The page about disputes tells everyone.",
            *([] if is_heard_in_the_end(form) else [NOBODY_HEARS_IT]),
        ],
        seen=latest.number,
        submit="Put it in force",
    )


NOBODY_HEARS_IT = "No stage is with the Champions. What the two sides cannot settle is never heard by anybody else."


def is_heard_in_the_end(form: ProcedureForm) -> bool:
    return form.stages[-1]["decided_by"] == Decider.CHAMPIONS


def as_it_is(procedure: Procedure) -> ProcedureForm:
    """What is in force, as if somebody had written it down."""
    form = ProcedureForm(initial_of(procedure), procedure=procedure)
    form.is_valid()
    return form


def compared(new: dict[str, str], old: dict[str, str]) -> list[tuple[str, str]]:
    """Each line, and what it said until now where that is something else."""
    rows = []
    for name in (*new, *(name for name in old if name not in new)):
        now, before = new.get(name, "Not any more"), old.get(name, "Not there")
        rows.append((name, now if now == before else f"{now}\nUntil now: {before}"))
    return rows


def in_words(form: ProcedureForm) -> dict[str, str]:
    stages = [ProcedureStage(number=number, **stage) for number, stage in enumerate(form.stages, 1)]
    common = dates_of(form.cleaned_data)
    said = {f"Stage {stage.number}": stage_in_words(stage, common) for stage in stages}
    return {"Name": form.cleaned_data["name"], **said, **rest_in_words(form.cleaned_data)}


def stage_in_words(stage: ProcedureStage, common: dict) -> str:
    """With its own rule and reminders, where they are not the `common` ones."""
    ended = f"Ended by: {stage.ended_by}"
    lines = [f"{stage.title}, {stage.length_in_words}. {ended}. At most {stage.cap_in_words} more at a time."]
    if stage.rolls != common["rolls"]:
        lines.append(f"{stage.rolls_in_words}.")
    if stage.offsets != common["offsets"]:
        lines.append(f"Reminders, in working days: {stage.reminders_in_words}")
    return "\n".join(lines)


def rest_in_words(said: dict) -> dict[str, str]:
    common = ProcedureStage(**dates_of(said))
    return {
        "Weekends and bank holidays": common.rolls_in_words,
        "Reminders, in working days": common.reminders_in_words,
        "Objecting to somebody on the panel": count_of(said["days_to_object"], "working day"),
        "Adviser can still read": count_of(said["days_adviser_stays"], "working day"),
        "Asking for another look": count_of(said["days_to_look_again"], "working day"),
        "Opening again": count_of(said["months_to_reopen"], "month"),
    }
