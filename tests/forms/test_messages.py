import pytest
from django import forms

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, UploadField


class AskingForm(PortalForm):
    name = forms.CharField(label="Your name")
    committee = forms.ChoiceField(label="Committee", choices=[("a", "A")])
    started = DateField(label="When did it start?")
    paper = UploadField(label="Agenda", kinds=("pdf",))
    agree = forms.BooleanField(label="I agree")
    postcode = forms.CharField(label="UK postcode", error_messages={"required": "Enter a postcode, like IG1 1DD"})
    email = forms.EmailField(label="Email address")
    title = forms.CharField(label="Title", max_length=5)
    seats = forms.IntegerField(label="Seats", min_value=1)


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("name", "Enter your name"),
        ("committee", "Choose the committee"),
        ("started", "Answer “When did it start?”"),
        ("paper", "Choose the agenda"),
        ("agree", "Tick “I agree” to go on"),
        ("postcode", "Enter a postcode, like IG1 1DD"),
    ],
)
def test_a_missing_answer_is_asked_for_by_name(field, message):
    assert AskingForm({}).errors[field] == [message]


@pytest.mark.parametrize(
    ("field", "answer", "message"),
    [
        ("email", "nobody", "Enter an email address like name@example.org"),
        ("title", "Too long", "Use 5 characters or fewer. You have used 8"),
        ("seats", "0", "Enter 1 or more"),
    ],
)
def test_an_answer_that_cannot_be_taken_says_what_can(field, answer, message):
    assert AskingForm({field: answer}).errors[field] == [message]


class GrowingForm(PortalForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(label="Reason")


def test_a_field_added_as_the_form_is_made_has_its_words_too():
    assert GrowingForm({}).errors["reason"] == ["Enter the reason"]
