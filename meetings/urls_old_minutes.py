"""Addresses of old minutes: from a file to a record. Part of those of meetings."""

from django.urls import path

from meetings.views import old_minutes

urlpatterns = [
    path("", old_minutes.old_minutes, name="old-minutes"),
    path("bring-in/", old_minutes.bring_in, name="old-minutes-new"),
    path("<int:pk>/original/", old_minutes.original, name="old-minutes-original"),
    path("<int:pk>/try-again/", old_minutes.try_again, name="old-minutes-try-again"),
    path("<int:pk>/remove/", old_minutes.remove, name="old-minutes-remove"),
]
