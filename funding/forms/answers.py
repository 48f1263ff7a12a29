"""The questions of an application form, as an applicant answers them."""

from collections.abc import Sequence
from datetime import date

from django import forms

from compact_portal.forms import AsShownForm, PortalForm
from compact_portal.forms.fields import DateField, UploadField, WordsField
from funding.choices import NO, YES, QuestionKind
from funding.costs import CostTable, as_typed, costs_of, read_costs
from funding.forms.fields import MoneyField
from funding.models import FormQuestion, KeptDocument
from funding.services.files import KINDS


class AnswerForm(AsShownForm):
    """One question. Its answer is kept as text: money in pence, a date as 2027-01-31."""

    submit = "Save and continue"

    def __init__(self, *args, question: FormQuestion, said: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"] = field_of(question)
        self.initial["answer"] = READ.get(question.kind, str)(said) if said else None

    @property
    def said(self) -> str:
        value = self.cleaned_data["answer"]
        return "" if value in (None, "") else str(value)


def common(question: FormQuestion) -> dict:
    return {
        "label": question.text if question.is_required else f"{question.text} (optional)",
        "help_text": question.help_text,
        "required": question.is_required,
    }


def field_of(question: FormQuestion) -> forms.Field:
    said = common(question)
    match question.kind:
        case QuestionKind.LONG:
            longest = {"max_length": 40_000, "most_words": question.most_words}
            return WordsField(widget=forms.Textarea(attrs={"rows": 12}), **longest, **said)
        case QuestionKind.NUMBER:
            return forms.IntegerField(min_value=0, max_value=1_000_000_000, **said)
        case QuestionKind.MONEY:
            return MoneyField(**said)
        case QuestionKind.DAY:
            return DateField(called="The date", **said)
        case QuestionKind.YES_NO:
            return radios([(YES, "Yes"), (NO, "No")], said)
        case QuestionKind.CHOICE:
            options = [(each, each) for each in question.option_list]
            return radios(options if question.is_required else [*options, ("", "No answer")], said)
    return forms.CharField(max_length=300, **said)


def radios(choices: list[tuple[str, str]], said: dict) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)


#: From what is kept to what the field begins with, where that is not the text itself.
READ = {
    QuestionKind.NUMBER: int,
    QuestionKind.MONEY: int,
    QuestionKind.DAY: date.fromisoformat,
}


class FileAnswerForm(PortalForm):
    """A file is asked for where there is none yet; a new one takes the place of the one before. What the organisation
    keeps can be chosen instead."""

    submit = "Save and continue"

    def __init__(self, *args, question: FormQuestion, said: str = "", kept: Sequence[KeptDocument] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.is_needed, self.kept = question.is_required and not said, {str(each.pk): each for each in kept}
        asked = common(question)
        hint = "A PDF, a Word document or a picture, 20 MB or less."
        asked["help_text"] = f"{question.help_text} {hint}".strip()
        asked["required"] = self.is_needed and not kept
        self.fields["upload"] = UploadField(kinds=KINDS, **asked)
        self.fields["keep"] = forms.BooleanField(label="Keep this file for other applications", required=False)
        if kept:
            self.fields["document"] = forms.ChoiceField(
                label="Or choose a document that you keep",
                choices=[*((pk, str(each)) for pk, each in self.kept.items()), ("", "None of these")],
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self):
        cleaned = super().clean()
        cleaned["document"] = self.kept.get(cleaned.get("document", ""))
        upload, document = cleaned.get("upload"), cleaned["document"]
        if self.kept and self.is_needed and not (upload or document) and not self.errors:
            self.add_error("upload", "Choose a file, or one of the documents that you keep")
        if upload and document:
            self.add_error("document", "You chose a file as well. Choose “None of these”, or leave out the file")
        return cleaned


class CostsForm(PortalForm):
    """Lines in one box, as they are typed or pasted; and what one needs to work out a share of running costs."""

    submit = "Add it up"
    costs = forms.CharField(max_length=40_000, strip=False, widget=forms.Textarea(attrs={"rows": 10}))
    running = MoneyField(
        label="What does it cost to run your organisation for a year? (optional)",
        help_text="Rent, heating, insurance, accounts: what is there whether you do this or not.",
        required=False,
    )
    share = forms.IntegerField(
        label="How much of that does this work use, in per cent? (optional)",
        help_text="For example: 1 of 5 people works on it, so 20. We add that share as a line of its own.",
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )

    def __init__(self, *args, question: FormQuestion, said: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        asked = common(question)
        hint = "One cost on each line, for example: Cook for 40 weeks £1,200. You can paste lines from a spreadsheet."
        self.fields["costs"].label = asked["label"]
        self.fields["costs"].help_text = f"{question.help_text} {hint}".strip()
        self.fields["costs"].required = asked["required"]
        if said:
            kept = costs_of(said)
            self.initial |= {"costs": as_typed(kept), "running": kept.running or None, "share": kept.share or None}

    def clean_costs(self) -> list:
        read = read_costs(self.cleaned_data["costs"])
        if self.fields["costs"].required and not read.costs:
            raise forms.ValidationError("Enter at least one cost, for example: Cook for 40 weeks £1,200")
        self.left_out = read.left_out
        return read.costs

    def clean(self):
        cleaned = super().clean()
        running, share = cleaned.get("running"), cleaned.get("share")
        if running and share is None and "share" not in self.errors:
            self.add_error("share", "Enter how much of your running costs this work uses, in per cent.")
        if share and not running and "running" not in self.errors:
            self.add_error("running", "Enter what it costs to run your organisation for a year.")
        return cleaned

    @property
    def said(self) -> str:
        """The table as it is kept; nothing where nothing was written."""
        said = self.cleaned_data
        table = CostTable(tuple(said["costs"]), said["running"] or 0, said["share"] or 0)
        return table.as_text() if table.lines else ""


FORMS = {QuestionKind.FILE: FileAnswerForm, QuestionKind.COSTS: CostsForm}
