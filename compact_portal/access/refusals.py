"""When a record has moved on since a page was opened: the page that says so, whatever was asked for."""

from django.shortcuts import render


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
    """What somebody wrote on the page that came too late, for them to copy: answers of more than one word."""
    return [value for name, value in request.POST.items() if name != "csrfmiddlewaretoken" and " " in value.strip()]
