"""Addresses of old minutes: from a file to a record. Part of those of meetings."""

from django.urls import path

from meetings.views import old_checking, old_keeping, old_minutes

urlpatterns = [
    path("", old_minutes.old_minutes, name="old-minutes"),
    path("bring-in/", old_minutes.bring_in, name="old-minutes-new"),
    path("<int:pk>/", old_checking.check, name="old-minutes-check"),
    path("<int:pk>/heading/", old_checking.heading, name="old-minutes-heading"),
    path("<int:pk>/lines/<int:position>/", old_checking.line, name="old-line"),
    path("<int:pk>/lines/<int:position>/decision/", old_checking.decision_new, name="old-decision-new"),
    path("<int:pk>/lines/<int:position>/action/", old_checking.action_new, name="old-action-new"),
    path("<int:pk>/lines/<int:position>/attendee/", old_checking.attendee_new, name="old-attendee-new"),
    path("<int:pk>/decisions/<int:row>/", old_checking.decision, name="old-decision"),
    path("<int:pk>/actions/<int:row>/", old_checking.action, name="old-action"),
    path("<int:pk>/attendees/<int:row>/", old_checking.attendee, name="old-attendee"),
    path("<int:pk>/<slug:kind>/<int:row>/remove/", old_checking.remove_row, name="old-row-remove"),
    path("<int:pk>/keep/", old_keeping.keep, name="old-minutes-keep"),
    path("<int:pk>/take-back/", old_keeping.take_back, name="old-minutes-take-back"),
    path("<int:pk>/original/", old_minutes.original, name="old-minutes-original"),
    path("<int:pk>/try-again/", old_minutes.try_again, name="old-minutes-try-again"),
    path("<int:pk>/remove/", old_minutes.remove, name="old-minutes-remove"),
]
