"""Who comes and goes, from a few letters."""

from django import forms

from compact_portal.forms import PortalForm
from meetings.choices import Arrival
from meetings.models import Attendance
from meetings.queries.arrivals import lines_called


class ArrivalForm(PortalForm):
    """A few letters of a name, then Enter. `lines` is the attendance list."""

    submit = "Mark"
    name = forms.CharField(
        label="Name, then Enter",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the first letters of a name, or initials."},
    )
    what = forms.ChoiceField(label="What to note", choices=Arrival, initial=Arrival.HERE)

    def __init__(self, *args, lines: list[Attendance] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines

    def clean_name(self) -> Attendance:
        typed = self.cleaned_data["name"]
        found = lines_called(self.lines, typed)
        if not found:
            raise forms.ValidationError(
                f"Nobody on the list is called “{typed}”. Type other letters, or take attendance to add them."
            )
        if len(found) > 1:
            names = " or ".join(line.name for line in found)
            raise forms.ValidationError(f"This could be {names}. Type more of the name.")
        return found[0]
