import pytest
from django.test import RequestFactory

from compact_portal.pages import views


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "heading"), [("/accessibility/", "Accessibility"), ("/privacy/", "Privacy")])
def test_anyone_can_read_how_the_portal_treats_them(client, path, heading):
    page = client.get(path)
    assert page.status_code == 200
    assert f'<h1 class="govuk-heading-xl">{heading}</h1>' in page.content.decode()


@pytest.mark.django_db
def test_a_missing_page_says_what_to_do(client):
    page = client.get("/nothing/here/")
    assert page.status_code == 404
    assert "If you typed the address, check that it is right." in page.content.decode()


def test_the_page_for_our_own_mistakes_needs_no_database():
    answer = views.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "This is our mistake, not yours." in answer.content.decode()
