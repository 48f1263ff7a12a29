"""Totals of marks, exact until they are written down. A missing mark is missing, not zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: Marks this share of the scale apart are worth talking about. Ours.
FAR_APART = Fraction(2, 5)


@dataclass(frozen=True, slots=True)
class Judged:
    """One criterion of one application. `agreed` is what moderation says instead of the mean; weight in per cent."""

    weight: int
    highest: int
    marks: tuple[int, ...] = ()
    agreed: int | None = None
    pass_mark: int | None = None

    @property
    def mark(self) -> Fraction | None:
        if self.agreed is not None:
            return Fraction(self.agreed)
        return Fraction(sum(self.marks), len(self.marks)) if self.marks else None

    @property
    def in_words(self) -> str:
        return in_words(self.mark)

    @property
    def is_below_pass_mark(self) -> bool:
        return self.pass_mark is not None and self.mark is not None and self.mark < self.pass_mark

    @property
    def is_far_apart(self) -> bool:
        return len(self.marks) > 1 and Fraction(max(self.marks) - min(self.marks), self.highest) >= FAR_APART


def total(judged: Iterable[Judged]) -> Fraction | None:
    """Out of 100: the sum of weight × mark ÷ highest. None while a criterion has no mark."""
    judged = list(judged)
    if not judged or any(each.mark is None for each in judged):
        return None
    return sum((each.weight * each.mark / each.highest for each in judged), Fraction())


def in_words(number: Fraction | None) -> str:
    """One decimal, halves rounded up as people do: 72.5. A whole number without one: 72."""
    if number is None:
        return "Not yet"
    tenths = int(number * 10 + Fraction(1, 2))
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def places(totals: Sequence[Fraction | None]) -> list[int | None]:
    """1, 2, 2, 4: equal totals share a place, and what has no total has none."""
    first: dict[Fraction, int] = {}
    for place, total in enumerate(sorted((each for each in totals if each is not None), reverse=True), 1):
        first.setdefault(total, place)
    return [None if total is None else first[total] for total in totals]
