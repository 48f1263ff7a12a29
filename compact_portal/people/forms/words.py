"""Our words in place of allauth's, and none of its placeholders: they vanish when typing starts."""

CHOOSING_WELL = "At least 10 characters. Do not use one you use elsewhere, or one that is easy to guess."


class PlainWords:
    """Mixed into an allauth form. `words` maps a field to its label and its hint."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]
