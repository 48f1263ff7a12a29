"""The dates of awards: money to pay, reports, improvement timetables and notice."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.deadlines.engine import Deadline, everything
from compact_portal.deadlines.responsible import leads
from funding.choices import (
    RUNNING,
    ConcernState,
    PaymentState,
    ReportState,
)
from funding.models import (
    Concern,
    Payment,
    Report,
)


class PaymentsDue:
    """What is to be paid, for the funder's leads."""

    name = "funding.payments"
    label = "Payments of awards"
    private = True
    follows = {"funding.award": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        due = Payment.objects.filter(state=PaymentState.SCHEDULED, award__state__in=RUNNING)
        due = due.filter(due__lte=until) if until else due
        for payment in due.select_related("award__round__programme").order_by("due", "pk"):
            award = payment.award
            yield Deadline(
                key=f"{self.name}:{payment.pk}:{payment.due.isoformat()}",
                due=payment.due,
                title=f"Pay: {award.reference}",
                context=award.round.programme.name,
                url=award.get_absolute_url(),
                responsible=(leads(award.round.programme.funder_id),),
            )


class ReportsDue:
    """Reports on awards: for the group's leads to send, then for the funder's to read."""

    name = "funding.reports"
    label = "Reports on awards"
    private = True
    follows = {"funding.award": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        open_ = Report.objects.exclude(state=ReportState.ACCEPTED).filter(award__state__in=RUNNING)
        found = open_.select_related("award__round__programme")
        for report in sorted(found, key=lambda each: (self.day_of(each), each.pk)):
            award, day = report.award, self.day_of(report)
            waits_for = award.organisation_id if report.is_unsent else award.round.programme.funder_id
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{report.pk}:{report.state}:{day.isoformat()}",
                    due=day,
                    title=f"{self.to_do(report)}: {award.reference}",
                    context=award.round.programme.name,
                    url=report.get_absolute_url(),
                    responsible=(leads(waits_for),),
                    how=report.how if report.is_unsent else "",
                )

    def day_of(self, report: Report) -> date:
        return report.due if report.is_unsent else report.answer_due

    def to_do(self, report: Report) -> str:
        if report.state == ReportState.SENT:
            return "Read a report"
        return "Answer about your report" if report.state == ReportState.QUESTIONED else "Send a report"


class ConcernDates:
    """The steps of improvement timetables, and when notice ends: for the leads of the group and of the funder. Then the
    award to close, for the funder's leads: in as many working days as there are to read a report."""

    name = "funding.concerns"
    label = "Concerns about awards"
    private = True
    follows = {"funding.award": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        found = Concern.objects.open().filter(award__state__in=RUNNING).select_related("award__round__programme")
        today, found = timezone.localdate(), found.prefetch_related("steps")
        dates = [each for concern in found for each in self.dates_of(concern, today)]
        for concern, key, day, words in sorted(dates, key=lambda each: (each[2], each[1])):
            award, is_over = concern.award, key.startswith("close:")
            funder, group = leads(award.round.programme.funder_id), leads(award.organisation_id)
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{key}:{day.isoformat()}",
                    due=day,
                    title=f"{words}: {award.reference}",
                    context=award.round.programme.name,
                    url=award.get_absolute_url() if is_over else concern.get_absolute_url(),
                    responsible=(funder,) if is_over else (group, funder),
                )

    def dates_of(self, concern: Concern, today: date) -> Iterator[tuple[Concern, str, date, str]]:
        if concern.state == ConcernState.NOTICE and concern.notice_ends < today:
            due = add_working_days(concern.notice_ends, concern.award.terms.days_to_read)
            yield concern, f"close:{concern.pk}", due, "Close the award"
        elif concern.state == ConcernState.NOTICE:
            yield concern, f"notice:{concern.pk}", concern.notice_ends, "Notice ends"
        if concern.state == ConcernState.IMPROVING:
            for step in concern.steps.all():
                if not step.outcome:
                    yield concern, f"step:{step.pk}", step.due, f"{step} of the improvement timetable"
