"""Bringing old minutes in: files, or pasted text."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from compact_portal.forms import PortalForm
from meetings.models import Committee

ENDINGS = ".docx,.odt,.txt,.md,.html,.htm,.pdf"


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, as a list. What is in them the worker finds out; only their size is asked about here."""

    widget = ManyFilesInput

    def clean(self, data, initial=None) -> list:
        uploads = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload is not None]
        most = settings.UPLOAD_MAX_BYTES
        for upload in uploads:
            if upload.size > most:
                size, limit = filesizeformat(upload.size), filesizeformat(most)
                raise ValidationError(f"“{upload.name}” is {size}. Choose files of {limit} or less", code="too_big")
        return uploads


class BringInForm(PortalForm):
    submit = "Bring them in"
    committee = forms.ModelChoiceField(
        label="Whose minutes are they?", queryset=Committee.objects.none(), empty_label="Choose a committee"
    )
    files = ManyFilesField(
        label="Files (optional)",
        required=False,
        widget=ManyFilesInput(attrs={"accept": ENDINGS}),
        help_text="Word (.docx), OpenDocument (.odt), PDF with text, .txt, .md or .html. You can choose many at once, "
        "one for each meeting.",
    )
    text = forms.CharField(
        label="Or paste the text of one meeting (optional)",
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = Committee.objects.by_name()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("files") and not cleaned.get("text") and "files" not in self.errors:
            self.add_error("files", "Choose a file, or paste the text.")
        return cleaned
