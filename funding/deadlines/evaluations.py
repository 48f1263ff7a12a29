"""When a funder is to write down what a round achieved."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from compact_portal.dates import add_working_days
from compact_portal.deadlines.engine import Deadline, everything
from compact_portal.deadlines.responsible import leads
from funding.choices import ENDED, RoundState
from funding.models import Award, Round

#: Working days from the end of the last award, or from the announcement where nothing was taken. Ours.
DAYS_TO_EVALUATE = 20


class EvaluationsDue:
    """Rounds whose awards have all come to their end, for the leads of their funders."""

    name = "funding.evaluations"
    label = "What rounds achieved"
    private = True
    follows = {"funding.round": lambda round_: round_.pk, "funding.award": everything}

    def open(self, *, until: date | None = None, scope: int | None = None) -> Iterator[Deadline]:
        still_open = Award.objects.filter(round=OuterRef("pk")).exclude(state__in=ENDED)
        rounds = Round.objects.filter(~Exists(still_open), state=RoundState.ANNOUNCED, programme__funder__isnull=False)
        rounds = rounds.filter(pk=scope) if scope else rounds
        found = rounds.select_related("programme").annotate(last=Max("awards__closed_at")).order_by("pk")
        for day, round_ in sorted(((self.day_of(each), each) for each in found), key=itemgetter(0)):
            if until is None or day <= until:
                yield Deadline(
                    key=f"{self.name}:{round_.pk}:{day.isoformat()}",
                    due=day,
                    title=f"Write down what it achieved: {round_.title}",
                    context=round_.programme.name,
                    url=f"{round_.get_absolute_url()}evaluate/",
                    responsible=(leads(round_.programme.funder_id),),
                    scope=round_.pk,
                )

    def day_of(self, round_: Round) -> date:
        over = timezone.localdate(round_.last) if round_.last else round_.announced_on
        return add_working_days(over, DAYS_TO_EVALUATE)
