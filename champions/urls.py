"""Addresses of the Compact."""

from django.urls import path

from champions.views import compact
from compact_portal.publishing.choices import Edition

app_name = "compact"

LARGE = {"edition": Edition.LARGE_PRINT}

urlpatterns = [
    path("", compact.compact, name="compact"),
    path("compact.pdf", compact.pdf, name="pdf"),
    path("compact-large-print.pdf", compact.pdf, LARGE, name="large-print"),
    path("<slug:slug>/", compact.version, name="version"),
    path("<slug:slug>/compact.pdf", compact.pdf, name="version-pdf"),
    path("<slug:slug>/compact-large-print.pdf", compact.pdf, LARGE, name="version-large-print"),
    path("<slug:slug>/<str:section>/<int:number>/", compact.clause, name="clause"),
]
