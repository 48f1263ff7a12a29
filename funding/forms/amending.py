"""What changes in a published round, one thing a page."""

from datetime import time

from django import forms
from django.utils import timezone

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, TimeField
from funding.choices import NO, YES
from funding.forms.fields import MoneyField, moment
from funding.forms.rounds import CommitmentForm, day_and_time

OF_THE_SECOND_STAGE = ("invites_on", "second_closes_on", "second_closes_time")


class AmendedForm(PortalForm):
    """`seen` is the revision of the change that was looked at: what a colleague saved since is not written over."""

    submit = "Save"
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def said(self) -> dict:
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class AmendedWordsForm(AmendedForm):
    purpose = forms.CharField(label="What is the money for?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    who_can_apply = forms.CharField(label="Who can apply?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class AmendedMoneyForm(AmendedForm):
    """Lots stay as they are: each keeps its name, its criteria, and some money."""

    def __init__(self, *args, lots=(), **kwargs):
        super().__init__(*args, **kwargs)
        for lot in lots:
            label = f"{lot.title}: how much money is there?" if lot.title else "How much money is there?"
            self.fields[f"budget_{lot.number}"] = MoneyField(label=label)

    @property
    def budgets(self) -> dict[int, int]:
        """In pence, by the number of the lot."""
        return {int(name.removeprefix("budget_")): pence for name, pence in self.said.items()}


class AmendedReasonForm(AmendedForm):
    reason = forms.CharField(
        label="What changes, and why?",
        help_text="Everyone can read it, and applicants get it by email.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_material = forms.ChoiceField(
        label="Does it change what applicants write, or whether they apply?",
        choices=[(YES, "Yes"), (NO, "No")],
        widget=forms.RadioSelect,
    )
    choice_hints = {
        "is_material": {
            YES: "For example other rules, other money, another aim. Applicants then need enough time.",
            NO: "For example a later deadline, or another day of the decision.",
        }
    }

    @property
    def said(self) -> dict:
        return super().said | {"is_material": self.cleaned_data["is_material"] == YES}


class AmendedDatesForm(AmendedForm):
    """Once it is open, the day on which it opened is not asked for."""

    opens_on = DateField(label="When does it open?", called="The opening day")
    closes_on = DateField(label="When does it close?", called="The closing day")
    closes_at = TimeField(label="At what time?", help_text="London time. What comes later is refused. For example 5pm.")
    decided_on = DateField(label="When is it decided?", called="The day of the decision")
    announced_on = DateField(label="When is it announced?", called="The day of the announcement")

    invites_on = DateField(label="By when do you say who goes on to the second stage?", called="The day")
    second_closes_on = DateField(
        label="When does the second stage close?", called="The closing day of the second stage"
    )
    second_closes_time = TimeField(label="At what time does it close then?", help_text="London time. For example 5pm.")
    field_order = ("opens_on", "closes_on", "closes_at", *OF_THE_SECOND_STAGE)

    def __init__(self, *args, has_opened: bool, has_two_stages: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if has_opened:
            del self.fields["opens_on"]
        for name in OF_THE_SECOND_STAGE if not has_two_stages else ():
            del self.fields[name]

    @property
    def said(self) -> dict:
        """What the service takes: moments in London time, and days."""
        said = super().said
        opens, closes, at = said.pop("opens_on", None), said.pop("closes_on"), said.pop("closes_at")
        day, then = said.pop("second_closes_on", None), said.pop("second_closes_time", None)
        second = {"second_closes_at": moment(day, then)} if day else {}
        return said | second | {"opens_at": opens and moment(opens, time(0)), "closes_at": moment(closes, at)}


def dates_of(amendment) -> dict:
    """What the form begins with."""
    opens, closes = (timezone.localtime(at) for at in (amendment.opens_at, amendment.closes_at))
    day, at = day_and_time(amendment.second_closes_at)
    return {
        "invites_on": amendment.invites_on,
        "second_closes_on": day,
        "second_closes_time": at,
        "opens_on": opens.date(),
        "closes_on": closes.date(),
        "closes_at": closes.time(),
        "decided_on": amendment.decided_on,
        "announced_on": amendment.announced_on,
    }


class AnswerAnewForm(CommitmentForm):
    submit = "Save"
