"""Naming an independent adviser, agreeing to one, and being one."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from disputes.forms.disputes import NO, YES, Answered, reason_field
from disputes.forms.hearing import InterestForm


class AdviserForm(PortalForm):
    submit = "Name this adviser"
    name = forms.CharField(label="Who?", help_text="Their first name and last name.", max_length=200)
    email = forms.EmailField(
        label="Their email address",
        help_text="They are asked by email, and sign in with this address. The email says nothing about the dispute.",
    )
    until = DateField(
        label="Until when? (optional)",
        called="The last day",
        help_text="Leave it empty and they can read it until some days after the outcome.",
        required=False,
    )


class AnswerAdviserForm(Answered, PortalForm):
    submit = "Send the answer"
    agree = forms.ChoiceField(
        label="Do you agree to this adviser?", choices=[(YES, "Yes"), (NO, "No")], widget=forms.RadioSelect
    )
    answer = reason_field("Why not?")


class AdviseForm(InterestForm):
    close = forms.ChoiceField(
        label="Are you close to either of them?",
        help_text="For example: you worked for one, helped to govern it, gave it money, or know its people well.",
        choices=[(NO, "No, I can advise"), (YES, "Yes, I stand aside")],
        widget=forms.RadioSelect,
    )
