"""A form that is sent when all cookies are gone: nothing is taken, and what was written is not lost."""

import pytest
from django.test import Client
from django.urls import reverse

WORDS = "Every word of a long answer."


@pytest.fixture
def without_cookies(db):
    return Client(enforce_csrf_checks=True)


def sent(client, path: str, origin: str, **answers) -> str:
    answer = client.post(path, answers, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "Please send that again" in answer.text
    return answer.text


def test_what_was_written_is_shown_to_be_copied(without_cookies):
    shown = sent(without_cookies, "/meetings/", "http://testserver", text=WORDS, as_shown="text:1f3a09bc by:77e0d1a2")
    assert "What you wrote" in shown and WORDS in shown
    assert "1f3a09bc" not in shown, "what a page sends along is nobody's words"


def test_another_site_puts_no_words_on_our_page(without_cookies):
    for origin in ("https://elsewhere.example", "null", ""):
        assert WORDS not in sent(without_cookies, "/meetings/", origin, text=WORDS)


def test_a_password_is_not_shown(without_cookies):
    assert WORDS not in sent(without_cookies, "/meetings/", "http://testserver", password=WORDS)
    assert WORDS not in sent(without_cookies, reverse("account_login"), "http://testserver", login=WORDS)
