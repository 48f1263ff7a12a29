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
        return render(request, exception.template, {**exception.context(), "error": exception}, status=409)
