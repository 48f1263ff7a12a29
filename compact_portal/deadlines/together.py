"""Reminders that have their day, and those that go to each person in one message.

What reminds somebody together is one notice, so its own key cannot say which reminders were in it. A table remembers
each by the hash of its key. Notice and memory are written in one transaction: a killed run has written neither, a
second run finds both.
"""

import hashlib
from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from compact_portal.deadlines import engine
from compact_portal.deadlines.engine import BATCH, Deadline, DeadlineSource
from compact_portal.deadlines.keeping import batches
from compact_portal.deadlines.models import KeptSource, Reminded
from compact_portal.deadlines.recipients import Recipient, recipients_of
from compact_portal.deadlines.reminders import Step, Steps, notice_key
from compact_portal.notices.services import known_keys, post_notices
from compact_portal.partnership.models import Partnership


def reached_in(batch: list[Deadline], today: date) -> Iterator[tuple[str, tuple[Deadline, Recipient]]]:
    """Each reminder whose day has come, by its key."""
    due = list(_with_steps(batch, today))
    for (deadline, step), recipients in zip(due, recipients_of(each.responsible for each, _ in due), strict=True):
        for recipient in recipients:
            if recipient.email:
                yield notice_key(deadline, step, recipient), (deadline, recipient)


def _with_steps(batch: list[Deadline], today: date) -> Iterator[tuple[Deadline, Step]]:
    steps = Steps(today)
    for deadline in batch:
        if step := steps.reached(deadline):
            yield deadline, step


def remind_together(source: DeadlineSource, *, until: date, now: datetime) -> int:
    """Post one message to each person whom some deadline of this source has reached. Returns how many.

    Memory grows with the people who are to be reminded now, not with the deadlines.
    """
    today = timezone.localdate(now)
    asked: dict[Recipient, set[str]] = {}
    for batch in batches(source.open(until=until)):
        found = dict(reached_in(batch, today))
        for key in found.keys() - already_reminded(found.keys()):
            asked.setdefault(found[key][1], set()).add(key)
    people = list(asked)
    return sum(
        _post(source, {one: asked[one] for one in people[start : start + BATCH]}, today=today, now=now)
        for start in range(0, len(people), BATCH)
    )


@transaction.atomic
def _post(source: DeadlineSource, asked: dict[Recipient, set[str]], *, today: date, now: datetime) -> int:
    """Of two runs at once the second waits here, and then finds what the first has written."""
    KeptSource.objects.get_or_create(name=f"reminders of {source.name}")
    KeptSource.objects.select_for_update().get(name=f"reminders of {source.name}")
    known = already_reminded({key for keys in asked.values() for key in keys})
    asked = {one: keys - known for one, keys in asked.items() if keys - known}
    words = engine.together[source.name](list(asked), today=today, sender=Partnership.current().name, now=now)
    drafts = [
        {
            "key": f"{source.name}|reminders|{today}|{hash_of(*sorted(asked[recipient]))}",
            "kind": "reminder",
            "email": recipient.email,
            "user_id": recipient.user_id,
            "private": source.private,
            **message,
        }
        for recipient, message in words.items()
    ]
    rows = [Reminded(key=hash_of(key), at=now) for keys in asked.values() for key in keys]
    Reminded.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return post_notices(drafts, at=now)


def already_reminded(keys: Collection[str]) -> set[str]:
    """Those that went out, alone or with others: two queries."""
    hashed = {hash_of(key): key for key in keys}
    together = Reminded.objects.filter(key__in=hashed).values_list("key", flat=True)
    return known_keys(keys) | {hashed[found] for found in together}


def hash_of(*keys: str) -> str:
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()
