"""Addresses and words of meetings, for templates."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from compact_portal.addresses import address
from compact_portal.pages.templatetags.pieces import tag
from compact_portal.wording import day_and_month, long_date, short_date, time_range, when_due
from meetings.choices import ActionState, DueRule, MeetingState
from meetings.pdfs import owners_text
from meetings.records import kept_back

register = template.Library()
register.filter(kept_back)
register.filter(owners_text)


@register.filter
def page(record, name: str) -> str:
    """The address of one of the pages of a meeting or an item: {{ meeting|page:"desk" }}"""
    return record.url(name)


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
VACANT = mark_safe("<em>Vacant</em>")
ACTION_COLOURS = {
    ActionState.OPEN: "",
    ActionState.DONE: "green",
    ActionState.DROPPED: "grey",
    ActionState.PAST: "grey",
}


@register.simple_tag
def state_tag(meeting) -> str:
    """Where a meeting stands, as the public sees it: published minutes stay published while officers write the next."""
    state = MeetingState(meeting.state)
    if meeting.minutes_public and meeting.minutes_open:
        state = MeetingState.DRAFT_PUBLISHED
    return tag(state.label, TAG_COLOURS.get(state, "blue"))


@register.simple_tag
def meeting_row(meeting, with_committee: bool = False) -> str:
    """One meeting in a list: when, which, where, how it stands. `with_committee` on a page about more than one."""
    when = day_and_month(meeting.date) if meeting.date and with_committee else when_held(meeting)
    hours = time_range(meeting.starts_at, meeting.ends_at) if meeting.starts_at else ""
    return format_html(
        '<li class="p-due"><p class="p-due__when">{}{}</p><div><p><a class="govuk-link" href="{}">{}'
        '<span class="govuk-visually-hidden">, {}</span></a></p>{}{}</div><p>{}</p></li>',
        when if meeting.date else "Date not known",
        format_html(" <small>{}</small>", hours) if hours else "",
        meeting.get_absolute_url(),
        meeting.committee if with_committee else what_to_read(meeting),
        when_held(meeting),
        format_html("<p>{}</p>", meeting.title) if meeting.title else "",
        format_html('<p class="p-where">{}</p>', meeting.venue) if meeting.venue else "",
        state_tag(meeting),
    )


@register.simple_tag
def seat_line(seat) -> SafeString:
    """A seat from `seats_by_side`: who holds it, for which organisation, who deputises."""
    return format_html(
        "<li>{}{}{}</li>",
        format_html_join(", ", "{}{}", ((term.person, _office(term)) for term in seat.holders)) or VACANT,
        format_html('<br><span class="p-where">{}</span>', seat.organisation) if seat.organisation else "",
        _substitutes(seat.deputies),
    )


def _office(term) -> SafeString | str:
    return format_html(" <strong>({})</strong>", term.get_office_display()) if term.office else ""


def _substitutes(deputies: list) -> SafeString | str:
    if not deputies:
        return ""
    names = ", ".join(str(substitute.person) for substitute in deputies)
    return format_html('<br><span class="p-where">Substitute: {}</span>', names)


@register.simple_tag
def action_tag(action) -> str:
    return tag(action.get_state_display(), ACTION_COLOURS[action.state])


@register.simple_tag
def due_in_words(action, today) -> str:
    """When an action is due; how late, when it is open and late."""
    if not action.due_on:
        return "No date" if action.due_rule == DueRule.NONE else action.get_due_rule_display()
    if action.state != ActionState.OPEN or action.due_on >= today:
        return short_date(action.due_on)
    late = when_due(action.due_on, today)
    return format_html('{}<br><strong class="p-late">{}</strong>', short_date(action.due_on), late)


@register.simple_tag
def from_meeting(meeting) -> str:
    """Where a record comes from, in a list."""
    return format_html(
        '<a class="govuk-link" href="{}">{}</a><br><span class="p-where">{}</span>',
        meeting.get_absolute_url(),
        short_date(meeting.date) if meeting.date else when_held(meeting),
        meeting.committee,
    )


@register.simple_tag
def draft_tag(record) -> str:
    """An action or decision that is not public says so to the officers who see it."""
    reason = kept_back(record)
    return tag(reason, "yellow") if reason else ""


@register.inclusion_tag("components/breadcrumbs.html")
def meeting_crumbs(committee=None, meeting=None) -> dict:
    """From the calendar down to the page above this one."""
    crumbs = [("Meetings", address("meetings:calendar"))]
    if committee:
        crumbs.append((committee.name, committee.get_absolute_url()))
    if meeting:
        crumbs.append((when_held(meeting), meeting.get_absolute_url()))
    return {"crumbs": crumbs}


@register.inclusion_tag("components/breadcrumbs.html")
def record_crumbs(title: str, name: str) -> dict:
    """Back from one record to the list it stands in."""
    return {"crumbs": [(title, address(name))]}
