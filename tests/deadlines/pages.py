from datetime import timedelta

from django.utils import timezone

from compact_portal.deadlines.services import add_bank_holiday, open_calendar
from tests.factories.meetings import ActionFactory, MeetingFactory
from tests.factories.people import UserFactory
from tests.rig.states import State, submit


def due(user) -> None:
    """Something overdue, due today and later, and an agenda to publish."""
    today = timezone.localdate()
    for days in (-4000, -6, 0, 1, 5, 30, 400):
        ActionFactory(owners=[user.person], due_on=today + timedelta(days=days), published=True)
    MeetingFactory(date=today + timedelta(days=14))


def waiting(user):
    due(user)
    return "/"


def list_of(query=""):
    def path(user):
        due(user)
        UserFactory(name="Example Person the Second")
        UserFactory(name="Example Person the Third")
        return f"/due/{query}"

    return path


def several_pages(user):
    for days in range(120):
        ActionFactory(owners=[user.person], due_on=timezone.localdate() + timedelta(days=days), published=True)
    return f"/due/?from={timezone.localdate().isoformat()}&skip=10"


def with_calendar(user):
    open_calendar(by=user, now=timezone.now())
    return "/due/calendar/"


def with_added_holiday(user):
    day = timezone.localdate().replace(month=7, day=1)
    add_bank_holiday(day=day, name="Example Day", by=user, now=timezone.now())
    return "/due/bank-holidays/"


PAGES = [
    State("home, with what is waiting", waiting, role="officer"),
    State("home, with what is waiting", waiting, role="member"),
    State("due dates, none", "/due/", role="member"),
    State("due dates of everybody", list_of(), role="officer"),
    State("due dates, overdue only", list_of("?overdue=yes"), role="officer"),
    State("due dates, a name that fits several people", list_of("?person=example"), role="officer"),
    State("due dates, a name that fits nobody", list_of("?person=zzz"), role="officer"),
    State("due dates, nothing of a kind", "/due/?kind=meetings.minutes", role="officer"),
    State("due dates, the second page", several_pages, role="officer"),
    State("your calendar, not opened", "/due/calendar/", role="member"),
    State("your calendar", with_calendar, role="member"),
    State("bank holidays", "/due/bank-holidays/", role="officer"),
    State("bank holidays, one added by hand", with_added_holiday, role="administrator"),
    State("add a bank holiday", "/due/bank-holidays/add/", role="administrator"),
    State("add a bank holiday, with errors", "/due/bank-holidays/add/", role="administrator", act=submit),
    State("bank holidays, not for members", "/due/bank-holidays/", role="member", status=403),
]
