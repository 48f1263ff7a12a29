"""Officers, Champions and administrators set up a second factor before anything else."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.factories.people import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def for_real_use(settings):
    settings.SECOND_FACTOR_REQUIRED = True


ROLES = ["officer", "champion", "administrator"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_asks_for_a_second_factor_before_anything_else(client, role):
    client.force_login(UserFactory(**{role: True}))
    answer = client.get("/account/name/")
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("name", ["people:account", "mfa_index", "account_logout"])
def test_what_leads_to_a_second_factor_or_out_stays_open(client, name):
    client.force_login(UserFactory(officer=True))
    assert client.get(reverse(name)).status_code == 200


def test_the_way_there_says_why(client):
    client.force_login(UserFactory(officer=True))
    assert b"Officers, Compact Champions and administrators need a second proof." in client.get("/account/2fa/").content


def test_without_a_role_nobody_is_asked(client):
    client.force_login(UserFactory())
    assert client.get("/account/name/").status_code == 200


def test_with_a_second_factor_the_portal_is_open(client):
    user = UserFactory(officer=True)
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    assert client.get("/account/name/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client):
    user = UserFactory(officer=True)
    RecoveryCodes.activate(user)
    client.force_login(user)
    assert client.get("/account/name/").status_code == 302


def test_a_role_given_during_a_visit_counts_from_the_next_page_on(client):
    user = UserFactory()
    client.force_login(user)
    user.is_officer = True
    user.save()
    assert client.get("/account/name/").status_code == 302


def test_in_the_demo_nobody_is_asked(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(UserFactory(officer=True))
    assert client.get("/account/name/").status_code == 200


def test_an_officer_sets_up_an_app_and_then_needs_it_to_sign_in(client):
    user = UserFactory(officer=True)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(done["Location"]).context["unused_codes"]
    assert len(codes) == 10
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get("/account/name/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert client.get("/account/name/").status_code == 200
    assert Authenticator.objects.filter(user=user, type="totp").count() == 1


def test_after_the_second_proof_one_goes_on_where_one_was_going(client):
    user = UserFactory(officer=True)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.get("/people/?roles=officer")
    TOTP.activate(user, generate_totp_secret())
    assert reverse("people:go-on") in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("people:go-on"))["Location"] == "/people/?roles=officer"
    assert reverse("people:go-on") not in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("people:go-on"))["Location"] == "/"


def code_now(secret: str) -> str:
    """Of this half minute, the middle of those that are taken: a slow machine may read it in the next one."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
