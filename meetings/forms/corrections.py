"""Forms for answering proposed corrections."""

from django import forms

from compact_portal.forms import PortalForm


class DeclineForm(PortalForm):
    submit = "Decline the correction"
    reason = forms.CharField(
        label="Why?",
        help_text="Whoever proposed it reads this.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
