"""The dates meetings want watched: actions, agendas to publish, minutes to publish."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q, QuerySet

from compact_portal.dates import Computation, compute_clear_days, compute_working_days
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient, register
from compact_portal.deadlines.recipients import officers
from compact_portal.partnership.models import Partnership
from compact_portal.remembered import once_per_request
from compact_portal.wording import how_computed, short_date
from meetings.choices import MINUTES_OPEN, MeetingState
from meetings.models import Action, ActionOwner, Committee, Meeting

OF_ITS_COMMITTEE = tuple(f"committee__{name}" for name in ("name", "slug", "clear_days", "minutes_due_days"))
#: What is read, of rows by the hundred thousand.
OF_THE_MEETING = ("meeting__date", "meeting__committee__name", "meeting__committee__slug")


def clear_days_of(committee: Committee, partnership: Partnership) -> int:
    """Clear working days between agenda and meeting: the committee's own rule, or the partnership's."""
    return partnership.agenda_clear_days if committee.clear_days is None else committee.clear_days


def minutes_due_days_of(committee: Committee, partnership: Partnership) -> int:
    """Working days after the meeting by which its draft minutes are to be published."""
    return partnership.minutes_due_days if committee.minutes_due_days is None else committee.minutes_due_days


class ActionsDue:
    """Published open actions with a date, for their owners."""

    name = "meetings.actions"
    label = "Actions"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        actions = self.watched().filter(due_on__lte=last)
        actions = actions.filter(due_on__gte=first) if first else actions
        return map(self.deadline, actions.iterator(chunk_size=batch))

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        return map(self.deadline, self.watched().owned_by(user).iterator(chunk_size=batch))

    def watched(self) -> QuerySet[Action]:
        actions = Action.objects.open().filter(published=True, due_on__isnull=False)
        actions = actions.select_related("meeting__committee").prefetch_related(ActionOwner.with_people())
        return actions.only("due_on", "text", *OF_THE_MEETING).order_by("due_on", "pk")

    def deadline(self, action: Action) -> Deadline:
        return Deadline(
            key=f"meetings.action:{action.pk}",
            due=action.due_on,
            title=action.text,
            context=f"Action from {action.meeting.committee}{held_on(action.meeting)}",
            url=action.get_absolute_url(),
            responsible=tuple(self.recipients(action)),
        )

    def recipients(self, action: Action) -> Iterator[Recipient]:
        for person in (person for owner in action.owner_list for person in owner.people()):
            user = getattr(person, "user", None)
            if user or person.email:
                yield Recipient(person.name, user.email if user else person.email, user.pk if user else None)


def held_on(meeting: Meeting) -> str:
    return f", {short_date(meeting.date)}" if meeting.date else ""


@once_per_request
def meetings_watched() -> list[Meeting]:
    """Every meeting whose agenda or minutes are still to be published, soonest first; no long list. One query."""
    agenda = Q(state=MeetingState.SCHEDULED)
    minutes = Q(state__in=MINUTES_OPEN, minutes_published_at=None)
    found = Meeting.objects.filter(agenda | minutes, date__isnull=False).select_related("committee")
    return list(found.only("date", "state", *OF_ITS_COMMITTEE).order_by("date", "pk"))


class OfficersDates:
    """What officers have to do for a meeting; subclasses say which meetings, what, and by when."""

    title: str

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        wanted = ((due, meeting) for due, meeting in self.soonest_first() if (first or date.min) <= due.due <= last)
        return self.deadlines(wanted, officers())

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        if not user.is_officer:
            return iter(())
        me = (Recipient(user.name, user.email, user.pk),)
        return self.deadlines(self.soonest_first(), me)

    def soonest_first(self) -> list[tuple[Computation, Meeting]]:
        """Sorted, because committees have their own rules: the earlier meeting may be the later deadline."""
        partnership = Partnership.current()
        dates = [
            (self.due(meeting, partnership), meeting) for meeting in meetings_watched() if self.is_waiting(meeting)
        ]
        return sorted(dates, key=lambda found: found[0].due)

    def deadlines(
        self, dates: Iterable[tuple[Computation, Meeting]], responsible: tuple[Recipient, ...]
    ) -> Iterator[Deadline]:
        """Put into words one by one, as they are asked for: a page shows a few."""
        for computation, meeting in dates:
            yield Deadline(
                key=f"{self.name}:{meeting.pk}",
                due=computation.due,
                how=how_computed(computation),
                title=self.title,
                context=f"{meeting.committee}, {short_date(meeting.date)}",
                url=meeting.url("desk"),
                responsible=responsible,
            )


class AgendasDue(OfficersDates):
    """Agendas to publish, so that the clear days lie between publication and meeting."""

    name = "meetings.agendas"
    label = "Agendas to publish"
    private = False
    title = "Publish the agenda"

    def is_waiting(self, meeting: Meeting) -> bool:
        return meeting.state == MeetingState.SCHEDULED

    def due(self, meeting: Meeting, partnership: Partnership) -> Computation:
        return compute_clear_days(meeting.date, clear_days_of(meeting.committee, partnership))


class MinutesDue(OfficersDates):
    """Draft minutes to publish after a meeting."""

    name = "meetings.minutes"
    label = "Minutes to publish"
    private = False
    title = "Publish the draft minutes"

    def is_waiting(self, meeting: Meeting) -> bool:
        return meeting.state != MeetingState.SCHEDULED

    def due(self, meeting: Meeting, partnership: Partnership) -> Computation:
        return compute_working_days(meeting.date, minutes_due_days_of(meeting.committee, partnership))


register(ActionsDue())
register(AgendasDue())
register(MinutesDue())
