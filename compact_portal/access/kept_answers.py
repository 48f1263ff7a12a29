"""What somebody typed while their sign-in ran out is kept, and offered back once they have signed in again.

A form that is sent without a sign-in leads to the sign-in page, and what was in it would be lost. It is put into the
(new, empty) session instead. After signing in, the page they come back to shows what they wrote, with a button that
sends it, until they send it or leave it out. Works for every form with words in it, with and without scripts. Files
have to be chosen again, and what belongs to signing in is never kept.

Only the person who wrote it gets it back: a signed cookie says who was signed in last in this browser.
"""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.shortcuts import render
from django.utils import timezone

KEY = "kept_answers"
COOKIE = "signed_in_last"
signer = Signer(salt="access.kept-answers")

#: After this it is no longer somebody who just signs in again.
KEPT_FOR = timedelta(hours=12)
#: Far beyond what a form takes: the longest minutes twice, as they were and as they are.
MOST_CHARACTERS = 1_000_000
#: Where passwords and codes are typed.
SIGNING_IN = "/account/"
#: What a person wrote has a space in it, unlike what they chose or a page sent along.
WORDS_APART = " "
#: What a page sends along and has a space in it all the same.
SENT_ALONG = ("-stored", "as_shown")


def keep_answers(request) -> None:
    """Put what was sent aside, if we know whose it is. Scripts that save in the background keep their words."""
    who = signed_in_last(request)
    in_background = request.headers.get("X-Requested-With") == "fetch"
    if who is None or in_background or request.path.startswith(SIGNING_IN):
        return
    answers = [(name, value) for name, values in request.POST.lists() for value in values if may_be_kept(name)]
    if not words_of(answers) or sum(len(value) for _, value in answers) > MOST_CHARACTERS:
        return
    request.session[KEY] = {
        "who": who,
        "path": request.path,
        "address": request.get_full_path(),
        "answers": answers,
        "had_files": bool(request.FILES),
        "until": (timezone.now() + KEPT_FOR).isoformat(),
    }


def may_be_kept(name: str) -> bool:
    return name != "csrfmiddlewaretoken" and "password" not in name


def words_of(answers) -> list[str]:
    """What a person wrote: not what they chose, nor what a page sends along, such as the old text beside the new."""
    return [value for name, value in answers if WORDS_APART in value.strip() and not name.endswith(SENT_ALONG)]


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
        """On the page they were sent from: what they wrote. Sending it, leaving it out, or half a day ends it."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or KEY not in request.session:
            return None
        kept = request.session[KEY]
        if not request.user.is_authenticated or kept["path"] != request.path:
            return None
        is_theirs = kept["who"] == request.user.pk and kept["until"] > timezone.now().isoformat()
        if request.method == "GET" and is_theirs and "no-kept-answers" not in request.GET:
            return render(request, "access/kept_answers.html", kept | {"words": words_of(kept["answers"])})
        if request.method != "HEAD":
            del request.session[KEY]
        return None


def remember_who(request, response) -> None:
    """Who is signed in: longer than a sign-in lasts, so that it is known when one ran out, and until they sign out
    themselves."""
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
