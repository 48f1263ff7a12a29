"""The disputes procedure as an officer writes it down: a few stages, and what the Compact leaves open."""

import re

from django import forms
from django.core.exceptions import ValidationError

from compact_portal.forms import PortalForm
from compact_portal.forms.layout import Section
from disputes.choices import Decider, Unit
from disputes.forms.disputes import NO, YES
from disputes.models import Procedure, ProcedureStage

#: As many stages as there is room for at least; one more than there are, where there are more.
ROWS = 4
OF_A_STAGE = ("title", "amount", "unit", "decided_by", "extension_cap")
#: Asked for all stages, and of one stage where it is otherwise.
OF_ITS_DATES = ("rolls", "before", "after")
IF_OTHERWISE = "In working days, if not as for all stages."
#: A year, in each unit: what is longer is a slip of the key.
LONGEST = {Unit.WEEKS: 52, Unit.DAYS: 366, Unit.WORKING_DAYS: 260}
#: Working days before a date; the engine looks no further ahead.
EARLIEST, MOST_REMINDERS = 20, 6
NUMBERS = re.compile(r"\d{1,3}(\s*,\s*\d{1,3})*")
SETTINGS = ("days_to_object", "days_adviser_stays", "days_to_look_again", "months_to_reopen")


class DaysField(forms.CharField):
    """ "5, 2" as [2, 5]: different numbers from the first to the last."""

    def to_python(self, value) -> list[int]:
        words = super().to_python(value)
        if not words:
            return []
        if not NUMBERS.fullmatch(words):
            raise ValidationError("Enter whole numbers with commas between them, for example 5, 2")
        days = sorted({int(number) for number in words.split(",")})
        if len(days) > MOST_REMINDERS or not 1 <= days[0] <= days[-1] <= EARLIEST:
            raise ValidationError(f"Enter {MOST_REMINDERS} numbers or fewer, each from 1 to {EARLIEST}")
        return days


def days(label: str, most: int = 60) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most)


