"""The editor: a plain textarea that a script turns into one with a toolbar."""

import re

from django import forms
from js_asset import ImportMap, Media, Script

from compact_portal.richtext.sanitise import plain_text

_ONLY_PARAGRAPHS = re.compile(r"(?:<p>[^<]*(?:<br>[^<]*)*</p>\s*)*")


class RichTextWidget(forms.Textarea):
    """Without JavaScript, text that is only paragraphs is shown as plain text with blank lines between.

    `static/js/richtext.js` takes the HTML from `data-html`, and takes over the box's name, hint and errors.
    Its parts come from django-prose-editor; what they can make is what `sanitise` keeps.
    """

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
        html = context["widget"]["value"] or ""
        if html and _ONLY_PARAGRAPHS.fullmatch(html):
            context["widget"]["attrs"]["data-html"] = html
            context["widget"]["value"] = as_typed(html)
        return context


def as_typed(html: str) -> str:
    """Paragraphs as someone would type them: a blank line between two."""
    return "\n\n".join(plain_text(part) for part in html.split("</p>") if plain_text(part))
