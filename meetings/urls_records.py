"""Addresses of what comes of meetings: actions and decisions."""

from django.urls import path

from meetings.views import links, records

app_name = "actions"

urlpatterns = [
    path("actions/", records.actions, name="actions"),
    path("actions/actions.csv", records.actions_csv, name="actions-csv"),
    path("actions/links/", links.of_actions, name="links"),
    path("actions/links/<int:pk>/end/", links.end, name="end-link"),
    path("actions/links/<int:pk>/allow/", links.allow, name="allow-link"),
    path("actions/<int:pk>/", records.action, name="action"),
    path("actions/<int:pk>/update/", records.update, name="update"),
    path("actions/<int:pk>/date/", records.new_date, name="new-date"),
    path("decisions/", records.decisions, name="decisions"),
    path("decisions/decisions.csv", records.decisions_csv, name="decisions-csv"),
    path("decisions/<int:pk>/", records.decision, name="decision"),
]
