"""The last day of a consultation, and the day by which its responses are answered."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from champions.models import Consultation, Signatory
from champions.queries.consultations import unreported
from compact_portal.addresses import address
from compact_portal.dates import compute_working_days
from compact_portal.deadlines.engine import Deadline, everything
from compact_portal.deadlines.responsible import OFFICERS, Responsible, leads
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
    follows = {
        "champions.consultation": everything,
        "champions.compactversion": everything,
        "champions.signatory": everything,
    }

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        today = timezone.localdate()
        found = [one for one in unreported() if one.is_open(today) and (until is None or one.closes_on <= until)]
        asked = everyone_asked() if found else ()
        for consultation in found:
            yield Deadline(
                key=f"{self.name}:{consultation.pk}:{consultation.closes_on.isoformat()}",
                due=consultation.closes_on,
                title=f"Answer the consultation on the {consultation.version}",
                context="The last day to answer in time",
                url=consultation.get_absolute_url(),
                responsible=asked,
                offsets=BEFORE_IT_CLOSES,
            )


def everyone_asked() -> tuple[Responsible, ...]:
    """Officers, and the leads of every signatory."""
    signing = Signatory.objects.order_by("pk").values_list("organisation", flat=True)
    return (OFFICERS, *map(leads, signing))


class ResponsesToAnswer:
    """Consultations past their last day whose report is still to come, for officers."""

    name = "champions.responses"
    label = "Responses to answer"
    private = False
    follows = {
        "champions.consultation": everything,
        "champions.response": everything,
        "champions.compactversion": everything,
        "deadlines.bankholiday": everything,
    }

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        """The one that closed first is due first: all have the same number of days."""
        today = timezone.localdate()
        found = (self.deadline(consultation) for consultation in unreported() if consultation.closes_on < today)
        return (deadline for deadline in found if until is None or deadline.due <= until)

    def deadline(self, consultation: Consultation) -> Deadline:
        computation = compute_working_days(consultation.closes_on, DAYS_TO_REPLY)
        what = "Answer the responses" if consultation.has_waiting else "Publish the report"
        return Deadline(
            key=f"{self.name}:{consultation.pk}:{consultation.closes_on.isoformat()}",
            due=computation.due,
            how=how_computed(computation),
            title=f"{what} of the consultation",
            context=str(consultation.version),
            url=address("compact:responses", consultation.pk),
            responsible=(OFFICERS,),
        )
