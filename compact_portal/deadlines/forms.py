"""Adding a bank holiday."""

from django import forms
from django.core.exceptions import ValidationError

from compact_portal.dates import SATURDAY
from compact_portal.deadlines.models import BankHoliday
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.wording import long_date


class BankHolidayForm(PortalForm):
    day = DateField(label="Day", help_text="For example, 8 5 2028")
    name = forms.CharField(label="Name", max_length=100)
    submit = "Add the bank holiday"

    def clean_day(self):
        day = self.cleaned_data["day"]
        known = BankHoliday.objects.filter(day=day).first()
        if known:
            raise ValidationError(f"{long_date(day)} is a bank holiday already: {known.name}")
        if day.weekday() >= SATURDAY:
            raise ValidationError(f"{long_date(day)} is at the weekend. Choose the weekday that is taken off for it")
        return day
