"""The promotion log."""

from django import forms

from champions.choices import PromotionKind
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField

#: More is a slip of the finger.
MOST_REACHED = 10_000_000


class PromotionForm(PortalForm):
    submit = "Add to the log"
    kind = forms.ChoiceField(label="What was it?", choices=PromotionKind, widget=forms.RadioSelect)
    title = forms.CharField(label="Title", max_length=200, help_text="Everyone can read the log.")
    on = DateField(label="On which day?", called="Day")
    audience = forms.CharField(label="Who was it for?", max_length=200, help_text="For example, new staff.")
    reached = forms.IntegerField(
        label="How many people did it reach? (optional)",
        required=False,
        min_value=0,
        max_value=MOST_REACHED,
        error_messages={"invalid": "Enter how many people it reached, as a number like 25"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    note = forms.CharField(
        label="Note (optional)", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
