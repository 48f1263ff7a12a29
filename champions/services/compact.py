"""Writing, publishing and launching versions of the Compact."""

from datetime import date, datetime

from django.db import transaction

from champions.choices import TRANSITIONS, CompactState
from champions.models import CompactVersion
from champions.pdfs import compact_document
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.publishing.models import Publication
from compact_portal.publishing.services import publish_document


class WrongState(Exception):
    """The version is not in a state from which this can be done."""

    def __init__(self, version: CompactVersion, label: str):
        self.version = version
        super().__init__(f"{label}: not possible while the Compact is “{version.get_state_display()}”.")


def move(version: CompactVersion, verb: str, *, by, now: datetime, **details) -> CompactVersion:
    """Take one step of the table, inside the caller's transaction. Raises PermissionDenied or WrongState."""
    require(by, "champions.write_compact")
    transition = TRANSITIONS[verb]
    version = CompactVersion.objects.select_for_update().get(pk=version.pk)
    if version.state not in transition.sources:
        raise WrongState(version, transition.label)
    changed = {"from": version.get_state_display(), "to": CompactState(transition.target).label}
    version.state = transition.target
    version.revision += 1
    record(version, transition.done, by=by, at=now, **changed, **details)
    return version


@transaction.atomic
def launch_compact(version: CompactVersion, *, on: date, by, now: datetime) -> CompactVersion:
    """Bring a version into force. The one that was in force is superseded in the same moment."""
    earlier = CompactVersion.objects.in_force().exclude(pk=version.pk).first()
    if earlier:
        move(earlier, "supersede", by=by, now=now).save()
    version = move(version, "launch", by=by, now=now, on=on.isoformat())
    version.launched_on = on
    version.save()
    publish_compact(version, by=by, now=now)
    return version


def publish_compact(version: CompactVersion, *, by, now: datetime) -> list[Publication]:
    """Freeze what the version says as its next edition, standard and large print."""
    require(by, "champions.write_compact")
    record(version, "published", by=by, at=now)
    return publish_document(
        version,
        "compact",
        title=str(version),
        template="champions/documents/compact_body.html",
        data=compact_document(version),
        filename=f"compact-{version.slug}",
        by=by,
        at=now,
    )
