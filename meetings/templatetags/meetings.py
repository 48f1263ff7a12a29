"""Addresses and words of meetings, for templates."""

from django import template
from django.urls import reverse

from compact_portal.wording import long_date
from meetings.choices import MeetingState
from meetings.records import kept_back

register = template.Library()
register.filter(kept_back)


@register.filter
def page(meeting, name: str) -> str:
    """The address of one of a meeting's pages: {{ meeting|page:"desk" }}"""
    return meeting.url(name)


@register.filter
def when_held(meeting) -> str:
    """Monday 12 January 2015, or the title of a meeting whose date is not known."""
    return long_date(meeting.date) if meeting.date else meeting.title or "Date not known"


@register.filter
def what_to_read(meeting) -> str:
    """What its public page holds: minutes, before there are any the agenda, before that when and where."""
    return "Minutes" if meeting.minutes_public else "Agenda" if meeting.agenda_published_at else "When and where"


#: GOV.UK's tag colours. A colour never says anything the word does not.
TAG_COLOURS = {
    MeetingState.SCHEDULED: "grey",
    MeetingState.IN_SESSION: "purple",
    MeetingState.IN_DRAFT: "yellow",
    MeetingState.CIRCULATED: "yellow",
    MeetingState.APPROVED: "green",
    MeetingState.CANCELLED: "red",
    MeetingState.POSTPONED: "orange",
}


@register.inclusion_tag("meetings/components/state_tag.html")
def state_tag(meeting) -> dict:
    """Where a meeting stands, as the public sees it: published minutes stay published while officers write the next."""
    state = MeetingState(meeting.state)
    if meeting.minutes_public and meeting.minutes_open:
        state = MeetingState.DRAFT_PUBLISHED
    return {"label": state.label, "colour": TAG_COLOURS.get(state, "blue")}


@register.inclusion_tag("components/breadcrumbs.html")
def meeting_crumbs(committee=None, meeting=None) -> dict:
    """From the calendar down to the page above this one."""
    crumbs = [("Meetings", reverse("meetings:calendar"))]
    if committee:
        crumbs.append((committee.name, committee.get_absolute_url()))
    if meeting:
        crumbs.append((when_held(meeting), meeting.get_absolute_url()))
    return {"crumbs": crumbs}


@register.inclusion_tag("components/breadcrumbs.html")
def record_crumbs(title: str, name: str) -> dict:
    """Back from one record to the list it stands in."""
    return {"crumbs": [(title, reverse(name))]}
