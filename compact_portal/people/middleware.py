"""A second factor before anything else, for those whose roles need one."""

from django.conf import settings
from django.shortcuts import redirect

from compact_portal.people.queries import lacks_second_factor

#: What remains open on the way to a second factor: signing in and out, one's account, and what pages are made of.
OPEN_NAMES = ("account_", "mfa_")
OPEN_VIEWS = {
    "people:account",
    "partnership:colours",
    "partnership:logo",
    "pages:accessibility",
    "pages:privacy",
    "pages:health",
}


#: Where the session keeps the page somebody was on the way to.
ON_THE_WAY_TO = "second_factor_then"


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Asked at each page and not at sign-in: a role may be given, or a passkey removed, in between.

        Without a session cookie there is no user to ask about; not asking keeps public pages the same for all caches.
        """
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        request.second_factor_wanted = signed_in and lacks_second_factor(request.user)
        if request.second_factor_wanted and not is_open(request.resolver_match):
            if request.method == "GET":
                request.session[ON_THE_WAY_TO] = request.get_full_path()
            return redirect("mfa_index")


def is_open(match) -> bool:
    return match.view_name in OPEN_VIEWS or match.view_name.startswith(OPEN_NAMES)
