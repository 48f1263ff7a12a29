from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.pages.home import cards_for, sections_for_the_public, waiting_for


@login_not_required
@require_safe
def home(request):
    """What is waiting for you; for those who have not signed in, what this partnership is and does."""
    today = timezone.localdate()
    if not request.user.is_authenticated:
        return render(request, "pages/front.html", {"sections": sections_for_the_public(today)})
    context = {"waiting": waiting_for(request.user, today), "cards": cards_for(request.user, today)}
    return render(request, "pages/home.html", context)


@login_not_required
@require_safe
def accessibility(request):
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
def privacy(request):
    return render(request, "pages/privacy.html")


@login_not_required
def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@login_not_required
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request):
    """Without the request: its context asks the database, which may be what failed."""
    return HttpResponseServerError(render_to_string("500.html"))
