"""Opening a dispute that is not one's own."""

from django import forms

from compact_portal.forms import PortalForm


class BreakGlassForm(PortalForm):
    submit = "Open it and tell both sides"
    submit_class = "govuk-button--warning"
    reference = forms.CharField(label="Reference of the dispute", help_text="For example 2026-014.", max_length=12)
    reason = forms.CharField(
        label="Why do you need to read it?",
        help_text="Both sides read this. For example: the police asked for it, or a page does not open.",
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
