"""An invented exception, two things done for the Compact, and an interest, to try the register and the log with."""

from datetime import datetime, timedelta

from django.utils import timezone

from champions.choices import InterestKind, PromotionKind
from champions.models import Champion, Clause, Signatory
from champions.queries.compact import current_version
from champions.services.exceptions import record_exception
from champions.services.interests import declare_interest
from champions.services.promotion import record_promotion
from compact_portal.people.models import Organisation, User

WHO = "Example Health Trust"

#: (how many days ago, kind, title, audience, people reached; None when nobody counted)
PROMOTIONS = (
    (40, PromotionKind.BRIEFING, "Example: what the Compact asks of those who buy services", "New managers", 18),
    (12, PromotionKind.ARTICLE, "Example: five things the Compact promises", "All staff, in the newsletter", None),
)


def load_exceptions(*, by: User, now: datetime) -> None:
    """After `load_compact` and `load_signatories`."""
    today = timezone.localdate(now)
    signatory = Signatory.objects.select_related("organisation").get(organisation__name=WHO)
    record_exception(
        signatory,
        clause=first_promise_of_public_bodies(),
        why="Example: our finance system can change its dates only once a year.",
        way_forward="Example: a new system comes in the spring. Until then we agree dates with each group.",
        review_on=today + timedelta(days=60),
        by=by,
        now=now,
    )
    for days, kind, title, audience, reached in PROMOTIONS:
        done = {"kind": kind, "title": title, "audience": audience, "reached": reached}
        record_promotion(signatory, on=today - timedelta(days=days), **done, by=by, now=now)
    champion = Champion.objects.champions().current(today).select_related("person").get(signatory=signatory)
    youth_club = Organisation.objects.get(name="Example Youth Club")
    declare_interest(
        champion.person,
        organisation=youth_club,
        kind=InterestKind.GOVERNS,
        note="Example: a trustee, unpaid.",
        by=by,
        now=now,
    )


def first_promise_of_public_bodies() -> Clause:
    """The demo invents no clause: it takes one of the Compact in force."""
    promises = Clause.objects.citable().filter(section__version=current_version(), addressee="public-bodies")
    return promises.select_related("section__version").order_by("section__position", "position").first()
