from django import forms
from django.db import models
from django.template import Context, Template
from django.test.utils import isolate_apps

from compact_portal.richtext.fields import RichTextField, RichTextFormField
from compact_portal.richtext.widgets import as_typed


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


def test_only_paragraphs_are_shown_as_plain_text_where_there_is_no_editor():
    html = str(NoteForm({"text": "<p>One &amp; two</p><p>three<br>four</p>"})["text"])
    assert "\nOne &amp; two\n\nthree\nfour</textarea>" in html
    assert 'data-html="&lt;p&gt;One' in html


def test_text_with_a_list_stays_html_where_there_is_no_editor():
    html = str(NoteForm({"text": "<ul><li>One</li></ul>"})["text"])
    assert "&lt;ul&gt;&lt;li&gt;One" in html
    assert "data-html" not in html


def test_what_was_typed_comes_back_as_it_was_typed():
    assert as_typed("<p>a</p><p>b<br>c</p>") == "a\n\nb\nc"


def test_the_filter_sanitises_what_is_already_stored():
    shown = Template("{% load richtext %}{{ html|richtext }}").render(Context({"html": "<p>a<script>b</script></p>"}))
    assert shown == "<p>a</p>"
