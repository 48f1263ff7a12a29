"""Forms for putting right what was read in old minutes, and for keeping them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.people.models import Organisation, Person
from meetings.choices import AttendanceStatus, Becomes, Capacity, DecisionKind, Office, TakenFor
from meetings.models import Committee, OldLine


class SeenForm(PortalForm):
    """`seen` is the revision of what the form was showing."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class HeadingForm(SeenForm):
    committee = forms.ModelChoiceField(label="Committee", queryset=Committee.objects.none(), empty_label=None)
    title = forms.CharField(label="Title (optional)", max_length=200, required=False)
    date = DateField(label="When did they meet? (optional)", required=False)
    written_date = forms.CharField(label="The date as the minutes write it (optional)", max_length=100, required=False)
    written_time = forms.CharField(label="At what time? (optional)", max_length=60, required=False)
    venue = forms.CharField(label="Where? (optional)", max_length=300, required=False)
    next_meetings = forms.CharField(
        label="Dates of next meetings (optional)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = Committee.objects.by_name()

    def clean_date(self):
        met = self.cleaned_data["date"]
        if met and met > timezone.localdate():
            raise ValidationError("The day they met must be today or in the past.")
        return met


class LineForm(SeenForm):
    """What a line is. Its words are shown above the form; they stay beside the record whatever is chosen."""

    form_id = "line-form"

    taken_for = forms.ChoiceField(label="What is this line?", choices=TakenFor, widget=forms.RadioSelect)
    number = forms.CharField(label="Number (optional)", max_length=20, required=False)
    title = forms.CharField(label="Title", max_length=300, required=False)
    presenters = forms.CharField(label="Presented by (optional)", max_length=300, required=False)
    rest = forms.CharField(
        label="Text after the title (optional)", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kept = forms.CharField(
        label="The text in the record",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mend slips of the pen here.",
    )
    through = forms.IntegerField(
        label="Are lines below it the same? Down to line (optional)",
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    reveals = {
        "taken_for": {TakenFor.ITEM: ["number", "title", "presenters", "rest"], TakenFor.TEXT: ["kept"]},
    }
    choice_hints = {
        "taken_for": {
            TakenFor.DECISION: "Its words stand as a decision of the item above.",
            TakenFor.ACTION: "Its words stand as an action of the item above.",
            TakenFor.LEFT_OUT: "A page number or a letterhead. It stays beside the record.",
        }
    }

    def __init__(self, *args, old_line: OldLine, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = old_line

    def clean_through(self) -> int | None:
        through = self.cleaned_data["through"]
        if through is None:
            return None
        last = self.line.old_minutes.lines.order_by("position").values_list("position", flat=True).last()
        if not self.line.position <= through <= last:
            raise ValidationError(f"Enter the number of a line below this one, up to {last}.")
        return through

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("taken_for") == TakenFor.ITEM and cleaned.get("through"):
            self.add_error("through", "Each title opens an item of its own. Leave this empty.")
        return cleaned

    @property
    def placed(self) -> dict:
        """What the service asks for."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "rest"}
        if values["taken_for"] == TakenFor.ITEM:
            values["kept"] = self.cleaned_data["rest"]
        return {name: value or "" if name != "through" else value for name, value in values.items() if name != "seen"}


class OldDecisionForm(SeenForm):
    submit = "Save the decision"
    text = forms.CharField(label="What was decided?", widget=forms.Textarea(attrs={"rows": 4}))
    kind = forms.ChoiceField(label="How?", choices=DecisionKind, initial=DecisionKind.AGREED, widget=forms.RadioSelect)


class OldActionForm(SeenForm):
    submit = "Save the action"
    text = forms.CharField(label="What was to be done?", widget=forms.Textarea(attrs={"rows": 4}))
    owners = forms.CharField(
        label="Who? (optional)", required=False, max_length=300, help_text="Names with commas between."
    )
    due = forms.CharField(
        label="By when? (optional)", required=False, max_length=200, help_text="As the minutes write it."
    )
    number = forms.CharField(label="Number (optional)", required=False, max_length=20)
    is_open = forms.BooleanField(
        label="It is still to be done", required=False, help_text="Nobody is reminded of it unless you say so."
    )


class OldAttendeeForm(SeenForm):
    submit = "Save"
    name = forms.CharField(label="Name", max_length=200)
    person = forms.ModelChoiceField(
        label="Is this somebody the portal knows?",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody of these",
        widget=forms.RadioSelect,
    )
    organisation_name = forms.CharField(label="Organisation as written (optional)", max_length=200, required=False)
    organisation = forms.ModelChoiceField(
        label="Which organisation of the portal is that? (optional)",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="None",
    )
    side = forms.CharField(label="Side or heading on the list (optional)", max_length=120, required=False)
    role = forms.CharField(label="Role (optional)", max_length=120, required=False)
    initials = forms.CharField(label="Initials (optional)", max_length=10, required=False)
    office = forms.ChoiceField(label="Office", choices=Office, required=False, widget=forms.RadioSelect)
    status = forms.ChoiceField(
        label="Were they there?",
        choices=[choice for choice in AttendanceStatus.choices if choice[0] != AttendanceStatus.EXPECTED],
        widget=forms.RadioSelect,
    )
    capacity = forms.ChoiceField(label="In what capacity?", choices=Capacity, widget=forms.RadioSelect)
    deputises_for = forms.CharField(
        label="Whom did they stand in for?",
        max_length=200,
        help_text="The name as it stands on the list.",
    )
    reveals = {"capacity": {Capacity.SUBSTITUTE: ["deputises_for"]}}

    def __init__(self, *args, may_be: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.confirmed().by_name()
        if not may_be:
            del self.fields["person"]
            return
        self.fields["person"].queryset = Person.objects.filter(pk__in=[person.pk for person in may_be]).select_related(
            "user"
        )
        self.fields["person"].label_from_instance = known_as


def known_as(person: Person) -> str:
    user = getattr(person, "user", None)
    return f"{person.name}, who signs in as {user.email}" if user else person.name


class NewAttendeeForm(OldAttendeeForm):
    """Beside the line that names them."""

    submit = "Add to the list"


class KeepForm(SeenForm):
    submit = "Keep as a record"
    becomes = forms.ChoiceField(label="What are these minutes?", choices=Becomes, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why may words differ from the original?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Your reason is kept in the history. It is not published.",
    )
    choice_hints = {
        "becomes": {
            Becomes.APPROVED: "Everyone can read and search them. Nobody gets an email.",
            Becomes.DRAFT: "Everyone can read and search them, marked as a draft. Nobody gets an email.",
            Becomes.LATER: "Only officers see them. You can change them in the portal and publish them there.",
        }
    }

    def __init__(self, *args, differs: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not differs:
            del self.fields["reason"]
