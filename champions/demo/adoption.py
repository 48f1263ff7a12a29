"""How the invented signatories take a version through: one has adopted it, one has a day, one has not started."""

from datetime import datetime, timedelta

from django.utils import timezone

from champions.models import CompactVersion, Signatory
from champions.services.adoption import plan_adoption, record_adoption
from compact_portal.people.models import User

ADOPTED = "Example Health Trust"
EXPECTED = "Example Befriending Project"


def load_adoption(version: CompactVersion, *, by: User, now: datetime) -> None:
    """After `load_signatories`; the version is one that can be adopted."""
    today = timezone.localdate(now)
    found = {signatory.organisation.name: signatory for signatory in Signatory.objects.select_related("organisation")}
    plan_adoption(
        version,
        found[ADOPTED],
        route="Example partnership committee, then the Example board",
        expected_on=today,
        by=by,
        now=now,
    )
    record_adoption(
        version,
        found[ADOPTED],
        adopted_on=today - timedelta(days=14),
        minute_reference="Example board, item 6",
        by=by,
        now=now,
    )
    plan_adoption(
        version,
        found[EXPECTED],
        route="The trustees of Example Befriending Project",
        expected_on=today + timedelta(days=30),
        note="The trustees meet every two months.",
        by=by,
        now=now,
    )
