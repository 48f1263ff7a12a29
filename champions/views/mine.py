"""A Champion's own page: what they need to know in a minute."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from champions.queries.exceptions import signatories_for
from champions.queries.interests import interests_of
from champions.queries.mine import own_signatories
from compact_portal.pages.home import waiting_for


@require_safe
def mine(request):
    """For today's Champions and deputies who sign in, and for leads of signatories. It does not exist for others."""
    today = timezone.localdate()
    signatories = own_signatories(request.user, today)
    if not signatories:
        raise Http404
    terms = [term for own in signatories for term in own.terms if term.person_id == request.user.person_id]
    context = {
        "signatories": signatories,
        "terms": terms,
        "waiting": waiting_for(request.user, today),
        "interests": interests_of(request.user.person) if terms else [],
        "today": today,
        "records": signatories_for(request.user).exists(),
    }
    return render(request, "champions/mine.html", context)
