"""The portal's words for days and times, as template filters."""

from django import template
from django.utils import timezone

from compact_portal import wording

register = template.Library()


def _unless_empty(say):
    def say_or_nothing(value):
        return "" if value in (None, "") else say(value)

    return say_or_nothing


for say in (wording.long_date, wording.day_and_month, wording.short_date, wording.clock, wording.date_and_time):
    register.filter(say.__name__, _unless_empty(say))


@register.filter
def when_due(due) -> str:
    """Counted from today in London."""
    return wording.when_due(due, timezone.localdate())


@register.filter
def count_of(number: int, noun: str) -> str:
    return wording.count_of(number, noun)


@register.simple_tag
def time_range(start, end=None) -> str:
    return wording.time_range(start, end)
