"""Forms for attendance, decisions and actions."""

from datetime import date

from django import forms

from compact_portal.forms import AsShownForm, PortalForm
from compact_portal.forms.fields import DateField
from compact_portal.people.models import Organisation, Person, User
from meetings.choices import (
    SAID_OF_ACTIONS,
    ActionState,
    AdoptionAnswer,
    AttendanceStatus,
    Capacity,
    DecisionKind,
    DueRule,
)
from meetings.forms.due_dates import after_its_meeting
from meetings.models import ActionOwner, Attendance, Item, Meeting


class AttendanceForm(PortalForm):
    submit = "Add to the list"
    name = forms.CharField(label="Name", max_length=200)
    organisation = forms.ModelChoiceField(
        label="Organisation (optional)", queryset=Organisation.objects.none(), required=False, empty_label="None"
    )
    role = forms.CharField(label="Role (optional)", max_length=120, required=False)
    initials = forms.CharField(label="Initials (optional)", max_length=10, required=False)
    capacity = forms.ChoiceField(
        label="In what capacity?", choices=Capacity, initial=Capacity.GUEST, widget=forms.RadioSelect
    )
    deputising_for = forms.ModelChoiceField(
        label="Deputising for (optional)",
        queryset=Attendance.objects.none(),
        required=False,
        empty_label="Nobody",
        help_text="Mark the member’s apologies first.",
    )
    status = forms.ChoiceField(
        label="Are they here?",
        choices=[choice for choice in AttendanceStatus.choices if choice[0] != AttendanceStatus.EXPECTED],
        initial=AttendanceStatus.PRESENT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.confirmed().by_name()
        self.fields["deputising_for"].queryset = meeting.attendance.filter(capacity=Capacity.MEMBER).in_order()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("capacity") == Capacity.SUBSTITUTE and not cleaned.get("deputising_for"):
            self.add_error("deputising_for", "Choose the member they stand in for.")
        return cleaned


class AttendanceDetailsForm(PortalForm):
    submit = "Save"
    name = forms.CharField(label="Name", max_length=200)
    organisation = forms.ModelChoiceField(
        label="Organisation (optional)", queryset=Organisation.objects.none(), required=False, empty_label="None"
    )
    deputising_for = forms.ModelChoiceField(
        label="Deputising for (optional)", queryset=Attendance.objects.none(), required=False, empty_label="Nobody"
    )
    role = forms.CharField(label="Role (optional)", max_length=120, required=False)
    initials = forms.CharField(label="Initials (optional)", max_length=10, required=False)
    arrived_at = forms.ModelChoiceField(
        label="Arrived during (optional)",
        queryset=Item.objects.none(),
        required=False,
        empty_label="Here from the start",
    )
    left_at = forms.ModelChoiceField(
        label="Left during (optional)", queryset=Item.objects.none(), required=False, empty_label="Stayed to the end"
    )

    def __init__(self, *args, line: Attendance, **kwargs):
        """A member's organisation and side come from their seat; those of others can be corrected."""
        super().__init__(*args, **kwargs)
        for name in ("arrived_at", "left_at"):
            self.fields[name].queryset = line.meeting.items.in_order()
        if line.capacity == Capacity.MEMBER:
            del self.fields["organisation"], self.fields["deputising_for"]
            return
        self.fields["organisation"].queryset = Organisation.objects.confirmed().by_name()
        members = line.meeting.attendance.filter(capacity=Capacity.MEMBER).in_order()
        self.fields["deputising_for"].queryset = members
        if line.capacity == Capacity.SUBSTITUTE:
            self.fields["deputising_for"].required = True
            self.fields["deputising_for"].label = "Deputising for"
            self.fields["deputising_for"].error_messages["required"] = "Choose the member they stand in for."
        else:
            del self.fields["deputising_for"]

    def clean(self):
        cleaned = super().clean()
        arrived, left = cleaned.get("arrived_at"), cleaned.get("left_at")
        if arrived and left and left.position < arrived.position:
            self.add_error("left_at", f"They arrived during {arrived}. Choose that item or a later one.")
        return cleaned


class DeclarationForm(PortalForm):
    submit = "Record the interest"
    attendance = forms.ModelChoiceField(
        label="Who declares it?", queryset=Attendance.objects.none(), empty_label="Choose a name"
    )
    interest = forms.CharField(label="What is the interest?", max_length=500)
    left_room = forms.BooleanField(label="They left the room for this item", required=False)

    def __init__(self, *args, meeting: Meeting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendance"].queryset = meeting.attendance.present().in_order()


class DecisionForm(PortalForm):
    submit = "Save the decision"
    text = forms.CharField(label="What was decided?", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="How?", choices=DecisionKind, initial=DecisionKind.AGREED, widget=forms.RadioSelect)
    needs_adoption = forms.BooleanField(
        label="Each organisation must take this through its own governance", required=False
    )


class AnswerForm(PortalForm):
    submit = "Save the answer"
    to = forms.ChoiceField(label="Their answer", choices=AdoptionAnswer, widget=forms.RadioSelect)
    on = DateField(label="On which day? (optional)", required=False)
    note = forms.CharField(label="Note (optional)", max_length=500, required=False)


class ActionForm(PortalForm):
    submit = "Save the action"
    text = forms.CharField(label="What is to be done?", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    who = forms.CharField(
        label="Who? (optional)",
        required=False,
        max_length=300,
        help_text=(
            "Names of people or organisations, with commas between. For somebody without a seat, their email address. "
            "Anything else is kept as a group."
        ),
    )
    contact = forms.CharField(label="If it is a group: who is the contact? (optional)", required=False, max_length=200)
    due_rule = forms.ChoiceField(label="By when?", choices=DueRule, initial=DueRule.NONE, widget=forms.RadioSelect)
    due_on = DateField(label="Date", called="The date")
    reveals = {"due_rule": {DueRule.DATE: ["due_on"]}}

    def __init__(self, *args, meeting: Meeting, known: dict[str, object], **kwargs):
        super().__init__(*args, **kwargs)
        self.meeting, self.known = meeting, known

    def clean_who(self) -> list[Person | Organisation | str]:
        """Whom the names mean. A name alone never means somebody who signs in: their address does."""
        names = [name.strip() for name in self.cleaned_data["who"].split(",") if name.strip()]
        return [self.known.get(name.lower()) or found_elsewhere(name) or name for name in names]

    def clean_due_on(self) -> date | None:
        return after_its_meeting(self, "due_on", self.meeting)

    def clean_contact(self) -> Person | None:
        name = self.cleaned_data["contact"].strip()
        found = self.known.get(name.lower()) or found_elsewhere(name)
        if name and not isinstance(found, Person):
            raise forms.ValidationError(
                f"{name} is not on the attendance list or a seat. Enter the full name as it stands there, or the email "
                "address they sign in with."
            )
        return found

    @property
    def owners(self) -> list[ActionOwner]:
        """The names typed, as people, organisations or groups."""
        contact = self.cleaned_data.get("contact")
        return [ActionOwner.of(owner, contact=contact) for owner in self.cleaned_data["who"]]


class ChangeDecisionForm(AsShownForm, DecisionForm):
    """Of a decision that is there."""


class ChangeActionForm(AsShownForm, ActionForm):
    """Of an action that is there."""


def found_elsewhere(name: str) -> Person | Organisation | None:
    """Whoever signs in with this address, or the organisation of this name. Raises ValidationError for an address that
    nobody signs in with."""
    if "@" not in name:
        return Organisation.objects.confirmed().filter(name__iexact=name).first()
    user = User.objects.active().filter(email=name.lower()).select_related("person").first()
    if user is None:
        raise forms.ValidationError(
            f"Nobody signs in with {name}. Check the address, or enter a name and remind them yourself."
        )
    return user.person


class ActionUpdateForm(PortalForm):
    submit = "Save"
    state = forms.ChoiceField(label="Where does it stand?", choices=SAID_OF_ACTIONS, widget=forms.RadioSelect)
    note = forms.CharField(
        label="What has happened? (optional)", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == self.initial.get("state") and not cleaned.get("note"):
            self.add_error("note", "Say what has happened, or choose another state.")
        if cleaned.get("state") == ActionState.DROPPED and not cleaned.get("note"):
            self.add_error("note", "Say why the action is dropped.")
        return cleaned


class BringBackForm(PortalForm):
    submit = "Put on the forward plan"
    title = forms.CharField(label="What should come back?", max_length=300)
    not_before = DateField(
        label="Not before which day?", help_text="It is offered for the first agenda on or after this day."
    )
