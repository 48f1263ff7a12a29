"""The numbers by which an organisation is known elsewhere."""

from django import forms

from compact_portal.forms import PortalForm
from funding.forms.fields import MoneyField
from funding.models import Registration

NUMBERS = ("charity_number", "company_number", "council_code")


class RegistrationForm(PortalForm):
    """Spaces and small letters do not matter."""

    charity_number = forms.CharField(
        label="Charity number (optional)",
        help_text="6 or 7 digits, of the Charity Commission for England and Wales. For example 1098765",
        max_length=20,
        required=False,
    )
    company_number = forms.CharField(
        label="Company number (optional)", help_text="8 characters. For example 01234567", max_length=20, required=False
    )
    council_code = forms.CharField(
        label="Code of a council (optional)",
        help_text="3 letters, of the register of local authorities. For example LCE",
        max_length=20,
        required=False,
    )

    yearly_income = MoneyField(
        label="Income of the last year (optional)",
        help_text="In pounds. Funders see whether an award would be more than a third of it. It is not published.",
        required=False,
    )

    def clean(self):
        cleaned = super().clean()
        said = {name: "".join((cleaned.get(name) or "").split()).upper() for name in NUMBERS}
        problems = {}
        try:
            Registration(**said).full_clean(exclude=["organisation"], validate_unique=False, validate_constraints=False)
        except forms.ValidationError as error:
            problems = error.message_dict
        for name, words in problems.items():
            self.add_error(name, words[0])
        return said | {"yearly_income": cleaned.get("yearly_income")}
