"""Awards to download. Everyone may; there is no file before there is an award."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.csv_download import csv_response
from funding import open_data
from funding.models import Award

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def grants() -> list[Award]:
    """All grants that were taken. Raises Http404 where there are none: the standard knows no empty file."""
    found = list(Award.objects.public().grants().for_open_data())
    if not found:
        raise Http404
    return found


@login_not_required
@require_safe
def as_json(request):
    return HttpResponse(open_data.as_json(grants(), now=timezone.now()), content_type="application/json")


@login_not_required
@require_safe
def as_csv(request):
    header = [title for title, _ in open_data.COLUMNS]
    return csv_response("awards.csv", header, map(open_data.flat, grants()))


@login_not_required
@require_safe
def as_xlsx(request):
    response = HttpResponse(open_data.as_workbook(grants()), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="awards.xlsx"'
    return response


@login_not_required
@require_safe
def transparency(request):
    """Commissions too: the Code asks for all money that goes to voluntary groups."""
    found = list(Award.objects.public().for_open_data())
    return csv_response("transparency.csv", open_data.TRANSPARENCY, map(open_data.transparency, found))
