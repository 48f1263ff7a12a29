"""One page of a round each: what it is for, its kind, its money, its timetable, and one commitment."""

from datetime import date, datetime, time

from django import forms
from django.utils import timezone

from compact_portal.forms import AsShownForm, PortalForm
from compact_portal.forms.fields import DateField, TimeField
from compact_portal.forms.layout import Section
from compact_portal.people.models import Organisation
from funding.choices import Answer, Kind
from funding.compact_check import Commitment
from funding.forms.fields import MoneyField, moment, offer
from funding.ready_made import EMPTY, READY_MADE

ROWS = (1, 2, 3, 4, 5, 6)
CLOSES_AT = time(17)


class StartForm(PortalForm):
    submit = "Continue"
    funder = forms.ModelChoiceField(
        label="Which organisation gives the money?",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
    )
    programme = forms.CharField(
        label="Which programme is it part of?",
        help_text="For example: Community Fund. A new name makes a new programme.",
        max_length=200,
    )
    title = forms.CharField(
        label="What is this round called?", help_text="For example: Community Fund 2027.", max_length=120
    )
    ready_made = forms.ChoiceField(
        label="What do you begin with?",
        choices=[(name, ready.label) for name, ready in READY_MADE.items()],
        initial=EMPTY,
        widget=forms.RadioSelect,
    )
    choice_hints = {"ready_made": {name: ready.hint for name, ready in READY_MADE.items() if ready.hint}}

    def __init__(self, *args, funders, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "funder", funders)


class AboutForm(AsShownForm):
    submit = "Save and continue"
    title = forms.CharField(label="What is this round called?", max_length=120)
    purpose = forms.CharField(
        label="What is the money for?",
        help_text="Write for people who have never applied before.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    who_can_apply = forms.CharField(label="Who can apply?", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class KindForm(AsShownForm):
    submit = "Save and continue"
    kind = forms.ChoiceField(label="What kind of round is it?", choices=Kind, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why this kind?",
        help_text="Everyone can read it. Say why it is a grant or a commission and, if not everyone can apply, why.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    years = forms.IntegerField(
        label="For how many years does it fund? (optional)", min_value=1, max_value=10, required=False
    )
    more_years = forms.IntegerField(
        label="By how many years can it be extended? (optional)", min_value=0, max_value=10, required=False
    )
    is_anonymous = forms.BooleanField(
        label="Those who assess do not read whose application it is",
        help_text="The name is taken out of what they read. Ask applicants not to write who they are.",
        required=False,
    )

    def clean_more_years(self) -> int | None:
        return self.cleaned_data["more_years"] or None


class LotsForm(AsShownForm):
    """Rows that are left empty are no lots. A single lot needs no name."""

    submit = "Save and continue"

    def __init__(self, *args, lots=(), **kwargs):
        super().__init__(*args, **kwargs)
        for row in ROWS:
            optional = "" if row == 1 else " (optional)"
            name = forms.CharField(label=f"Lot {row}: name (optional)", max_length=120, required=False)
            budget = MoneyField(label=f"Lot {row}: how much money is there?{optional}", required=row == 1)
            self.fields |= {f"title_{row}": name, f"budget_{row}": budget}
        for row, lot in zip(ROWS, lots, strict=False):
            self.initial |= {f"title_{row}": lot.title, f"budget_{row}": lot.budget}
        self.layout = [Section(f"Lot {row}", f"title_{row}", f"budget_{row}") for row in ROWS]

    def clean(self):
        cleaned = super().clean()
        rows = [row for row in ROWS if cleaned.get(f"title_{row}") or cleaned.get(f"budget_{row}")]
        titles = [cleaned.get(f"title_{row}", "").lower() for row in rows]
        for row in rows:
            if (title := cleaned.get(f"title_{row}")) and title.lower() in titles[: rows.index(row)]:
                self.add_error(f"title_{row}", "Another lot has this name. Give each a name of its own.")
            if not cleaned.get(f"budget_{row}") and f"budget_{row}" not in self.errors:
                self.add_error(f"budget_{row}", "Enter how much money is in this lot.")
            if len(rows) > 1 and not cleaned.get(f"title_{row}") and f"title_{row}" not in self.errors:
                self.add_error(f"title_{row}", "Give each lot a name when there are several.")
        return cleaned

    @property
    def lots(self) -> list[dict]:
        """What the service takes: {"title", "budget" (pence)}."""
        said = self.cleaned_data
        rows = ({"title": said[f"title_{row}"], "budget": said[f"budget_{row}"]} for row in ROWS)
        return [row for row in rows if row["budget"]]


class TimetableForm(AsShownForm):
    submit = "Save and continue"
    opens_on = DateField(label="When does it open?", called="The opening day")
    closes_on = DateField(label="When does it close?", called="The closing day")
    closes_at = TimeField(
        label="At what time?", help_text="London time. What comes later is refused. For example 5pm.", initial=CLOSES_AT
    )
    decided_by = forms.CharField(
        label="Who decides?", help_text="For example: Cabinet, or a panel of three.", max_length=200
    )
    decided_on = DateField(label="When is it decided?", called="The day of the decision")
    announced_on = DateField(label="When is it announced?", called="The day of the announcement")

    @property
    def said(self) -> dict:
        """What the service takes: moments in London time, and days."""
        said = dict(self.cleaned_data)
        opens, closes, at = said.pop("opens_on"), said.pop("closes_on"), said.pop("closes_at")
        return said | {"opens_at": moment(opens, time(0)), "closes_at": moment(closes, at)}


def day_and_time(at: datetime | None) -> tuple[date | None, time]:
    """In London; the usual time where there is none yet."""
    there = timezone.localtime(at) if at else None
    return (there.date(), there.time()) if there else (None, CLOSES_AT)


def timetable_of(round_) -> dict:
    """What the form begins with."""
    opens_on, _ = day_and_time(round_.opens_at)
    closes_on, closes_at = day_and_time(round_.closes_at)
    return {
        "opens_on": opens_on,
        "closes_on": closes_on,
        "closes_at": closes_at,
        "decided_by": round_.decided_by,
        "decided_on": round_.decided_on,
        "announced_on": round_.announced_on,
    }


class CommitmentForm(AsShownForm):
    submit = "Save and continue"
    answer = forms.ChoiceField(label="Your answer", choices=Answer, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="How, or why not? (optional)",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, asked: Commitment, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, reason = asked, self.fields["reason"]
        if asked.how:
            reason.label, reason.help_text = "How, or why not?", f"Everyone can read it. If yes: {asked.how}"
        else:
            reason.help_text = "Everyone can read it. It is needed where the answer is not yes."

    def clean(self):
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer and (lacking := self.asked.lacks(answer, cleaned.get("reason") or "")):
            self.add_error("reason", lacking)
        return cleaned


class CancelForm(PortalForm):
    submit = "Cancel the round"
    submit_class = "govuk-button--warning"
    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="Everyone can read it.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
