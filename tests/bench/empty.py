"""An empty Django view: no middleware, no database, no template."""

from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

urlpatterns = [path("", lambda request: HttpResponse("empty"))]


def empty_client() -> Client:
    """A client whose handler has nothing but the view. It is loaded at the first request, which is made here."""
    client = Client()
    with override_settings(MIDDLEWARE=[]):
        client.handler.load_middleware()
    usual = client.handler.get_response

    def get_response(request):
        request.urlconf = __name__
        return usual(request)

    client.handler.get_response = get_response
    return client
