"""Where and when a step of the Compact was decided."""

from django import forms
from django.utils import timezone

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField


class MinutedForm(PortalForm):
    """Every step of a version’s life says where it is minuted, if it is."""

    minute_reference = forms.CharField(
        label="Where is it minuted? (optional)",
        max_length=200,
        required=False,
        help_text="For example: Example Board, 6 November 2026, item 7.",
    )
    minute_url = forms.URLField(
        label="Link to those minutes (optional)", max_length=500, required=False, assume_scheme="https"
    )


class StepForm(MinutedForm):
    field_order = ["on"]
    on = DateField(label="When was it decided?")

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError("The day must be today or in the past.")
        return on
