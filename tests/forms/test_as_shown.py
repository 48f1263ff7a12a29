"""Two windows with one form: what was saved in the other is read before it is saved over."""

from datetime import date

from django import forms

from compact_portal.forms import AsShownForm
from compact_portal.forms.fields import DateField


class ExampleForm(AsShownForm):
    title = forms.CharField(label="Title", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("new", "Quite new"), ("old", "Quite old")], required=False)
    is_public = forms.BooleanField(label="Everyone can read it", required=False)
    day = DateField(label="Day", required=False)


SAVED = {"title": "A hall", "kind": "new", "is_public": False, "day": date(2027, 1, 31)}
AS_SENT = {"title": "A hall", "kind": "new", "day_day": "31", "day_month": "1", "day_year": "2027"}


def shown(**saved) -> str:
    return ExampleForm(initial=SAVED | saved)["as_shown"].value()


def sent(as_shown: str, saved: dict, **typed) -> ExampleForm:
    return ExampleForm(AS_SENT | typed | {"as_shown": as_shown}, initial=SAVED | saved)


def test_what_nobody_else_has_changed_is_saved():
    form = sent(shown(), {}, title="A house")
    assert form.is_valid()
    assert form.cleaned_data == SAVED | {"title": "A house"}


def test_what_somebody_else_saved_is_said_at_its_field_and_saved_over_by_whoever_has_read_it():
    form = sent(shown(), {"title": "A school"}, title="A house")
    assert form.errors == {
        "title": ["“Title” was changed meanwhile to “A school”. Change your answer, or send it again to keep it"]
    }
    assert form["title"].value() == "A house"
    again = sent(form["as_shown"].value(), {"title": "A school"}, title="A house")
    assert again.is_valid()


def test_a_field_that_was_left_as_it_was_does_not_take_back_what_somebody_saved():
    assert list(sent(shown(), {"kind": "old"}, title="A house").errors) == ["kind"]


def test_who_sends_what_is_saved_already_is_not_asked():
    assert sent(shown(), {"title": "A house"}, title="A house").is_valid()


def test_it_says_what_is_saved_in_words():
    errors = sent(shown(), {"kind": "old", "is_public": True, "day": date(2027, 2, 1), "title": ""}).errors
    assert "“Quite old”" in errors["kind"][0]
    assert "to “ticked”." in errors["is_public"][0]
    assert "to “1 February 2027”." in errors["day"][0]
    assert "“Title” was emptied meanwhile." in errors["title"][0]


def test_a_form_that_is_sent_without_what_was_shown_is_taken_as_it_is():
    assert sent("", {"title": "A school"}).is_valid()
    assert sent("nonsense title:", {"title": "A hall"}).is_valid()
