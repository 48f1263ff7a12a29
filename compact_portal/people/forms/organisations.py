"""Organisations people ask to act for, propose or are invited to."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.people.choices import Sector
from compact_portal.people.models import Organisation


class OrganisationSearchForm(PortalForm):
    submit = "Search"

    q = forms.CharField(label="Name of the organisation, or part of it", max_length=200, required=False)


class ProposeOrganisationForm(PortalForm):
    submit = "Send"

    name = forms.CharField(
        label="Name of the organisation",
        help_text="As it appears on its letters or website",
        max_length=200,
        error_messages={"required": "Enter the name of the organisation"},
    )
    sector = forms.ChoiceField(
        label="What kind of organisation is it?",
        choices=Sector.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of organisation it is"},
    )

    def clean_name(self) -> str:
        """The same name in other letters is the same organisation."""
        name = " ".join(self.cleaned_data["name"].split())
        if Organisation.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError("An organisation with this name is here already. Search for it instead.")
        return name


class InviteOrganisationForm(ProposeOrganisationForm):
    submit = "Send the invitation"

    contact = forms.CharField(
        label="Full name of the person you invite",
        max_length=200,
        error_messages={"required": "Enter the name of the person you invite"},
    )
    email = forms.EmailField(
        label="Their email address",
        help_text="We email them how to join",
        error_messages={"required": "Enter their email address"},
    )


class DecideOrganisationForm(PortalForm):
    submit = "Save the decision"
    reveals = {"decision": {"decline": ["reason"]}}

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[("confirm", "Add it to the portal"), ("decline", "Decline it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide"},
    )
    reason = forms.CharField(
        label="Why do you decline it?",
        help_text="We send this to the person who asked",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why you decline it"},
    )
