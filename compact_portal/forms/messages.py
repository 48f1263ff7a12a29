"""What a form says when an answer is missing or cannot be taken: which answer it means, and what to do."""

from django import forms
from django.forms.utils import pretty_name

from compact_portal.forms.fields import DateField

#: Said for every field that has no words of its own for it.
WORDS = {
    "max_length": "Use %(limit_value)d characters or fewer. You have used %(show_value)d",
    "min_length": "Use at least %(limit_value)d characters. You have used %(show_value)d",
    "min_value": "Enter %(limit_value)s or more",
    "max_value": "Enter %(limit_value)s or less",
}
#: Said instead of Django's, which repeats what was sent.
INVALID_CHOICE = "Choose one of the answers in the list"
DJANGOS_INVALID_CHOICES = {
    str(words)
    for field in (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
    for words in [field.default_error_messages["invalid_choice"]]
}
CHOSEN = (forms.ChoiceField, forms.ModelChoiceField, forms.FileField)
OWNED = ("your ", "their ", "the ", "a ", "an ")
DJANGOS_WORDS = str(forms.Field.default_error_messages["required"])


def word_errors(form) -> None:
    """Give each field of `form` its messages, where neither the form nor the field has said otherwise."""
    for name, field in form.fields.items():
        label = str(field.label or pretty_name(name)).removesuffix(" (optional)")
        for code, words in WORDS.items():
            field.error_messages.setdefault(code, words)
        if str(field.error_messages.get("invalid_choice", "")) in DJANGOS_INVALID_CHOICES:
            field.error_messages["invalid_choice"] = INVALID_CHOICE
        if isinstance(field, forms.EmailField):
            field.error_messages.setdefault("invalid", "Enter an email address like name@example.org")
        if isinstance(field, DateField) and not field.called and not label.endswith("?"):
            field.called = label
        if str(field.error_messages.get("required", "")) == DJANGOS_WORDS:
            field.error_messages["required"] = ask_for(field, label)


def ask_for(field: forms.Field, label: str) -> str:
    """ "Enter your name", "Choose the committee", "Answer “When did it start?”"."""
    if label.endswith("?"):
        return f"Answer “{label}”"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    verb = "Choose" if isinstance(field, CHOSEN) else "Enter"
    is_acronym = label[1:2].isupper()
    named = label if is_acronym else label[:1].lower() + label[1:]
    return f"{verb} {named}" if named.startswith(OWNED) else f"{verb} the {named}"
