"""Addresses of the Compact."""

from django.urls import path

from champions.views import compact, consultations, formats, responses
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
    path("consultations/", consultations.consultation_index, name="consultations"),
    path("consultations/<int:pk>/report/", consultations.report, name="report"),
    path("consultations/<int:pk>/report.pdf", consultations.report_pdf, name="report-pdf"),
    path("consultations/<int:pk>/report-large-print.pdf", consultations.report_pdf, LARGE, name="report-large-print"),
    path("consultations/<int:pk>/extend/", consultations.extend_consultation, name="extend-consultation"),
    path("consultations/<int:pk>/close/", consultations.close_consultation, name="close-consultation"),
    path("consultations/<int:pk>/publish/", consultations.publish_report, name="publish-report"),
    path("consultations/<int:pk>/responses/", responses.response_list, name="responses"),
    path("consultations/<int:pk>/responses.csv", responses.response_csv, name="responses-csv"),
    path("consultations/<int:pk>/responses/<slug:reference>/", responses.response, name="response"),
    path("<slug:slug>/", compact.version, name="version"),
    path("<slug:slug>/consultation/", consultations.consultation, name="consultation"),
    path("<slug:slug>/consultation/open/", consultations.open_consultation, name="open-consultation"),
    path("<slug:slug>/consultation/respond/", responses.respond, name="respond"),
    path("<slug:slug>/consultation/sent/", responses.response_sent, name="response-sent"),
    path("<slug:slug>/compact.pdf", compact.pdf, name="version-pdf"),
    path("<slug:slug>/compact-large-print.pdf", compact.pdf, LARGE, name="version-large-print"),
    path("<slug:slug>/<str:section>/<int:number>/", compact.clause, name="clause"),
]
