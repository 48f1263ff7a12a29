"""A Champion's interests: theirs and the officers' to see."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.forms.interests import InterestForm
from champions.models import Champion
from champions.queries.interests import interests_of
from champions.services import interests as services
from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import confirm_page, form_page
from compact_portal.people.models import Person


def found_person(request, person: int, *args, **kwargs) -> Person | None:
    """A Champion or deputy, of now or before. To everyone else they and their interests do not exist."""
    if not request.user.is_authenticated:
        return None
    found = get_object_or_404(Person.objects.filter(pk__in=Champion.objects.values("person")), pk=person)
    if not request.user.has_perm(services.DECLARE, found):
        raise Http404
    return found


@require_safe
@permission_required(services.DECLARE, fn=found_person)
def interests(request, person):
    """What keeps a Champion out of a dispute, beside their own organisation."""
    found = found_person(request, person)
    context = {
        "person": found,
        "interests": interests_of(found),
        "today": timezone.localdate(),
        "is_own": found.pk == request.user.person_id,
    }
    return render(request, "champions/interests/list.html", context)


@permission_required(services.DECLARE, fn=found_person)
def new(request, person):
    found = found_person(request, person)
    form = InterestForm(request.POST or None)
    if form.is_valid():
        try:
            services.declare_interest(found, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The interest is declared.")
            return redirect("champions:interests", found.pk)
    back = f"/champions/interests/{found.pk}/"
    return form_page(request, form, title="Declare an interest", caption=str(found), back=back)


@permission_required(services.DECLARE, fn=found_person)
def end(request, person, pk):
    found = found_person(request, person)
    interest = get_object_or_404(interests_of(found), pk=pk)
    if request.method == "POST":
        services.end_interest(interest, by=request.user, now=timezone.now())
        messages.success(request, "The interest is marked as over.")
        return redirect("champions:interests", found.pk)
    return confirm_page(
        request,
        title="Is this interest over?",
        caption=str(found),
        words=str(interest),
        warning="From today on it no longer keeps the Champion out of a dispute.",
        submit="Yes, it is over",
        back=f"/champions/interests/{found.pk}/",
        keep="Cancel",
    )
