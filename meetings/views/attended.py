"""How often members came: term by term, and every published attendance list as a spreadsheet."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.csv_download import csv_response
from meetings.models import Attendance, Committee
from meetings.queries.attendance import published_lines
from meetings.queries.terms import TermFigure, figures_by_term
from meetings.views.finding import RUN, found_committee


def found_counted(request, slug) -> Committee:
    """Where a committee does not publish its figures, they exist for officers only."""
    committee = found_committee(request, slug)
    if not committee.shows_attendance_figures and not request.user.has_perm(RUN):
        raise Http404
    return committee


@login_not_required
@require_safe
def by_term(request, slug):
    """Those in term today, then those before them."""
    committee = found_counted(request, slug)
    today = timezone.localdate()
    terms = figures_by_term(committee.pk)
    context = {
        "committee": committee,
        "now": [term for term in terms if not term.is_over(today)],
        "earlier": [term for term in terms if term.is_over(today)],
    }
    return render(request, "meetings/public/terms.html", context)


@login_not_required
@require_safe
def by_term_csv(request, slug):
    committee = found_counted(request, slug)
    header = ["Member", "Side", "Organisation", "Term from", "Term to", "Meetings", "Came", "Sent a deputy"]
    header += ["Apologies", "Organisation was there"]
    return csv_response(f"attendance-by-term-{slug}.csv", header, map(term_row, figures_by_term(committee.pk)))


def term_row(term: TermFigure) -> list[str | int]:
    return [
        term.name,
        term.side,
        term.organisation,
        term.starts_on.isoformat(),
        term.ends_on.isoformat() if term.ends_on else "",
        term.meetings,
        term.attended,
        term.deputised,
        term.apologies,
        term.organisation_present,
    ]


@login_not_required
@require_safe
def every_list_csv(request, slug):
    """Every line of every published attendance list, the latest meeting first."""
    committee = found_counted(request, slug)
    header = ["Date", "Name", "Side", "Organisation", "Capacity", "Status", "Deputising for", "Meeting"]
    return csv_response(f"attendance-{slug}.csv", header, map(attendance_row, published_lines(committee)))


def attendance_row(line: Attendance) -> list[str]:
    meeting = line.meeting
    return [
        meeting.date.isoformat() if meeting.date else meeting.written_date,
        line.name,
        line.side,
        line.organisation.name if line.organisation else "",
        line.get_capacity_display(),
        line.get_status_display(),
        line.deputising_for.name if line.deputising_for else "",
        f"{settings.SITE_URL}{meeting.get_absolute_url()}",
    ]
