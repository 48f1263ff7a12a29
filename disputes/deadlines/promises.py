"""Dates beside the stages: what was agreed to be done, how things are since, a name to check."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.deadlines.engine import Deadline
from compact_portal.deadlines.responsible import leads, person
from disputes.choices import RUNNING, DisputeState, Side
from disputes.deadlines.answers import FROM_THE_DAY
from disputes.deadlines.people import both_sides, itself, panels_of, people
from disputes.deadlines.stages import FOLLOWED
from disputes.models import AgreedAction, Dispute, JoinRequest, PanelMember, WithheldName
from disputes.models.stages import DAYS_TO_ANSWER
from disputes.panels import is_apart, known_of
from disputes.queries.disputes import with_everyone
from disputes.sides import speaker_of
from disputes.since import AFTER, LONGEST, Question, questions_of

#: Working days after its end by which what was learned is written down (ours).
DAYS_TO_CLOSE = 10


class ActionsAgreed:
    """What a side agreed to do, for that side, until it says that it is done. The title says nothing of what it is."""

    name = "disputes.actions"
    label = "What was agreed in disputes"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        actions = AgreedAction.objects.agreed().filter(done_at=None)
        actions = actions.filter(dispute=scope) if scope else actions
        actions = actions.filter(due__lte=until) if until else actions
        return map(self.deadline, actions.prefetch_related(Prefetch("dispute", with_everyone(Dispute.objects.all()))))

    def deadline(self, action: AgreedAction) -> Deadline:
        dispute = action.dispute
        return Deadline(
            key=f"{self.name}:{action.pk}",
            due=action.due,
            title=f"Something you agreed to do: {dispute.reference}",
            context="Dispute",
            url=dispute.get_absolute_url(),
            responsible=tuple(both_sides(dispute, only=action.side)),
            scope=dispute.pk,
        )


class LearningToWrite:
    """It stays open until what can be learned from it is written down, by either side or by those who heard it."""

    name = "disputes.learning"
    label = "What was learned from disputes"
    private = True
    follows = FOLLOWED

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        settled = Dispute.objects.filter(state=DisputeState.SETTLED).order_by("settled_at", "pk")
        settled = list(with_everyone(settled.filter(pk=scope) if scope else settled))
        panels = panels_of(settled)
        found = (self.deadline(dispute, panels[dispute.pk]) for dispute in settled)
        return (each for each in found if until is None or each.due <= until)

    def deadline(self, dispute: Dispute, panel: list[PanelMember]) -> Deadline:
        due = add_working_days(timezone.localdate(dispute.settled_at), DAYS_TO_CLOSE)
        return Deadline(
            key=f"{self.name}:{dispute.pk}:{due.isoformat()}",
            due=due,
            title=f"Write down what was learned: {dispute.reference}",
            context="Dispute",
            url=dispute.url("close"),
            responsible=(*both_sides(dispute), *people(panel)),
            offsets=FROM_THE_DAY,
            scope=dispute.pk,
        )


class JoiningAsked:
    """An organisation is asked to raise a dispute with others: for its leads, until they say yes or no."""

    name = "disputes.joining"
    label = "Disputes to join"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        asked = JoinRequest.objects.open().select_related("dispute").order_by("asked_at", "pk")
        found = map(self.deadline, asked.filter(dispute=scope) if scope else asked)
        return (each for each in found if until is None or each.due <= until)

    def deadline(self, request: JoinRequest) -> Deadline:
        return Deadline(
            key=f"{self.name}:{request.pk}",
            due=add_working_days(timezone.localdate(request.asked_at), DAYS_TO_ANSWER),
            title="Say whether your organisation joins",
            context="Dispute",
            url=request.get_absolute_url(),
            responsible=(leads(request.organisation_id),),
            scope=request.dispute_id,
        )


class SinceAsked:
    """3 and 6 months after closing, the raising side says whether anything followed. The other side sees none of it."""

    name = "disputes.since"
    label = "How things are since"
    private = True
    follows = {"disputes.dispute": itself}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        today = timezone.localdate()
        asked = {"learning__written_at__date__gte": today - LONGEST}
        closed = Dispute.objects.filter(state=DisputeState.CLOSED, **asked)
        closed = closed.filter(pk=scope) if scope else closed
        closed = with_everyone(closed.select_related("learning")).prefetch_related("since_answers")
        found = [(question, dispute) for dispute in closed for question in questions_of(dispute)]
        for question, dispute in sorted(found, key=lambda each: each[0].due):
            if today <= question.due + AFTER and (until is None or question.due <= until):
                yield self.deadline(question, dispute)

    def deadline(self, question: Question, dispute: Dispute) -> Deadline:
        return Deadline(
            key=f"{self.name}:{dispute.pk}:{question.months}:{question.due.isoformat()}",
            due=question.due,
            title=f"How are things since? {dispute.reference}",
            context="Dispute",
            url=dispute.url("since"),
            responsible=tuple(both_sides(dispute, only=Side.RAISING)),
            scope=dispute.pk,
        )


class NamesToCheck:
    """A name that is withheld, for the one Champion who was asked to check it; for the representative, once that one
    no longer stands apart."""

    name = "disputes.names"
    label = "Names to check"
    private = True
    follows = FOLLOWED

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        asked = WithheldName.objects.filter(asked_at__isnull=False, answered_at=None, dispute__state__in=RUNNING)
        asked = asked.filter(dispute=scope) if scope else asked
        asked = list(asked.prefetch_related(Prefetch("dispute", with_everyone(Dispute.objects.all()))))
        apart = self.apart(asked)
        for withheld in sorted(asked, key=lambda each: (each.due, each.pk)):
            if until is None or withheld.due <= until:
                yield self.deadline(withheld, withheld.dispute, is_apart=withheld.pk in apart)

    def apart(self, asked: list[WithheldName]) -> set[int]:
        """Those whose Champion can still check: two questions, however many."""
        people, today = {each.checker_id for each in asked}, timezone.localdate()
        if not people:
            return set()
        close, champions = known_of(frozenset(people), today)
        return {
            each.pk
            for each in asked
            if each.checker_id in champions and is_apart(each.checker_id, each.dispute, close[each.checker_id])
        }

    def deadline(self, withheld: WithheldName, dispute: Dispute, *, is_apart: bool) -> Deadline:
        if is_apart:
            words, page, who = "Check a name", "check-name", person(withheld.checker_id)
        else:
            representative = speaker_of(dispute, Side.RAISING)
            words, page, who = "Ask another Champion", "another-checker", leads(representative.organisation_id)
        return Deadline(
            key=f"{self.name}:{dispute.pk}:{withheld.checker_id}:{page}:{withheld.due.isoformat()}",
            due=withheld.due,
            title=f"{words}: {dispute.reference}",
            context="Dispute",
            url=dispute.url(page),
            responsible=(who,),
            scope=dispute.pk,
        )
