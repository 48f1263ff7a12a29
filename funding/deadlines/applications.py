"""What is begun and to be sent, and what others are to agree to."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from compact_portal.deadlines.engine import Deadline, everything
from compact_portal.deadlines.responsible import leads
from funding.choices import (
    FIRST,
    SECOND,
    ApplicationState,
    RoundState,
)
from funding.models import (
    Application,
    ConsortiumMember,
    LateException,
)

#: When each stage is written: the states of the application and of its round.
WRITTEN_IN = {
    FIRST: (ApplicationState.DRAFT, RoundState.PUBLISHED),
    SECOND: (ApplicationState.INVITED, RoundState.INVITED),
}


def begun(now: datetime) -> QuerySet[Application]:
    """Drafts that can still be sent: of the only stage, or the first; and of the second those that were invited."""
    return drafts_of(FIRST, "round__closes_at", now) | drafts_of(SECOND, "round__second_closes_at", now)


def drafts_of(stage: int, closing: str, now: datetime) -> QuerySet[Application]:
    given = LateException.objects.filter(round=OuterRef("round"), organisation=OuterRef("organisation"), stage=stage)
    in_time = Q(**{f"{closing}__gt": now}) | Exists(given.filter(until__gt=now))
    state, of_round = WRITTEN_IN[stage]
    return Application.objects.filter(in_time, state=state, round__state=of_round)


SEND = {FIRST: "Send your application", SECOND: "Send the second stage of your application"}


class ApplicationsDue:
    """What was begun and is not sent, for the leads of the organisation, as long as it can be sent."""

    name = "funding.applications"
    label = "Applications to send"
    private = True
    follows = {"funding.round": everything, "funding.application": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        drafts = begun(timezone.now()).select_related("round").prefetch_related("round__exceptions")
        for application in sorted(drafts, key=lambda each: (each.closes_at, each.pk)):
            day = timezone.localdate(application.closes_at)
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{application.pk}:{day.isoformat()}",
                    due=day,
                    title=f"{SEND[application.stage]}: {application.round}",
                    context="Funding",
                    url=application.get_absolute_url(),
                    responsible=(leads(application.organisation_id),),
                )


class AgreementsDue:
    """What somebody is asked to agree to, for the leads of the organisation, as long as it can be sent."""

    name = "funding.agreements"
    label = "Applications to agree to"
    private = True
    follows = {"funding.round": everything, "funding.application": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        waiting = ConsortiumMember.objects.filter(
            organisation__isnull=False,
            agreed_at=None,
            left_at=None,
            consortium__application__in=begun(timezone.now()),
        )
        waiting = waiting.select_related("consortium__application__round")
        waiting = waiting.prefetch_related("consortium__application__round__exceptions")
        for member in sorted(waiting, key=lambda each: (each.consortium.application.closes_at, each.pk)):
            application = member.consortium.application
            day = timezone.localdate(application.closes_at)
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{member.pk}:{day.isoformat()}",
                    due=day,
                    title=f"Agree to apply together: {application.round}",
                    context="Funding",
                    url=application.url("together"),
                    responsible=(leads(member.organisation_id),),
                )
