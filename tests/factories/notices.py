"""Notices as other rooms post them."""

from datetime import UTC, datetime

import factory

from compact_portal.notices.models import Notice


class NoticeFactory(factory.django.DjangoModelFactory):
    """A reminder posted at ten on a Friday morning, waiting to be sent."""

    class Meta:
        model = Notice

    key = factory.Sequence(lambda number: f"meetings.action:{number}|due|2026-11-25|person:4")
    kind = "action due"
    email = "ada@example.org"
    subject = "Due on Wednesday: find a venue"
    body = "Find a venue is due on Wednesday 25 November 2026."
    created_at = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    next_attempt_at = factory.SelfAttribute("created_at")
