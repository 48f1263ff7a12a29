"""Forms for signatories and Champions."""

from django import forms
from django.db.models import QuerySet

from champions.choices import ChampionRole
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.people.models import Organisation, User


class SignatoryForm(PortalForm):
    submit = "Add the signatory"
    organisation = forms.ModelChoiceField(
        label="Which organisation?",
        queryset=Organisation.objects.confirmed().filter(signatory=None).by_name(),
        empty_label="Choose an organisation",
    )
    since = DateField(label="Since when is it a signatory?")


class ContactForm(PortalForm):
    """How the public reaches a Champion."""

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


class ChampionForm(ContactForm):
    field_order = ["member", "name", "role"]
    submit = "Appoint"
    member = forms.ModelChoiceField(
        label="Someone who acts for the organisation here (optional)",
        queryset=User.objects.none(),
        required=False,
        empty_label="Somebody else",
        help_text="They get reminders, and a page of their own as Champion.",
    )
    name = forms.CharField(
        label="Name",
        max_length=200,
        required=False,
        help_text="Only for somebody who is not in the list above. They get no reminders.",
    )
    role = forms.ChoiceField(
        label="As what?", choices=ChampionRole, initial=ChampionRole.CHAMPION, widget=forms.RadioSelect
    )
    starts_on = DateField(label="From which day?")
    ends_on = DateField(label="Until which day? (optional)", required=False)

    def __init__(self, *args, members: QuerySet[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members

    @property
    def appointment(self) -> dict:
        """The answers as the service takes them: a member is the person behind the sign-in."""
        answers = dict(self.cleaned_data)
        member = answers.pop("member")
        return answers | {"person": member.person if member else None}

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("member") and not cleaned.get("name") and not {"member", "name"} & self.errors.keys():
            self.add_error("name", "Enter the name of the Champion, or choose somebody")
        if cleaned.get("member") and cleaned.get("name"):
            self.add_error("name", "Choose somebody or enter a name, not both")
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must be on or after the first.")
        return cleaned


class EndTermForm(PortalForm):
    submit = "End the term"
    on = DateField(label="What is the last day?")
