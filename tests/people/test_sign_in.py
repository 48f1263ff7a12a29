"""Signing in and up, in the test client: allauth with our settings, words and mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from compact_portal.notices.models import Notice
from compact_portal.people.forms.sign_in import ASKED_TOO_OFTEN
from compact_portal.people.models import User
from tests.factories.people import PASSWORD, UserFactory
from tests.reading import text

pytestmark = pytest.mark.django_db


def heading(response) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.S).group(1).strip()


def newest_code() -> str:
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", Notice.objects.latest("pk").body, re.M).group()


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password} | extra)


def is_signed_in(client) -> bool:
    return client.get(reverse("people:account")).status_code == 200


def test_a_password_signs_in_and_leads_back_to_the_page_asked_for(client):
    user = UserFactory()
    asked = client.get("/account/name/")
    assert (asked.status_code, asked["Location"]) == (302, "/account/login/?next=/account/name/")
    assert sign_in(client, user.email, next="/account/name/")["Location"] == "/account/name/"
    assert is_signed_in(client)


def test_the_email_address_may_be_typed_in_any_case(client):
    UserFactory(email="asha@example.org")
    sign_in(client, "Asha@Example.org")
    assert is_signed_in(client)


def test_signing_in_never_leads_to_another_site(client):
    assert sign_in(client, UserFactory().email, next="https://elsewhere.example/")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client):
    wrong = sign_in(client, UserFactory().email, "not the password")
    unknown = sign_in(client, "nobody@example.org", "not the password")
    refusal = "The email address or the password is not right. Check both, or ask for a code."
    assert [list(answer.context["form"].errors.items()) for answer in (wrong, unknown)] == [[("login", [refusal])]] * 2


def test_an_emailed_code_signs_in(client):
    user = UserFactory()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(reverse("account_confirm_login_code"), {"code": newest_code()})
    assert is_signed_in(client)


def test_a_code_goes_out_as_a_private_notice(client):
    """Officers may read what was sent; a code in it would let them sign in as somebody else."""
    client.post(reverse("account_request_login_code"), {"email": UserFactory(email="a@example.org").email})
    notice = Notice.objects.get()
    assert (notice.kind, notice.private, notice.email, notice.subject) == (
        "account",
        True,
        "a@example.org",
        "Your code to sign in",
    )


def test_a_wrong_code_can_be_tried_three_times(client):
    client.post(reverse("account_request_login_code"), {"email": UserFactory().email})
    answers = [client.post(reverse("account_confirm_login_code"), {"code": "WRON-GONE"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert not is_signed_in(client)


def test_asking_for_a_code_does_not_tell_whether_an_address_is_known(client):
    known = client.post(reverse("account_request_login_code"), {"email": UserFactory().email})
    unknown = Client().post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Notice.objects.latest("pk").subject == "You have no account with this email address"


def test_signing_up_needs_the_code_sent_by_email(client):
    client.post(reverse("account_signup"), {"name": "Asha Example", "email": "Asha@example.org", "password1": ""})
    assert not is_signed_in(client)
    client.post(reverse("account_email_verification_sent"), {"code": newest_code()})
    assert is_signed_in(client)
    user = User.objects.get()
    assert (user.name, user.email, user.person.email, user.has_usable_password()) == (
        "Asha Example",
        "asha@example.org",
        "asha@example.org",
        False,
    )


def test_signing_up_without_a_name_says_so(client):
    answer = client.post(reverse("account_signup"), {"name": " ", "email": "asha@example.org"})
    assert answer.context["form"].errors == {"name": ["Enter your full name"]}
    assert b"<title>Error: " in answer.content
    assert not User.objects.exists()


def test_signing_up_with_an_easy_password_says_so(client):
    answer = client.post(reverse("account_signup"), {"name": "A", "email": "a@example.org", "password1": "password12"})
    assert list(answer.context["form"].errors) == ["password1"]


def test_signing_up_with_a_known_address_looks_the_same_and_tells_its_owner(client):
    known = UserFactory()
    answers = [
        client.post(reverse("account_signup"), {"name": "A", "email": email, "password1": ""})
        for email in (known.email, "new@example.org")
    ]
    assert [answer["Location"] for answer in answers] == [reverse("account_email_verification_sent")] * 2
    assert Notice.objects.get(email=known.email).subject == "You have an account already"


def test_a_deactivated_user_cannot_sign_in(client):
    user = UserFactory(deactivated=True)
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)
    assert heading(answer) == "This account is closed"
    client.post(reverse("account_request_login_code"), {"email": user.email})
    assert Notice.objects.latest("pk").subject == "You have no account with this email address"
    assert not is_signed_in(client)


def test_guessing_a_thousand_times_is_stopped_with_a_clear_page(client):
    """And it stays stopped: the right password, guessed last, is not even looked at."""
    user = UserFactory()
    answers = [sign_in(client, user.email, f"guess {number}") for number in range(1000)]
    assert {answer.status_code for answer in answers[:5]} == {200}
    tries = [answer for answer in answers if answer.status_code == 200 and "wrong tries" not in text(answer)]
    assert len(tries) == 5
    assert {answer.status_code for answer in answers[30:]} == {429}
    assert heading(answers[-1]) == "Too many tries"
    assert "Wait 5 minutes, then try again." in text(answers[-1])
    sign_in(client, user.email)
    assert not is_signed_in(client)


LOCKED = (
    "There were too many wrong tries. Choose “Email me a code” below to sign in now, or wait 5 minutes and try again."
)


LOCKED_EVERYWHERE = (
    "There were too many wrong tries from many places. Choose “Email me a code” below to sign in now, or choose a new "
    "password."
)


def guess(client, user, times: int, **extra):
    for number in range(times):
        answer = client.post(reverse("account_login"), {"login": user.email, "password": f"guess {number}"}, **extra)
    return answer


def test_after_five_wrong_passwords_the_form_says_what_to_do(client):
    user = UserFactory()
    guess(client, user, 5)
    assert sign_in(client, user.email).context["form"].errors == {"login": [LOCKED]}


def test_one_guesser_does_not_lock_the_others_out(client):
    for number in range(40):
        client.post(
            reverse("account_login"), {"login": f"{number}@example.org", "password": "x"}, REMOTE_ADDR="192.0.2.7"
        )
    sign_in(client, UserFactory().email)
    assert is_signed_in(client)


def test_wrong_passwords_from_elsewhere_do_not_lock_the_owner_out(client):
    user = UserFactory()
    answer = guess(client, user, 6, REMOTE_ADDR="192.0.2.7")
    assert answer.context["form"].errors == {"login": [LOCKED]}
    sign_in(client, user.email)
    assert is_signed_in(client)


def test_guessing_from_many_networks_comes_to_an_end(client):
    user = UserFactory()
    for number in range(100):
        guess(client, user, 1, REMOTE_ADDR=f"192.0.2.{number}")
    assert sign_in(client, user.email).context["form"].errors == {"login": [LOCKED_EVERYWHERE]}


def test_a_new_password_ends_every_lock(client):
    """The link for it goes to the owner, who need not wait for the hour to pass."""
    user = UserFactory()
    for number in range(100):
        guess(client, user, 1, REMOTE_ADDR=f"192.0.2.{number}")
    choose_new_password(client, user, new := "a much better password")
    sign_in(client, user.email, new)
    assert is_signed_in(client)


@pytest.mark.parametrize("networks", [1, 100])
def test_an_emailed_code_signs_in_who_is_locked_out(client, networks):
    user = UserFactory()
    for number in range(networks):
        guess(client, user, 5 if networks == 1 else 1, REMOTE_ADDR=f"127.0.0.{number + 1}")
    page = sign_in(client, user.email)
    assert f'href="{reverse("account_request_login_code")}">Email me a code</a>' in page.content.decode()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(reverse("account_confirm_login_code"), {"code": newest_code()})
    assert is_signed_in(client)


def test_who_was_sent_too_many_codes_is_told_the_other_ways(client):
    email = UserFactory().email
    for _ in range(3):
        assert Client().post(reverse("account_request_login_code"), {"email": email}).status_code == 302
    answer = client.post(reverse("account_request_login_code"), {"email": email})
    assert answer.context["form"].errors == {"email": [ASKED_TOO_OFTEN]}
    sign_in(client, email)
    assert is_signed_in(client)


def test_a_wrong_count_of_proxies_does_not_lock_everybody_out(client, settings, caplog):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    client.defaults["HTTP_X_FORWARDED_FOR"] = "192.0.2.7"
    sign_in(client, UserFactory().email)
    assert is_signed_in(client)
    assert "share one rate limit" in caplog.text


def choose_new_password(client, user, new: str) -> str:
    """Through the link in an email, which is returned."""
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://testserver(/\S+)", Notice.objects.latest("pk").body).group(1)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    return link


def test_a_forgotten_password_is_replaced_through_the_emailed_link(client):
    user = UserFactory()
    link = choose_new_password(client, user, new := "a much better password")
    sign_in(client, user.email, new)
    assert is_signed_in(client)
    assert heading(client.get(link, follow=True)) == "This link does not work"


def test_a_changed_email_address_takes_the_reminders_along(client):
    user = UserFactory()
    sign_in(client, user.email)
    asked = client.post(reverse("account_email"), {"email": "new@example.org", "action_add": ""}, follow=True)
    assert heading(asked) == "Show that it is you"
    client.post(asked.request["PATH_INFO"] + "?next=/account/email/", {"password": PASSWORD})
    client.post(reverse("account_email_verification_sent"), {"code": newest_code()})
    user = User.objects.get()
    assert (user.email, user.person.email) == ("new@example.org", "new@example.org")
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("new@example.org", True, True)]


def test_signing_out_asks_first(client):
    sign_in(client, UserFactory().email)
    assert heading(client.get(reverse("account_logout"))) == "Do you want to sign out?"
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)
