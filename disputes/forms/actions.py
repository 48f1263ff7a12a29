"""What is to be done, by whom and by when: a few rows at the end of a form, each of them optional."""

from django import forms
from django.utils import timezone

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from disputes.choices import Side
from disputes.forms.disputes import NO, YES, Answered, reason_field
from disputes.models import Dispute
from disputes.services.hearing import FINDINGS
from disputes.sides import names_of

ROWS = (1, 2, 3)


class ActionRows(PortalForm):
    """Rows that are left empty are no actions; a row that is begun must be whole."""

    def __init__(self, *args, dispute: Dispute, actions=(), **kwargs):
        super().__init__(*args, **kwargs)
        sides = [("", "Choose who does it"), *((side, names_of(dispute, side)) for side in Side.values)]
        for row in ROWS:
            self.fields[f"action_{row}"] = forms.CharField(
                label=f"Action {row}: what is to be done? (optional)", max_length=500, required=False
            )
            self.fields[f"who_{row}"] = forms.ChoiceField(
                label=f"Action {row}: who does it? (optional)", choices=sides, required=False
            )
            self.fields[f"due_{row}"] = DateField(
                label=f"Action {row}: by when? (optional)", called="The date", required=False
            )
        for row, action in zip(ROWS, actions, strict=False):
            self.initial |= {f"action_{row}": action.text, f"who_{row}": action.side, f"due_{row}": action.due}

    def clean(self):
        cleaned = super().clean()
        for row in ROWS:
            what, who, due = (cleaned.get(f"{name}_{row}") for name in ("action", "who", "due"))
            if not (what or who or due):
                continue
            if not what:
                self.add_error(f"action_{row}", "Enter what is to be done.")
            if not who:
                self.add_error(f"who_{row}", "Choose who does it.")
            if not due and f"due_{row}" not in self.errors:
                self.add_error(f"due_{row}", "Enter the day by which it is done.")
            elif due and due < timezone.localdate():
                self.add_error(f"due_{row}", "Choose today or a later day.")
        return cleaned

    @property
    def actions(self) -> list[dict]:
        """What the services take: {"text", "side", "due"}."""
        told = self.cleaned_data
        rows = ({"text": told[f"action_{row}"], "side": told[f"who_{row}"], "due": told[f"due_{row}"]} for row in ROWS)
        return [row for row in rows if row["text"]]

    @property
    def said(self) -> dict:
        """The answers of the form itself, without the rows."""
        return {name: self.cleaned_data[name] for name in self.base_fields}


class DoneForm(PortalForm):
    submit = "Say that it is done"
    note = reason_field("What was done?")


class ConfirmDoneForm(Answered, PortalForm):
    submit = "Send the answer"
    agree = forms.ChoiceField(
        label="Is it done?", choices=[(YES, "Yes"), (NO, "No, something is missing")], widget=forms.RadioSelect
    )
    answer = reason_field("What is not done?")


class SettlementForm(ActionRows):
    submit = "Ask the other side to confirm"
    terms = forms.CharField(
        label="What was agreed?",
        help_text="The other side reads these words and confirms them.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class OutcomeForm(ActionRows):
    submit = "Show it to both sides"
    outcome = forms.ChoiceField(
        label="What is the outcome?",
        choices=[(outcome.value, outcome.label) for outcome in FINDINGS],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="Write it down",
        help_text="What you found, and what follows from it. Do not say whose fault it was.",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Enter what you found"},
    )
