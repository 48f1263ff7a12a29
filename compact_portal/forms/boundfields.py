"""What a template needs to know of a field to draw it: its kind, its classes, where its error link lands."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property

from compact_portal.forms.widgets import DateInputs

#: The first that fits. Each kind is a template, govuk/fields/<kind>.html.
KINDS = (
    (DateInputs, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
)

#: The GOV.UK Frontend block of each kind, where it is not the kind's own name.
BLOCKS = {"checkbox": "checkboxes", "password": "input", "file": "file-upload"}

#: Kinds whose label is the legend of a fieldset round several inputs.
GROUPS = {"date", "checkboxes", "radios"}

#: Inputs whose answers are short.
SHORT = {"number", "time"}

DJANGOS_ROWS = forms.Textarea().attrs["rows"]


class PortalBoundField(BoundField):
    """Used by every form of the site, through `PortalRenderer`."""

    @cached_property
    def kind(self) -> str:
        return next((kind for widget, kind in KINDS if isinstance(self.field.widget, widget)), "input")

    @property
    def field_template(self) -> str:
        return f"govuk/fields/{self.kind}.html"

    @property
    def is_group(self) -> bool:
        return self.kind in GROUPS

    @property
    def block(self) -> str:
        """The name GOV.UK Frontend's classes for this field start with, after "govuk-"."""
        return BLOCKS.get(self.kind, self.kind)

    @property
    def limit(self) -> int | None:
        """How many characters or words a textarea takes: it then counts down. Rich text has tags, which nobody
        counts."""
        if self.kind != "textarea" or "data-richtext" in self.field.widget.attrs:
            return None
        return getattr(self.field, "most_words", None) or getattr(self.field, "max_length", None)

    @property
    def counts(self) -> str:
        """What is counted down: words where a field limits those."""
        return "words" if getattr(self.field, "most_words", None) else "characters"

    @property
    def focus_id(self) -> str:
        """The id of what an error link lands on: the input, the first of several, or the first wrong part of a date."""
        if self.kind == "date":
            return self.field.widget.id_of(self.auto_id, (self.wrong_parts or ["day"])[0])
        if self.is_group:
            first = next(iter(self.subwidgets), None)
            return first.id_for_label if first else ""
        return self.id_for_label

    @cached_property
    def wrong_parts(self) -> list[str]:
        """Which of day, month and year to mark as wrong."""
        return self.field.wrong_parts(self.value()) if self.errors else []

    @property
    def options(self) -> list[dict]:
        """The choices of radios or checkboxes, each with its hint and the fields it reveals."""
        hints = getattr(self.form, "choice_hints", {}).get(self.name, {})
        reveals = getattr(self.form, "reveals", {}).get(self.name, {})
        return [
            {
                "input": choice,
                "hint": hints.get(value, ""),
                "reveals": [self.form[name] for name in reveals.get(value, ())],
            }
            for choice in self.subwidgets
            for value in [str(choice.data["value"])]
        ]

    @property
    def aria_describedby(self) -> str | None:
        ids = [super().aria_describedby, f"{self.auto_id}-info" if self.limit else ""]
        return " ".join(filter(None, ids)) or None

    def build_widget_attrs(self, attrs, widget=None):
        """GOV.UK's classes; and no maxlength, which would cut a pasted text short without a word."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return attrs
        if self.kind == "date":
            return {**attrs, "wrong": self.wrong_parts}
        attrs["class"] = " ".join(filter(None, [*self._classes(), widget.attrs.get("class", "")]))
        attrs["maxlength"] = attrs["minlength"] = False
        if self.kind == "textarea":
            attrs["cols"] = False
            if widget.attrs.get("rows") == DJANGOS_ROWS:
                attrs["rows"] = 5
        return attrs

    def _classes(self) -> list[str]:
        if self.block in {"radios", "checkboxes"}:
            return [f"govuk-{self.block}__input"]
        classes = [f"govuk-{self.block}"]
        if self.errors:
            classes.append(f"govuk-{self.block}--error")
        if self.kind == "input" and self.field.widget.input_type in SHORT:
            classes.append("govuk-input--width-5")
        if self.kind == "password":
            classes.append("govuk-password-input__input govuk-js-password-input-input")
        if self.limit:
            classes.append("govuk-js-character-count")
        return classes
