"""Forms for committees and their seats."""

from django import forms

from compact_portal.forms import PortalForm, PortalModelForm
from compact_portal.forms.fields import DateField
from compact_portal.people.models import Organisation
from meetings.choices import Office
from meetings.models import AgendaTemplate, Committee, Constituency


class CommitteeForm(PortalModelForm):
    submit = "Save the committee"
    starts_on = DateField(label="When did it start?", required=False, help_text="Leave empty if it has no start date.")
    ends_on = DateField(label="When does it end?", required=False, help_text="Only for groups set up for a time.")

    class Meta:
        model = Committee
        fields = ["name", "short_name", "kind", "purpose", "style", "quorum", "clear_days", "minutes_due_days"]
        labels = {
            "name": "Name of the committee",
            "short_name": "Short name (optional)",
            "kind": "What kind of committee is it?",
            "purpose": "What is it for? (optional)",
            "style": "How should its minutes look?",
            "quorum": "How many members must be present?",
            "clear_days": "Clear working days between agenda and meeting (optional)",
            "minutes_due_days": "Working days after a meeting until the minutes are due (optional)",
        }
        help_texts = {
            "short_name": "For example, PaVSP. It becomes part of the page address.",
            "quorum": "The quorum. Write 0 if there is none.",
            "clear_days": "Leave empty to use the partnership’s rule.",
            "minutes_due_days": "Leave empty to use the partnership’s rule.",
        }
        widgets = {"kind": forms.RadioSelect, "style": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial |= {"starts_on": self.instance.starts_on, "ends_on": self.instance.ends_on}

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The end must be on or after the start.")
        return cleaned


class ConstituencyForm(PortalForm):
    submit = "Save the side"
    name = forms.CharField(label="Name of the side", max_length=120, help_text="For example, Councillors.")
    quorum = forms.IntegerField(
        label="How many of this side must be present?",
        min_value=0,
        max_value=100,
        initial=0,
        help_text="0 for no rule.",
    )

    def __init__(self, *args, committee: Committee, besides: Constituency | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = committee.constituencies.exclude(pk=besides.pk if besides else None)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if self.others.filter(name__iexact=name).exists():
            raise forms.ValidationError("This committee already has a side with that name.")
        return name


class SeatForm(PortalForm):
    submit = "Add the seat"
    constituency = forms.ModelChoiceField(label="Which side?", queryset=Constituency.objects.none())
    organisation = forms.ModelChoiceField(
        label="Which organisation does the seat belong to? (optional)",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="No organisation",
    )

    def __init__(self, *args, committee: Committee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["constituency"].queryset = committee.constituencies.all()
        self.fields["organisation"].queryset = Organisation.objects.confirmed().by_name()


class PersonNameField(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(max_length=200, help_text="Their full name.", **kwargs)
        self.widget.attrs["autocomplete"] = "off"


class PersonEmailField(forms.EmailField):
    """Says which person of that name is meant, above all one who signs in."""

    def __init__(self):
        super().__init__(
            label="Their email address (optional)",
            required=False,
            help_text="For reminders. If they sign in to the portal, enter the address they sign in with.",
        )


class TermForm(PortalForm):
    submit = "Fill the seat"
    person = PersonNameField(label="Who holds the seat?")
    email = PersonEmailField()
    office = forms.ChoiceField(label="Office", choices=Office, required=False, widget=forms.RadioSelect)
    starts_on = DateField(label="From which day?")
    ends_on = DateField(label="Until which day? (optional)", required=False, help_text="The last day counts.")

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day must be on or after the first.")
        return cleaned


class EndTermForm(PortalForm):
    submit = "End the term"
    on = DateField(label="What is their last day?")
    because = forms.CharField(label="Why? (optional)", max_length=200, required=False)


class SubstituteForm(PortalForm):
    submit = "Name the substitute"
    person = PersonNameField(label="Who can stand in?")
    email = PersonEmailField()


class AgendaTemplateForm(PortalForm):
    submit = "Save the template"
    name = forms.CharField(label="Name of the template", max_length=120)
    lines = forms.CharField(
        label="Items",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="One item on each line. Start a line with a hyphen (-) for a sub-item.",
    )

    def clean_lines(self):
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if not lines:
            raise forms.ValidationError("Enter at least one item.")
        if any(len(line) > 300 for line in lines):
            raise forms.ValidationError("An item must be 300 characters or fewer.")
        return lines


class TemplateChoice(forms.ModelChoiceField):
    """The templates a committee may start from: its own first, then those for all."""

    def __init__(self, **kwargs):
        super().__init__(queryset=AgendaTemplate.objects.none(), **kwargs)

    def offer(self, committee: Committee) -> None:
        own = AgendaTemplate.objects.filter(committee=committee)
        self.queryset = own | AgendaTemplate.objects.filter(committee=None)
        self.initial = self.initial or own.first() or self.queryset.first()
