"""What was sent to whom, what waits, and what failed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from compact_portal.access.gate import permission_required
from compact_portal.audit.queries import history_of
from compact_portal.csv_download import csv_response
from compact_portal.lists import page_of
from compact_portal.notices import queries, services
from compact_portal.notices.filters import NoticeFilter
from compact_portal.notices.models import Notice
from compact_portal.wording import count_of, date_and_time


@require_safe
@permission_required("notices.see_notices")
def notice_list(request):
    chosen = NoticeFilter(request.GET, queryset=queries.notice_list())
    context = {"filter": chosen, "page": page_of(request, chosen.rows), "unsent": queries.unsent_counts()}
    return render(request, "notices/notice_list.html", context)


@require_safe
@permission_required("notices.see_notices")
def notice_csv(request):
    """The same list as a spreadsheet, all of it."""
    found = NoticeFilter(request.GET, queryset=queries.notice_list()).rows
    header = ["Written", "To", "About", "Subject", "State", "Sent", "Tries", "Problem"]
    return csv_response("notices.csv", header, map(_csv_row, found.iterator(chunk_size=500)))


def _csv_row(notice: Notice) -> list:
    return [
        _minute(notice.created_at),
        notice.email,
        notice.shown_kind,
        notice.shown_subject,
        notice.state.label,
        _minute(notice.sent_at) if notice.sent_at else "",
        notice.attempts,
        notice.last_error,
    ]


def _minute(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _notice(request, pk: int) -> Notice:
    return get_object_or_404(Notice.objects.select_related("user__person"), pk=pk)


@require_safe
@permission_required("notices.see_notices")
def notice_detail(request, pk: int):
    notice = _notice(request, pk)
    context = {"notice": notice, "facts": list(_facts(notice)), "history": history_of(notice)}
    return render(request, "notices/notice.html", context)


def _facts(notice: Notice):
    yield {"key": "To", "value": notice.reader}
    if notice.user:
        yield {"key": "Email address", "value": notice.email}
    yield {"key": "About", "value": notice.shown_kind}
    yield {"key": "Written", "value": date_and_time(notice.created_at)}
    yield {"key": "State", "value": notice.state.label}
    if notice.sent_at:
        yield {"key": "Sent", "value": date_and_time(notice.sent_at)}
    if notice.is_troubled:
        yield {"key": "Problem", "value": notice.last_error}
        yield {"key": "Tried", "value": count_of(notice.attempts, "time")}
        if not notice.failed_at:
            yield {"key": "Next try", "value": date_and_time(notice.next_attempt_at)}


@require_POST
@permission_required("notices.try_again", fn=_notice)
def try_again(request, pk: int):
    if services.try_again(_notice(request, pk), by=request.user, now=timezone.now()):
        messages.success(request, "The portal tries again now. This can take a minute.")
    else:
        messages.info(request, "This notice needs no new try: it was sent, or is being sent.")
    return redirect("notices:notice", pk)
