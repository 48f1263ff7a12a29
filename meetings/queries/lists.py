"""Meetings in short lists, and committees, as every reader asks for them."""

from datetime import date

from django.db.models import QuerySet

from compact_portal.written import written
from meetings.models import Committee, Meeting

#: On the front page; the calendar has the rest.
NAMED = 5
#: On a committee's page, of those to come and of those held.
OF_A_COMMITTEE = 10


@written
def soonest(today: date) -> QuerySet[Meeting]:
    return Meeting.objects.to_come(today).for_lists()[:NAMED]


@written
def lately_minuted() -> QuerySet[Meeting]:
    """Those whose minutes were published last, the latest first."""
    published = Meeting.objects.with_public_minutes().for_lists()
    return published.order_by("-minutes_published_at", "-pk")[:NAMED]


@written
def committee_at(slug: str) -> QuerySet[Committee]:
    """The committee with this address; none or one."""
    return Committee.objects.filter(slug=slug)


def next_of(committee: Committee, today: date) -> list[Meeting]:
    """A committee's meetings to come, cancelled ones too, soonest first."""
    return _of(committee, _next_of(committee.pk, today))


def last_of(committee: Committee, today: date) -> list[Meeting]:
    """A committee's latest meetings, and those whose date nobody knows."""
    return _of(committee, _last_of(committee.pk, today))


def _of(committee: Committee, meetings: list[Meeting]) -> list[Meeting]:
    for meeting in meetings:
        meeting.committee = committee
    return meetings


@written
def _next_of(committee: int, today: date) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(committee=committee, date__gte=today).in_a_line()
    return found.order_by("date", "pk")[:OF_A_COMMITTEE]


@written
def _last_of(committee: int, today: date) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(committee=committee).exclude(date__gte=today).in_a_line()
    return found.newest_first()[:OF_A_COMMITTEE]
