"""The dates meetings want watched: actions, agendas to publish, minutes to publish."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from compact_portal.dates import Computation, compute_clear_days, compute_working_days
from compact_portal.deadlines.engine import BATCH, Deadline, everything, register
from compact_portal.deadlines.responsible import OFFICERS, Responsible, members, person
from compact_portal.partnership.models import Partnership
from compact_portal.wording import count_of, how_computed, short_date
from meetings.choices import MINUTES_OPEN, MeetingState
from meetings.models import Action, ActionOwner, Committee, Meeting, ProposedCorrection

OF_ITS_COMMITTEE = tuple(f"committee__{name}" for name in ("name", "slug", "clear_days", "minutes_due_days"))
#: What is read, of rows by the hundred thousand.
OF_THE_MEETING = ("meeting__date", "meeting__committee__name", "meeting__committee__slug")


def clear_days_of(committee: Committee, partnership: Partnership) -> int:
    """Clear working days between agenda and meeting: the committee's own rule, or the partnership's."""
    return partnership.agenda_clear_days if committee.clear_days is None else committee.clear_days


def minutes_due_days_of(committee: Committee, partnership: Partnership) -> int:
    """Working days after the meeting by which its draft minutes are to be published."""
    return partnership.minutes_due_days if committee.minutes_due_days is None else committee.minutes_due_days


def its_committee(record: Meeting | Committee) -> int:
    """The scope of all dates here: a change to one meeting can move the dates of others of its committee."""
    return record.pk if isinstance(record, Committee) else record.committee_id


WITH_THE_COMMITTEE = {"meetings.meeting": its_committee, "meetings.committee": its_committee}


class ActionsDue:
    """Published open actions with a date, for their owners."""

    name = "meetings.actions"
    label = "Actions"
    private = False
    follows = WITH_THE_COMMITTEE

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        actions = self.watched()
        actions = actions.filter(due_on__lte=until) if until else actions
        actions = actions.filter(meeting__committee=scope) if scope else actions
        return map(self.deadline, actions.iterator(chunk_size=BATCH))

    def watched(self) -> QuerySet[Action]:
        owners = ActionOwner.objects.only("action", "person", "organisation", "contact")
        actions = Action.objects.open().filter(published=True, due_on__isnull=False)
        actions = actions.select_related("meeting__committee").prefetch_related(
            Prefetch("owners", owners, to_attr="owner_list")
        )
        return actions.only("due_on", "text", *OF_THE_MEETING).order_by("due_on", "pk")

    def deadline(self, action: Action) -> Deadline:
        return Deadline(
            key=f"meetings.action:{action.pk}",
            due=action.due_on,
            title=action.text,
            context=f"Action from {action.meeting.committee}{held_on(action.meeting)}",
            url=action.get_absolute_url(),
            responsible=tuple(self.responsible(action)),
            scope=action.meeting.committee_id,
        )

    def responsible(self, action: Action) -> Iterator[Responsible]:
        """The person, whoever acts for the organisation, or the one contact of a group."""
        for owner in action.owner_list:
            if owner.organisation_id:
                yield members(owner.organisation_id)
            elif pk := owner.person_id or owner.contact_id:
                yield person(pk)


def held_on(meeting: Meeting) -> str:
    return f", {short_date(meeting.date)}" if meeting.date else ""


class OfficersDates:
    """What officers have to do for a meeting; subclasses say which meetings, what, and by when.

    Sorted here, because committees have their own rules: the earlier meeting may be the later deadline. There are
    never many meetings whose papers are still to come.
    """

    private = False
    follows = WITH_THE_COMMITTEE | {"partnership.partnership": everything, "deadlines.bankholiday": everything}

    title: str
    waiting: Q

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        partnership = Partnership.current()
        found = [(self.due(meeting, partnership), meeting) for meeting in self.watched(scope)]
        for computation, meeting in sorted(found, key=lambda each: each[0].due):
            if until is None or computation.due <= until:
                yield self.deadline(computation, meeting)

    def watched(self, scope: int | None) -> QuerySet[Meeting]:
        meetings = Meeting.objects.filter(self.waiting, date__isnull=False).select_related("committee")
        meetings = meetings.filter(committee=scope) if scope else meetings
        return meetings.only("date", "state", *OF_ITS_COMMITTEE).order_by("date", "pk")

    def deadline(self, computation: Computation, meeting: Meeting) -> Deadline:
        return Deadline(
            key=f"{self.name}:{meeting.pk}",
            due=computation.due,
            how=how_computed(computation),
            title=self.title,
            context=f"{meeting.committee}, {short_date(meeting.date)}",
            url=meeting.url("desk"),
            responsible=(OFFICERS,),
            scope=meeting.committee_id,
        )


class AgendasDue(OfficersDates):
    """Agendas to publish, so that the clear days lie between publication and meeting."""

    name = "meetings.agendas"
    label = "Agendas to publish"
    title = "Publish the agenda"
    waiting = Q(state=MeetingState.SCHEDULED)

    def due(self, meeting: Meeting, partnership: Partnership) -> Computation:
        return compute_clear_days(meeting.date, clear_days_of(meeting.committee, partnership))


class MinutesDue(OfficersDates):
    """Draft minutes to publish after a meeting. Old minutes that were brought in have had their time."""

    name = "meetings.minutes"
    label = "Minutes to publish"
    title = "Publish the draft minutes"
    waiting = Q(state__in=MINUTES_OPEN, minutes_published_at=None, old_minutes=None)

    def due(self, meeting: Meeting, partnership: Partnership) -> Computation:
        return compute_working_days(meeting.date, minutes_due_days_of(meeting.committee, partnership))


#: Working days after the first correction of a meeting that waits.
ANSWER_WITHIN = 5


class CorrectionsWaiting:
    """Corrections that members proposed and nobody has answered, for the officers."""

    name = "meetings.corrections"
    label = "Corrections to answer"
    private = False
    follows = WITH_THE_COMMITTEE

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        found = [(self.due(meeting), meeting) for meeting in self.watched(scope)]
        for computation, meeting in sorted(found, key=lambda each: each[0].due):
            if until is None or computation.due <= until:
                yield self.deadline(computation, meeting)

    def due(self, meeting: Meeting) -> Computation:
        return compute_working_days(timezone.localdate(meeting.first_proposed), ANSWER_WITHIN)

    def watched(self, scope: int | None) -> QuerySet[Meeting]:
        """Found from the few proposals that wait, never by looking through all meetings."""
        waiting = ProposedCorrection.objects.waiting().order_by()
        waiting = waiting.filter(meeting__committee=scope) if scope else waiting
        of_it = waiting.filter(meeting=OuterRef("pk")).values("meeting")
        meetings = Meeting.objects.filter(pk__in=waiting.values("meeting")).annotate(
            first_proposed=Subquery(of_it.annotate(first=Min("proposed_at")).values("first")),
            waiting=Subquery(of_it.annotate(number=Count("pk")).values("number")),
        )
        return meetings.select_related("committee").only("date", *OF_ITS_COMMITTEE).order_by("pk")

    def deadline(self, computation: Computation, meeting: Meeting) -> Deadline:
        return Deadline(
            key=f"{self.name}:{meeting.pk}",
            due=computation.due,
            how=how_computed(computation),
            title=f"Answer {count_of(meeting.waiting, 'proposed correction')}",
            context=f"{meeting.committee}{held_on(meeting)}",
            url=meeting.url("corrections"),
            responsible=(OFFICERS,),
            scope=meeting.committee_id,
        )


register(ActionsDue())
register(CorrectionsWaiting())
register(AgendasDue())
register(MinutesDue())
