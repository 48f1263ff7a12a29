"""Assessing: who does, whom they have to do with, what passes, and the marks."""

from collections.abc import Iterable

from django import forms

from compact_portal.forms import AsShownForm, PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.forms.layout import Section
from funding.choices import NO, YES, InterestLevel
from funding.models import Assessment, Assessor, Criterion, Moderation, PassQuestion
from funding.services.assessors import Applicant

HINT = "You stand aside until the funder has decided whether you can assess it."
YES_OR_NO = [(YES, "Yes"), (NO, "No")]


def text(label: str, *, rows: int = 3, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class AssessorForm(PortalForm):
    submit = "Add this person"
    email = forms.EmailField(
        label="Email address of somebody who is to assess", help_text="The address with which they sign in here."
    )


class StartAssessingForm(PortalForm):
    submit = "Start the assessment"
    marks_due = DateField(label="By when are marks to be locked?", called="The day")


class InterestsForm(PortalForm):
    """One question for each applicant."""

    submit = "Save"

    def __init__(self, *args, assessor: Assessor, applicants: Iterable[Applicant], **kwargs):
        super().__init__(*args, **kwargs)
        self.applicants = list(applicants)
        said = {each.party: each for each in assessor.interests.all()}
        for each in self.applicants:
            level, reason = f"level_{each.asked}", f"reason_{each.asked}"
            self.fields[level] = forms.ChoiceField(
                label=f"What do you have to do with {each}?", choices=InterestLevel, widget=forms.RadioSelect
            )
            self.fields[reason] = text(
                f"What is it, with {each}? (optional)",
                help_text="If you have something to do with it. The funder’s people read this.",
                rows=2,
                required=False,
            )
            self.choice_hints = {**self.choice_hints, level: {InterestLevel.POTENTIAL: HINT}}
            if known := said.get(each.party):
                self.initial |= {level: known.level, reason: known.reason}

    def clean(self):
        cleaned = super().clean()
        for each in self.applicants:
            level = cleaned.get(f"level_{each.asked}", InterestLevel.NONE)
            if level != InterestLevel.NONE and not cleaned.get(f"reason_{each.asked}"):
                self.add_error(f"reason_{each.asked}", "Say what it is, in a few words.")
        return cleaned

    @property
    def levels(self) -> dict[int | str, tuple[str, str]]:
        """What the service takes."""
        said = self.cleaned_data
        return {
            each.party: (said[f"level_{each.asked}"], said[f"reason_{each.asked}"] or "") for each in self.applicants
        }


class InterestDecisionForm(PortalForm):
    submit = "Save"
    may_assess = forms.ChoiceField(label="May they assess it?", choices=YES_OR_NO, widget=forms.RadioSelect)


class PassForm(AsShownForm):
    """Yes or no to each question to pass, and what the applicant is told: a no has a reason."""

    submit = "Save"

    def __init__(self, *args, questions: Iterable[PassQuestion], said: dict[int, bool], reason: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            name = f"passed_{question.pk}"
            self.fields[name] = forms.ChoiceField(label=question.text, choices=YES_OR_NO, widget=forms.RadioSelect)
            if question.pk in said:
                self.initial[name] = YES if said[question.pk] else NO
        self.fields["reason"] = text(
            "What do you tell the applicant? (optional)",
            help_text="Needed where it does not go on. Say kindly why, and what could be better. They read your words.",
            rows=5,
            required=False,
        )
        self.initial["reason"] = reason

    def clean(self):
        cleaned = super().clean()
        if NO in (value for name, value in cleaned.items() if name != "reason") and not cleaned.get("reason"):
            self.add_error("reason", "Enter why it does not go on. The applicant will read it.")
        return cleaned

    @property
    def passed(self) -> dict[int, bool]:
        return {question.pk: self.cleaned_data[f"passed_{question.pk}"] == YES for question in self.questions}

    @property
    def said(self) -> dict:
        """What the service takes."""
        return {"passed": self.passed, "reason": self.cleaned_data["reason"]}


class MarksForm(AsShownForm):
    """A mark and the reason for it, criterion by criterion. There may be gaps until the marks are locked."""

    submit = "Save the marks"
    form_id = "marks"  # the button that locks them too stands below what it does

    def __init__(self, *args, criteria: Iterable[Criterion], assessment: Assessment | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for criterion in self.criteria:
            self.fields |= {
                f"mark_{criterion.pk}": mark_field(criterion, required=False),
                f"reason_{criterion.pk}": text(f"Why this mark for {criterion}?", required=False),
            }
            if given := assessment and assessment.given.get(criterion.pk):
                self.initial |= {f"mark_{criterion.pk}": given.mark, f"reason_{criterion.pk}": given.reason}
        self.layout = [
            Section(f"{each}, {each.weight}%", f"mark_{each.pk}", f"reason_{each.pk}") for each in self.criteria
        ]

    @property
    def marks(self) -> dict[int, tuple[int | None, str]]:
        """What the service takes."""
        said = self.cleaned_data
        return {each.pk: (said[f"mark_{each.pk}"], said[f"reason_{each.pk}"]) for each in self.criteria}


def mark_field(criterion: Criterion, *, required: bool = True) -> forms.IntegerField:
    hints = [f"{mark}: {meaning}." for mark, meaning in criterion.scale if meaning]
    hints += [f"{criterion.pass_mark} must be reached."] if criterion.pass_mark else []
    return forms.IntegerField(
        label=f"Mark for {criterion}, from 0 to {criterion.highest}",
        help_text=" ".join(hints),
        min_value=0,
        max_value=criterion.highest,
        required=required,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )


class AbstainForm(PortalForm):
    submit = "Abstain"
    reason = text("Why do you not mark it?", help_text="The other assessors read this.")


class AgreedMarkForm(AsShownForm):
    submit = "Save the agreed mark"
    reason = text("Why this mark?")
    present = forms.CharField(label="Who was there?", help_text="For example: Ann Example, Ben Example", max_length=500)

    def __init__(self, *args, criterion: Criterion, agreed: Moderation | None, **kwargs):
        """Begins with what is `agreed` on, if anything is."""
        super().__init__(*args, **kwargs)
        self.fields = {"mark": mark_field(criterion), **self.fields}
        if agreed:
            self.initial |= {name: getattr(agreed, name) for name in ("mark", "reason", "present")}
