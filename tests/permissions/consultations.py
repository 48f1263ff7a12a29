"""Consultations: everyone may read and answer them; who answered is for officers alone."""

from compact_portal.publishing.choices import Edition
from tests.factories.champions import (
    CompactVersionFactory,
    ConsultationFactory,
    ReplyFactory,
    ResponseFactory,
)
from tests.factories.publishing import PUBLISHED, PublicationFactory
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN_NOT_ALLOWED, Row

NOBODY = "404 404 404 404 404 404 404 404"
OFFICERS_ONLY = "in 403 403 200 403 403 403 in"
#: A draft, and who answered what, do not exist for others who sign in.
OFFICERS_FIND = "in 404 404 200 404 404 404 in"
GO_ON = "302 302 302 302 302 302 302 302"


def make(world):
    world.consultation = ConsultationFactory()
    world.response = ReplyFactory(response__consultation=world.consultation).response
    world.waiting = ResponseFactory(consultation=world.consultation)
    world.drafted = CompactVersionFactory()
    world.reported = ConsultationFactory(closed=True, report_published_at=PUBLISHED)
    for edition in Edition.values:
        PublicationFactory(
            rendered=True,
            subject_type="champions.consultation",
            subject_id=world.reported.pk,
            document="responses-report",
            edition=edition,
            number=1,
            template="champions/documents/responses_body.html",
            data={"title": "What people said", "figures": [], "organisations": [], "parts": []},
        )


def version(world):
    return [world.consultation.version.slug]


def drafted(world):
    return [world.drafted.slug]


def one(world):
    return [world.consultation.pk]


def reported(world):
    return [world.reported.pk]


def answer(world):
    return [world.consultation.pk, world.response.reference]


def answer_elsewhere(world):
    return [world.reported.pk, world.response.reference]


ROWS = [
    Row("compact:consultations", get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:consultation", args=version, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:consultation", args=drafted, get=NOBODY, post=NOT_ALLOWED),
    Row("compact:consultation", args=lambda world: [world.reported.version.slug], get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:respond", args=version, get=EVERYBODY, post=EVERYBODY),
    Row("compact:respond", args=drafted, get=NOBODY, post=NOBODY),
    Row("compact:response-sent", args=version, get=EVERYBODY, post=GO_ON),
    Row("compact:report", args=reported, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:report", args=one, get=NOBODY, post=NOT_ALLOWED),
    Row("compact:report-pdf", args=reported, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:report-pdf", args=one, get=NOBODY, post=NOT_ALLOWED),
    Row("compact:report-large-print", args=reported, get=EVERYBODY, post=NOT_ALLOWED),
    Row("compact:open-consultation", args=drafted, get=OFFICERS_FIND, post=OFFICERS_FIND),
    Row("compact:open-consultation", args=version, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Row("compact:extend-consultation", args=one, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Row("compact:close-consultation", args=one, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    # Somebody has answered: it is told what to do instead.
    Row("compact:withdraw-consultation", args=one, get=OFFICERS_ONLY, post="in 403 403 409 403 403 403 in"),
    Row("compact:publish-report", args=one, get=OFFICERS_ONLY, post=OFFICERS_ONLY),
    Row("compact:responses", args=one, get=OFFICERS_FIND, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:responses-csv", args=one, get=OFFICERS_FIND, post=SIGNED_IN_NOT_ALLOWED),
    Row("compact:response", args=answer, get=OFFICERS_FIND, post=OFFICERS_FIND),
    Row(
        "compact:response",  # of another consultation
        args=answer_elsewhere,
        get="in 404 404 404 404 404 404 in",
        post="in 404 404 404 404 404 404 in",
    ),
]
