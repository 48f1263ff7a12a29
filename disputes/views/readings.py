"""Who has read a dispute; and opening one as an administrator."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from disputes.choices import Side
from disputes.forms.readings import BreakGlassForm
from disputes.models import Dispute
from disputes.services import readings as services
from disputes.sides import party_of
from disputes.views.finding import VIEW, found_dispute


@dataclass(frozen=True, slots=True)
class Reader:
    who: str
    acted_for: str
    first: date
    last: date
    files: int


@require_safe
@permission_required(VIEW, fn=found_dispute)
def readers(request, reference):
    dispute = found_dispute(request, reference)
    return render(request, "disputes/readers.html", {"dispute": dispute, "readers": readers_of(dispute, request.user)})


def readers_of(dispute: Dispute, user) -> list[Reader]:
    """Those of one's own organisation by name, and those who hear it; of others that somebody there has read it."""
    own, knows_name = party_of(user, dispute), user.has_perm("disputes.know_name", dispute)
    found: dict[tuple[str, str], Reader] = {}
    readings = dispute.readings.select_related("user__person")
    for reading in readings if knows_name else readings.exclude(acted_for=services.NAME_CHECKER):
        named = reading.side not in Side or (own and own.organisation.name == reading.acted_for)
        who = reading.user.name if named else "Somebody"
        known = found.get((who, reading.acted_for))
        found[who, reading.acted_for] = Reader(
            who,
            reading.acted_for,
            known.first if known else reading.day,
            reading.day,
            (known.files if known else 0) + bool(reading.file_id),
        )
    return sorted(found.values(), key=lambda reader: (reader.acted_for, reader.who))


def break_glass(request):
    """For administrators alone; to everyone else there is no such page."""
    if not request.user.has_perm(services.BREAK):
        raise Http404
    form = BreakGlassForm(request.POST or None)
    if form.is_valid():
        try:
            opening = services.break_glass(**form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "You can read it for 24 hours. Both sides are told.")
            return redirect(opening.dispute)
    return form_page(
        request,
        form,
        title="Open a dispute that is not yours",
        back="/disputes/",
        lead="Do this only when there is no other way. Both sides are told at once that you opened it, and why.",
    )
