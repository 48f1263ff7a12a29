"""The form classes every room builds on."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import cached_property

from compact_portal.forms.messages import word_errors

#: Signs that nobody sees and that turn the direction of all that follows: a name could turn the sum beside it round.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class PortalFormMixin:
    """How a form is laid out. A subclass says only what differs:

    submit        the words on its button
    later         the words on a second button, which sends "later" too: what is typed is kept, and nothing is done
    form_id       the id of the form, for a button or a field that stands outside it
    layout        crispy layout objects (`Section`, `Columns`), where the order of the fields is not enough
    choice_hints  {field: {value: hint}} for single radios or checkboxes
    reveals       {field: {value: [names]}}: fields shown, and asked for, only when that choice is taken
    """

    submit = "Save"
    submit_class = ""
    later = ""
    form_id = ""
    cancel_url = ""
    layout: tuple = ()
    choice_hints: dict[str, dict[str, str]] = {}
    reveals: dict[str, dict[str, list[str]]] = {}
    use_required_attribute = False

    def full_clean(self):
        """The messages are given now, so that fields which a form adds as it is made get theirs too."""
        word_errors(self)
        super().full_clean()

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(*(self.layout or self._in_order()))
        helper.submit, helper.submit_class = self.submit, self.submit_class
        helper.later = self.later
        helper.cancel_url, helper.form_id = self.cancel_url, self.form_id
        return helper

    def clean(self):
        """What belongs to a choice that was not taken is neither asked for nor kept. Nothing that is typed turns round
        the words beside it."""
        cleaned = super().clean()
        cleaned = self.cleaned_data if cleaned is None else cleaned
        cleaned.update({name: said.translate(TURNING) for name, said in cleaned.items() if isinstance(said, str)})
        for name in self._not_revealed():
            self.errors.pop(name, None)
            cleaned[name] = self.fields[name].to_python(None)
        return cleaned

    def _in_order(self) -> list[str]:
        inside = {name for choices in self.reveals.values() for names in choices.values() for name in names}
        return [name for name in self.fields if name not in inside]

    def _not_revealed(self) -> list[str]:
        return [
            name
            for field, choices in self.reveals.items()
            for value, names in choices.items()
            if value not in _taken(self[field].value())
            for name in names
        ]


def _taken(value) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


class PortalForm(PortalFormMixin, forms.Form):
    pass


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """For its fields and its checks. Saving is a service's work."""
