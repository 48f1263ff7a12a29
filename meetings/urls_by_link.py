"""Addresses that come in emails and open without an account."""

from django.urls import path

from meetings.views import by_link

app_name = "by-link"

urlpatterns = [
    path("<str:secret>/", by_link.open_link, name="open"),
    path("<str:secret>/propose/", by_link.propose, name="propose"),
    path("<str:secret>/propose/<int:pk>/", by_link.propose, name="propose-at"),
    path("<str:secret>/actions/<int:pk>/", by_link.report, name="report"),
]
