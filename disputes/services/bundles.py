"""Asking for a bundle, and asking again."""

from datetime import datetime

from django.db import transaction

from compact_portal.audit.services import record
from compact_portal.broker import hint
from compact_portal.publishing.choices import PublicationState
from disputes.bundles import make_bundle
from disputes.models import Bundle, Dispute
from disputes.services.states import lock_for
from disputes.timeline import events_of

MAKE = "disputes.make_bundle"


@transaction.atomic
def ask_for_bundle(dispute: Dispute, *, by, now: datetime) -> Bundle:
    """Have the worker make the next bundle. The one that is being made, or the last one where nothing has happened
    since, is the answer to whoever asks for the same again."""
    dispute = lock_for(dispute, by, MAKE)
    latest = dispute.bundles.newest_first().on_a_shelf().first()
    if latest and (latest.state == PublicationState.PENDING or not happened_since(latest, dispute)):
        return latest
    number = latest.number + 1 if latest else 1
    bundle = dispute.bundles.create(number=number, asked_by=by, asked_at=now, next_attempt_at=now)
    record(dispute, "bundle asked for", by=by, at=now, number=number)
    hint(make_bundle, bundle.pk)
    return bundle


def happened_since(bundle: Bundle, dispute: Dispute) -> int:
    """How many lines the timeline has now that the bundle has not. All of them for one that could not be made."""
    return events_of(dispute).count() - (bundle.events if bundle.is_rendered else 0)
