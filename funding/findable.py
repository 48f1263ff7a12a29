"""What can be found of funding: public rounds, in the words of their own page, what was answered about them and who was
awarded what. No draft, no application, no mark."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils import timezone

from compact_portal.search.sources import BATCH, Entry, register
from funding.models import Award, Round, RoundQuestion
from funding.money import pounds


class RoundsToFind:
    name = "funding"
    kinds = {"round": "Funding round"}
    follows = {"funding.round": lambda round_: round_.pk, "funding.award": lambda award: award.round_id}
    places_follow = frozenset()
    turns_with_the_day = False

    def places(self) -> dict[str, str]:
        return {}

    def entries(self, *, scope: int | None = None) -> Iterator[Entry]:
        rounds = (
            Round.objects.public()
            .for_lists()
            .prefetch_related(
                Prefetch("asked", RoundQuestion.objects.answered(), to_attr="answers"),
                Prefetch("awards", Award.objects.public().select_related("organisation"), to_attr="public_awards"),
            )
        )
        rounds = rounds.filter(pk=scope) if scope is not None else rounds
        return map(of_a_round, rounds.order_by("opens_at", "pk").iterator(chunk_size=BATCH))


def of_a_round(round_: Round) -> Entry:
    lots = ", ".join(f"{lot.title} {pounds(lot.budget)}".strip() for lot in round_.lot_list)
    said = [round_.purpose, round_.who_can_apply, lots, round_.cancelled_because, round_.achieved, round_.learned]
    said += [f"{question.text} {question.answer}" for question in round_.answers]
    said += [f"{award.organisation}: {award.reference}. {award.purpose}" for award in round_.public_awards]
    return Entry(
        key=f"funding.round:{round_.pk}",
        scope=round_.pk,
        kind="round",
        title=round_.title,
        text=" ".join(filter(None, said)),
        url=round_.get_absolute_url(),
        day=timezone.localdate(round_.opens_at) if round_.opens_at else round_.decided_on,
        context=", ".join(dict.fromkeys([round_.programme.name, round_.programme.funded_by])),
    )


register(RoundsToFind())
