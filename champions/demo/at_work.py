"""The Compact in use, all of it invented: exceptions, a version being adopted, one that people are asked about."""

from datetime import datetime

from champions.demo.adoption import load_adoption
from champions.demo.consultations import load_consultation
from champions.demo.draft import load_adopted_draft, load_open_draft
from champions.demo.exceptions import load_exceptions
from champions.models import CompactVersion
from compact_portal.people.models import User


def load_compact_at_work(compact: CompactVersion, *, by: User, now: datetime) -> None:
    """After the Compact in force and its signatories."""
    load_exceptions(by=by, now=now)
    adopted = load_adopted_draft(compact, by=by, now=now)
    load_adoption(adopted, by=by, now=now)
    load_consultation(load_open_draft(adopted, by=by, now=now), by=by, now=now)
