"""The words for what becomes of a notice, and how often it is tried."""

from datetime import timedelta
from enum import Enum, auto

from django.db.models import TextChoices


class NoticeState(TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"

    @property
    def colour(self) -> str:
        """Of its tag."""
        return {"waiting": "grey", "sent": "green", "failed": "red"}[self]


class Outcome(Enum):
    """What one attempt to deliver came to."""

    NOT_OURS = auto()  # sent already, not due, or in another worker's hands
    SENT = auto()
    REFUSED = auto()  # the mail server would not take this message
    UNREACHABLE = auto()  # the mail server would take no message at all


#: How long to wait after the first failed try, the second, and so on. After the last one the portal gives up.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
TRIES = len(WAITS) + 1


def kind_in_words(kind: str) -> str:
    """Action given, for "meetings.action-given": which module sends it is of no interest to its readers."""
    words = kind.rpartition(".")[2].replace("-", " ")
    return words[:1].upper() + words[1:]
