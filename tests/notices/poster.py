"""The web side of the harness: `post FIRST LAST`, each in its own transaction, or `report` what became of them."""

import json
import sys
import time
from datetime import timedelta

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from compact_portal.notices.models import Notice  # noqa: E402
from compact_portal.notices.services import post_notice  # noqa: E402


def post(first: int, last: int) -> None:
    for number in range(first, last):
        with transaction.atomic():
            post_notice(
                key=f"proof|{number}",
                kind="proof",
                email=f"reader{number}@example.org",
                subject=f"Notice {number}",
                body=f"This is notice {number}.",
                at=timezone.now(),
            )


def report(seconds: int) -> None:
    """Wait until nothing waits, but no longer than so many seconds, and print every row as JSON."""
    end = timezone.now() + timedelta(seconds=seconds)
    while Notice.objects.waiting().exists() and timezone.now() < end:
        time.sleep(0.2)
    rows = Notice.objects.order_by("pk").values_list("subject", "sent_at", "attempts")
    print(json.dumps([[subject, sent_at is not None, attempts] for subject, sent_at, attempts in rows]))  # noqa: T201


if __name__ == "__main__":
    {"post": post, "report": report}[sys.argv[1]](*map(int, sys.argv[2:]))
