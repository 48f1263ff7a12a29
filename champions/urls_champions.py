"""Addresses of signatories and Champions."""

from django.urls import path

from champions.views import champions, interests, mine, promotion

app_name = "champions"

urlpatterns = [
    path("", champions.champion_list, name="directory"),
    path("champions.csv", champions.champion_csv, name="csv"),
    path("mine/", mine.mine, name="mine"),
    path("promotion/", promotion.log, name="promotion"),
    path("promotion.csv", promotion.log_csv, name="promotion-csv"),
    path("interests/<int:person>/", interests.interests, name="interests"),
    path("interests/<int:person>/new/", interests.new, name="interest-new"),
    path("interests/<int:person>/<int:pk>/end/", interests.end, name="interest-end"),
    path("signatories/new/", champions.signatory_new, name="signatory-new"),
    path("<slug:slug>/", champions.signatory, name="signatory"),
    path("<slug:slug>/promotion/new/", promotion.new, name="promotion-new"),
    path("<slug:slug>/promotion/<int:pk>/", promotion.edit, name="promotion-edit"),
    path("<slug:slug>/promotion/<int:pk>/remove/", promotion.remove, name="promotion-remove"),
    path("<slug:slug>/appoint/", champions.appoint, name="appoint"),
    path("<slug:slug>/<int:pk>/contact/", champions.contact, name="contact"),
    path("<slug:slug>/<int:pk>/end/", champions.end_term, name="end-term"),
]
