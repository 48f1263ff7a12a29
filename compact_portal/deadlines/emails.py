"""The reminder email."""

from datetime import date

from django.conf import settings

from compact_portal.deadlines.engine import Deadline
from compact_portal.deadlines.recipients import Recipient
from compact_portal.wording import long_date, when_due


def reminder(deadline: Deadline, recipient: Recipient, *, today: date, sender: str) -> dict[str, str]:
    """Subject and body: what is due, when, where it belongs, and the link. `sender` is the partnership's name."""
    distance = when_due(deadline.due, today)
    late = deadline.due < today
    body = [
        f"Hello {recipient.name},",
        f"{'This was due' if late else 'This is due'} on {long_date(deadline.due)} ({distance}):",
        f"{deadline.title}\n{deadline.context}",
        f"Open it here:\n{settings.SITE_URL}{deadline.url}",
        "We will remind you again until it is done."
        if late
        else "If you have done this already, open the link and say so. Then we will not remind you again.",
        sender,
    ]
    return {"subject": f"{_subject_start(distance, late)}: {deadline.title}", "body": "\n\n".join(body) + "\n"}


def _subject_start(distance: str, late: bool) -> str:
    return distance if late else f"Due {distance}"
