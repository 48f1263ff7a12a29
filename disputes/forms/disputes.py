"""What both sides can say while a dispute goes on."""

from datetime import date

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.wording import long_date

YES, NO = "yes", "no"


def reason_field(label: str, *, help_text: str = "The other side will read this.", **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), **kwargs
    )


class MoreTimeForm(PortalForm):
    submit = "Ask for more time"
    due = DateField(label="Until when?", called="The new date")
    reason = reason_field("Why do you need more time?")

    def __init__(self, *args, latest: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due"].help_text = f"{long_date(latest)} or an earlier working day"


class Answered:
    """Yes, or no with what is different."""

    reveals = {"agree": {NO: ["answer"]}}

    @property
    def agrees(self) -> bool:
        return self.cleaned_data["agree"] == YES


class AnswerMoreTimeForm(Answered, PortalForm):
    submit = "Send the answer"
    agree = forms.ChoiceField(
        label="Do you agree to the new date?", choices=[(YES, "Yes"), (NO, "No")], widget=forms.RadioSelect
    )
    answer = reason_field("Why not?")


class AnswerSettlementForm(Answered, PortalForm):
    submit = "Send the answer"
    agree = forms.ChoiceField(
        label="Is this what was agreed?",
        choices=[(YES, "Yes, and it is settled"), (NO, "No, something is different")],
        widget=forms.RadioSelect,
    )
    answer = reason_field("What is different?")


class ReasonForm(PortalForm):
    reason = reason_field("Why?")


class WithdrawForm(ReasonForm):
    submit = "Withdraw it"
    submit_class = "govuk-button--warning"


class ReferForm(ReasonForm):
    submit = "Refer it to the Champions"
    reason = reason_field(
        "Why could it not be resolved together?", help_text="The Champions and the other side read this."
    )


class NextStageForm(ReasonForm):
    submit = "Go on to the next stage"
    reason = reason_field("Why could it not be resolved so far?")


class PauseForm(ReasonForm):
    submit = "Pause the clock"


class CorrectStartForm(PortalForm):
    submit = "Correct the start"
    started_on = DateField(label="When did it reach you?", called="The day", help_text="For example, 4 11 2026")
    reason = reason_field("What was wrong?")
