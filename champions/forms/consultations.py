"""Opening, extending and closing a consultation, answering it, and replying to an answer."""

from django import forms
from django.utils.text import Truncator

from champions.choices import Capacity, Outcome
from champions.forms.life import MinutedForm
from champions.models import Section
from champions.models.consultations import new_reference
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField

#: Characters of a response: about two pages.
MOST_WORDS = 5000

WHOLE = "The whole document"


class WordsField(forms.CharField):
    """Counts as the page does: the end of a line is one character, though browsers send two."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class OpenConsultationForm(MinutedForm):
    field_order = ["introduction", "closes_on", "reason"]
    submit = "Continue"
    introduction = WordsField(
        label="What is it about?",
        max_length=3000,
        help_text="Say what is new in this version and what you would like to hear about. Everyone can read it.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    closes_on = DateField(label="What is the last day to answer?", help_text="People usually get 12 weeks.")
    reason = WordsField(
        label="Why is it shorter than 12 weeks? (optional)",
        max_length=1000,
        required=False,
        help_text="Only for less than 12 weeks. Everyone can read it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ExtendConsultationForm(PortalForm):
    submit = "Give people longer"
    closes_on = DateField(label="What is the new last day?")


class CloseConsultationForm(MinutedForm):
    submit = "Close the consultation"


class PublishReportForm(PortalForm):
    submit = "Publish the report"


class ResponseForm(PortalForm):
    """`parts` are the sections one can answer about, each with its `clause_list`."""

    submit = "Send your response"
    clause = forms.TypedChoiceField(label="What is your response about?", required=False, empty_value=None)
    words = WordsField(
        label="What do you want to say?",
        max_length=MOST_WORDS,
        help_text="Everyone will be able to read this. Please leave out names and other personal details.",
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    capacity = forms.ChoiceField(label="For whom do you answer?", choices=Capacity, widget=forms.RadioSelect)
    organisation = forms.CharField(
        label="Name of the organisation", max_length=200, help_text="We will publish this name with the response."
    )
    name = forms.CharField(label="Your name", max_length=200, help_text="We will not publish your name.")
    email = forms.EmailField(
        label="Your email address (optional)",
        required=False,
        help_text="We send you a copy of your response. We will not publish your email address.",
    )
    reference = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8, initial=new_reference)
    reveals = {"capacity": {Capacity.ORGANISATION: ["organisation"]}}

    def __init__(self, *args, parts: list[Section], **kwargs):
        super().__init__(*args, **kwargs)
        addresses = {address_of(section, one): one for section in parts for one in section.clause_list}
        self.clause_at = self.fields["clause"].coerce = addresses.get
        self.fields["clause"].choices = [("", WHOLE), *((str(part), list(options_of(part))) for part in parts)]


def address_of(section: Section, clause) -> str:
    """8.2/3: how an address names the clause."""
    return f"{section.address}/{clause.number}"


def options_of(section: Section):
    for clause in section.clause_list:
        address = address_of(section, clause)
        yield address, f"{address}: {Truncator(clause.text).words(9)}"


class ReplyForm(PortalForm):
    """`revision` is the one of the reply when the page was shown, 0 for none."""

    submit = "Save the reply"
    outcome = forms.ChoiceField(label="What did you do because of it?", choices=Outcome, widget=forms.RadioSelect)
    reason = WordsField(
        label="Why?",
        max_length=2000,
        help_text="Everyone will be able to read this in the report.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    choice_hints = {
        "outcome": {
            Outcome.CHANGED: "The Compact was changed because of this response.",
            Outcome.NOT_CHANGED: "The Compact stays as it was.",
            Outcome.NOTED: "It asked for no change, or is about something else.",
        }
    }
