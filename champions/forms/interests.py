"""Declaring interests."""

from django import forms

from champions.choices import InterestKind
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.people.models import Organisation


class InterestForm(PortalForm):
    submit = "Declare the interest"
    organisation = forms.ModelChoiceField(
        label="Which organisation?",
        queryset=Organisation.objects.confirmed().by_name(),
        empty_label="Choose an organisation",
    )
    kind = forms.ChoiceField(label="What is the link with it?", choices=InterestKind, widget=forms.RadioSelect)
    since = DateField(label="Since when? (optional)", called="First day", required=False)
    until = DateField(label="Until when? (optional)", called="Last day", required=False)
    note = forms.CharField(label="Note (optional)", max_length=300, required=False)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first.")
        return cleaned
