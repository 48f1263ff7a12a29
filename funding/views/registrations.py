"""The numbers by which an organisation is known elsewhere: given once, by those who act for it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone

from compact_portal.access.gate import permission_required
from compact_portal.forms.pages import form_page
from compact_portal.people.models import Organisation
from funding.forms.registrations import RegistrationForm
from funding.models import Registration
from funding.services import registrations as services
from funding.views.drafts import posted, saved


def found_organisation(request, slug: str, *args, **kwargs) -> Organisation:
    """One's own. To everyone else there is none: 404."""
    organisation = Organisation.objects.confirmed().filter(slug=slug).first()
    if organisation is None or not request.user.has_perm(services.REGISTER, organisation):
        raise Http404
    return organisation


@permission_required(services.REGISTER, fn=found_organisation)
def numbers(request, slug):
    organisation = found_organisation(request, slug)
    known = Registration.objects.filter(organisation=organisation).first() or Registration()
    initial = {name: getattr(known, name) for name in RegistrationForm.base_fields}
    form = RegistrationForm(posted(request), initial=initial)
    who = {"by": request.user, "now": timezone.now()}
    if saved(form, lambda: services.save_registration(organisation, **form.cleaned_data, **who)):
        messages.success(request, "Your numbers are saved.")
        return redirect("funding:index")
    lead = "Give them once. They stand beside every award in the open data, so that others find you."
    return form_page(request, form, title="Your numbers", caption=organisation.name, lead=lead, back="/funding/")
