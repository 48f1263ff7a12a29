"""How a signatory takes a version through its own governance. Only its own lead, or an officer, says so."""

from datetime import date, datetime
from hashlib import file_digest

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from champions.models import Adoption, CompactVersion, Signatory
from champions.queries.adoption import adoption_of, agreed_on
from champions.services.compact import WrongState
from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.forms.uploads import content_type_of
from compact_portal.wording import long_date

RECORD = "champions.record_adoption"
NOTHING_RECORDED = {
    "adopted_on": None,
    "declined_on": None,
    "declined_reason": "",
    "minute_reference": "",
    "minute_url": "",
    "evidence": "",
    "evidence_type": "",
    "evidence_size": None,
}


class Stale(Exception):
    """Someone changed the adoption after this form was shown."""

    def __init__(self, adoption: Adoption):
        self.adoption = adoption
        super().__init__("Someone else changed this after you opened the page.")


@transaction.atomic
def plan_adoption(
    version: CompactVersion,
    signatory: Signatory,
    *,
    route: str,
    expected_on: date,
    note: str = "",
    by,
    now: datetime,
    seen: int | None = None,
) -> Adoption:
    """Say which body decides and when. Raises PermissionDenied, WrongState, Stale or ValidationError.

    `seen` is the revision the form was showing; None means that nobody else can have changed it.
    """
    adoption = lock(version, signatory, by)
    if is_unchanged(adoption, route=route, expected_on=expected_on, note=note):
        return adoption
    refuse_stale(adoption, seen)
    if adoption.is_decided:
        raise ValidationError(already(adoption))
    if expected_on != adoption.expected_on and expected_on < timezone.localdate(now):
        raise ValidationError({"expected_on": "This day is past. Enter today or a later day."})
    return save(adoption, "planned", by=by, now=now, route=route, expected_on=expected_on, note=note)


@transaction.atomic
def record_adoption(
    version: CompactVersion,
    signatory: Signatory,
    *,
    adopted_on: date,
    minute_reference: str = "",
    minute_url: str = "",
    evidence=None,
    by,
    now: datetime,
    seen: int | None = None,
) -> Adoption:
    """Record that the signatory adopted it, or put the record right. Without a new file the one there stays.

    Raises PermissionDenied, WrongState, Stale or ValidationError, also for a day before the version was agreed.
    """
    adoption = lock(version, signatory, by)
    said = {"adopted_on": adopted_on, "minute_reference": minute_reference, "minute_url": minute_url}
    if is_unchanged(adoption, **said) and (not evidence or is_kept(adoption, evidence)):
        return adoption
    refuse_stale(adoption, seen)
    if adoption.declined_on:
        raise ValidationError(already(adoption))
    check_day("adopted_on", adopted_on, adoption.version, now)
    if evidence:
        remove_file_later(adoption)
        said |= {"evidence": evidence, "evidence_type": content_type_of(evidence), "evidence_size": evidence.size}
    return save(adoption, "adopted", by=by, now=now, **said)


@transaction.atomic
def decline_adoption(
    version: CompactVersion,
    signatory: Signatory,
    *,
    on: date,
    reason: str,
    by,
    now: datetime,
    seen: int | None = None,
) -> Adoption:
    """Record that the signatory will not adopt it, and why. Raises as `record_adoption` does."""
    adoption = lock(version, signatory, by)
    if is_unchanged(adoption, declined_on=on, declined_reason=reason):
        return adoption
    refuse_stale(adoption, seen)
    if adoption.adopted_on:
        raise ValidationError(already(adoption))
    check_day("on", on, adoption.version, now)
    return save(adoption, "declined", by=by, now=now, declined_on=on, declined_reason=reason)


@transaction.atomic
def reopen_adoption(
    version: CompactVersion, signatory: Signatory, *, by, now: datetime, seen: int | None = None
) -> Adoption:
    """Undo a record made by mistake: what was planned is there again, the evidence is removed.

    Raises PermissionDenied, WrongState or Stale. What is not decided stays as it is.
    """
    adoption = lock(version, signatory, by)
    if not adoption.is_decided:
        return adoption
    refuse_stale(adoption, seen)
    remove_file_later(adoption)
    return save(adoption, "reopened", by=by, now=now, **NOTHING_RECORDED)


def lock(version: CompactVersion, signatory: Signatory, by) -> Adoption:
    """The adoption as it is now, held until the transaction ends; a new one where there was none."""
    require(by, RECORD, signatory)
    version = CompactVersion.objects.select_for_update().get(pk=version.pk)
    if not version.is_open_to_adoption:
        raise WrongState(version, "Adopt it")
    return adoption_of(version, signatory)


def is_unchanged(adoption: Adoption, **said) -> bool:
    """A second click says what is recorded already."""
    return adoption.pk is not None and all(getattr(adoption, name) == value for name, value in said.items())


def is_kept(adoption: Adoption, upload) -> bool:
    """Is this the very file that is there already?"""
    if not adoption.evidence or adoption.evidence_size != upload.size:
        return False
    upload.seek(0)
    with adoption.evidence.open() as kept:
        return file_digest(kept, "sha256").digest() == file_digest(upload, "sha256").digest()


def refuse_stale(adoption: Adoption, seen: int | None) -> None:
    if seen is not None and seen != adoption.revision:
        raise Stale(adoption)


def check_day(field: str, day: date, version: CompactVersion, now: datetime) -> None:
    """Not to come, and not before the words were settled: until then nobody could decide on them."""
    if day > timezone.localdate(now):
        raise ValidationError({field: "This day has not come yet. Enter today or an earlier day."})
    agreed = agreed_on(version)
    if agreed and day < agreed:
        raise ValidationError(
            {field: f"This version was agreed on {long_date(agreed)}. Enter that day or a later one."}
        )


def already(adoption: Adoption) -> str:
    done = f"{adoption.signatory} {adoption.state.label.lower()} it on {long_date(adoption.decided_on)}."
    return f"{done} If that is a mistake, undo it first."


def remove_file_later(adoption: Adoption) -> None:
    """Once the change is certain, the file it replaces goes."""
    if adoption.evidence:
        storage, name = adoption.evidence.storage, adoption.evidence.name
        transaction.on_commit(lambda: storage.delete(name))


def save(adoption: Adoption, verb: str, *, by, now: datetime, **changed) -> Adoption:
    for name, value in changed.items():
        setattr(adoption, name, value)
    adoption.revision += 1
    adoption.saved_at, adoption.saved_by = now, by
    adoption.save()
    told = {name: changed[name] for name in changed.keys() - {"evidence_type", "evidence_size"} if changed[name]}
    record(adoption, verb, by=by, at=now, **{name: str(value) for name, value in told.items()})
    return adoption
