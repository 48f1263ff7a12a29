"""Sign-in required everywhere, but for views that opt out."""

from django.contrib.auth.middleware import LoginRequiredMiddleware

from compact_portal.access.kept_answers import keep_answers


class SignInRequired(LoginRequiredMiddleware):
    """Django's own, except that it asks who is there only where that matters.

    Django's asks first, so that every public page depends on the cookie and no cache could share it.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if getattr(view_func, "login_required", True):
            return super().process_view(request, view_func, view_args, view_kwargs)
        return None

    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            keep_answers(request)
        return super().handle_no_permission(request, view_func)
