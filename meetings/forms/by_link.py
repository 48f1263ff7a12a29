"""What the holder of a link writes, without an account."""

from django import forms

from compact_portal.forms import PortalForm


class ProposeForm(PortalForm):
    submit = "Propose this correction"
    words = forms.CharField(
        label="What should it say?",
        help_text="Write the sentence as it should be, or what is missing.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    why = forms.CharField(
        label="Why? (optional)", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
