"""The questions of an application form, as a funder writes them and as an applicant answers them."""

from datetime import date

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, TimeField, WordsField
from compact_portal.people.models import Organisation
from compact_portal.wording import long_date
from funding.choices import QuestionKind
from funding.forms.fields import MoneyField, moment, offer
from funding.models import FormQuestion, Lot
from funding.money import pounds

YES, NO = "yes", "no"


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
    reveals = {"kind": {QuestionKind.LONG: ["most_words"]}}
    is_required = forms.BooleanField(label="It must be answered", required=False, initial=True)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") != QuestionKind.LONG:
            cleaned["most_words"] = None
        return cleaned


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
        help_text="Everyone will read it with its answer. Do not say who you are.",
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


class AnswerForm(PortalForm):
    """One question. Its answer is kept as text: money in pence, a date as 2027-01-31."""

    submit = "Save and continue"

    def __init__(self, *args, question: FormQuestion, said: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"] = field_of(question)
        self.initial["answer"] = READ[question.kind](said) if said else None

    def clean_answer(self) -> str:
        value = self.cleaned_data["answer"]
        return "" if value in (None, "") else str(value)


def field_of(question: FormQuestion) -> forms.Field:
    common = {
        "label": question.text if question.is_required else f"{question.text} (optional)",
        "help_text": question.help_text,
        "required": question.is_required,
    }
    match question.kind:
        case QuestionKind.LONG:
            longest = {"max_length": 40_000, "most_words": question.most_words}
            return WordsField(widget=forms.Textarea(attrs={"rows": 12}), **longest, **common)
        case QuestionKind.NUMBER:
            return forms.IntegerField(min_value=0, max_value=1_000_000_000, **common)
        case QuestionKind.MONEY:
            return MoneyField(**common)
        case QuestionKind.DAY:
            return DateField(called="The date", **common)
        case QuestionKind.YES_NO:
            return forms.ChoiceField(choices=[(YES, "Yes"), (NO, "No")], widget=forms.RadioSelect, **common)
    return forms.CharField(max_length=300, **common)


#: From what is kept to what the field begins with.
READ = {
    QuestionKind.SHORT: str,
    QuestionKind.LONG: str,
    QuestionKind.NUMBER: int,
    QuestionKind.MONEY: int,
    QuestionKind.DAY: date.fromisoformat,
    QuestionKind.YES_NO: str,
}


def in_words(question: FormQuestion, said: str) -> str:
    """An answer as people read it."""
    if not said:
        return ""
    if question.kind == QuestionKind.MONEY:
        return pounds(int(said))
    if question.kind == QuestionKind.DAY:
        return long_date(date.fromisoformat(said))
    return {YES: "Yes", NO: "No"}.get(said, said) if question.kind == QuestionKind.YES_NO else said
