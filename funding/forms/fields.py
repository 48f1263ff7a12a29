"""Fields of funding's forms."""

from datetime import date, datetime, time

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from funding.money import pence_of, pounds


def offer(form: forms.Form, name: str, queryset: QuerySet) -> None:
    """Let `name` be chosen from these. Where there is one only, nobody is asked."""
    field = form.fields[name]
    field.queryset = queryset
    if len(queryset) == 1:
        field.initial = queryset[0].pk
        field.widget = forms.HiddenInput()


class MoneyField(forms.Field):
    """An amount as people write it, in pence."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})

    def prepare_value(self, value):
        return pounds(value) if isinstance(value, int) else value

    def to_python(self, value) -> int | None:
        return pence_of(value) if value and value.strip() else None


def moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_current_timezone())
