"""What a group tells of its award, and what the funder says to it."""

from django import forms
from django.db.models import QuerySet

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import UploadField, WordsField
from funding.forms.assessment import text
from funding.forms.fields import MoneyField
from funding.models import Award, Report
from funding.services.files import KINDS

ACCEPT, ASK = "accept", "ask"
#: The questions, in their order.
QUESTIONS = {
    "happened": "What happened?",
    "spent": "How much was spent?",
    "explanation": "If more was spent than was awarded: how did that come about?",
    "benefited": "Who benefited?",
    "learned": "What did you learn?",
}
HELP = {
    "spent": "Since the report before, or since the award began. For example 1,250 or 499.50",
    "explanation": "Leave it empty if you spent no more than the award. It is nobody’s fault, and holds nothing up.",
    "learned": "What did not work is as welcome as what did.",
}


class EarlierReportField(forms.ModelChoiceField):
    def label_from_instance(self, report: Report) -> str:
        return f"{report}, {report.award.round.programme.funded_by}"


class ReportForm(PortalForm):
    """A draft: whatever is left empty can be written later, so nothing is required before it is sent."""

    submit = "Save the draft"
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, report: Report, earlier: QuerySet[Report], **kwargs):
        super().__init__(*args, **kwargs)
        if earlier:
            self.fields["stands_for"] = EarlierReportField(
                label="Have you told another funder the same? (optional)",
                help_text="Then point to that report, and enter here only what was spent. The funder reads it.",
                queryset=earlier,
                empty_label="No, I write it here",
                required=False,
            )
            self.initial["stands_for"] = report.stands_for_id
        for name, label in QUESTIONS.items():
            common = {"label": label, "help_text": HELP.get(name, ""), "required": False}
            if name == "spent":
                self.fields[name] = MoneyField(**common)
            else:
                area = forms.Textarea(attrs={"rows": 3 if name == "explanation" else 5})
                self.fields[name] = WordsField(most_words=report.most_words, max_length=20_000, widget=area, **common)
        self.initial |= {name: getattr(report, name) for name in QUESTIONS} | {"seen": report.revision}


class ReportFileForm(PortalForm):
    submit = "Add the file"
    upload = UploadField(
        label="Which file?",
        help_text="A PDF, a Word document or a picture, 20 MB or less.",
        kinds=KINDS,
        error_messages={"required": "Choose a file"},
    )


class ReportAnswerForm(PortalForm):
    submit = "Send the answer"
    answer = forms.ChoiceField(
        label="What do you say to it?",
        choices=[(ACCEPT, "We accept it: nothing more is needed"), (ASK, "We want to know more")],
        widget=forms.RadioSelect,
    )
    question = text("What do you want to know, or what is missing?")
    reveals = {"answer": {ASK: ["question"]}}


class CloseForm(PortalForm):
    """The reason is asked for only while a report is missing."""

    submit = "Close the award"

    def __init__(self, *args, award: Award, **kwargs):
        super().__init__(*args, **kwargs)
        if award.missing_reports:
            self.fields["reason"] = text(
                "Why do you close it without every report?", help_text="You and the organisation can read it."
            )
