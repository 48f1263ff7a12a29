"""The words of publishing, and how often a rendering is tried."""

from datetime import timedelta

from django.db.models import TextChoices


class Edition(TextChoices):
    STANDARD = "standard", "Standard"
    LARGE_PRINT = "large-print", "Large print"


class PublicationState(TextChoices):
    PENDING = "pending", "Being made"
    RENDERED = "rendered", "Published"
    FAILED = "failed", "Could not be made"


#: How long after each failed try the next one comes. After the last, an officer has to ask for it.
WAITS = (timedelta(minutes=1), timedelta(minutes=10))
TRIES = len(WAITS) + 1

#: How long one worker may take over one PDF before another may take it. The longest minutes take seconds.
LEASE = timedelta(minutes=10)
