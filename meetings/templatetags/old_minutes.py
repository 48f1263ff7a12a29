"""Words of the pages of old minutes."""

from django import template

from compact_portal.wording import long_date
from meetings.choices import TakenFor
from meetings.models import OldLine, OldMinutes
from meetings.queries.old_minutes import LINES_A_PAGE

register = template.Library()


@register.filter
def heading_rows(old: OldMinutes) -> list[tuple[str, str]]:
    return [
        ("Committee", old.committee.name),
        ("Title", old.title),
        ("Date", long_date(old.date) if old.date else ""),
        ("As the minutes write it", old.written_date),
        ("Time", old.written_time),
        ("Where", old.venue),
        ("Next meetings", old.next_meetings),
    ]


@register.filter
def page_of_line(old: OldMinutes, position: int) -> str:
    """The address of a line on the page that checks."""
    page = (position - 1) // LINES_A_PAGE + 1
    return f"{old.url()}{f'?page={page}' if page > 1 else ''}#line-{position}"


@register.filter
def shows_text(line: OldLine) -> bool:
    """Is its text in the record another than the line beside it, or more than its title?"""
    if line.taken_for == TakenFor.ITEM:
        return bool(line.kept)
    return line.taken_for == TakenFor.TEXT and line.kept != line.text


@register.filter
def kind_of_row(row) -> str:
    """ "decision", "action", "attendee": its part of an address."""
    return row._meta.model_name.removeprefix("old")
