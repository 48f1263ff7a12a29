"""The dates of rounds: for the funder to open, close, decide and announce."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from compact_portal.deadlines.engine import Deadline, everything, register
from compact_portal.deadlines.responsible import leads, person
from funding import panel
from funding.choices import (
    RUNNING,
    UNDECIDED,
    ApplicationState,
    ConcernState,
    PaymentState,
    ReportState,
    RoundState,
)
from funding.models import (
    Application,
    Concern,
    ConsortiumMember,
    LateException,
    Payment,
    Report,
    Round,
    RoundQuestion,
)

#: From its publication until it is announced.
WITH_DATES = UNDECIDED | {RoundState.DECIDED}


class RoundDates:
    """What is still to come of public rounds, for the leads of their funders."""

    name = "funding.rounds"
    label = "Funding rounds"
    private = False
    follows = {"funding.round": lambda round_: round_.pk}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        rounds = Round.objects.filter(state__in=WITH_DATES, programme__funder__isnull=False, source="")
        rounds = rounds.filter(pk=scope) if scope else rounds
        today = timezone.localdate()
        found = [each for round_ in rounds.select_related("programme") for each in self.dates_of(round_, today)]
        for deadline in sorted(found, key=lambda each: each.due):
            if until is None or deadline.due <= until:
                yield deadline

    def dates_of(self, round_: Round, today: date) -> Iterator[Deadline]:
        closes = timezone.localdate(round_.closes_at)
        for step, words, day, is_to_come in (
            ("closes", "Applications close", closes, closes >= today),
            ("decide", "Decide", round_.decided_on, round_.state in UNDECIDED),
            ("announce", "Announce the decision", round_.announced_on, round_.state in WITH_DATES),
        ):
            if day and is_to_come:
                yield Deadline(
                    key=f"{self.name}:{round_.pk}:{step}:{day.isoformat()}",
                    due=day,
                    title=f"{words}: {round_.title}",
                    context=round_.programme.name,
                    url=round_.get_absolute_url(),
                    responsible=(leads(round_.programme.funder_id),),
                    scope=round_.pk,
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
    """The steps of improvement timetables, and when notice ends: for the leads of the group and of the funder."""

    name = "funding.concerns"
    label = "Concerns about awards"
    private = True
    follows = {"funding.award": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        found = Concern.objects.open().filter(award__state__in=RUNNING).select_related("award__round__programme")
        dates = [each for concern in found.prefetch_related("steps") for each in self.dates_of(concern)]
        for concern, key, day, words in sorted(dates, key=lambda each: (each[2], each[1])):
            award = concern.award
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{key}:{day.isoformat()}",
                    due=day,
                    title=f"{words}: {award.reference}",
                    context=award.round.programme.name,
                    url=concern.get_absolute_url(),
                    responsible=(leads(award.organisation_id), leads(award.round.programme.funder_id)),
                )

    def dates_of(self, concern: Concern) -> Iterator[tuple[Concern, str, date, str]]:
        if concern.state == ConcernState.NOTICE:
            yield concern, f"notice:{concern.pk}", concern.notice_ends, "Notice ends"
        if concern.state == ConcernState.IMPROVING:
            for step in concern.steps.all():
                if not step.outcome:
                    yield concern, f"step:{step.pk}", step.due, f"{step} of the improvement timetable"


def begun(now: datetime) -> QuerySet[Application]:
    """Drafts that can still be sent."""
    given = LateException.objects.filter(round=OuterRef("round"), organisation=OuterRef("organisation"))
    in_time = Q(round__closes_at__gt=now) | Exists(given.filter(until__gt=now))
    return Application.objects.drafts().filter(in_time, round__state=RoundState.PUBLISHED)


class ApplicationsDue:
    """What was begun and is not sent, for the leads of the organisation, as long as it can be sent."""

    name = "funding.applications"
    label = "Applications to send"
    private = True
    follows = {"funding.round": everything, "funding.application": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        drafts = begun(timezone.now()).select_related("round").prefetch_related("round__exceptions")
        for application in sorted(drafts, key=lambda each: (each.closes_at, each.pk)):
            day = timezone.localdate(application.closes_at)
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{application.pk}:{day.isoformat()}",
                    due=day,
                    title=f"Send your application: {application.round}",
                    context="Funding",
                    url=application.get_absolute_url(),
                    responsible=(leads(application.organisation_id),),
                )


class AgreementsDue:
    """What somebody is asked to agree to, for the leads of the organisation, as long as it can be sent."""

    name = "funding.agreements"
    label = "Applications to agree to"
    private = True
    follows = {"funding.round": everything, "funding.application": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        waiting = ConsortiumMember.objects.filter(
            organisation__isnull=False,
            agreed_at=None,
            left_at=None,
            consortium__application__in=begun(timezone.now()),
        )
        waiting = waiting.select_related("consortium__application__round")
        waiting = waiting.prefetch_related("consortium__application__round__exceptions")
        for member in sorted(waiting, key=lambda each: (each.consortium.application.closes_at, each.pk)):
            application = member.consortium.application
            day = timezone.localdate(application.closes_at)
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{member.pk}:{day.isoformat()}",
                    due=day,
                    title=f"Agree to apply together: {application.round}",
                    context="Funding",
                    url=application.url("together"),
                    responsible=(leads(member.organisation_id),),
                )


class QuestionsAsked:
    """What somebody asks about a round, for the leads of its funder, until it is answered or the round has closed."""

    name = "funding.questions"
    label = "Questions about rounds"
    private = True
    follows = {"funding.round": lambda round_: round_.pk}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        waiting = RoundQuestion.objects.waiting().filter(
            round__state=RoundState.PUBLISHED, round__closes_at__gt=timezone.now()
        )
        waiting = waiting.filter(round=scope) if scope else waiting
        for question in waiting.select_related("round__programme").order_by("asked_at", "pk"):
            if until is None or question.due <= until:
                yield Deadline(
                    key=f"{self.name}:{question.pk}",
                    due=question.due,
                    title=f"Answer a question: {question.round}",
                    context=question.round.programme.name,
                    url=f"{question.round.get_absolute_url()}questions/",
                    responsible=(leads(question.round.programme.funder_id),),
                    scope=question.round_id,
                )


class MarksDue:
    """Applications to mark, for each assessor who has not finished with all of theirs."""

    name = "funding.marks"
    label = "Applications to assess"
    private = True
    follows = {"funding.round": lambda round_: round_.pk, "funding.application": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        rounds = Round.objects.filter(state=RoundState.ASSESSING, marks_due__isnull=False)
        rounds = rounds.filter(pk=scope) if scope else rounds
        for round_ in rounds.select_related("programme").order_by("marks_due", "pk"):
            if until is None or round_.marks_due <= until:
                yield from self.of_a_round(round_)

    def of_a_round(self, round_: Round) -> Iterator[Deadline]:
        eligible = Application.objects.filter(round=round_, state=ApplicationState.ELIGIBLE)
        eligible = list(eligible.with_members().prefetch_related("assessments"))
        for assessor, ties in panel.assessors_with_ties(round_):
            theirs = [each for each in eligible if not each.organisations & ties]
            done = {each.pk for each in theirs for one in each.assessments.all() if self.is_done(one, assessor)}
            if assessor.declared_at is None or len(done) < len(theirs):
                yield Deadline(
                    key=f"{self.name}:{assessor.pk}:{round_.marks_due.isoformat()}",
                    due=round_.marks_due,
                    title=f"Assess: {round_.title}",
                    context=round_.programme.name,
                    url=f"{round_.get_absolute_url()}assessment/",
                    responsible=(person(assessor.user.person_id),),
                    scope=round_.pk,
                )

    def is_done(self, assessment, assessor) -> bool:
        return assessment.assessor_id == assessor.pk and assessment.is_finished


register(RoundDates())
register(MarksDue())
register(PaymentsDue())
register(ReportsDue())
register(ConcernDates())
register(QuestionsAsked())
register(ApplicationsDue())
register(AgreementsDue())
