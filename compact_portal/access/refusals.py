"""When what was sent cannot be taken: a record has moved on since the page was opened, or all cookies are gone."""

from django.shortcuts import render

from compact_portal.access.kept_answers import SIGNING_IN, may_be_kept, words_of


class Refusal(Exception):
    """A change that is not possible now. `template` says why, and where the record stands."""

    template: str

    def context(self) -> dict:
        """What the template needs, besides the `error` itself."""
        return {}


class RefusalMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, Refusal):
            return None
        context = {**exception.context(), "error": exception, "written": written(request)}
        return render(request, exception.template, context, status=409)


def written(request) -> list[str]:
    """What somebody wrote on the page that came too late, for them to copy."""
    if request.path.startswith(SIGNING_IN):
        return []
    return words_of((name, value) for name, value in request.POST.items() if may_be_kept(name))


def csrf_failure(request, reason=""):
    """Going back no longer leads to the page, so what one of our own pages sent is shown, to be copied."""
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return render(request, "403_csrf.html", {"written": written(request) if is_ours else []}, status=403)
