"""The first start for real use: a one-time link, then the partnership's name and the first administrator."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction

from compact_portal.audit.services import record
from compact_portal.partnership.models import THE_ONLY_ONE, Partnership
from compact_portal.people.models import SetUpLink, User
from compact_portal.people.services.users import open_account

LIFETIME = timedelta(hours=24)


class LinkUsed(Exception):
    """The link was used, has expired, or the portal has an administrator already."""


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_link(*, now: datetime) -> str:
    """Make a link valid for LIFETIME and return its token; a link made before no longer works."""
    SetUpLink.objects.usable(now).update(expires_at=now)
    token = token_urlsafe(32)
    SetUpLink.objects.create(token_hash=hash_of(token), made_at=now, expires_at=now + LIFETIME)
    return token


def find_link(token: str, *, now: datetime) -> SetUpLink | None:
    """The link with this token, while it can be used: never once there is an administrator."""
    if User.objects.administrators().exists():
        return None
    return SetUpLink.objects.usable(now).filter(token_hash=hash_of(token)).first()


def was_used(token: str) -> bool:
    """The portal was set up with this very link: whoever has it may be told."""
    return SetUpLink.objects.filter(token_hash=hash_of(token), used_at__isnull=False).exists()


@transaction.atomic
def set_up_portal(*, token: str, partnership: str, name: str, email: str, password: str, now: datetime) -> User:
    """Name the partnership and open the account of its first administrator, who is an officer too. Raises LinkUsed.

    The conditional update lets one of two simultaneous clicks win.
    """
    if find_link(token, now=now) is None:
        raise LinkUsed
    if not SetUpLink.objects.usable(now).filter(token_hash=hash_of(token)).update(used_at=now):
        raise LinkUsed
    user = open_account(
        email=email, name=name, password=password, is_administrator=True, is_officer=True, by=None, now=now
    )
    Partnership.objects.update_or_create(pk=THE_ONLY_ONE, defaults={"name": partnership})
    record(Partnership.current(), "set up", by=user, at=now, name=partnership)
    return user
