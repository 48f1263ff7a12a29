"""One's own name, and what people do for the partnership."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.people.forms.names import NameField


class ChangeNameForm(PortalForm):
    name = NameField()

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class RolesForm(PortalForm):
    is_officer = forms.BooleanField(
        label="Partnership officer", help_text="Runs meetings and publishing", required=False
    )
    is_champion = forms.BooleanField(label="Compact Champion", help_text="Helps to settle disputes", required=False)
    is_administrator = forms.BooleanField(
        label="Administrator", help_text="Gives roles and opens and closes accounts", required=False
    )
