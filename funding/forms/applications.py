"""The questions of an application form as a funder writes them, and how one begins to apply."""

from django import forms
from django.core.exceptions import ValidationError

from compact_portal.forms import AsShownForm, PortalForm
from compact_portal.forms.fields import DateField, TimeField
from compact_portal.people.models import Organisation
from funding.choices import QuestionKind
from funding.forms.fields import moment, offer
from funding.models import Lot

LONGEST_OPTION = 200


class QuestionForm(PortalForm):
    submit = "Save the question"
    text = forms.CharField(label="What do you ask?", help_text="For example: What changes for people?", max_length=300)
    help_text = forms.CharField(
        label="What helps to answer it? (optional)",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label="What kind of answer is it?", choices=QuestionKind, widget=forms.RadioSelect)
    most_words = forms.IntegerField(
        label="How many words at most? (optional)", min_value=10, max_value=5000, required=False
    )
    options = forms.CharField(
        label="What can they choose?",
        help_text="One on each line, at least two.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_amount_asked = forms.BooleanField(label="Its total is the amount that is asked for", required=False)
    reveals = {
        "kind": {
            QuestionKind.LONG: ["most_words"],
            QuestionKind.CHOICE: ["options"],
            QuestionKind.COSTS: ["is_amount_asked"],
        }
    }
    is_required = forms.BooleanField(label="It must be answered", required=False, initial=True)

    def clean_options(self) -> str:
        """One on each line, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["options"].splitlines())
        options = list(dict.fromkeys(line for line in lines if line))
        if len(options) < 2:
            raise ValidationError("Enter at least two choices, one on each line.")
        if longest := next((line for line in options if len(line) > LONGEST_OPTION), ""):
            raise ValidationError(f"“{longest[:40]}…” is too long. Use {LONGEST_OPTION} letters or fewer.")
        return "\n".join(options)


class StartApplicationForm(PortalForm):
    submit = "Start"
    organisation = forms.ModelChoiceField(
        label="For which organisation do you apply?",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
    )
    lot = forms.ModelChoiceField(
        label="For which part do you apply?", queryset=Lot.objects.none(), empty_label="Choose a part"
    )

    def __init__(self, *args, organisations, lots, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)
        offer(self, "lot", lots)


class MoreTimeForm(PortalForm):
    submit = "Give more time"
    organisation = forms.ModelChoiceField(
        label="Which organisation?", queryset=Organisation.objects.none(), empty_label="Choose an organisation"
    )
    until_on = DateField(label="Until which day?", called="The day")
    until_at = TimeField(label="At what time?", help_text="London time. For example 5pm.")
    reason = forms.CharField(
        label="Why?",
        help_text="Everyone can read it. Do not say which organisation it is.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations

    @property
    def said(self) -> dict:
        """What the service takes."""
        said = dict(self.cleaned_data)
        return said | {"until": moment(said.pop("until_on"), said.pop("until_at"))}


class AskForm(PortalForm):
    submit = "Send the question"
    organisation = forms.ModelChoiceField(
        label="For which organisation do you ask?",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
    )
    text = forms.CharField(
        label="What do you want to know?",
        help_text="Everyone will read it with its answer, so do not say in it who you are. Only the funder sees that.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)


class AnswerAskedForm(PortalForm):
    submit = "Publish the answer"
    text = forms.CharField(
        label="The question, as everyone will read it",
        help_text="Take out what would tell who asked.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer = forms.CharField(label="Your answer", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))


class CorrectAnswerForm(AsShownForm):
    submit = "Publish the correction"
    answer = forms.CharField(
        label="The right answer",
        help_text="What it says now stays beside it, for everyone to read.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
