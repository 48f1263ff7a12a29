"""A file for those who are in a dispute."""

from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import UploadField
from disputes.choices import DisputeState
from disputes.forms.drafts import KINDS
from disputes.models import Dispute

EVERYONE, CHAMPIONS = "everyone", "champions"


class ShareFileForm(PortalForm):
    """Before the Champions have it there is nobody but both sides to share with."""

    submit = "Add the file"
    upload = UploadField(
        label="Choose a file", help_text="A PDF, a Word document or a picture, 20 MB or less.", kinds=KINDS
    )
    readers = forms.ChoiceField(
        label="Who should see it?",
        choices=[(EVERYONE, "Both sides and the Champions"), (CHAMPIONS, "The Champions only")],
        widget=forms.RadioSelect,
    )
    choice_hints = {
        "readers": {CHAMPIONS: "They cannot name it in the outcome, because the other side cannot answer it."}
    }

    def __init__(self, *args, dispute: Dispute, **kwargs):
        super().__init__(*args, **kwargs)
        if dispute.state != DisputeState.REFERRED:
            del self.fields["readers"]

    @property
    def for_champions(self) -> bool:
        return self.cleaned_data.get("readers") == CHAMPIONS
