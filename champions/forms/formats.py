"""Asking for another format, and answering."""

from django import forms

from champions.choices import Format
from compact_portal.forms import PortalForm


class FormatRequestForm(PortalForm):
    """The form at the end of the Compact."""

    submit = "Send the request"
    format = forms.ChoiceField(label="In which format do you need it?", choices=Format, widget=forms.RadioSelect)
    language = forms.CharField(label="Which language?", max_length=60)
    wish = forms.CharField(label="What do you need?", max_length=300)
    name = forms.CharField(label="Name (optional)", max_length=200, required=False)
    email = forms.EmailField(label="Email address (optional)", required=False)
    phone = forms.CharField(label="Phone number (optional)", max_length=40, required=False)
    address = forms.CharField(
        label="Postal address (optional)", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
    reveals = {"format": {Format.LANGUAGE: ["language"], Format.OTHER: ["wish"]}}

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(way) for way in ("email", "phone", "address")) and not self.errors:
            self.add_error(
                "email", "Enter an email address, a phone number or a postal address, so that we can reach you."
            )
        return cleaned


class FormatAnswerForm(PortalForm):
    submit = "It is done"
    answer = forms.CharField(label="What was done?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
