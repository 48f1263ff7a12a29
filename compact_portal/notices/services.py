"""Writing notices. Nothing is sent here: delivery is the worker's."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from compact_portal.audit.services import record
from compact_portal.broker import hint
from compact_portal.notices.models import FORGOTTEN, Notice
from compact_portal.notices.tasks import deliver_notice


def post_notice(
    *, key: str, kind: str, email: str, subject: str, body: str, at: datetime, user=None, private: bool = False
) -> Notice:
    """Put one email into the outbox, in the caller's transaction.

    `key` is unique (what, kind, due date, recipient): posting the same key again changes nothing.
    `body` is plain text. `user` is the receiving User, if they have a sign-in. Officers see that a `private` notice
    went out, never its words. Returns the Notice.
    """
    forgotten = Notice.objects.filter(key=forgotten_key(key)).first()
    if forgotten:
        return forgotten
    notice, is_new = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "email": email,
            "user": user,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "private": private,
            "created_at": at,
            "next_attempt_at": at,
        },
    )
    if is_new:
        hint(deliver_notice, notice.pk)
    return notice


def known_keys(keys: Collection[str]) -> set[str]:
    """Those of `keys` that are in the outbox already, sent or not, or were and are forgotten: one query."""
    original = {form: key for key in keys for form in (key, forgotten_key(key))}
    return {original[form] for form in Notice.objects.filter(key__in=original).values_list("key", flat=True)}


def post_notices(drafts: Iterable[dict], *, at: datetime) -> int:
    """`post_notice` for many at once, in one statement: each draft has key, kind, email, subject and body.

    A key that is there already changes nothing. `user_id` and `private` may be left out. Returns how many drafts
    there were.
    """
    rows = [Notice(**draft, created_at=at, next_attempt_at=at) for draft in drafts]
    for row in rows:
        row.subject = " ".join(row.subject.split())[:200]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def try_again(notice: Notice, *, by, now: datetime) -> bool:
    """Send a notice that failed, or waits after a failure, as if for the first time. False when there is no need.

    It goes to the address its reader has now: a wrong one, put right meanwhile, is why many are tried again.
    """
    troubled = Notice.objects.troubled().filter(pk=notice.pk)
    email = notice.user.email if notice.user else notice.email
    if not troubled.update(email=email, failed_at=None, attempts=0, next_attempt_at=now, last_error=""):
        return False
    record(notice, "tried again", by=by, at=now)
    hint(deliver_notice, notice.pk)
    return True


def forgotten_key(key: str) -> str:
    """What is left of a key when its notice is forgotten: enough to know it again, and no name in it."""
    return f"{FORGOTTEN}{hashlib.sha256(key.encode()).hexdigest()}"


@transaction.atomic
def forget_notices(*, before: datetime, now: datetime) -> int:
    """Remove words and reader of notices written before then, and return how many.

    The row stays with its key hashed: without it, a reminder for something still open would go out a second time.
    """
    done = Notice.objects.remembered().filter(created_at__lt=before).exclude(sent_at=None, failed_at=None)
    keys = list(done.values_list("pk", "key"))
    for pk, key in keys:
        Notice.objects.filter(pk=pk).update(
            key=forgotten_key(key), user=None, email="", subject="", body="", last_error="", private=True
        )
    return len(keys)
