"""A concern about an award, from its first words to its end."""

from datetime import date

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.forms.layout import Section
from compact_portal.wording import long_date
from funding.choices import Outcome
from funding.forms.assessment import text
from funding.models import Concern

STEPS = (1, 2, 3, 4, 5, 6)
OF_A_STEP = ("text", "due")


class ConcernForm(PortalForm):
    submit = "Raise it"
    text = text(
        "What are you concerned about?",
        help_text="Say what you saw and what it means for people. The organisation reads it. This is not about blame.",
        rows=6,
    )


class TimetableForm(PortalForm):
    """Rows that are left empty are no steps; a row that is begun must be whole."""

    submit = "Save the timetable"

    def __init__(self, *args, concern: Concern, **kwargs):
        super().__init__(*args, **kwargs)
        for row in STEPS:
            more = "" if row == 1 else " (optional)"
            self.fields[f"text_{row}"] = text(f"Step {row}: what is to be done?{more}", rows=2, required=row == 1)
            self.fields[f"due_{row}"] = DateField(
                label=f"Step {row}: by which day?{more}", called="The day", required=row == 1
            )
        self.layout = [Section(f"Step {row}", *(f"{name}_{row}" for name in OF_A_STEP)) for row in STEPS]
        for row, step in zip(STEPS, concern.steps.all(), strict=False):
            self.initial |= {f"{name}_{row}": getattr(step, name) for name in OF_A_STEP}

    def clean(self):
        cleaned = super().clean()
        for row in STEPS:
            names = [f"{name}_{row}" for name in OF_A_STEP]
            if any(cleaned.get(name) for name in names):
                for name in (each for each in names if not cleaned.get(each) and each not in self.errors):
                    self.add_error(name, "Fill in the whole step, or leave all of it empty.")
        return cleaned

    @property
    def steps(self) -> list[dict]:
        """What the service takes."""
        rows = ({name: self.cleaned_data.get(f"{name}_{row}") for name in OF_A_STEP} for row in STEPS)
        return [row for row in rows if row["text"]]


class StepForm(PortalForm):
    submit = "Save"
    outcome = forms.ChoiceField(label="Is it done?", choices=Outcome, widget=forms.RadioSelect)
    words = text("What did you see?", help_text="The organisation reads it.")


class ReplyForm(PortalForm):
    submit = "Send the reply"
    text = text("What do you want to say?", help_text="The funder reads it.", rows=6)


class ResolveForm(PortalForm):
    submit = "Resolve it"
    resolution = text("How was it resolved?", help_text="The organisation reads it.")


class NoticeForm(PortalForm):
    """Why there is no failed timetable is asked for only where there is none."""

    submit = "Give notice"
    reason = text("Why do you end the funding?", help_text="The organisation reads it.")
    ends_on = DateField(label="On which day does the funding end?", called="The day")

    def __init__(self, *args, concern: Concern, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        earliest = concern.earliest_end(today)
        public = "Everyone can read it. Do not say which organisation it is."
        if not concern.has_failed:
            self.fields["exception"] = text("Why is there no finished timetable before?", help_text=public)
        self.fields["early_reason"] = text(
            f"If it ends before {long_date(earliest)}: why? (optional)", help_text=public, required=False
        )
        self.initial["ends_on"] = earliest
