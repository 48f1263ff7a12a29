"""Forms of what several people change: nobody saves over the words of somebody else without having read them."""

from datetime import date
from hashlib import sha256

from django import forms
from django.utils.functional import cached_property

from compact_portal.forms.forms import PortalForm
from compact_portal.wording import short_date

#: Of a long text so much is shown beside one's own.
MOST_SHOWN = 500


class ShownField(forms.CharField):
    """What stood in each field when the page was made. A page that is shown again says what stands there now."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(**kwargs, required=False)

    def bound_data(self, data, initial):
        return initial


class AsShownForm(PortalForm):
    """For a form that begins with what is saved, when it is shown and when it is sent.

    A field in which somebody has saved something else since, and in which now something else was sent, says what stands
    there. The page is shown again with one's own answers; whoever sends it once more has read it. A form that is sent
    without `as_shown` is taken as it is.
    """

    as_shown = ShownField()
    #: What `as_shown` said before, where a page is made anew and nothing was saved yet.
    shown_before = ""

    @cached_property
    def helper(self):
        helper = super().helper
        helper.render_hidden_fields = True
        return helper

    def get_initial_for_field(self, field, name):
        if name == "as_shown":
            return self.shown_before or self.standing
        return super().get_initial_for_field(field, name)

    @property
    def standing(self) -> str:
        """Every field with a fingerprint of what is saved in it: "title:1f3a09bc reason:77e0d1a2"."""
        return " ".join(f"{name}:{_fingerprint(self._saved_in(name))}" for name in self.fields if name != "as_shown")

    def clean(self):
        cleaned = super().clean()
        for name in self.changed_meanwhile(cleaned.pop("as_shown", "")):
            self.add_error(name, self._what_changed(name))
        return cleaned

    def changed_meanwhile(self, as_shown: str) -> list[str]:
        """The fields that are asked for in which something else was saved since, and was sent now."""
        shown = dict(each.split(":", 1) for each in as_shown.split() if ":" in each)
        asked = set(self.changed_data).difference(self._not_revealed())
        return [name for name in shown if name in asked and shown[name] != _fingerprint(self._saved_in(name))]

    def _what_changed(self, name: str) -> str:
        """What stands there, and what to do. The summary of errors stands apart from the fields, so it names them."""
        label = str(self.fields[name].label).removesuffix(" (optional)")
        saved = self._in_words(name)
        told = f"was changed meanwhile to “{saved}”" if saved else "was emptied meanwhile"
        return f"“{label}” {told}. Change your answer, or send it again to keep it"

    def _saved_in(self, name: str):
        field = self.fields[name]
        return field.prepare_value(self.get_initial_for_field(field, name))

    def _in_words(self, name: str) -> str:
        """What is saved in a field, as its reader knows it; a choice by its words, "" for nothing."""
        saved = self._saved_in(name)
        if isinstance(saved, bool):
            return "ticked" if saved else "not ticked"
        if isinstance(saved, date):
            return short_date(saved)
        words = dict(_flat(getattr(self.fields[name], "choices", ()))).get(str(saved), saved)
        said = " ".join(str("" if words is None else words).split())
        return f"{said[:MOST_SHOWN]}…" if len(said) > MOST_SHOWN else said


def _flat(choices) -> list[tuple[str, str]]:
    return [(str(value), str(words)) for value, words in choices if not isinstance(words, list | tuple)]


def _fingerprint(value) -> str:
    return sha256(str("" if value is None else value).encode()).hexdigest()[:8]
