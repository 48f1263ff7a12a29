"""The day by which an action is to be done."""

from datetime import date

from django import forms

from compact_portal.wording import short_date
from meetings.models import Meeting


def after_its_meeting(form: forms.Form, name: str, meeting: Meeting) -> date | None:
    """The date in field `name`, on or after the meeting that gave the action. An earlier one on record may stay."""
    day = form.cleaned_data[name]
    is_new = day != form.initial.get(name)
    if day and is_new and meeting.date and day < meeting.date:
        raise forms.ValidationError(f"The date must be {short_date(meeting.date)}, the day of the meeting, or later")
    return day
