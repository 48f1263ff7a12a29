"""An open consultation that many answered: 5,000 responses at scale 100."""

from datetime import timedelta

from django.utils import timezone

from champions.choices import Capacity
from champions.models import Clause, CompactVersion, Consultation, Response

WORDS = "Please say by when, and who checks that it is done. Small groups need to plan. " * 4


def build_responses(source: CompactVersion, *, scale: int) -> Consultation:
    """On a version of its own that everyone can read, answered clause by clause."""
    clauses = list(Clause.objects.filter(section__version=source).select_related("section"))
    now = timezone.now()
    consultation = Consultation.objects.create(
        version=source,
        opens_on=timezone.localdate(now) - timedelta(weeks=4),
        closes_on=timezone.localdate(now) + timedelta(weeks=8),
        introduction=WORDS,
    )
    Response.objects.bulk_create(
        (
            Response(
                consultation=consultation,
                clause=clauses[n % len(clauses)],
                about=clauses[n % len(clauses)].reference,
                quoted=clauses[n % len(clauses)].text,
                words=WORDS,
                capacity=Capacity.ORGANISATION,
                organisation=f"Example Group {n}",
                name="Ada Example",
                sent_at=now - timedelta(minutes=n),
            )
            for n in range(50 * scale)
        ),
        batch_size=1000,
    )
    return consultation
