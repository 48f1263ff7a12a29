"""Writing, publishing and launching versions of the Compact."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions.choices import TRANSITIONS, CompactState
from champions.models import CompactVersion
from champions.pdfs import compact_document
from champions.queries.compact import superseded_by
from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from compact_portal.publishing.models import Publication
from compact_portal.publishing.services import publish_document


class WrongState(Refusal):
    """The version is not in a state from which this can be done."""

    template = "champions/compact/refused.html"

    def __init__(self, version: CompactVersion, label: str):
        self.version = version
        super().__init__(f"{label}: not possible while the Compact is “{version.get_state_display()}”.")

    def context(self) -> dict:
        return {"version": self.version}


@dataclass(frozen=True, slots=True)
class Decided:
    """Where and when a step was decided; without a day, on the day it is recorded."""

    on: date | None = None
    minute_reference: str = ""
    minute_url: str = ""


def refuse_step(version: CompactVersion, verb: str) -> None:
    """Raises WrongState when this is no step to take from where the version stands."""
    if version.state not in TRANSITIONS[verb].sources:
        raise WrongState(version, TRANSITIONS[verb].label)


def move(
    version: CompactVersion,
    verb: str,
    *,
    seen: int | None = None,
    by,
    now: datetime,
    decided: Decided = Decided(),
    **details,
) -> CompactVersion:
    """Take one step of the table, inside the caller's transaction. `seen` is the revision that was checked before.

    Raises PermissionDenied, WrongState, or ValidationError when the words are no longer those that were checked.
    """
    require(by, "champions.write_compact")
    transition = TRANSITIONS[verb]
    version = CompactVersion.objects.select_for_update().get(pk=version.pk)
    refuse_step(version, verb)
    if seen not in (None, version.revision):
        raise ValidationError("Somebody changed the words since you checked them. Check them again.")
    changed = {"from": version.get_state_display(), "to": CompactState(transition.target).label}
    version.state = transition.target
    version.revision += 1
    version.steps.create(
        done=transition.done,
        to_state=transition.target,
        on=decided.on or timezone.localdate(now),
        minute_reference=decided.minute_reference,
        minute_url=decided.minute_url,
        taken_by=by,
        taken_at=now,
    )
    record(version, transition.done, by=by, at=now, **changed, **details)
    return version


@transaction.atomic
def agree_compact(version: CompactVersion, *, decided: Decided, by, now: datetime) -> CompactVersion:
    """The words are settled. They are published for those who now take them through their own governance."""
    version = take_step(version, "agree", decided=decided, by=by, now=now)
    publish_compact(version, by=by, now=now)
    return version


@transaction.atomic
def take_step(version: CompactVersion, verb: str, *, decided: Decided, by, now: datetime) -> CompactVersion:
    """A step that changes nothing but the state: agreed, being adopted, back to the draft."""
    version = move(version, verb, decided=decided, by=by, now=now)
    version.save()
    return version


@transaction.atomic
def launch_compact(
    version: CompactVersion,
    *,
    on: date,
    minute_reference: str = "",
    minute_url: str = "",
    seen: int | None = None,
    by,
    now: datetime,
) -> CompactVersion:
    """Bring a version into force. The one that was in force is superseded in the same moment. `seen` as in `move`."""
    decided = Decided(on, minute_reference, minute_url)
    if earlier := superseded_by(version):
        move(earlier, "supersede", decided=Decided(on), by=by, now=now).save()
    version = move(version, "launch", seen=seen, decided=decided, by=by, now=now, on=on.isoformat())
    version.launched_on = on
    version.save()
    publish_compact(version, by=by, now=now)
    return version


def publish_compact(version: CompactVersion, *, by, now: datetime) -> list[Publication]:
    """Freeze what the version says as its next edition, standard and large print.

    Before everyone may read the version, its editions are for those who may, and not at an address to be guessed.
    """
    require(by, "champions.write_compact")
    record(version, "published", by=by, at=now)
    return publish_document(
        version,
        "compact",
        title=str(version),
        template="champions/documents/compact_body.html",
        data=compact_document(version),
        filename=f"compact-{version.slug}",
        public=version.is_public,
        by=by,
        at=now,
    )