class ProcedureForm(PortalForm):
    """Stages whose name is left empty are no stages. A stage may have a rule and reminders of its own."""

    submit = "Continue"
    written_from = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Name of the procedure", max_length=120)
    rolls = forms.ChoiceField(
        label="Does a date on a weekend or a bank holiday move to the next working day?",
        choices=[(YES, "Yes"), (NO, "No")],
        widget=forms.RadioSelect,
    )
    before = DaysField(
        label="How many working days before a date do we remind people?",
        help_text="Numbers with commas between them, for example 5, 2",
        max_length=40,
    )
    after = DaysField(
        label="How many working days after it?",
        help_text="For example 1, 5. We always remind on the day itself, and every week after the last.",
        max_length=40,
    )
    days_to_object = days("Working days in which a side can object to somebody on the panel")
    days_adviser_stays = days("Working days after the outcome in which an adviser can still read it")
    days_to_look_again = days("Working days to ask for another look when a dispute belongs elsewhere")
    months_to_reopen = days("Months in which a dispute can be opened again", 24)

    def __init__(self, *args, procedure: Procedure, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = range(1, max(ROWS, procedure.stages.count() + 1) + 1)
        for row in self.rows:
            self.fields |= stage_fields(row, is_first=row == 1)
        self.layout = (
            "written_from",
            "name",
            *(Section(f"Stage {row}", *stage_fields(row)) for row in self.rows),
            Section("Dates and reminders of all stages", "rolls", "before", "after"),
            Section("What the Compact leaves open", *SETTINGS),
        )
        self.initial = initial_of(procedure) | self.initial

    def clean(self):
        cleaned = super().clean()
        self.refuse_stages_out_of_order(cleaned)
        self.refuse_talks_after_champions(cleaned)
        for row in self.rows:
            self.check_stage(cleaned, row)
        self.refuse_one_name_twice(cleaned)
        return cleaned

    def refuse_one_name_twice(self, cleaned) -> None:
        names = [(cleaned.get(f"title_{row}") or "").casefold() for row in self.rows]
        for row, name in enumerate(names, 1):
            if name and name in names[: row - 1]:
                self.add_error(f"title_{row}", "Give each stage a name of its own.")

    def refuse_stages_out_of_order(self, cleaned) -> None:
        named = [bool(cleaned.get(f"title_{row}")) for row in self.rows]
        for row in self.rows[1:]:
            if named[row - 1] and not all(named[: row - 1]) and "title_1" not in self.errors:
                self.add_error(f"title_{row}", "Fill in the stages from the first on, without a gap.")

    def refuse_talks_after_champions(self, cleaned) -> None:
        """What the Champions decide is decided: nothing goes back to the two sides."""
        decided = [cleaned.get(f"title_{row}") and cleaned.get(f"decided_by_{row}") for row in self.rows]
        for row in self.rows[1:]:
            if decided[row - 1] == Decider.PARTIES and Decider.CHAMPIONS in decided[: row - 1]:
                self.add_error(f"decided_by_{row}", "Put the stages of the two sides before those of the Champions.")

    def check_stage(self, cleaned, row: int) -> None:
        if not cleaned.get(f"title_{row}"):
            if cleaned.get(f"amount_{row}") and f"title_{row}" not in self.errors:
                self.add_error(f"title_{row}", "Enter a name, or clear how long it lasts.")
            return
        for name, words in (("unit", "Choose what it is counted in."), ("decided_by", "Choose who ends it.")):
            if not cleaned.get(f"{name}_{row}") and f"{name}_{row}" not in self.errors:
                self.add_error(f"{name}_{row}", words)
        amount, unit = cleaned.get(f"amount_{row}"), cleaned.get(f"unit_{row}")
        if not amount and f"amount_{row}" not in self.errors:
            self.add_error(f"amount_{row}", "Enter how long it lasts, for example 2.")
        for name, number in (("amount", amount), ("extension_cap", cleaned.get(f"extension_cap_{row}"))):
            if number and unit and number > LONGEST[unit]:
                self.add_error(f"{name}_{row}", f"Enter {LONGEST[unit]} or less: that is a year.")

    @property
    def stages(self) -> list[dict]:
        """What the service takes: `OF_A_STAGE` with "rolls" and "offsets", in their order."""
        cleaned, rows = self.cleaned_data, [row for row in self.rows if self.cleaned_data.get(f"title_{row}")]
        return [stage | dates_of(cleaned, row) for row, stage in zip(rows, self.stages_in(cleaned), strict=True)]

    def stages_in(self, cleaned) -> list[dict]:
        rows = [{name: cleaned.get(f"{name}_{row}") for name in OF_A_STAGE} for row in self.rows]
        return [row for row in rows if row["title"]]

    @property
    def settings(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("name", *SETTINGS)}


def dates_of(cleaned: dict, row: int | None = None) -> dict:
    """How the dates of a stage move and who is reminded when: its own answers, or else those for all stages."""
    own = {name: cleaned.get(f"own_{name}_{row}") or cleaned[name] for name in OF_ITS_DATES}
    before = [-day for day in reversed(own["before"])]
    return {"rolls": own["rolls"] == YES, "offsets": [*before, 0, *own["after"]]}


def stage_fields(row: int, *, is_first: bool = False) -> dict[str, forms.Field]:
    optional = "" if is_first else " (optional)"
    return {
        f"title_{row}": forms.CharField(
            label=f"Stage {row}: name{optional}",
            max_length=120,
            required=is_first,
            error_messages={"required": f"Enter the name of stage {row}"},
        ),
        f"amount_{row}": forms.IntegerField(
            label=f"Stage {row}: how long it lasts", min_value=1, max_value=366, required=False
        ),
        f"unit_{row}": forms.ChoiceField(label=f"Stage {row}: counted in", choices=Unit.choices, required=False),
        f"decided_by_{row}": forms.ChoiceField(
            label=f"Stage {row}: who ends it", choices=Decider.choices, required=False
        ),
        f"extension_cap_{row}": forms.IntegerField(
            label=f"Stage {row}: most that both sides can add at a time (optional)",
            help_text="In the same unit. If you leave it empty, as long as the stage itself.",
            min_value=1,
            max_value=366,
            required=False,
        ),
        f"own_rolls_{row}": forms.ChoiceField(
            label=f"Stage {row}: a date on a weekend or a bank holiday (optional)",
            choices=[("", "As for all stages"), (YES, "Moves to the next working day"), (NO, "Stays")],
            required=False,
        ),
        f"own_before_{row}": DaysField(
            label=f"Stage {row}: reminders before a date (optional)", help_text=IF_OTHERWISE, required=False
        ),
        f"own_after_{row}": DaysField(
            label=f"Stage {row}: reminders after a date (optional)", help_text=IF_OTHERWISE, required=False
        ),
    }


def initial_of(procedure: Procedure) -> dict:
    stages = list(procedure.stages.all())
    values = {name: getattr(procedure, name) for name in ("name", *SETTINGS)} | {"written_from": procedure.number}
    common = written_dates_of(stages[0])
    for row, stage in enumerate(stages, 1):
        values |= {f"{name}_{row}": getattr(stage, name) for name in OF_A_STAGE}
        values |= {f"own_{name}_{row}": own for name, own in written_dates_of(stage).items() if own != common[name]}
    return values | common


def written_dates_of(stage: ProcedureStage) -> dict[str, str]:
    """OF_ITS_DATES as they are typed."""
    return {
        "rolls": YES if stage.rolls else NO,
        "before": ", ".join(str(-offset) for offset in stage.offsets if offset < 0),
        "after": ", ".join(str(offset) for offset in stage.offsets if offset > 0),
    }
