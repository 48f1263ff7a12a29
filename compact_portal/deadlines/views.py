"""All due dates, the calendar to take them away in, the bank holidays."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal import dates
from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.deadlines import engine, services
from compact_portal.deadlines.calendars import calendar_of
from compact_portal.deadlines.filters import DueFilter
from compact_portal.deadlines.forms import BankHolidayForm
from compact_portal.deadlines.models import BankHoliday, CalendarFeed, DueDate
from compact_portal.deadlines.queries import all_with_recipients, with_recipients
from compact_portal.partnership.models import Partnership
from compact_portal.wording import due_words, long_date

#: Due dates nearer than this are told in working days, those beyond by their date.
NEAR = timedelta(days=28)


@require_safe
def due_list(request):
    """Every due date this person may see, soonest first; the state of the list is in its address."""
    today = timezone.localdate()
    chosen = DueFilter.read(request.GET, user=request.user)
    far = today + NEAR
    page = chosen.page(request.user, today)
    sees_all = request.user.has_perm("deadlines.see_all_due_dates")
    rows = with_recipients(page.rows) if sees_all else page.rows
    context = {
        "chosen": chosen,
        "kinds": list(engine.sources.values()),
        "sees_all": sees_all,
        "page": page,
        "rows": [(row, due_words(row.due, today, is_near=row.due < far)) for row in rows],
    }
    return render(request, "deadlines/list.html", context)


@require_safe
def due_csv(request):
    """The same list as a spreadsheet, all of it. Like the page it says who else is meant only to those who see all."""
    found = DueFilter.read(request.GET, user=request.user).everything(request.user, timezone.localdate())
    if not request.user.has_perm("deadlines.see_all_due_dates"):
        return csv_response("due-dates.csv", ["Due", "What", "Where", "Link"], map(_csv_row, found.iterator()))
    rows = (_csv_row(row, ", ".join(who.name for who in row.recipients)) for row in all_with_recipients(found))
    return csv_response("due-dates.csv", ["Due", "What", "Where", "Who", "Link"], rows)


def _csv_row(row: DueDate, *who: str) -> list[str]:
    return [row.due.isoformat(), row.title, row.context, *who, f"{settings.SITE_URL}{row.url}"]


@require_safe
def calendar(request):
    """The address of your own calendar, and how to close it."""
    feed = CalendarFeed.objects.filter(user=request.user).first()
    address = f"{settings.SITE_URL}{feed.get_absolute_url()}" if feed else ""
    return render(request, "deadlines/calendar.html", {"feed": feed, "address": address})


@require_POST
def open_calendar(request):
    services.open_calendar(by=request.user, now=timezone.now())
    messages.success(request, "Your calendar has a new address. Add it to your calendar program.")
    return redirect("deadlines:calendar")


@require_POST
def close_calendar(request):
    services.close_calendar(by=request.user, now=timezone.now())
    messages.success(request, "The address of your calendar no longer works.")
    return redirect("deadlines:calendar")


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
def feed(request, secret: str):
    """One person's due dates for their calendar program, which cannot sign in: the address is the key."""
    found = CalendarFeed.find(secret)
    if found is None:
        raise Http404
    text = calendar_of(found, name=Partnership.current().name)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@require_safe
@permission_required("deadlines.see_bank_holidays")
def bank_holidays(request):
    """The bank holidays from this year on, with a warning a year before they run out."""
    today = timezone.localdate()
    context = {
        "holidays": BankHoliday.objects.since(today.replace(month=1, day=1)).select_related("added_by__person"),
        "known_until": dates.bank_holidays().known_until,
        "ends_soon": dates.holidays_end_soon(today),
        "may_add": request.user.has_perm("deadlines.add_bank_holiday"),
    }
    return render(request, "deadlines/bank_holidays.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("deadlines.add_bank_holiday")
def add_bank_holiday(request):
    form = BankHolidayForm(request.POST or None)
    if form.is_valid():
        added = services.add_bank_holiday(**form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, f"{added.name} on {long_date(added.day)} is now a bank holiday.")
        return redirect("deadlines:bank-holidays")
    return render(request, "deadlines/add_bank_holiday.html", {"form": form})


def _bank_holiday(request, pk: int) -> BankHoliday:
    return get_object_or_404(BankHoliday, pk=pk)


@require_POST
@permission_required("deadlines.remove_bank_holiday", fn=_bank_holiday)
def remove_bank_holiday(request, pk: int):
    holiday = _bank_holiday(request, pk)
    services.remove_bank_holiday(holiday, by=request.user, now=timezone.now())
    messages.success(request, f"{long_date(holiday.day)} is a working day again.")
    return redirect("deadlines:bank-holidays")
