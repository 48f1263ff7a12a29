"""What somebody typed while their sign-in ran out is kept, and offered back once they have signed in again.

A form that is sent without a sign-in leads to the sign-in page, and what was in it would be lost. It is put into the
(new, empty) session instead. After signing in, the page they come back to shows what they wrote, with a button that
sends it. Works for every form, with and without scripts. Files have to be chosen again.

Only the person who wrote it gets it back: a signed cookie says who was signed in last in this browser.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.shortcuts import render
from django.utils import timezone

KEY = "kept_answers"
COOKIE = "signed_in_last"
signer = Signer(salt="access.kept-answers")

#: After this it is no longer somebody who just signs in again.
KEPT_FOR = timedelta(hours=12)
#: As long as the longest minutes; a form has no more.
MOST_CHARACTERS = 400_000
#: Never kept.
SECRET = ("csrfmiddlewaretoken", "password", "code")


def keep_answers(request) -> None:
    """Put what was sent aside, if we know whose it is. Scripts that save in the background keep their words."""
    who = signed_in_last(request)
    answers = request.POST.copy()
    for name in [name for name in answers if name.startswith(SECRET)]:
        del answers[name]
    written = answers.urlencode()
    if who is None or request.headers.get("X-Requested-With") == "fetch" or len(written) > MOST_CHARACTERS:
        return
    request.session[KEY] = {
        "user": who,
        "path": request.path,
        "answers": written,
        "had_files": bool(request.FILES),
        "until": (timezone.now() + KEPT_FOR).isoformat(),
    }


def signed_in_last(request) -> int | None:
    try:
        return int(signer.unsign(request.COOKIES.get(COOKIE, "")))
    except (BadSignature, ValueError):
        return None


class KeptAnswersMiddleware:
    """After those that say who is there. It asks nothing of people without a session: their pages stay the same."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        had_a_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        response = self.get_response(request)
        if had_a_session or settings.SESSION_COOKIE_NAME in response.cookies:
            remember_who(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        """On the page they were sent from: what they wrote, once. Sending it, or anything else there, ends it."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or KEY not in request.session:
            return None
        kept = request.session[KEY]
        if not request.user.is_authenticated or kept["path"] != request.path:
            return None
        del request.session[KEY]
        is_theirs = kept["user"] == request.user.pk and kept["until"] > timezone.now().isoformat()
        if request.method != "GET" or not is_theirs or "no-kept-answers" in request.GET:
            return None
        return render(request, "access/kept_answers.html", offer(kept))


def offer(kept: dict) -> dict:
    answers = [(name, value) for name, values in QueryDict(kept["answers"]).lists() for value in values]
    return {
        "answers": answers,
        "words": [value for _, value in answers if " " in value.strip()],  # what a person wrote, not what they chose
        "had_files": kept["had_files"],
        "path": kept["path"],
    }


def remember_who(request, response) -> None:
    """Who is signed in, for as long as a sign-in lasts and until they sign out themselves."""
    if request.user.is_authenticated:
        if signed_in_last(request) != request.user.pk:
            response.set_cookie(
                COOKIE,
                signer.sign(request.user.pk),
                max_age=4 * settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
    elif request.path == settings.SIGN_OUT_PATH:
        response.delete_cookie(COOKIE, samesite="Lax")
