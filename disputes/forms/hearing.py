"""What Champions decide in Stage 2, and what the two sides say to them."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from disputes.forms.disputes import NO, YES, ReasonForm


class InterestForm(PortalForm):
    submit = "Continue"
    close = forms.ChoiceField(
        label="Are you close to either of them?",
        help_text="For example: you work for one, help to govern it, gave it money, or know its people well.",
        choices=[(NO, "No, I can hear it"), (YES, "Yes, I stand aside")],
        widget=forms.RadioSelect,
    )

    @property
    def has_interest(self) -> bool:
        return self.cleaned_data["close"] == YES


class LeavePanelForm(ReasonForm):
    submit = "Step down"
    submit_class = "govuk-button--warning"


class TimetableForm(PortalForm):
    submit = "Set the timetable"
    statements_due = DateField(label="By when does each side send its statement?", called="The day for statements")
    meeting_on = DateField(label="When do you meet both sides?", called="The day of the meeting")
    outcome_due = DateField(label="By when do you write the outcome?", called="The day for the outcome")


class StatementForm(PortalForm):
    submit = "Send the statement"
    text = forms.CharField(
        label="Your statement",
        help_text="Say how you see it and what you ask for. You can change it until both sides have sent theirs.",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class FactCommentForm(PortalForm):
    submit = "Send the comment"
    text = forms.CharField(
        label="Where are the facts wrong?",
        help_text="If they are right, say so: then the outcome does not have to wait for you.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
