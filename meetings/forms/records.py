"""Forms for following an action."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField


class NewDateForm(PortalForm):
    submit = "Set the new date"
    on = DateField(label="By when?")
    note = forms.CharField(
        label="Why the new date?",
        help_text="This stands in the action’s history.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
