"""Joining those who raise a dispute, leaving them, and who works on it for an organisation."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.people.models import User
from disputes.forms.disputes import NO, YES


class JoinForm(PortalForm):
    submit = "Send the answer"
    joins = forms.ChoiceField(
        label="Does your organisation join?",
        choices=[(YES, "Yes, we raise it together"), (NO, "No, we do not join")],
        widget=forms.RadioSelect,
    )

    @property
    def accepts(self) -> bool:
        return self.cleaned_data["joins"] == YES


class LeaveGroupForm(PortalForm):
    submit = "Leave it to the others"
    submit_class = "govuk-button--warning"


class TeamForm(PortalForm):
    submit = "Add to the team"
    user = forms.ModelChoiceField(
        label="Who should work on it with you?",
        help_text="Only people who act for your organisation on the portal. They see everything you see.",
        queryset=User.objects.none(),
        empty_label="Choose a name",
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = members
        self.fields["user"].label_from_instance = lambda user: user.name
