"""What the holder of a link writes, without an account."""

from django import forms

from compact_portal.forms import PortalForm
from meetings.choices import ActionState
from meetings.forms.minutes import ActionUpdateForm


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


class ReportForm(ActionUpdateForm):
    """Dropping an action is the meeting's to decide."""

    submit = "Send the report"
    state = forms.ChoiceField(
        label="Is it done?",
        choices=[(ActionState.OPEN, "Not yet"), (ActionState.DONE, "Yes, it is done")],
        widget=forms.RadioSelect,
    )

    def clean(self):
        cleaned = super().clean()
        if self.has_error("note"):
            self.errors["note"] = self.error_class(["Say what has happened so far, or that it is done."])
        return cleaned
