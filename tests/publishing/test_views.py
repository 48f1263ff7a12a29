"""The stable addresses: quick, kept by the browser, and closed to those who may not see."""

import hashlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse

from compact_portal.publishing.choices import PublicationState
from compact_portal.publishing.serving import serve_publication
from tests.factories.people import UserFactory
from tests.factories.publishing import PUBLISHED, PublicationFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 small"


@pytest.fixture
def officer(client):
    user = UserFactory(officer=True)
    client.force_login(user)
    return user


def rendered(**fields):
    return PublicationFactory(rendered=True, sha256=hashlib.sha256(PDF).hexdigest(), **fields)


def test_anyone_reads_a_public_pdf_in_the_browser(client):
    publication = rendered()
    response = client.get(publication.get_absolute_url())
    assert (response.status_code, response.content) == (200, PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="agenda-example-committee-2026-11-20.pdf"'
    assert response["ETag"] == f'"{publication.sha256}"'
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in response


def test_its_address_says_what_it_is():
    publication = rendered()
    path = f"/published/{publication.pk}/agenda-example-committee-2026-11-20.pdf"
    assert publication.get_absolute_url() == path


def test_a_reader_who_has_it_is_told_so_without_the_bytes(client, django_assert_num_queries):
    publication = rendered()
    with django_assert_num_queries(1) as queries:
        response = client.get(publication.get_absolute_url(), headers={"If-None-Match": f'"{publication.sha256}"'})
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == f'"{publication.sha256}"'
    assert '"pdf"' not in queries[0]["sql"]


def test_a_first_visit_takes_two_queries(client, django_assert_num_queries):
    publication = rendered()
    with django_assert_num_queries(2):
        client.get(publication.get_absolute_url())


def test_a_pdf_is_not_compressed_again(client):
    response = client.get(rendered(pdf=PDF * 100).get_absolute_url(), headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert response["ETag"].startswith('"')


def asking(**how):
    request = RequestFactory().get("/meetings/example/2026-11-20/agenda.pdf", **how)
    request.user = AnonymousUser()
    return request


def test_the_latest_is_asked_for_anew_each_time(client):
    publication = rendered()
    response = serve_publication(asking(), publication)
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, PDF, "public, no-cache")
    assert serve_publication(asking(headers={"If-None-Match": response["ETag"]}), publication).status_code == 304


def test_what_was_never_published_is_missing():
    with pytest.raises(Http404):
        serve_publication(asking(), None)


def test_superseded_editions_stay_where_they_were(client):
    first, second = rendered(number=1), rendered(number=2, filename="agenda-example-committee-2026-11-20")
    assert first.get_absolute_url() != second.get_absolute_url()
    assert [client.get(one.get_absolute_url()).status_code for one in (first, second)] == [200, 200]


@pytest.mark.parametrize("address", ["/published/999/agenda-example.pdf", "/published/{pk}/another-name.pdf"])
def test_a_wrong_address_is_missing(client, address):
    assert client.get(address.format(pk=rendered().pk)).status_code == 404


NOT_PUBLIC = pytest.mark.parametrize("fields", [{"public": False}, {"withdrawn_at": PUBLISHED}], ids=list)


@NOT_PUBLIC
def test_what_is_not_public_is_missing_for_the_public(client, fields):
    address = rendered(**fields).get_absolute_url()
    assert client.get(address).status_code == 404
    client.force_login(UserFactory())
    assert client.get(address).status_code == 404


@NOT_PUBLIC
def test_an_officer_reads_what_is_not_public_and_no_cache_keeps_it(client, officer, fields):
    response = client.get(rendered(**fields).get_absolute_url())
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")


def test_a_pdf_that_is_being_made_says_so(client):
    publication = PublicationFactory()
    response = client.get(publication.get_absolute_url())
    assert response.status_code == 202
    assert response["Cache-Control"] == "no-store"
    assert "The PDF is being made" in response.text
    assert f'href="{publication.get_absolute_url()}"' in response.text


def test_a_pdf_that_could_not_be_made_says_so_but_not_why(client):
    publication = PublicationFactory(state=PublicationState.FAILED, last_error="No words for a picture")
    response = client.get(publication.get_absolute_url())
    assert response.status_code == 503
    assert "The PDF could not be made" in response.text
    assert "No words for a picture" not in response.text


def test_an_officer_reads_why_and_has_it_made_again(client, officer):
    publication = PublicationFactory(state=PublicationState.FAILED, last_error="No words for a picture")
    response = client.get(publication.get_absolute_url())
    assert "No words for a picture" in response.text
    again = reverse("publishing:again", args=[publication.pk])
    assert f'action="{again}"' in response.text
    assert client.post(again, follow=True).status_code == 202
    publication.refresh_from_db()
    assert publication.state == PublicationState.PENDING


def test_nobody_else_has_it_made_again(client):
    publication = PublicationFactory(state=PublicationState.FAILED)
    again = reverse("publishing:again", args=[publication.pk])
    assert client.post(again).url.startswith("/account/")
    client.force_login(UserFactory())
    assert client.post(again).status_code == 403
