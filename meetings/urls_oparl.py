"""Addresses of meetings for machines: OParl 1.1."""

from django.urls import path

from meetings.views import oparl

app_name = "oparl"

urlpatterns = [
    path("", oparl.system, name="system"),
    path("bodies/", oparl.bodies, name="bodies"),
    path("body/", oparl.body, name="body"),
    path("organizations/", oparl.organizations, name="organizations"),
    path("organizations/<int:pk>/", oparl.organization, name="organization"),
    path("organizations/<int:pk>/meetings/", oparl.organization_meetings, name="organization-meetings"),
    path("memberships/<int:pk>/", oparl.membership, name="membership"),
    path("people/", oparl.people, name="people"),
    path("people/<int:pk>/", oparl.person, name="person"),
    path("meetings/", oparl.meetings, name="meetings"),
    path("meetings/<int:pk>/", oparl.meeting, name="meeting"),
    path("items/<int:pk>/", oparl.agenda_item, name="agenda-item"),
    path("files/<int:pk>/", oparl.file, name="file"),
    path("papers/", oparl.papers, name="papers"),
]
