import re
from html import unescape

from django import forms
from django.db import models
from django.template import Context, Template
from django.test.utils import isolate_apps

from compact_portal.richtext.fields import RichTextField, RichTextFormField


class NoteForm(forms.Form):
    text = RichTextFormField()


def test_an_editor_with_nothing_in_it_counts_as_empty():
    assert NoteForm({"text": "<p></p>"}).errors["text"] == ["This field is required."]


def test_a_form_gives_back_sanitised_html():
    form = NoteForm({"text": "<p>a<script>b</script></p>"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>a</p>"


@isolate_apps("compact_portal.richtext")
def test_saving_without_a_form_sanitises_too():
    class Note(models.Model):
        text = RichTextField(blank=True)

        class Meta:
            app_label = "richtext"

        def __str__(self):
            return self.text

    assert Note._meta.get_field("text").pre_save(Note(text="<p onclick=x>a</p>"), add=True) == "<p>a</p>"


def shown(form: NoteForm) -> dict[str, str]:
    """What a browser without JavaScript would send back."""
    fields = {}
    html = str(form["text"])
    fields["text"] = unescape(re.search(r"<textarea[^>]*>\n(.*)</textarea>", html, re.DOTALL)[1])
    fields["text-stored"] = unescape(re.search(r'name="text-stored" value="(.*?)"', html, re.DOTALL)[1])
    return fields


LIST = "<p>One &amp; two</p><ul><li>three<br>four</li></ul>"


def test_a_box_without_an_editor_shows_text():
    assert shown(NoteForm(initial={"text": LIST})) == {"text": "One & two\n\n- three\n  four", "text-stored": LIST}


def test_text_that_comes_back_as_it_was_is_the_html_it_was():
    form = NoteForm(shown(NoteForm(initial={"text": LIST})), initial={"text": LIST})
    assert (form.is_valid(), form.cleaned_data, form.has_changed()) == (True, {"text": LIST}, False)


def test_text_that_was_changed_becomes_html_and_is_sanitised():
    sent = {"text": "# One\r\n\r\n<b>[two](javascript:run)", "text-stored": LIST}
    form = NoteForm(sent)
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<h3>One</h3><p>&lt;b&gt;<a>two</a></p>"


def test_a_form_shown_again_shows_text_again():
    assert shown(NoteForm({"text": "- One", "text-stored": ""}))["text"] == "- One"


def test_what_was_stored_is_sanitised_on_its_way_back():
    form = NoteForm({"text": "a", "text-stored": "<p>a</p><script>b</script>"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>a</p>"


def test_text_from_an_editor_is_html_whatever_it_says():
    form = NoteForm({"text": "<p># One</p>"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p># One</p>"


def test_the_filter_sanitises_what_is_already_stored():
    shown = Template("{% load richtext %}{{ html|richtext }}").render(Context({"html": "<p>a<script>b</script></p>"}))
    assert shown == "<p>a</p>"
