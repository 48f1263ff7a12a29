"""What is looked for, and where."""

from django import forms
from django.core.exceptions import ValidationError

from compact_portal.forms.fields import FirstDayField, LastDayField
from compact_portal.forms.forms import PortalForm
from compact_portal.search.queries import places
from compact_portal.search.sources import kinds

#: Nobody looks for more words, and each costs the database a look.
LONGEST = 200
#: Of more, letters of every script, the address would be longer than web servers take.
MOST_TYPED = 400

A_YEAR_IS_ENOUGH = "A year is enough."


class WordsToFind(forms.CharField):
    """Any characters at all. Those that no reader sees, which come along when text is copied, are spaces."""

    def to_python(self, value) -> str:
        visible = (letter if letter.isprintable() else " " for letter in super().to_python(value))
        return " ".join("".join(visible).split())


class WordsInput(forms.TextInput):
    """Other fields take whatever is pasted, and say when it is too long; here it would not arrive."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs | {"maxlength": MOST_TYPED})


class SearchForm(PortalForm):
    q = WordsToFind(label="Search for", required=False, widget=WordsInput)
    kind = forms.ChoiceField(label="Kind", required=False)
    committee = forms.TypedChoiceField(label="Committee", required=False, coerce=int, empty_value=None)
    since = FirstDayField(label="From", help_text=A_YEAR_IS_ENOUGH, called="First date", required=False)
    until = LastDayField(label="Until", help_text=A_YEAR_IS_ENOUGH, called="Last date", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Everything"), *kinds().items()]
        self.fields["committee"].choices = lambda: [("", "All"), *places()]

    def clean_q(self) -> str:
        typed = self.cleaned_data["q"]
        if len(typed) > LONGEST:
            raise ValidationError(f"Search for fewer words. Use {LONGEST} characters or fewer")
        return typed

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "Last date must not be before the first date")
        return cleaned

    @property
    def is_narrowed(self) -> bool:
        """Something besides the words was chosen, or could not be read."""
        names = [name for name in self.fields if name != "q"]
        return any(self.cleaned_data.get(name) or name in self.errors for name in names)
