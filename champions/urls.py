"""Addresses of the Compact."""

from django.urls import path

from champions.views import adoption, compact, editions, formats
from compact_portal.publishing.choices import Edition

app_name = "compact"

ADOPTION = "<slug:slug>/adoption/<slug:organisation>"
LARGE = {"edition": Edition.LARGE_PRINT}

urlpatterns = [
    path("", compact.compact, name="compact"),
    path("compact.pdf", compact.pdf, name="pdf"),
    path("compact-large-print.pdf", compact.pdf, LARGE, name="large-print"),
    path("formats/", formats.ask, name="ask-for-format"),
    path("formats/asked/", formats.asked, name="format-asked"),
    path("formats/requests/", formats.request_list, name="format-requests"),
    path("formats/requests/<int:pk>/", formats.answer, name="format-request"),
    path("<slug:slug>/", compact.version, name="version"),
    path("<slug:slug>/compact.pdf", compact.pdf, name="version-pdf"),
    path("<slug:slug>/compact-large-print.pdf", compact.pdf, LARGE, name="version-large-print"),
    path("<slug:slug>/adoption/", adoption.adoption, name="adoption"),
    path("<slug:slug>/adoption/adoption.csv", adoption.adoption_csv, name="adoption-csv"),
    path(f"{ADOPTION}/", adoption.adoption_desk, name="adoption-of"),
    path(f"{ADOPTION}/plan/", adoption.change, {"step": adoption.PLAN}, name="plan-adoption"),
    path(f"{ADOPTION}/adopted/", adoption.change, {"step": adoption.ADOPTED}, name="record-adoption"),
    path(f"{ADOPTION}/declined/", adoption.change, {"step": adoption.DECLINED}, name="decline-adoption"),
    path(f"{ADOPTION}/undo/", adoption.change, {"step": adoption.REOPEN}, name="reopen-adoption"),
    path(f"{ADOPTION}/evidence/", adoption.evidence, name="adoption-evidence"),
    path("<slug:slug>/editions/", editions.edition_list, name="editions"),
    path("<slug:slug>/editions/add/", editions.edition_add, name="add-edition"),
    path("<slug:slug>/editions/<int:pk>/", editions.edition, name="edition"),
    path("<slug:slug>/editions/<int:pk>/remove/", editions.edition_remove, name="remove-edition"),
    path("<slug:slug>/<str:section>/<int:number>/", compact.clause, name="clause"),
]
