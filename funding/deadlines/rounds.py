"""The dates of rounds: to open, close, decide and announce; questions to answer, marks to lock."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone

from compact_portal.deadlines.engine import Deadline, everything
from compact_portal.deadlines.responsible import leads, person
from funding import panel
from funding.choices import (
    FIRST,
    UNDECIDED,
    ApplicationState,
    RoundState,
)
from funding.models import (
    Application,
    Round,
    RoundQuestion,
)

#: From its publication until it is announced.
WITH_DATES = UNDECIDED | {RoundState.DECIDED}
BEFORE_ASSESSMENT = frozenset({RoundState.PUBLISHED, RoundState.SIFTING, RoundState.INVITED})


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
        opens, closes = timezone.localdate(round_.opens_at), timezone.localdate(round_.closes_at)
        in_stages = round_.has_two_stages
        for step, words, day, is_to_come in (
            ("opens", "Applications open", opens, opens >= today),
            ("closes", "The first stage closes" if in_stages else "Applications close", closes, closes >= today),
            *(self.second_stage_of(round_, today) if in_stages else ()),
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

    def second_stage_of(self, round_: Round, today: date) -> Iterator[tuple[str, str, date, bool]]:
        closes = timezone.localdate(round_.second_closes_at)
        yield "invite", "Say who goes on to the second stage", round_.invites_on, round_.stage == FIRST
        yield "closes-again", "The second stage closes", closes, closes >= today and round_.state in BEFORE_ASSESSMENT


class QuestionsAsked:
    """What somebody asks about a round, for the leads of its funder, until it is answered or the round has closed."""

    name = "funding.questions"
    label = "Questions about rounds"
    private = True
    follows = {"funding.round": lambda round_: round_.pk}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        now = timezone.now()
        first = Q(round__state=RoundState.PUBLISHED, round__closes_at__gt=now)
        second = Q(round__state=RoundState.INVITED, round__second_closes_at__gt=now)
        waiting = RoundQuestion.objects.waiting().filter(first | second)
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
            theirs = [each for each in eligible if not each.parties & ties]
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
