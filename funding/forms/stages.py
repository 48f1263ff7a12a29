"""What rounds of two stages ask beside the rest: the stage of a question, the second deadline, who goes on."""

from django import forms

from compact_portal.forms.fields import DateField, TimeField
from funding.choices import FIRST, NO, SECOND, YES
from funding.forms.applications import QuestionForm
from funding.forms.assessment import YES_OR_NO, PassForm
from funding.forms.fields import moment
from funding.forms.rounds import CLOSES_AT, TimetableForm, day_and_time, timetable_of

#: Their names, where something belongs to one of them.
STAGES = {FIRST: "The first stage: everyone answers it", SECOND: "The second stage: those who passed answer it"}


class StagedQuestionForm(QuestionForm):
    stage = forms.TypedChoiceField(
        label="In which stage is it asked?", choices=list(STAGES.items()), coerce=int, widget=forms.RadioSelect
    )
    field_order = ("text", "help_text", "stage")


class StagedTimetableForm(TimetableForm):
    invites_on = DateField(label="By when do you say who goes on to the second stage?", called="The day")
    second_closes_on = DateField(
        label="When does the second stage close?",
        help_text="At least four weeks later: those who passed write in full.",
        called="The closing day of the second stage",
    )
    second_closes_time = TimeField(
        label="At what time does it close then?", help_text="London time. For example 5pm.", initial=CLOSES_AT
    )
    field_order = ("opens_on", "closes_on", "closes_at", "invites_on", "second_closes_on", "second_closes_time")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].label = "When does the first stage close?"

    @property
    def said(self) -> dict:
        said = super().said
        day, at = said.pop("second_closes_on"), said.pop("second_closes_time")
        return said | {"second_closes_at": moment(day, at)}


def staged_timetable_of(round_) -> dict:
    """What the form begins with."""
    day, at = day_and_time(round_.second_closes_at)
    second = {"invites_on": round_.invites_on, "second_closes_on": day, "second_closes_time": at}
    return timetable_of(round_) | second


class FirstStageForm(PassForm):
    """Of a round of two stages: where nothing is to be passed, whether it goes on."""

    def __init__(self, *args, goes_on: bool | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.questions:
            asked = forms.ChoiceField(
                label="Does it go on to the second stage?", choices=YES_OR_NO, widget=forms.RadioSelect
            )
            self.fields = {"goes_on": asked, **self.fields}
            self.initial["goes_on"] = {True: YES, False: NO, None: None}[goes_on]

    @property
    def said(self) -> dict:
        """What the service takes."""
        goes_on = all(self.passed.values()) if self.questions else self.cleaned_data["goes_on"] == YES
        return super().said | {"goes_on": goes_on}
