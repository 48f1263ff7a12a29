"""How much of its income an organisation would have from one award. Above a third is a flag, and fails nobody.

Annual value ÷ annual income; organisations that apply together have their shares of the value (Leicester minutes).
"""

from dataclasses import dataclass
from fractions import Fraction

from funding.choices import ShareKind
from funding.models import Application

HIGH = Fraction(1, 3)
FLAG = "More than a third: to be considered. It fails nobody."


@dataclass(frozen=True, slots=True)
class Reliance:
    """`ratio` is None where the income or the value is not known."""

    name: str
    ratio: Fraction | None

    @property
    def is_high(self) -> bool:
        return self.ratio is not None and self.ratio > HIGH

    def in_words(self, called: str) -> str:
        if self.ratio is None:
            return f"{called}: not known."
        return f"{called}: {round(self.ratio * 100)}% of its yearly income.{f' {FLAG}' if self.is_high else ''}"


def reliance_of(application: Application) -> list[Reliance]:
    """Of the lead, then of those it applies with. Of one `with_answers`."""
    asked, consortium = application.asked_for, application.together
    value = None if asked is None else Fraction(asked, application.round.years or 1)
    if consortium is None:
        return [Reliance(application.organisation.name, ratio(value, application.yearly_income))]
    whole = asked if consortium.shares_in == ShareKind.POUNDS else consortium.whole
    shares = [(application.organisation.name, consortium.share_of_lead, application.yearly_income)]
    shares += [(str(each), each.share, each.yearly_income) for each in consortium.current]
    return [Reliance(name, ratio(part(value, share, whole), income)) for name, share, income in shares]


def part(value: Fraction | None, share: int | None, whole: int | None) -> Fraction | None:
    return value * Fraction(share, whole) if value is not None and share is not None and whole else None


def ratio(value: Fraction | None, income: int | None) -> Fraction | None:
    return value / income if value is not None and income else None
