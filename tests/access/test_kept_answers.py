"""What somebody typed while their sign-in ran out: theirs again after signing in, and nobody else's."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings.models import Committee
from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

PATH = "/meetings/committees/new/"
TYPED = {"name": "Example <Board> for everyone", "short_name": "Board", "kind": "board", "purpose": "Two\nlines of it"}


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def expired(client, officer):
    """A browser in which the officer was signed in, until the sign-in ran out."""
    client.force_login(officer)
    client.get("/")
    del client.cookies[settings.SESSION_COOKIE_NAME]
    return client


def sign_in(client, user):
    return client.post("/account/login/", {"login": user.email, "password": PASSWORD})


def hidden(page: str) -> dict:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def test_after_signing_in_again_the_page_offers_what_was_typed_and_sends_it(expired, officer):
    assert expired.post(PATH, TYPED).status_code == 302
    sign_in(expired, officer)
    page = expired.get(PATH).content.decode()
    assert "We kept what you wrote" in page
    assert "Example &lt;Board&gt; for everyone" in page
    assert hidden(page) == TYPED
    answer = expired.post(PATH, hidden(page) | {"style": "narrative"})
    assert (answer.status_code, Committee.objects.filter(name=TYPED["name"]).exists()) in [(302, True), (200, False)]
    assert "We kept what you wrote" not in expired.get(PATH).content.decode()


def test_it_is_offered_until_it_is_sent(expired, officer):
    expired.post(f"{PATH}?after=2", TYPED)
    sign_in(expired, officer)
    for _ in range(2):
        page = expired.get(PATH).content.decode()
        assert hidden(page) == TYPED
        assert f'action="{PATH}?after=2"' in page


def test_a_button_without_words_leaves_nothing(expired, officer):
    expired.post(PATH, {"seen": "3", "kind": "board"})
    sign_in(expired, officer)
    assert "We kept what you wrote" not in expired.get(PATH).content.decode()


def test_the_text_that_was_there_before_is_sent_along_and_not_shown(expired, officer):
    expired.post(PATH, TYPED | {"text": "My new text", "text-stored": "<p>Old words</p>"})
    sign_in(expired, officer)
    page = expired.get(PATH).content.decode()
    assert hidden(page)["text-stored"] == "<p>Old words</p>"
    assert page.count("Old words") == 1


def test_nothing_of_an_account_is_kept(expired):
    typed = {"oldpassword": "my old pass phrase", "password1": "my new pass phrase", "name": "Ada B Example"}
    for path, kept in (("/account/password/change/", False), (PATH, True)):
        expired.post(path, TYPED | typed)
        assert "phrase" not in str(dict(expired.session.items()))
        assert ("kept_answers" in expired.session) is kept


def test_it_can_be_left_out(expired, officer):
    expired.post(PATH, TYPED)
    sign_in(expired, officer)
    assert "We kept what you wrote" not in expired.get(f"{PATH}?no-kept-answers").content.decode()
    assert "We kept what you wrote" not in expired.get(PATH).content.decode()


def test_someone_else_who_signs_in_there_never_sees_it(expired):
    expired.post(PATH, TYPED)
    other = UserFactory(officer=True)
    sign_in(expired, other)
    page = expired.get(PATH).content.decode()
    assert "Example &lt;Board&gt;" not in page
    assert "kept_answers" not in expired.session


def test_who_signed_out_themselves_leaves_nothing_behind(client, officer):
    client.force_login(officer)
    client.get("/")
    client.post("/account/logout/")
    client.post(PATH, TYPED)
    sign_in(client, officer)
    assert "We kept what you wrote" not in client.get(PATH).content.decode()


def test_a_stranger_can_put_nothing_into_a_session(client):
    client.post(PATH, TYPED)
    assert "kept_answers" not in client.session


def test_neither_tokens_nor_passwords_are_kept_and_a_file_is_missed(expired, officer):
    expired.post(
        PATH, TYPED | {"password": "a secret", "csrfmiddlewaretoken": "x", "file": SimpleUploadedFile("a", b"b")}
    )
    assert "secret" not in str(dict(expired.session.items()))
    sign_in(expired, officer)
    assert "A file cannot be kept" in expired.get(PATH).content.decode()


def test_after_half_a_day_it_is_gone(expired, officer):
    expired.post(PATH, TYPED)
    with time_machine.travel(timezone.now() + timedelta(hours=13), tick=False):
        sign_in(expired, officer)
        assert "We kept what you wrote" not in expired.get(PATH).content.decode()


def test_who_never_signed_in_gets_no_cookie(client):
    assert dict(client.get("/meetings/").cookies) == {}
