"""Layout objects for `PortalForm.layout`, beside those of crispy-forms."""

from crispy_forms.layout import HTML, Div, Fieldset, Layout

__all__ = ["HTML", "Columns", "Layout", "Section"]


class Section(Fieldset):
    """Fields under one legend, which is a heading of the page: `Section("Where", "venue", "online_link")`."""


class Columns(Div):
    """Short fields side by side where there is room."""

    css_class = "p-columns"
