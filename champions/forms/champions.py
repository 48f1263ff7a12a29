"""Forms for signatories and Champions."""

from django import forms

from champions.choices import ChampionRole
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.people.models import Organisation


class SignatoryForm(PortalForm):
    submit = "Add the signatory"
    organisation = forms.ModelChoiceField(
        label="Which organisation?",
        queryset=Organisation.objects.confirmed().filter(signatory=None).by_name(),
        empty_label="Choose an organisation",
    )
    since = DateField(label="Since when is it a signatory?")


class ChampionForm(PortalForm):
    submit = "Appoint"
    name = forms.CharField(label="Name", max_length=200)
    role = forms.ChoiceField(
        label="As what?", choices=ChampionRole, initial=ChampionRole.CHAMPION, widget=forms.RadioSelect
    )
    job_title = forms.CharField(label="Job title (optional)", max_length=120, required=False)
    email = forms.EmailField(
        label="Public email address (optional)", required=False, help_text="Everyone can read it on the portal."
    )
    phone = forms.CharField(
        label="Public phone number (optional)",
        max_length=40,
        required=False,
        help_text="Everyone can read it on the portal.",
    )
    starts_on = DateField(label="From which day?")
    ends_on = DateField(label="Until which day? (optional)", required=False)

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must be on or after the first.")
        return cleaned


class EndTermForm(PortalForm):
    submit = "End the term"
    on = DateField(label="What is the last day?")
