"""Rich text in models and forms: sanitised before it is checked and before it is stored."""

from django import forms
from django.db import models

from compact_portal.richtext.sanitise import sanitise
from compact_portal.richtext.widgets import RichTextWidget

__all__ = ["RichTextField", "RichTextFormField", "sanitise"]


class RichTextFormField(forms.CharField):
    """Sanitised first, so that an editor with nothing in it counts as empty."""

    widget = RichTextWidget

    def to_python(self, value):
        return sanitise(super().to_python(value))


class RichTextField(models.TextField):
    """HTML that went through `sanitise`, also where no form was in between."""

    def to_python(self, value):
        return sanitise(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        html = sanitise(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, html)
        return html

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": RichTextFormField, "widget": RichTextWidget, **kwargs})
