"""Objecting to somebody on the panel, and answering."""

from django import forms

from compact_portal.forms import PortalForm
from disputes.forms.disputes import NO, YES, reason_field
from disputes.models import PanelMember


class ObjectionForm(PortalForm):
    submit = "Send it to them"
    member = forms.ModelChoiceField(
        PanelMember.objects.none(), label="To whom?", widget=forms.RadioSelect, empty_label=None
    )
    reason = reason_field(
        "Why would it not be fair?", help_text="The other side and everyone on the panel will read this."
    )

    def __init__(self, *args, panel: list[PanelMember], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = PanelMember.objects.filter(
            pk__in=[member.pk for member in panel]
        ).select_related("person")
        self.fields["member"].label_from_instance = lambda member: member.person.name


class AnswerObjectionForm(PortalForm):
    submit = "Send the answer"
    reveals = {"stay": {YES: ["answer"]}}
    stay = forms.ChoiceField(
        label="Do you stay on the panel?",
        choices=[(YES, "Yes, I stay"), (NO, "No, I step down")],
        widget=forms.RadioSelect,
    )
    answer = reason_field("Why do you stay?", help_text="Both sides will read this.")

    @property
    def stays(self) -> bool:
        return self.cleaned_data["stay"] == YES
