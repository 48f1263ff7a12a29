"""By which numbers an organisation is known elsewhere: given once, used in every round and in the open data."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from compact_portal.people.models import Organisation

#: England and Wales; Scotland's begin with SC and Northern Ireland's with NIC, and are registers of their own.
CHARITY = re.compile(r"[1-9]\d{5,6}(-\d{1,3})?", re.ASCII)
COMPANY = re.compile(r"([A-Z]{2}\d{6}|\d{8})", re.ASCII)
COUNCIL = re.compile(r"[A-Z]{3}", re.ASCII)


def _matches(pattern: re.Pattern, words: str) -> RegexValidator:
    return RegexValidator(rf"\A(?:{pattern.pattern})\Z", words, flags=re.ASCII)


class Registration(models.Model):
    """Any of the three may be empty: a small group has none."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="registration")
    charity_number = models.CharField(
        max_length=12,
        blank=True,
        validators=[_matches(CHARITY, "Enter a charity number of 6 or 7 digits, for example 1098765")],
    )
    company_number = models.CharField(
        max_length=8,
        blank=True,
        validators=[_matches(COMPANY, "Enter a company number of 8 characters, for example 01234567")],
    )
    council_code = models.CharField(
        max_length=3,
        blank=True,
        validators=[_matches(COUNCIL, "Enter a council’s code of 3 letters, for example LCE")],
    )

    yearly_income = models.PositiveBigIntegerField(null=True, blank=True, help_text="Of the last year, in pence.")

    def __str__(self) -> str:
        return f"Numbers of {self.organisation}"

    @property
    def identifier(self) -> str:
        """As org-id.guide writes it: that of the charity, else of the company, else of the council. "" without any."""
        registers = (("GB-CHC", self.charity_number), ("GB-COH", self.company_number), ("GB-LAE", self.council_code))
        return next((f"{register}-{number}" for register, number in registers if number), "")

    def clean(self) -> None:
        if self.council_code and self.charity_number:
            raise ValidationError({"council_code": "A charity is not a council. Leave one of the two empty."})
