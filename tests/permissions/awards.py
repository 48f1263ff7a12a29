"""Awards, their money, reports and concerns: for the funder, group A, and the organisation, group B."""

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from funding.models import Report, ReportFile
from funding.services import reports
from funding.services.awards import answer_offer
from funding.services.concerns import raise_concern
from tests.factories.funding import PNG, awarded
from tests.permissions import Row
from tests.permissions.funding import APPLICANT, NOBODY, NOT_SENT_HERE, funded

FUNDER_AND_GROUP = "in 200 200 404 404 404 404 in"
GROUP_ANSWERS = "in 403 200 404 404 404 404 in"
FUNDER_PAYS = "in 200 403 404 404 404 404 in"
GROUP_WRITES = "in 403 200 404 404 404 404 in"
GROUP_MOVED_ON = "in 403 409 404 404 404 404 in"
FUNDER_MOVED_ON = "in 409 403 404 404 404 404 in"
HIDDEN_STEP = "in 404 403 404 404 404 404 in"


def make(world):
    world.group_a.organisation.sector = "public"
    world.group_a.organisation.save()
    world.award = funded(world, awarded, "Awarded").award
    world.award.payments.create(number=1, kind="advance", amount=world.award.amount, due=timezone.localdate())
    world.award_reported = funded(world, awarded, "Reported").award
    answer_offer(world.award_reported, accepts=True, by=world.group_b.user, now=timezone.now())
    upload, lead = SimpleUploadedFile("plan.png", PNG), {"by": world.group_b.user, "now": timezone.now()}
    world.file_drafted = reports.add_file(world.award_reported.reports.get(), upload=upload, **lead)
    same = {"kind": "final", "until": timezone.localdate(), "due": timezone.localdate()}
    world.award_reported.reports.create(number=2, state="sent", sent_at=timezone.now(), **same)
    world.file_sent = add_to_what_is_sent(world.award_reported.reports.last())
    concern = raise_concern(world.award_reported, text="Why?", by=world.group_a.user, now=timezone.now())
    concern.steps.create(number=1, text="Open", due=timezone.localdate())


def add_to_what_is_sent(report: Report) -> ReportFile:
    stored = {"name": "plan.png", "content_type": "image/png", "size": len(PNG), "added_at": timezone.now()}
    return report.files.create(file=ContentFile(PNG, name="plan.png"), **stored)


def award(world):
    return [world.award.reference]


def report_award(world):
    return [world.award_reported.reference]


def report(*numbers: int):
    """Or a concern, which are numbered the same."""
    return lambda world: [world.award_reported.reference, *numbers]


def report_file(number: int, name: str):
    return lambda world: [world.award_reported.reference, number, getattr(world, name).pk]


def payment(*verb):
    return lambda world: [world.award.reference, 1, *verb]


ROWS = [
    Row("funding:award", args=award, get=FUNDER_AND_GROUP, post=NOT_SENT_HERE),
    Row("funding:award", args=lambda world: ["no-such-award"], get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:award-answer", args=award, get=GROUP_ANSWERS, post=GROUP_ANSWERS),
    Row("funding:award-purpose", args=award, get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:payments", args=award, get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:payment", args=payment("pay"), get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:payment", args=payment("correct"), get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:payment", args=payment("no-such-step"), get=HIDDEN_STEP, post=HIDDEN_STEP),
    Row("funding:payment-release", args=payment(), get=NOT_SENT_HERE, post="in 409 403 404 404 404 404 in"),
    Row("funding:report", args=report(1), get=FUNDER_AND_GROUP, post=NOT_SENT_HERE),
    Row("funding:report", args=report(99), get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:report-write", args=report(1), get=GROUP_WRITES, post=GROUP_WRITES),
    Row("funding:report-write", args=report(2), get=GROUP_MOVED_ON, post=GROUP_MOVED_ON),
    Row("funding:report-send", args=report(1), get=GROUP_WRITES, post=GROUP_WRITES),
    Row("funding:report-file-add", args=report(1), get=GROUP_WRITES, post=GROUP_WRITES),
    Row("funding:report-file-add", args=report(2), get=GROUP_MOVED_ON, post=GROUP_MOVED_ON),
    Row("funding:report-file", args=report_file(1, "file_drafted"), get=APPLICANT, post=NOT_SENT_HERE),
    Row("funding:report-file", args=report_file(2, "file_sent"), get=FUNDER_AND_GROUP, post=NOT_SENT_HERE),
    Row("funding:report-file", args=report_file(2, "file_drafted"), get=NOBODY, post=NOT_SENT_HERE),
    Row(
        "funding:report-file-remove",
        args=report_file(1, "file_drafted"),
        get=NOT_SENT_HERE,
        post="in 403 302 404 404 404 404 in",
    ),
    Row(
        "funding:report-file-remove",
        args=report_file(2, "file_sent"),
        get=NOT_SENT_HERE,
        post="in 403 409 404 404 404 404 in",
    ),
    Row("funding:report-answer", args=report(1), get=FUNDER_MOVED_ON, post=FUNDER_MOVED_ON),
    Row("funding:report-answer", args=report(2), get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:concern-raise", args=award, get=FUNDER_MOVED_ON, post=FUNDER_MOVED_ON),
    Row("funding:concern-raise", args=report_award, get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:concern", args=report(1), get=FUNDER_AND_GROUP, post=NOT_SENT_HERE),
    Row("funding:concern", args=report(2), get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:timetable", args=report(1), get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:concern-step", args=report(1, 1), get=FUNDER_MOVED_ON, post=FUNDER_MOVED_ON),
    Row("funding:concern-step", args=report(1, 2), get=HIDDEN_STEP, post=HIDDEN_STEP),
    Row("funding:concern-reply", args=report(1), get=GROUP_WRITES, post=GROUP_WRITES),
    Row("funding:concern-resolve", args=report(1), get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:notice", args=report(1), get=FUNDER_PAYS, post=FUNDER_PAYS),
    Row("funding:award-close", args=award, get=FUNDER_MOVED_ON, post=FUNDER_MOVED_ON),
    Row("funding:award-close", args=report_award, get=FUNDER_PAYS, post=FUNDER_PAYS),
]
