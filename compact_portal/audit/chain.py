"""What is hashed, and how: SHA-256 over canonical JSON, each link naming the one before."""

import hashlib
import json
from datetime import UTC, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

#: The hash before the first event of a chain.
GENESIS = "0" * 64


def subject_of(obj: models.Model) -> str:
    """A record's name in the trail: "meetings.meeting:12". It outlives the record."""
    return f"{obj._meta.concrete_model._meta.label_lower}:{obj.pk}"


def plain(details: dict) -> dict:
    """`details` as both databases will give them back: dates become text, tuples lists.

    Raises TypeError for a float: databases write floats differently, and the hash must come out the same.
    """
    return json.loads(
        json.dumps(details, cls=DjangoJSONEncoder), parse_float=_refuse_float, parse_constant=_refuse_float
    )


def _refuse_float(text: str):
    raise TypeError(f"The trail takes no floats ({text}): record pence, minutes or text.")


def digest_of(**content) -> str:
    """The SHA-256 of `content` in its one canonical form: keys sorted, no spaces, moments in UTC."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_canonical)
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat()
