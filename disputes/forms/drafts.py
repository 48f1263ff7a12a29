"""The pages on which a dispute is written down, one question each."""

from collections.abc import Iterable
from hashlib import blake2s

from django import forms

from champions.choices import Addressee
from champions.models import Clause
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import UploadField
from compact_portal.people.models import Organisation
from disputes.choices import Manner, Side
from disputes.matters import MATTERS
from disputes.models import Dispute
from disputes.names import says_name
from disputes.queries.disputes import (
    can_be_told,
    clauses_to_choose,
    organisations_to_raise_for,
    organisations_to_raise_with,
)
from disputes.services.draft_sides import others_of
from disputes.services.withheld import withheld_of

KINDS = ("pdf", "docx", "png", "jpg")
SAVED_SINCE = (
    "This page was saved since you opened it. Here is what you wrote. Press the button again to keep it, or open the "
    "page again to read what is saved."
)
#: With nobody named, by how it is raised.
NOBODY_NAMED = "Choose at least one organisation, or go back and say that it is for one only."
NOBODY_SPOKEN_FOR = "Choose at least one organisation, or enter the name of a group below."
SAYS_IT = "Take out the name that is withheld. The other side may read this."


class DraftForm(PortalForm):
    """Made with the draft it belongs to and the person who writes; begins with what is saved."""

    submit = "Save and continue"
    #: What was saved when the page was opened, to see whether somebody has saved it since.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, dispute: Dispute, user, **kwargs):
        self.dispute, self.user = dispute, user
        saved = self.saved()
        self.mark = mark_of(saved)
        super().__init__(*args, initial=saved | {"seen": self.mark}, **kwargs)

    def clean(self):
        """Words of a colleague, or of another tab, are not overwritten unseen. Pressed again, these are kept."""
        cleaned = super().clean()
        seen = cleaned.pop("seen", "")
        if seen and seen != self.mark and set(self.changed_data) - {"seen"}:
            self.data = self.data.copy()
            self.data["seen"] = self.mark
            self.add_error(None, SAVED_SINCE)
        return cleaned

    def saved(self) -> dict:
        return {name: getattr(self.dispute, name) for name in self.base_fields if hasattr(self.dispute, name)}


def mark_of(saved: dict) -> str:
    """A short mark of what is saved, whatever the order of what was chosen."""
    ordered = {name: sorted(value) if isinstance(value, list) else value for name, value in saved.items()}
    return blake2s(repr(sorted(ordered.items())).encode(), digest_size=8).hexdigest()


class MatterForm(DraftForm):
    matter = forms.ChoiceField(
        label="What is it about?",
        choices=[(name, matter.label) for name, matter in MATTERS.items()],
        widget=forms.RadioSelect,
    )
    choice_hints = {"matter": {name: matter.hint for name, matter in MATTERS.items() if matter.hint}}


