"""How long funding is kept: what is public about public money stays public."""

from datetime import datetime

from django.db.models import Q

from compact_portal.audit.models import AuditEvent
from compact_portal.audit.retention import Keep
from compact_portal.audit.services import purge_events
from funding.choices import ConcernState
from funding.models import (
    AgreementFile,
    AnswerFile,
    Application,
    Assessor,
    Concern,
    ConcernReply,
    ConcernStep,
    NamesRead,
    Report,
    ReportFile,
    RoundQuestion,
)
from funding.models.files import take_off_the_disk

PUBLIC = Keep("Kept for good: which public money was offered, and how. Names no one but organisations.")
WORDS = "Kept for 6 years after its round closed, the time in which a contract can be disputed in court."

#: In the place of words that were removed.
GONE = "Removed."


def closed(before: datetime) -> Q:
    """What belongs to rounds whose last stage closed before."""
    of_one = Q(round__second_closes_at=None, round__closes_at__lt=before)
    return of_one | Q(round__second_closes_at__lt=before)


def purge_applications(*, before: datetime, now: datetime) -> int:
    """Remove the applications to rounds that closed before, and the words of their trails. Returns how many."""
    found = list(Application.objects.filter(closed(before)))
    for application in found:
        purge_events(AuditEvent.objects.about(application), rule=WORDS, now=now)
        take_off_the_disk(AnswerFile.objects.filter(answer__application=application))
        take_off_the_disk(AgreementFile.objects.filter(consortium__application=application))
        application.delete()
    return len(found)


def purge_assessors(*, before: datetime, now: datetime) -> int:
    """Remove who assessed rounds that closed before. Their marks go with the applications."""
    found = Assessor.objects.filter(closed(before), assessments=None)
    return found.delete()[1].get("funding.Assessor", 0)


def purge_names_read(*, before: datetime, now: datetime) -> int:
    """Remove who read the names of applicants in rounds that closed before."""
    return NamesRead.objects.filter(closed(before)).delete()[0]


def purge_reports(*, before: datetime, now: datetime) -> int:
    """Remove the reports on awards that were closed before, and their files."""
    take_off_the_disk(ReportFile.objects.filter(report__award__closed_at__lt=before))
    return Report.objects.filter(award__closed_at__lt=before).delete()[1].get("funding.Report", 0)


def purge_concerns(*, before: datetime, now: datetime) -> int:
    """Remove the words of concerns about awards that were closed before. What was published stays."""
    found = Concern.objects.filter(award__closed_at__lt=before)
    of_found = {"concern__in": found.values("pk")}
    gone = ConcernStep.objects.filter(**of_found).delete()[0] + ConcernReply.objects.filter(**of_found).delete()[0]
    gone += found.exclude(pk__in=found.exceptional().values("pk")).delete()[1].get("funding.Concern", 0)
    found.filter(state=ConcernState.RESOLVED).update(resolution=GONE)
    return gone + found.exclude(text=GONE).update(text=GONE, notice_reason=GONE)


def purge_questions(*, before: datetime, now: datetime) -> int:
    """Remove who asked; what was asked and answered is public and stays."""
    found = RoundQuestion.objects.filter(closed(before), asked_by__isnull=False)
    return found.update(asked_by=None, organisation=None)


RETENTION = {
    "funding.programme": PUBLIC,
    "funding.round": PUBLIC,
    "funding.lot": PUBLIC,
    "funding.checkanswer": PUBLIC,
    "funding.amendment": PUBLIC,
    "funding.amendedanswer": PUBLIC,
    "funding.criterion": PUBLIC,
    "funding.passquestion": PUBLIC,
    "funding.formquestion": PUBLIC,
    "funding.application": Keep(WORDS, years=6, purge=purge_applications),
    "funding.formanswer": Keep(WORDS),
    "funding.answerfile": Keep(WORDS),
    "funding.sentcopy": Keep(WORDS),
    "funding.consortium": Keep(WORDS),
    "funding.consortiummember": Keep(WORDS),
    "funding.agreementfile": Keep(WORDS),
    "funding.lateexception": PUBLIC,
    "funding.assessor": Keep(WORDS, years=6, purge=purge_assessors),
    "funding.namesread": Keep(WORDS, years=6, purge=purge_names_read),
    "funding.declaredinterest": Keep(WORDS),
    "funding.passanswer": Keep(WORDS),
    "funding.firststageverdict": Keep(WORDS),
    "funding.assessment": Keep(WORDS),
    "funding.mark": Keep(WORDS),
    "funding.moderation": Keep(WORDS),
    "funding.applicationverdict": Keep(WORDS),
    "funding.verdictsputoff": Keep("Kept until it is recommended or decided, or its round is removed."),
    "funding.award": PUBLIC,
    "funding.keptdocument": Keep("Kept until somebody of its organisation removes it, or the organisation is removed."),
    "funding.registration": Keep("Kept as long as the organisation. Of organisations, not of people, and public."),
    "funding.payment": PUBLIC,
    "funding.report": Keep("Kept for 6 years after its award was closed.", years=6, purge=purge_reports),
    "funding.reportfile": Keep("Kept as long as its report."),
    "funding.concern": Keep(
        "Kept for 6 years after its award was closed; what was published of it for good.",
        years=6,
        purge=purge_concerns,
    ),
    "funding.concernstep": Keep("Kept as long as the words of its concern."),
    "funding.concernreply": Keep("Kept as long as the words of its concern."),
    "funding.roundquestion": Keep(
        "What was asked and answered is kept for good; who asked for 6 years after the round closed.",
        years=6,
        purge=purge_questions,
    ),
}
