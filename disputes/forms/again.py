"""It belongs elsewhere, another look at that, and opening it again."""

from django import forms

from compact_portal.forms import PortalForm
from disputes.choices import WhyAgain
from disputes.forms.disputes import NO, YES, ReasonForm, reason_field
from disputes.models.again import ELSEWHERE
from disputes.services.again import reasons_for


class RedirectForm(PortalForm):
    submit = "End it here"
    submit_class = "govuk-button--warning"
    matter = forms.ChoiceField(label="What is it?", choices=ELSEWHERE, widget=forms.RadioSelect)
    where = forms.CharField(
        label="Where does it belong?",
        help_text="Name the procedure or the people who can help, and how to reach them.",
        max_length=300,
    )
    reason = reason_field("Why does it belong there?", help_text="Everyone who can read the dispute will read this.")


class AskToLookAgainForm(ReasonForm):
    submit = "Ask for another look"
    reason = reason_field("Why is it for the Compact?", help_text="Everyone who can read the dispute will read this.")


class LookAgainForm(PortalForm):
    submit = "Send the answer"
    reveals = {"compact": {NO: ["answer"]}}
    compact = forms.ChoiceField(
        label="Is it for the Compact?",
        choices=[(YES, "Yes, the dispute goes on"), (NO, "No, it belongs elsewhere")],
        widget=forms.RadioSelect,
    )
    answer = reason_field("Why does it belong elsewhere?", help_text="Both sides will read this.")

    @property
    def for_the_compact(self) -> bool:
        return self.cleaned_data["compact"] == YES


class ReopenForm(ReasonForm):
    submit = "Open it again"
    why = forms.ChoiceField(label="Why?", choices=WhyAgain, widget=forms.RadioSelect)
    reason = reason_field("What happened?", help_text="Everyone who can read the dispute will read this.")
    field_order = ["why", "reason"]

    def __init__(self, *args, side: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = [(why.value, why.label) for why in reasons_for(side)]
