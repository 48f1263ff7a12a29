"""Adding an edition made outside the portal, and removing one."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.db.models import TextChoices

from champions.choices import EditionKind
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import PublicUploadField, WebAddressField

EDITION_KINDS = ("pdf", "docx", "mp3")

#: As HTML has it: pl, or zh-Hant.
LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


class Source(TextChoices):
    FILE = "file", "In a file"
    LINK = "link", "On another website"


class EditionForm(PortalForm):
    submit = "Add the edition"
    kind = forms.ChoiceField(label="What kind of edition is it?", choices=EditionKind, widget=forms.RadioSelect)
    language = forms.CharField(label="Which language?", max_length=60, help_text="For example: Polish.")
    language_code = forms.CharField(
        label="Code of the language",
        max_length=20,
        validators=[RegexValidator(LANGUAGE_CODE, "Enter a code of two or three letters, like pl")],
        help_text="For example: pl for Polish. With it, a screen reader reads the title well.",
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        help_text="As people will look for it. For another language, write it in that language.",
    )
    source = forms.ChoiceField(label="Where is it?", choices=Source, initial=Source.FILE, widget=forms.RadioSelect)
    file = PublicUploadField(
        label="File", kinds=EDITION_KINDS, help_text="A PDF, Word document or sound file (MP3), up to 20 MB."
    )
    link = WebAddressField(label="Web address", max_length=200)
    reveals = {
        "kind": {EditionKind.LANGUAGE: ["language", "language_code"]},
        "source": {Source.FILE: ["file"], Source.LINK: ["link"]},
    }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == EditionKind.SIGNED and cleaned.get("source") == Source.FILE:
            self.add_error(
                "source", "Put the video on a website and choose “On another website”. Videos are too big here."
            )
        return cleaned

    @property
    def edition(self) -> dict:
        """What `services.upload_edition` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "source"}


class RemoveEditionForm(PortalForm):
    submit = "Remove the edition"
    submit_class = "govuk-button--warning"
