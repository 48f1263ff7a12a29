"""The editor: a box for plain text that a script turns into one with a toolbar."""

from django import forms
from js_asset import ImportMap, Media, Script

from compact_portal.richtext.from_text import html_of
from compact_portal.richtext.sanitise import sanitise
from compact_portal.richtext.to_text import text_of


class RichTextWidget(forms.Textarea):
    """Without JavaScript the box holds text, and beside it the HTML that the text was made from (`…-stored`).

    That HTML says two things when both come back: that no script was there, and what was not touched. The script,
    `static/js/richtext.js`, takes it out of the page before it puts HTML into the box; it takes over the box's name,
    hint and errors too. Its parts come from django-prose-editor; what they can make is what `sanitise` keeps.
    """

    template_name = "richtext/box.html"

    def __init__(self, attrs=None):
        super().__init__(attrs={"rows": 12, "data-richtext": True, **(attrs or {})})

    @property
    def media(self):
        return Media(
            importmap=ImportMap({"django-prose-editor/editor": "django_prose_editor/editor.js"}),
            css={"all": ["django_prose_editor/editor.css"]},
            js=[Script("js/richtext.js", type="module")],
        )

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        stored = sanitise(context["widget"]["value"])
        context["widget"] |= {"stored_name": stored_name(name), "stored": stored, "value": text_of(stored)}
        return context

    def value_from_datadict(self, data, files, name):
        """HTML, whether an editor made it or it was typed without one."""
        value, stored = super().value_from_datadict(data, files, name), data.get(stored_name(name))
        if value is None or stored is None:
            return value
        return html_of(value, stored=sanitise(stored))


def stored_name(name: str) -> str:
    return f"{name}-stored"
