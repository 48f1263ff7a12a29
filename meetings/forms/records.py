"""Forms for following an action."""

from datetime import date

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from meetings.forms.due_dates import after_its_meeting
from meetings.models import Meeting


class NewDateForm(PortalForm):
    submit = "Set the new date"
    on = DateField(label="By when?")
    note = forms.CharField(
        label="Why the new date?",
        help_text="This stands in the action’s history.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_on(self) -> date | None:
        return after_its_meeting(self, "on", self.meeting)
