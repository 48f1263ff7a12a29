"""Documents that an organisation keeps for its applications."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, UploadField
from funding.services.files import KINDS


class KeepDocumentForm(PortalForm):
    submit = "Keep it"

    title = forms.CharField(
        label="What is it?",
        help_text="For example: accounts 2025 to 2026, or our safeguarding policy.",
        max_length=100,
        error_messages={"required": "Enter what it is"},
    )
    upload = UploadField(
        label="The document",
        help_text="A PDF, a Word document or a picture, 20 MB or less.",
        kinds=KINDS,
        error_messages={"required": "Choose a file"},
    )
    good_until = DateField(
        label="Until when is it good? (optional)",
        help_text="The last day, for example of an insurance. After it we do not offer it any more.",
        called="The last day",
        required=False,
    )
