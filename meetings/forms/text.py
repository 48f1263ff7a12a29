"""Forms for the text of a minute."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.richtext.fields import RichTextFormField


class TextForm(PortalForm):
    submit = "Save"
    text = RichTextFormField(label="Minute", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AutosaveForm(TextForm):
    """What the script sends besides: who writes, and its names for this save and for those without an answer."""

    writer = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    save = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    unanswered = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput)

    def clean_unanswered(self) -> list[str]:
        return self.cleaned_data["unanswered"].split()


class LineForm(PortalForm):
    """A line of the minute that becomes a decision or an action."""

    submit = "Add"
    text = forms.CharField(
        label="The line", max_length=4000, error_messages={"required": "The line is empty. Type what was said first."}
    )
