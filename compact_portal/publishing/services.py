"""Publishing: an edition is made once and never changes."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Max

from compact_portal.access.gate import require
from compact_portal.audit.services import record
from compact_portal.broker import hint
from compact_portal.publishing.choices import Edition, PublicationState
from compact_portal.publishing.models import Publication, subject_type_of
from compact_portal.publishing.tasks import render_publication


@transaction.atomic
def publish_document(
    subject: models.Model,
    document: str,
    *,
    title: str,
    template: str,
    data: dict,
    filename: str,
    by,
    at: datetime,
    public: bool = True,
) -> list[Publication]:
    """Freeze `data` as the next number of `document` ("agenda", "minutes") of `subject`, in every edition.

    Writes one pending Publication per edition ("standard", "large-print") in the caller's transaction; the worker
    renders `template` with `data` to PDF/UA afterwards. `data` must be JSON-able; `data["mark"]` ("Draft") is
    shown on every page. Only officers see a document that is not `public`. Returns the publications, standard first.
    """
    number = next_number(subject, document)
    publications = [
        Publication.objects.create(
            subject_type=subject_type_of(subject),
            subject_id=subject.pk,
            document=document,
            number=number,
            edition=edition,
            title=title,
            template=template,
            data={**data, "number": number},
            mark=data.get("mark", ""),
            filename=filename if edition == Edition.STANDARD else f"{filename}-{edition}",
            public=public,
            published_by=by,
            published_at=at,
            next_attempt_at=at,
        )
        for edition in Edition
    ]
    for publication in publications:
        hint(render_publication, publication.pk)
    return publications


def next_number(subject: models.Model, document: str) -> int:
    """Two that publish at once get the same number; the database lets one of them through."""
    earlier = Publication.objects.about(subject).document(document)
    return (earlier.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def withdraw_latest(subject: models.Model, document: str, *, by, at: datetime) -> None:
    """Take the latest number back from the public: it came out by mistake. A copy somebody has made stays theirs.

    Who may, the caller has asked, as for publishing.
    """
    editions = Publication.objects.about(subject).document(document)
    latest = next_number(subject, document) - 1
    for publication in editions.public().filter(number=latest):
        publication.withdrawn_at = at
        publication.save(update_fields=["withdrawn_at"])
        record(publication, "withdrawn", by=by, at=at)


@transaction.atomic
def render_again(publication: Publication, *, by, now: datetime) -> bool:
    """Put a publication whose rendering failed back in the queue. False when there is no need."""
    require(by, "publishing.render_publication")
    failed = Publication.objects.failed().filter(pk=publication.pk)
    if not failed.update(state=PublicationState.PENDING, attempts=0, next_attempt_at=now):
        return False
    record(publication, "put back to be made", by=by, at=now)
    hint(render_publication, publication.pk)
    return True
