from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.audit.models import AuditEvent
from compact_portal.notices.models import Notice
from compact_portal.people.services import users
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
NO_ROLES = {"is_officer": False, "is_champion": False, "is_administrator": False}


@pytest.fixture
def administrator():
    return UserFactory(administrator=True)


def test_an_opened_account_signs_in_without_a_code(client):
    user = users.open_account(email="Ada@example.org", name="Ada", password="pass phrase", by=None, now=NOW)
    client.post("/account/login/", {"login": "ada@example.org", "password": "pass phrase"})
    assert client.get("/account/").context["user"] == user


def test_roles_are_given_written_down_and_told(administrator):
    user = users.change_roles(UserFactory(), **(NO_ROLES | {"is_officer": True}), by=administrator, now=NOW)
    event = AuditEvent.objects.get()
    assert (event.verb, event.details) == ("roles changed", {"from": [], "to": ["Officer"]})
    assert "Your roles are now: Officer." in Notice.objects.get(user=user).body


def test_saving_the_same_roles_tells_nobody(administrator):
    users.change_roles(UserFactory(), **NO_ROLES, by=administrator, now=NOW)
    assert (Notice.objects.count(), AuditEvent.objects.count()) == (0, 0)


@pytest.mark.parametrize("role", ["officer", "champion"])
def test_only_administrators_give_roles(role):
    with pytest.raises(PermissionDenied):
        users.change_roles(UserFactory(), **NO_ROLES, by=UserFactory(**{role: True}), now=NOW)


def test_the_last_administrator_stays_one(administrator):
    UserFactory(administrator=True, deactivated=True)
    with pytest.raises(users.LastAdministrator):
        users.change_roles(administrator, **NO_ROLES, by=administrator, now=NOW)
    administrator.refresh_from_db()
    assert administrator.is_administrator


def test_a_deactivated_user_is_signed_out_with_the_next_click(client, administrator):
    user = UserFactory()
    client.force_login(user)
    users.deactivate_user(user, by=administrator, now=NOW)
    assert client.get("/account/").status_code == 302
    user.refresh_from_db()
    assert (user.is_active, user.deactivated_at) == (False, NOW)


def test_a_reactivated_user_signs_in_anew(client, administrator):
    """The sign-in on a lost telephone stays ended."""
    user = UserFactory()
    client.force_login(user)
    user = users.deactivate_user(user, by=administrator, now=NOW)
    user = users.reactivate_user(user, by=administrator, now=NOW)
    assert client.get("/account/").status_code == 302
    client.force_login(user)
    assert client.get("/account/").status_code == 200
    assert [event.verb for event in AuditEvent.objects.order_by("sequence")] == ["deactivated", "reactivated"]


def test_deactivating_twice_keeps_the_first_day(administrator):
    user = users.deactivate_user(UserFactory(), by=administrator, now=NOW)
    later = users.deactivate_user(user, by=administrator, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert later.deactivated_at == NOW


def test_nobody_deactivates_themselves(administrator):
    with pytest.raises(PermissionDenied):
        users.deactivate_user(administrator, by=administrator, now=NOW)
