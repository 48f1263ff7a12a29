"""Addresses of signatories and Champions."""

from django.urls import path

from champions.views import champions

app_name = "champions"

urlpatterns = [
    path("", champions.champion_list, name="directory"),
    path("signatories/new/", champions.signatory_new, name="signatory-new"),
    path("<slug:slug>/", champions.signatory, name="signatory"),
    path("<slug:slug>/appoint/", champions.appoint, name="appoint"),
    path("<slug:slug>/<int:pk>/end/", champions.end_term, name="end-term"),
]