class WhoForm(DraftForm):
    """Those who act for one organisation are not asked which. With others, they are asked for on the next page."""

    organisation = forms.ModelChoiceField(
        label="Which organisation do you raise this for?",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
    )
    manner = forms.ChoiceField(label="Who raises it?", choices=Manner, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_to_raise_for(self.user)
        self.fields["organisation"].queryset = own
        if len(own) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()

    def saved(self) -> dict:
        raising = (party.organisation_id for party in self.dispute.parties.all() if party.speaks)
        return {"organisation": next(raising, None), "manner": self.dispute.manner}


class OthersForm(DraftForm):
    """With whom, or for whom. A representative says by what right, and can keep one name to themselves."""

    others = forms.ModelMultipleChoiceField(
        label="Which other organisations?",
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    authority = forms.CharField(
        label="What lets you speak for them?",
        help_text="The other side reads this. For example: a letter of their chair, or a committee’s decision.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter what lets you speak for them"},
    )
    withheld_name = forms.CharField(
        label="Name of a group that the other side must not know (optional)",
        help_text="Only your organisation and one Champion, who checks that it exists and has agreed, will know it.",
        max_length=200,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = organisations_to_raise_for(self.user)
        self.fields["others"].queryset = Organisation.objects.confirmed().exclude(pk__in=own).by_name()
        if not self.speaks_for_others:
            del self.fields["authority"], self.fields["withheld_name"]

    @property
    def speaks_for_others(self) -> bool:
        return self.dispute.manner == Manner.THROUGH_REPRESENTATIVE

    def saved(self) -> dict:
        return {
            "others": [organisation.pk for organisation in others_of(self.dispute)],
            "authority": self.dispute.authority,
            "withheld_name": withheld.name if (withheld := withheld_of(self.dispute)) else "",
        }

    def clean(self):
        cleaned = super().clean()
        name, authority = cleaned.get("withheld_name"), cleaned.get("authority")
        if name and authority and says_name(name, authority):
            self.add_error("authority", SAYS_IT)
        self.refuse_who_cannot_be_asked(cleaned.get("others") or ())
        if not (cleaned.get("others") or name) and "others" not in self.errors:
            self.add_error("others", NOBODY_SPOKEN_FOR if self.speaks_for_others else NOBODY_NAMED)
        return cleaned

    def refuse_who_cannot_be_asked(self, others: Iterable[Organisation]) -> None:
        """Those one speaks for need not be on the portal; those one raises it together with say yes there."""
        if self.speaks_for_others:
            return
        for each in others:
            if not can_be_told(each):
                self.add_error(
                    "others",
                    f"Nobody from {each} uses the portal yet, so we cannot ask them. Leave them out for now, or ask "
                    "the partnership to invite them.",
                )


class RespondentForm(DraftForm):
    organisation = forms.ModelChoiceField(
        label="Which organisation?", queryset=Organisation.objects.none(), empty_label="Choose an organisation"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_to_raise_with(self.dispute)

    def saved(self) -> dict:
        responding = (party.organisation_id for party in self.dispute.parties.all() if party.side == Side.RESPONDING)
        return {"organisation": next(responding, None)}


class CommitmentsForm(DraftForm):
    """Clauses with certain words, and those chosen already whatever words are looked for."""

    form_id = "commitments"

    clauses = forms.ModelMultipleChoiceField(
        label="Which commitments?",
        queryset=Clause.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one commitment"},
    )

    def __init__(self, *args, words: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        chosen = list(self.dispute.commitments.values_list("clause", flat=True))
        found = clauses_to_choose("")
        shown = found.filter(pk__in=chosen) | clauses_to_choose(words) if words else found
        self.fields["clauses"].queryset = shown.distinct()
        self.has_found = not words or clauses_to_choose(words).exists()
        self.fields["clauses"].label_from_instance = in_words

    def saved(self) -> dict:
        return {"clauses": list(self.dispute.commitments.values_list("clause", flat=True))}


def in_words(clause: Clause) -> str:
    """With whose promise it is, where it is not everyone's."""
    whose = "" if clause.addressee == Addressee.EVERYONE else f"{clause.get_addressee_display()}: "
    return f"{clause.reference} {whose}{clause.text}"


class HappenedForm(DraftForm):
    title = forms.CharField(
        label="Give it a short title",
        help_text="For example: Notice before a grant was reduced.",
        max_length=120,
        error_messages={"required": "Enter a short title"},
    )
    what_happened = forms.CharField(
        label="What happened?",
        help_text="Say what happened and how it affects you. Do not name people who use your service.",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    happened_on = forms.CharField(
        label="When did it happen?",
        help_text="As well as you know, for example: 12 October 2026, or: since the spring.",
        max_length=120,
    )


class BetterForm(DraftForm):
    what_would_help = forms.CharField(
        label="What would put it right?",
        help_text="For example: an answer, a later date, a meeting, or a change for next time.",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class FileForm(DraftForm):
    form_id = "file"
    submit = "Add this file"
    submit_class = "govuk-button--secondary"
    upload = UploadField(
        label="Add a file",
        help_text="A PDF, a Word document or a picture, 20 MB or less.",
        kinds=KINDS,
        error_messages={"required": "Choose a file"},
    )
