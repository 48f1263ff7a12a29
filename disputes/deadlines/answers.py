"""Questions that wait for somebody: is this what was agreed, is there more time, does this adviser suit, do you stay on
the panel, is it for the Compact after all, does the clock still stand still. The Compact sets no time for an answer;
`DAYS_TO_ANSWER` and `DAYS_TO_LOOK_AT_A_PAUSE` are ours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.deadlines.engine import USUAL_OFFSETS, Deadline
from compact_portal.deadlines.responsible import Responsible, person
from compact_portal.people.models import User
from disputes.choices import ENDED, AdviserState, DisputeState, Outcome, Side
from disputes.deadlines.people import both_sides, panels_of, people
from disputes.deadlines.stages import FOLLOWED
from disputes.models import (
    Adviser,
    ClockChange,
    Dispute,
    ExtensionRequest,
    Objection,
    PanelMember,
    Redirect,
    Settlement,
)
from disputes.models.stages import DAYS_TO_ANSWER
from disputes.panels import first_of
from disputes.queries.disputes import with_everyone
from disputes.sides import other

#: Somebody else can be asked from the day it is due; there is nothing to do before it.
FROM_THE_DAY = (0, 1, 5)

#: Working days after which both sides are reminded of a clock that is paused.
DAYS_TO_LOOK_AT_A_PAUSE = 10

#: No procedure leaves as many calendar days to ask for another look: older ones are not read.
LONGEST_TO_ASK = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Question:
    """What one dispute waits for: `about` tells it from the others, `page` is where it is answered."""

    dispute: int
    about: str
    words: str
    page: tuple
    asked_at: datetime
    of: tuple[Responsible, ...]
    offsets: tuple[int, ...] = USUAL_OFFSETS
    days: int = DAYS_TO_ANSWER  # working days
    last: date = date.max  # silence is an answer after this day

    @property
    def due(self) -> date:
        return min(add_working_days(timezone.localdate(self.asked_at), self.days), self.last)


class AnswersAwaited:
    """Each for whoever has to answer; an invitation to advise also for those who can ask somebody else."""

    name = "disputes.answers"
    label = "Answers in disputes"
    private = True
    follows = FOLLOWED

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        waiting = Waiting(scope)
        questions = sorted(waiting.questions(), key=lambda question: question.due)
        for question in questions:
            if until is None or question.due <= until:
                yield self.deadline(question, waiting.disputes[question.dispute])

    def deadline(self, question: Question, dispute: Dispute) -> Deadline:
        return Deadline(
            key=f"{self.name}:{question.about}",
            due=question.due,
            title=f"{question.words}: {dispute.reference}",
            context="Dispute",
            url=dispute.url(*question.page),
            responsible=question.of,
            offsets=question.offsets,
            scope=dispute.pk,
        )


class Waiting:
    """What waits for an answer, in one dispute or in all: each kind is read in one query, their disputes in another."""

    def __init__(self, scope: int | None):
        of_one = {"dispute": scope} if scope else {}
        of_its_stage = {"stage__dispute": scope} if scope else {}
        self.settlements = Settlement.objects.open().filter(dispute__state=DisputeState.TALKING, **of_one)
        self.more_time = self._more_time(of_its_stage)
        advisers = Adviser.objects.waiting().filter(stage__ended_at=None, **of_its_stage)
        self.advisers = list(advisers.select_related("stage"))
        objections = Objection.objects.open().filter(member__left_at=None, member__dispute__state=DisputeState.REFERRED)
        objections = objections.filter(member__dispute=scope) if scope else objections
        self.objections = objections.select_related("member")
        looks = Redirect.objects.waiting().filter(stage__dispute__state__in=ENDED, **of_its_stage)
        self.looks = looks.select_related("stage", "made_by")
        self.pauses = (
            ClockChange.objects.going_on().filter(stage__ended_at=None, **of_its_stage).select_related("stage")
        )
        since = timezone.now() - LONGEST_TO_ASK
        unasked = Redirect.objects.filter(asked_at=None, made_at__gte=since, stage__dispute__outcome=Outcome.REDIRECTED)
        self.unasked = unasked.filter(**of_its_stage).select_related("stage__dispute__procedure")
        self.disputes = self._disputes()
        self.panels = panels_of(self.disputes.values())

    def _more_time(self, of_its_stage: dict) -> list[ExtensionRequest]:
        """Those to which silence is no answer yet."""
        today = timezone.localdate()
        asked = ExtensionRequest.objects.open().filter(stage__ended_at=None, **of_its_stage)
        asked = asked.select_related("stage__definition").prefetch_related("stage__changes")
        return [request for request in asked if request.is_open(request.stage.clock.due, today)]

    def _disputes(self) -> dict[int, Dispute]:
        found = {settlement.dispute_id for settlement in self.settlements}
        in_a_stage = (*self.more_time, *self.advisers, *self.looks, *self.pauses, *self.unasked)
        found |= {each.stage.dispute_id for each in in_a_stage}
        found |= {objection.member.dispute_id for objection in self.objections}
        return {dispute.pk: dispute for dispute in with_everyone(Dispute.objects.filter(pk__in=found))}

    def questions(self) -> Iterator[Question]:
        yield from map(self.is_it_agreed, self.settlements)
        yield from map(self.is_there_more_time, self.more_time)
        yield from map(self.do_you_stay, self.objections)
        yield from map(self.is_it_for_the_compact, self.looks)
        yield from map(self.start_it_again, self.pauses)
        yield from self.another_look()
        yield from map(self.do_you_agree, self._in_state(AdviserState.PROPOSED))
        yield from self.invitations(self._in_state(AdviserState.NAMED))

    def _in_state(self, state: AdviserState) -> list[Adviser]:
        return [adviser for adviser in self.advisers if adviser.state == state]

    def is_it_agreed(self, settlement: Settlement) -> Question:
        dispute = self.disputes[settlement.dispute_id]
        return Question(
            dispute.pk,
            f"agreement:{settlement.pk}",
            "Is this what was agreed?",
            ("answer-agreement", settlement.pk),
            settlement.proposed_at,
            tuple(both_sides(dispute, only=other(settlement.side))),
        )

    def is_there_more_time(self, request: ExtensionRequest) -> Question:
        dispute = self.disputes[request.stage.dispute_id]
        return Question(
            dispute.pk,
            f"more-time:{request.pk}",
            "Do you agree to more time?",
            ("answer-more-time",),
            request.asked_at,
            tuple(both_sides(dispute, only=other(request.side))),
            last=request.last_day(request.stage.clock.due),
        )

    def do_you_stay(self, objection: Objection) -> Question:
        return Question(
            objection.member.dispute_id,
            f"objection:{objection.pk}",
            "Do you stay on the panel?",
            ("answer-objection",),
            objection.made_at,
            people(self._seats(objection.member.dispute_id, only=[objection.member.person_id])),
        )

    def is_it_for_the_compact(self, redirect: Redirect) -> Question:
        looking = self._seats(redirect.stage.dispute_id, without=redirect.made_by.person_id)
        return Question(
            redirect.stage.dispute_id,
            f"look:{redirect.pk}",
            "Look at it again",
            ("look-again",),
            redirect.asked_at,
            people(looking),
        )

    def start_it_again(self, pause: ClockChange) -> Question:
        """Either side can let the clock run again; a pause nobody thinks of would last for ever."""
        dispute = self.disputes[pause.stage.dispute_id]
        return Question(
            dispute.pk,
            f"pause:{pause.pk}",
            "Start the clock again when you can",
            ("restart",),
            pause.made_at,
            tuple(both_sides(dispute)),
            FROM_THE_DAY,
            days=DAYS_TO_LOOK_AT_A_PAUSE,
        )

    def another_look(self) -> Iterator[Question]:
        """Who raised what was said to belong elsewhere can ask for another look until a day; nobody is asked later."""
        today = timezone.localdate()
        for redirect in self.unasked:
            dispute = self.disputes[redirect.stage.dispute_id]
            if today <= redirect.last_day_to_ask(dispute.procedure):
                yield Question(
                    dispute.pk,
                    f"another-look:{redirect.pk}",
                    "Last day to ask for another look",
                    ("another-look",),
                    redirect.made_at,
                    tuple(both_sides(dispute, only=Side.RAISING)),
                    days=dispute.procedure.days_to_look_again,
                )

    def do_you_agree(self, adviser: Adviser) -> Question:
        dispute = self.disputes[adviser.stage.dispute_id]
        return Question(
            dispute.pk,
            f"proposal:{adviser.pk}",
            "Do you agree to this adviser?",
            ("answer-adviser",),
            adviser.proposed_at,
            tuple(both_sides(dispute, only=other(adviser.side))),
        )

    def invitations(self, advisers: Iterable[Adviser]) -> Iterator[Question]:
        """For an adviser who has an account, and for those who named them."""
        accounts = dict(User.objects.filter(email__in=[a.email for a in advisers]).values_list("email", "person"))
        for adviser in advisers:
            dispute = self.disputes[adviser.stage.dispute_id]
            convening = first_of(self.panels[dispute.pk])
            naming = people([convening]) if convening else tuple(both_sides(dispute))
            when, asked = adviser.proposed_at, f"invitation:{adviser.pk}"
            if adviser.email in accounts:
                them = (person(accounts[adviser.email]),)
                yield Question(dispute.pk, asked, "Say whether you can advise", ("advise",), when, them)
            words, page = "The adviser has not answered", ("adviser",)
            yield Question(dispute.pk, f"{asked}:again", words, page, when, naming, FROM_THE_DAY)

    def _seats(self, dispute: int, *, only: Iterable[int] = (), without: int | None = None) -> list[PanelMember]:
        """Of those who hear it and stand apart."""
        seats = [member for member in self.panels[dispute] if member.person_id != without]
        return [member for member in seats if member.person_id in only] if only else seats
