import pytest

pytestmark = pytest.mark.django_db


def test_the_gallery_is_for_those_who_build_the_portal(client):
    assert client.get("/gallery/").status_code == 404


@pytest.mark.parametrize("state", ["", "filled"])
def test_the_gallery_shows_its_form_without_errors(client, settings, state):
    settings.DEBUG = True
    page = client.get("/gallery/", {"state": state}).content.decode()
    assert "<title>Gallery" in page
    assert "govuk-error-summary" not in page


def test_the_gallery_shows_its_form_with_an_error_at_every_question_but_one(client, settings):
    settings.DEBUG = True
    form = client.get("/gallery/", {"state": "wrong"}).context["form"]
    assert set(form.fields) - set(form.errors) == {"held"}
