"""Accounts: opened, renamed, given roles, closed and opened again."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.people import emails
from compact_portal.people.models import User
from compact_portal.people.services.states import lock

ROLES = ("is_officer", "is_champion", "is_administrator")


class LastAdministrator(Exception):
    """Without an administrator nobody could give roles again."""

    def __init__(self):
        super().__init__("The portal needs at least one administrator. Make somebody else an administrator first.")


@transaction.atomic
def open_account(*, email: str, name: str, password: str | None = None, by, now: datetime, **roles: bool) -> User:
    """Open an account for an address known to be right, such as the first administrator's: no code is sent.

    Without a password they sign in by emailed code. `roles`: is_officer, is_champion, is_administrator.
    `by` is None where the portal itself does it.
    """
    user = User.objects.create_user(email, password, name=name, joined_at=now, **roles)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(user, "account opened", by=by, at=now, roles=user.roles)
    return user


@transaction.atomic
def change_name(*, name: str, by: User, now: datetime) -> User:
    """Change one's own name; records already published keep the old one."""
    person = lock(by.person)
    before, person.name = person.name, name
    person.save(update_fields=["name"])
    record(by, "name changed", by=by, at=now, **{"from": before, "to": name})
    by.person = person
    return by


@transaction.atomic
def change_roles(user: User, *, by: User, now: datetime, **roles: bool) -> User:
    """Give or withdraw the roles of ROLES. Raises LastAdministrator."""
    require(by, "people.give_roles")
    user = lock(user)
    before = user.roles
    for role in ROLES:
        setattr(user, role, roles[role])
    user.save(update_fields=ROLES)
    _require_an_administrator()
    if user.roles != before:
        record(user, "roles changed", by=by, at=now, **{"from": before, "to": user.roles})
        emails.roles_changed(user, at=now)
    return user


@transaction.atomic
def deactivate_user(user: User, *, by: User, now: datetime) -> User:
    """Close an account: signed out everywhere with the next click, and no way in. Nothing they wrote is removed."""
    require(by, "people.deactivate_user", user)
    user = lock(user)
    if user.is_active:
        user.is_active, user.deactivated_at = False, now
        user.sign_in_round = F("sign_in_round") + 1
        user.save(update_fields=["is_active", "deactivated_at", "sign_in_round"])
        _require_an_administrator()
        record(user, "deactivated", by=by, at=now)
        user.refresh_from_db()
    return user


@transaction.atomic
def reactivate_user(user: User, *, by: User, now: datetime) -> User:
    """Open a closed account again, with the roles it had."""
    require(by, "people.deactivate_user", user)
    user = lock(user)
    if not user.is_active:
        user.is_active, user.deactivated_at = True, None
        user.save(update_fields=["is_active", "deactivated_at"])
        record(user, "reactivated", by=by, at=now)
        emails.account_reopened(user, at=now)
    return user


def _require_an_administrator() -> None:
    if not User.objects.administrators().exists():
        raise LastAdministrator
