"""What holds for every form of the project when it could not be accepted.

The title says so; the summary comes first, is announced, and each of its lines leads to where one can type; the
message is said again at the field; what was answered is kept. A form class that is not here is found by itself.
"""

import pytest
from django import forms

from tests.forms.every_form import form_classes, impossible_answers, make
from tests.forms.page import draw

pytestmark = pytest.mark.django_db

CLASSES = form_classes()
every_form = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: f"{cls.__module__}.{cls.__qualname__}")


def refused_forms(cls) -> list[forms.BaseForm]:
    """The form with errors: with nothing answered, and with nothing right. One that takes anything has none to show."""
    answered = [make(cls, {}), make(cls, impossible_answers(make(cls, None)))]
    return [form for form in answered if not form.is_valid()]


@every_form
def test_a_refused_form_keeps_the_error_contract(cls):
    for refused in refused_forms(cls):
        page = draw(refused)
        assert page.title.startswith("Error: ")
        assert page.html.index("govuk-error-summary") < page.html.index("<h1")
        assert 'role="alert"' in page.html
        assert page.repeated_ids == []
        assert missing_from_summary(refused, page) == []
        assert [link for link, _ in page.summary_lines if link and not page.is_focusable(link.removeprefix("#"))] == []
        assert unsaid_at_the_field(refused, page) == []
        assert [id_ for id_ in page.described if id_ not in page.ids] == []
        assert forgotten(refused, page) == []


@every_form
def test_a_form_nobody_has_filled_in_yet_shows_no_error(cls):
    page = draw(make(cls, None))
    assert not page.title.startswith("Error: ")
    assert "govuk-error" not in page.html
    assert page.repeated_ids == []
    assert [id_ for id_ in page.described if id_ not in page.ids] == []


def missing_from_summary(form, page) -> list[str]:
    said = [text for _, text in page.summary_lines]
    linked = [text for link, text in page.summary_lines if link]
    visible = [error for field in form.visible_fields() for error in field.errors]
    return [error for error in (*form.non_field_errors(), *visible) if error not in said] + [
        error for error in visible if error not in linked
    ]


def unsaid_at_the_field(form, page) -> list[str]:
    """Each message, after "Error:" for those who listen."""
    return [
        f"{field.name}: {error}"
        for field in form.visible_fields()
        for error in field.errors
        if f"Error: {error}" not in " ".join(page.texts.get(f"{field.auto_id}_error", "").split())
    ]


def forgotten(form, page) -> list[str]:
    """Answers that are not shown again. Passwords and files never are."""
    never = (forms.PasswordInput, forms.FileInput)
    answers = [
        value
        for name, values in form.data.lists()
        for value in values
        if isinstance(form.fields.get(name, forms.CharField()), forms.CharField)
        and not isinstance(form.fields.get(name, forms.CharField()).widget, never)
    ]
    return [answer for answer in answers if answer not in page.html]
