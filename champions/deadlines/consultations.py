"""The last day of a consultation, and the day by which its responses are answered."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from champions.deadlines.leads import every_lead
from champions.models import Consultation
from champions.queries.consultations import unreported
from champions.queries.ties import ties_of
from compact_portal.dates import compute_working_days
from compact_portal.deadlines.engine import BATCH, Deadline, Recipient
from compact_portal.deadlines.recipients import officers
from compact_portal.wording import how_computed

#: Working days after the last day until every response has its reply and the report is out.
DAYS_TO_REPLY = 20

#: An organisation asks its own people before it answers: four weeks ahead, and no more once it is over.
BEFORE_IT_CLOSES = (-20, -5, -1, 0)


class ConsultationsClosing:
    """Consultations one can still answer in time, for officers and the leads of every signatory."""

    name = "champions.consultations"
    label = "Consultations closing"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = [one for one in open_today() if (first or date.min) <= one.closes_on <= last]
        return self.deadlines(found, everyone_asked()) if found else iter(())

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        is_asked = user.is_officer or ties_of(user).answered_for
        found = open_today() if is_asked else []
        return self.deadlines(found, (Recipient(user.name, user.email, user.pk),))

    def deadlines(self, found: list[Consultation], responsible: tuple[Recipient, ...]) -> Iterator[Deadline]:
        for consultation in found:
            yield Deadline(
                key=f"{self.name}:{consultation.pk}:{consultation.closes_on.isoformat()}",
                due=consultation.closes_on,
                title=f"Answer the consultation on the {consultation.version}",
                context="The last day to answer in time",
                url=consultation.get_absolute_url(),
                responsible=responsible,
                offsets=BEFORE_IT_CLOSES,
            )


def open_today() -> list[Consultation]:
    today = timezone.localdate()
    return [consultation for consultation in unreported() if consultation.is_open(today)]


def closed_by_now() -> list[Consultation]:
    today = timezone.localdate()
    return [consultation for consultation in unreported() if consultation.closes_on < today]


def everyone_asked() -> tuple[Recipient, ...]:
    """Officers and leads; whoever is both is asked once."""
    return tuple({recipient.user_id: recipient for recipient in (*officers(), *every_lead())}.values())


class ResponsesToAnswer:
    """Consultations past their last day whose report is still to come, for officers."""

    name = "champions.responses"
    label = "Responses to answer"
    private = False

    def open_until(self, last: date, *, first: date | None = None, batch: int = BATCH) -> Iterator[Deadline]:
        found = closed_by_now()
        all_due = self.deadlines(found, officers()) if found else iter(())
        return (deadline for deadline in all_due if (first or date.min) <= deadline.due <= last)

    def waiting_for(self, user, *, batch: int = BATCH) -> Iterator[Deadline]:
        if not user.is_officer:
            return iter(())
        return self.deadlines(closed_by_now(), (Recipient(user.name, user.email, user.pk),))

    def deadlines(self, found: list[Consultation], responsible: tuple[Recipient, ...]) -> Iterator[Deadline]:
        """The one that closed first is due first: all have the same number of days."""
        return (self.deadline(consultation, responsible) for consultation in found)

    def deadline(self, consultation: Consultation, responsible: tuple[Recipient, ...]) -> Deadline:
        computation = compute_working_days(consultation.closes_on, DAYS_TO_REPLY)
        what = "Answer the responses" if consultation.has_waiting else "Publish the report"
        return Deadline(
            key=f"{self.name}:{consultation.pk}:{consultation.closes_on.isoformat()}",
            due=computation.due,
            how=how_computed(computation),
            title=f"{what} of the consultation",
            context=str(consultation.version),
            url=reverse("compact:responses", args=[consultation.pk]),
            responsible=responsible,
        )
