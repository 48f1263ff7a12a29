"""How things are since a dispute closed."""

from django import forms

from compact_portal.forms import PortalForm
from disputes.forms.disputes import NO, YES


class SinceForm(PortalForm):
    submit = "Send the answer"
    followed = forms.ChoiceField(
        label="Has anything bad followed because you raised it?",
        help_text="For example: a grant that was cut, or invitations that no longer come.",
        choices=[(NO, "No, nothing"), (YES, "Yes, or we are not sure")],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label="What happened?",
        help_text="One Compact Champion who has nothing to do with either side reads this. Nobody else does.",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reveals = {"followed": {YES: ["text"]}}

    @property
    def something_followed(self) -> bool:
        return self.cleaned_data["followed"] == YES
