"""Closing a dispute with what was learned, and what a side adds to it."""

from django.utils import timezone

from compact_portal.wording import long_date
from disputes.forms import learning as forms
from disputes.services import learning
from disputes.sides import side_of
from disputes.views.finding import found_dispute, step_required
from disputes.views.stage import asked


@step_required("disputes.write_learning")
def close(request, reference):
    dispute = found_dispute(request, reference)
    return asked(
        request,
        dispute,
        forms.LearningForm(request.POST or None, initial=learning.note_before(dispute)),
        title="What can be learned from it?",
        do=lambda form: learning.close_dispute(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="It is closed. Everyone can read what was learned in six weeks.",
        lead="It closes with what both sides, and everyone else, can learn from it. Both sides read it first, and can "
        "add to it for six weeks.",
    )


@step_required(learning.ADD)
def add(request, reference):
    """Begins with what this side has added before."""
    dispute = found_dispute(request, reference)
    note, before = dispute.learning, learning.addition_of(dispute, side_of(request.user, dispute))
    learning.refuse_too_late(dispute, note, timezone.localdate())
    return asked(
        request,
        dispute,
        forms.LearningAdditionForm(request.POST or None, initial={"text": before.text} if before else {}),
        title="Add to what was learned",
        do=lambda form: learning.add_to_learning(dispute, **form.cleaned_data, by=request.user, now=timezone.now()),
        done="It is added. The other side reads it now, and you can change it until everyone does.",
        lead=f"Everyone can read this from {long_date(note.public_from)}: “{note.issue}”",
    )
