"""A side objects to somebody on the panel, who answers."""

from django.utils import timezone

from compact_portal.wording import count_of, long_date
from disputes.choices import Side
from disputes.forms import objections as forms
from disputes.services import objections
from disputes.services.states import DisputeMovedOn
from disputes.sides import names_of, side_of
from disputes.views.finding import found_dispute, step_required
from disputes.views.stage import asked


@step_required(objections.OBJECT)
def object_to_champion(request, reference):
    """Says until when for each of them; when nobody is left to object to, that it is over."""
    dispute, today = found_dispute(request, reference), timezone.localdate()
    days = count_of(dispute.procedure.days_to_object, "working day")
    panel = objections.members_to_object_to(dispute, side_of(request.user, dispute), today)
    if not panel:
        raise DisputeMovedOn(dispute, f"You can object once to each of the panel, in the {days} after they join.")
    until = ", ".join(f"{each.person} until {long_date(objections.last_day_for(dispute, each))}" for each in panel)
    return asked(
        request,
        dispute,
        forms.ObjectionForm(request.POST or None, panel=panel),
        title="Object to somebody on the panel",
        do=lambda form: objections.object_to_champion(
            dispute, **form.cleaned_data, by=request.user, now=timezone.now()
        ),
        done="They have been told, and answer in writing.",
        lead=f"You can object in the {days} after somebody joins: to {until}.",
    )


@step_required(objections.ANSWER)
def answer_objection(request, reference):
    dispute = found_dispute(request, reference)
    objection = objections.objection_to(request.user, dispute)
    if objection is None:
        raise DisputeMovedOn(dispute, "There is no objection for you to answer.")
    form = forms.AnswerObjectionForm(request.POST or None)
    leaves = form.is_valid() and not form.stays
    return asked(
        request,
        dispute,
        form,
        title="Do you stay on the panel?",
        do=lambda form: objections.answer_objection(
            dispute, stays=form.stays, answer=form.cleaned_data["answer"] or "", by=request.user, now=timezone.now()
        ),
        done="You have stepped down." if leaves else "Your answer is sent to both sides.",
        lead=f"{names_of(dispute, Side(objection.side))}: “{objection.reason}”",
        then="disputes:index" if leaves else "",
    )
