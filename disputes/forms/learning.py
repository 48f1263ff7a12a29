"""What was learned, in words that name nobody."""

from django import forms

from compact_portal.forms import PortalForm


class LearningAdditionForm(PortalForm):
    submit = "Add it"
    text = forms.CharField(
        label="What do you want to add?",
        help_text="Everyone reads it below what was learned. Do not name anybody.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class LearningForm(PortalForm):
    submit = "Close it"
    issue = forms.CharField(
        label="What was it really about?",
        help_text="Everyone can read this later. Do not name anybody.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    change = forms.CharField(
        label="What changes because of it?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    who = forms.CharField(label="Who does it?", help_text="For example: public bodies.", max_length=200)
    by_when = forms.CharField(label="By when?", max_length=120)
