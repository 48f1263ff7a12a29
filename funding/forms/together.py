"""Applying together: what is agreed on, who takes part, and with which share."""

from decimal import Decimal

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import UploadField
from compact_portal.people.models import Organisation
from funding.choices import ShareKind
from funding.forms.fields import MoneyField
from funding.models import Consortium
from funding.models.consortia import PARTS
from funding.services.files import KINDS

ON_PORTAL, OUTSIDE = "portal", "outside"


class TermsForm(PortalForm):
    submit = "Save and continue"
    shares_in = forms.ChoiceField(label="How do you share the money?", choices=ShareKind, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What do you agree on?",
        help_text="Who does what, who answers for what, and what happens if one of you leaves. Everyone agrees to it.",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    upload = UploadField(
        label="Your agreement as a file (optional)",
        help_text="A PDF, a Word document or a picture, 20 MB or less. A new one takes the place of the one before.",
        kinds=KINDS,
        required=False,
    )


class PercentField(forms.DecimalField):
    """In hundredths of a per cent."""

    def __init__(self, **kwargs):
        limits = {"min_value": Decimal("0.01"), "max_value": 100, "decimal_places": 2}
        messages = {"max_decimal_places": "Use two figures after the point at most, for example 33.33"}
        widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})
        super().__init__(widget=widget, error_messages=messages, **limits, **kwargs)

    def prepare_value(self, value):
        return f"{Decimal(value) / PARTS:f}" if isinstance(value, int) else value

    def clean(self, value) -> int | None:
        share = super().clean(value.strip().removesuffix("%") if value else value)
        return None if share is None else int(share * PARTS)


class MemberForm(PortalForm):
    submit = "Save"
    where = forms.ChoiceField(
        label="Is it on this site?",
        choices=[(ON_PORTAL, "Yes"), (OUTSIDE, "No")],
        widget=forms.RadioSelect,
    )
    choice_hints = {
        "where": {ON_PORTAL: "It agrees here, by itself.", OUTSIDE: "You say who agreed for it."},
    }
    organisation = forms.ModelChoiceField(
        label="Which organisation?", queryset=Organisation.objects.none(), empty_label="Choose an organisation"
    )
    name = forms.CharField(label="What is it called?", max_length=200)
    yearly_income = MoneyField(label="What is its income in a year? (optional)", required=False)
    said_by = forms.CharField(
        label="Who agreed for it, and when? (optional)",
        help_text="For example: its chair, on 3 March. You can say it later. It is needed before you send.",
        max_length=200,
        required=False,
    )
    reveals = {"where": {ON_PORTAL: ["organisation"], OUTSIDE: ["name", "yearly_income", "said_by"]}}

    def __init__(self, *args, consortium: Consortium, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        is_money = consortium.shares_in == ShareKind.POUNDS
        label = "How much of the money is for it?" if is_money else "How much of the money is for it, in per cent?"
        hint = "What the others do not have is yours."
        self.fields["share"] = (MoneyField if is_money else PercentField)(label=label, help_text=hint)

    def clean_share(self) -> int:
        if not self.cleaned_data["share"]:
            raise forms.ValidationError("Enter a share that is more than nothing.")
        return self.cleaned_data["share"]

    @property
    def said(self) -> dict:
        """What the service takes."""
        said = dict(self.cleaned_data)
        del said["where"]
        return said | {"name": said["name"] or "", "said_by": said["said_by"] or ""}


class LeaveForm(PortalForm):
    submit = "Leave"
    submit_class = "govuk-button--warning"
    reason = forms.CharField(
        label="Why do you leave? (optional)",
        help_text="The organisation in the lead reads this.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
