"""More time for one organisation, once a round has closed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from compact_portal.people.models import Organisation
from compact_portal.wording import date_and_time
from funding.forms.applications import MoreTimeForm
from funding.models import Round
from funding.services import late as services
from funding.views.drafts import RUN, found_round, posted, saved


def who_can_be_given(round_: Round):
    """Everyone but the funder: a list of those who have begun would tell who has."""
    return Organisation.objects.confirmed().exclude(pk=round_.programme.funder_id).by_name()


@permission_required(RUN, fn=found_round)
def give(request, slug):
    """To one organisation; the list names everyone, so that it tells nothing."""
    round_ = found_round(request, slug)
    form = MoreTimeForm(posted(request), organisations=who_can_be_given(round_))
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.give_more_time(round_, **form.said, **who)):
        messages.success(request, "More time is given, and the organisation is told.")
        return redirect("funding:received", round_.slug)
    lead = "Everyone reads on the round’s page that more time was given, and why; not to whom."
    return form_page(request, form, title="Give more time", caption=round_.title, lead=lead, back=received(round_))


@permission_required(RUN, fn=found_round)
def end(request, slug, pk):
    """What was given by mistake."""
    round_ = found_round(request, slug)
    given = round_.exceptions.filter(pk=pk).select_related("organisation").first()
    if given is None:
        raise Http404
    if request.method == "POST":
        services.end_more_time(given, by=request.user, now=timezone.now())
        messages.success(request, "It is ended, and the organisation is told.")
        return redirect("funding:received", round_.slug)
    return confirm_page(
        request,
        title="End this time?",
        caption=round_.title,
        words=f"{given.organisation} has time until {date_and_time(given.until)}. Once it is ended, nothing can be "
        "sent any more. They are told that it was given by mistake.",
        submit="End it",
        back=received(round_),
    )


def received(round_: Round) -> str:
    return f"{round_.get_absolute_url()}applications/"
