"""Addresses of the Compact."""

from django.urls import path

from champions.views import compact, exceptions, formats
from compact_portal.publishing.choices import Edition

app_name = "compact"

LARGE = {"edition": Edition.LARGE_PRINT}

urlpatterns = [
    path("", compact.compact, name="compact"),
    path("compact.pdf", compact.pdf, name="pdf"),
    path("compact-large-print.pdf", compact.pdf, LARGE, name="large-print"),
    path("formats/", formats.ask, name="ask-for-format"),
    path("formats/asked/", formats.asked, name="format-asked"),
    path("formats/requests/", formats.request_list, name="format-requests"),
    path("formats/requests/<int:pk>/", formats.answer, name="format-request"),
    path("exceptions/", exceptions.register, name="exceptions"),
    path("exceptions.csv", exceptions.register_csv, name="exceptions-csv"),
    path("exceptions/new/", exceptions.new, name="exception-new"),
    path("exceptions/<int:pk>/", exceptions.exception, name="exception"),
    path("exceptions/<int:pk>/review/", exceptions.review, name="exception-review"),
    path("<slug:slug>/", compact.version, name="version"),
    path("<slug:slug>/compact.pdf", compact.pdf, name="version-pdf"),
    path("<slug:slug>/compact-large-print.pdf", compact.pdf, LARGE, name="version-large-print"),
    path("<slug:slug>/<str:section>/<int:number>/", compact.clause, name="clause"),
]
