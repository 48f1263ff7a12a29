"""Reports on an award: written together by the group, sent once, read by the funder, who accepts or asks."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.audit.services import record
from compact_portal.dates import add_working_days
from compact_portal.forms.fields import refuse_words
from funding.choices import REPORT_TRANSITIONS
from funding.emails import awards as emails
from funding.models import Report, ReportFile
from funding.queries import told_to_others
from funding.services.awards import RUN, AwardMovedOn, lock, refuse_step
from funding.services.files import remove, stored

WRITE = "funding.write_report"
#: What is written in words, and counted.
WORDS = ("happened", "explanation", "benefited", "learned")
#: More than this nobody looks at.
MOST_FILES = 5


def lock_report(report: Report, verb: str, *, by, permission: str) -> Report:
    """As it is now, with its award held. Raises AwardMovedOn where the step is not possible any more."""
    award = lock(report.award, by, permission)
    held = next((each for each in award.reports.all() if each.pk == report.pk), None)
    if held is None:
        raise AwardMovedOn(award, "This report is not asked for any more.")
    refuse_step(award, REPORT_TRANSITIONS[verb], held)
    held.award = award
    return held


def move(report: Report, verb: str, *, by, now: datetime) -> None:
    transition = REPORT_TRANSITIONS[verb]
    report.state, report.revision = transition.target, report.revision + 1
    report.save()
    record(report.award, f"report {transition.done}", by=by, at=now, number=report.number)


@transaction.atomic
def save_report(report: Report, *, seen: int, by, now: datetime, **answers) -> Report:
    """A draft, whole or not. `answers` are its fields, money in pence; `seen` is the revision that was written from.
    With `stands_for`, a report that another funder has accepted, only what was spent is asked for.

    Raises ValidationError for more words than may be, AwardMovedOn when a colleague saved or sent it meanwhile.
    """
    held = lock_report(report, "send", by=by, permission=WRITE)
    if held.revision != seen:
        raise AwardMovedOn(held.award, "A colleague changed this report while you wrote. Nothing of theirs is lost.")
    pointed_at = answers.get("stands_for")
    if pointed_at and not told_to_others(held.award).filter(pk=pointed_at.pk).exists():
        raise ValidationError({"stands_for": "Choose a report that another funder has accepted."})
    for name, value in answers.items():
        if name in WORDS:
            refuse_words(value, held.most_words)
        setattr(held, name, value)
    touch(held, now)
    return held


@transaction.atomic
def add_file(report: Report, *, upload, by, now: datetime) -> ReportFile:
    """A file whose content the form has looked at. Raises ValidationError for one too many, AwardMovedOn once it is
    sent."""
    held = lock_report(report, "send", by=by, permission=WRITE)
    if held.files.count() >= MOST_FILES:
        raise ValidationError({"upload": f"There are {MOST_FILES} files already. Remove one first."})
    touch(held, now)
    return held.files.create(**stored(upload, by=by, now=now))


@transaction.atomic
def remove_file(report: Report, pk: int, *, by, now: datetime) -> None:
    """One that is gone already stays gone."""
    held = lock_report(report, "send", by=by, permission=WRITE)
    remove(held.files.filter(pk=pk).first())
    touch(held, now)


def touch(held: Report, now: datetime) -> None:
    held.saved_at, held.revision = now, held.revision + 1
    held.save()


@transaction.atomic
def send_report(report: Report, *, seen: int, by, now: datetime) -> Report:
    """`seen` is the revision that was looked at. Raises ValidationError while an answer is missing, an explanation of
    what was spent past the award among them, and when a colleague changed it since; AwardMovedOn a second time."""
    held = lock_report(report, "send", by=by, permission=WRITE)
    if held.revision != seen:
        raise ValidationError("A colleague changed it while you looked. Read it again, then send it.")
    if held.missing == ["explanation"]:
        raise ValidationError("More was spent than was awarded. Say how that came about, then send it.")
    if held.missing:
        raise ValidationError("Some questions are not answered yet. Answer them first.")
    held.sent_at, held.sent_by = now, by
    move(held, "send", by=by, now=now)
    emails.report_sent(held, at=now)
    return held


@transaction.atomic
def accept_report(report: Report, *, by, now: datetime) -> Report:
    held = lock_report(report, "accept", by=by, permission=RUN)
    held.accepted_at = now
    move(held, "accept", by=by, now=now)
    emails.report_answered(held, at=now)
    return held


@transaction.atomic
def ask_about_report(report: Report, *, question: str, by, now: datetime) -> Report:
    """It is the group's again, with as much time as the funder had. Raises ValidationError without a question."""
    held = lock_report(report, "ask", by=by, permission=RUN)
    if not question.strip():
        raise ValidationError({"question": "Enter what you want to know, or what is missing."})
    held.question = question
    held.due, held.how = add_working_days(timezone.localdate(now), held.terms.days_to_read), ""
    move(held, "ask", by=by, now=now)
    emails.report_answered(held, at=now)
    return held
