"""Recording an exception to the Compact, and reviewing one."""

from django import forms
from django.db.models import QuerySet

from champions.choices import ReviewOutcome
from champions.models import Clause, ComplianceException, Signatory
from champions.queries.exceptions import bound_by, clause_in_force
from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.wording import short_date

PUBLIC = "Everyone can read this."


class ClauseField(forms.CharField):
    """A clause of the Compact in force, as people cite it."""

    default_error_messages = {
        "unknown": "The Compact in force has no clause %(written)s. Enter one like 8.2/3, or choose it in the Compact"
    }

    def to_python(self, value) -> Clause | None:
        written = super().to_python(value)
        if not written:
            return None
        clause = clause_in_force(written)
        if clause is None:
            raise forms.ValidationError(
                self.error_messages["unknown"], code="unknown", params={"written": written[:40]}
            )
        return clause

    def run_validators(self, value):
        """What was typed has become a clause: its length is no question any more."""


class ExceptionForm(PortalForm):
    """Those who answer for one signatory are not asked which. A `cited` clause offers those it binds."""

    submit = "Continue"
    signatory = forms.ModelChoiceField(
        label="Which organisation?", queryset=Signatory.objects.none(), empty_label="Choose an organisation"
    )
    clause = ClauseField(
        label="Which clause cannot be kept?",
        help_text="Its section and number, for example 8.2/3.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    why = forms.CharField(
        label="Why can it not be kept?", max_length=2000, help_text=PUBLIC, widget=forms.Textarea(attrs={"rows": 5})
    )
    way_forward = forms.CharField(
        label="What will you do about it?", max_length=2000, help_text=PUBLIC, widget=forms.Textarea(attrs={"rows": 5})
    )
    review_on = DateField(
        label="When will you look at it again?",
        called="Review date",
        help_text="Within two years. We will remind you before that day.",
    )

    def __init__(self, *args, signatories: QuerySet[Signatory], cited: Clause | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        offered = bound_by(cited, signatories) if cited and not self.is_bound else signatories
        self.fields["signatory"].queryset = offered
        own = list(signatories[:2])
        if len(own) == 1:
            self.fields["signatory"].widget = forms.HiddenInput()
            self.initial["signatory"] = own[0].pk


class ReviewForm(PortalForm):
    submit = "Publish the review"
    note = forms.CharField(
        label="What did you find?", max_length=2000, help_text=PUBLIC, widget=forms.Textarea(attrs={"rows": 5})
    )
    outcome = forms.ChoiceField(label="Can the clause be kept now?", choices=ReviewOutcome, widget=forms.RadioSelect)
    next_review_on = DateField(label="When will you look at it again?", called="Review date")
    seen = forms.IntegerField(widget=forms.HiddenInput)
    reveals = {"outcome": {ReviewOutcome.STAYS: ["next_review_on"]}}

    @property
    def review(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("note", "next_review_on", "seen")}

    def show_conflict(self, saved: ComplianceException) -> None:
        """Say what someone else found; sending again adds to it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = saved.revision
        review = saved.reviews.first()
        self.add_error(
            None,
            f"Someone else reviewed this exception while you did: “{review.note}” The next review is on "
            f"{short_date(saved.review_on)}. What you wrote is still here. Publish it as well, or leave this page.",
        )
