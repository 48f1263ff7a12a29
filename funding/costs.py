"""A table of costs: read from what somebody pastes, kept as text, added up. Money is in pence.

Full cost recovery: an applicant asks for the direct costs and for a share of what it costs to run the organisation. The
share is worked out from what running costs and how much of it the work uses; no percentage is fixed (Compact, 8.2).
"""

import json
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from funding.money import pence_of, pounds

MOST_LINES, LONGEST = 100, 200
OVERHEADS = "A share of running costs"

#: What stands at the end of a line that has no tab: an amount, with or without a pound sign. A dash right before it,
#: after a space, is a minus: it is not read over.
AT_THE_END = re.compile(
    r"(?P<what>.*?)[\s:;,–—-]*(?<!\s[-−])(?P<amount>[-−]?£?[-−]?\s?\d[\d,]*(\.\d+)?)", re.ASCII | re.DOTALL
)
HEADINGS = re.compile(r"(amounts?|costs?|price|total|sum|pounds|gbp|£)\b[^\d]*", re.IGNORECASE)
SUMS = re.compile(r"((sub|grand)[\s-]?)?totals?( costs?)?:?|sum:?", re.IGNORECASE)
#: As a spreadsheet writes them: 1200.5, and -£200 or (£200) for less than nothing.
ONE_DECIMAL = re.compile(r"\.\d")


@dataclass(frozen=True, slots=True)
class Cost:
    what: str
    amount: int

    @property
    def cost(self) -> str:
        return pounds(self.amount)

    @property
    def in_words(self) -> str:
        return f"{self.what}: {self.cost}"


@dataclass(frozen=True, slots=True)
class CostTable:
    """`running` is what it costs to run the organisation in a year, `share` how much of that the work uses, in per
    cent."""

    costs: tuple[Cost, ...]
    running: int = 0
    share: int = 0

    @property
    def direct(self) -> int:
        return sum(each.amount for each in self.costs)

    @property
    def overheads(self) -> int:
        """Half a penny is rounded up."""
        return (self.running * self.share + 50) // 100

    @property
    def overheads_in_words(self) -> str:
        return f"{OVERHEADS}, {self.share}% of {pounds(self.running)} a year"

    @property
    def total(self) -> int:
        return self.direct + self.overheads

    @property
    def total_in_words(self) -> str:
        return pounds(self.total)

    @property
    def lines(self) -> tuple[Cost, ...]:
        """Those that were written, and the share of running costs as one of its own."""
        return (*self.costs, Cost(self.overheads_in_words, self.overheads)) if self.overheads else self.costs

    @property
    def in_words(self) -> str:
        """For where there is no table: a line for each cost, then the total."""
        return "\n".join([*(each.in_words for each in self.lines), f"Total: {self.total_in_words}"])

    def as_text(self) -> str:
        return json.dumps(
            {"costs": [[each.what, each.amount] for each in self.costs], "running": self.running, "share": self.share}
        )


def costs_of(text: str) -> CostTable:
    """The table that was kept as this text."""
    kept = json.loads(text)
    return CostTable(tuple(Cost(what, amount) for what, amount in kept["costs"]), kept["running"], kept["share"])


def as_typed(table: CostTable) -> str:
    """Its lines as they can be read again."""
    return "\n".join(f"{each.what}\t{pounds(each.amount)}" for each in table.costs)


@dataclass(slots=True)
class Read:
    """What was found in pasted lines. `left_out` are a heading and totals: the total is worked out."""

    costs: list[Cost] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    summed: int = 0  # so many lines are in a total that stands after them

    def take(self, line: str) -> None:
        """Raises ValidationError saying what to do."""
        what, amount = cells_of(line)
        if not self.costs and HEADINGS.fullmatch(amount):
            self.left_out.append(" ".join(line.split()))
            return
        read = cost_of(what, amount)
        if SUMS.fullmatch(what):
            refuse_sum(read.amount, self.costs, self.costs[self.summed :])
            self.left_out.append(read.in_words)
            self.summed = len(self.costs)
        else:
            self.costs.append(read)


def read_costs(text: str) -> Read:
    """Lines as they come from a spreadsheet (what, tab, amount) or are typed ("Cook: £1,200").

    Raises ValidationError that says for each line that is not understood which it is and what to do.
    """
    read, problems = Read(), []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            if line.strip():
                read.take(line)
        except ValidationError as error:
            problems.append(f"Line {number}: {error.messages[0]}")
    if len(read.costs) > MOST_LINES:
        problems.append(f"There are {len(read.costs)} lines. Put some together: {MOST_LINES} is the most.")
    if problems:
        raise ValidationError(problems)
    return read


def cells_of(line: str) -> tuple[str, str]:
    """What a line is about, and its amount as it was written: the last cell, or what ends it."""
    cells = [" ".join(cell.split()).strip('"') for cell in line.split("\t")]
    cells = [cell for cell in cells if cell]
    if len(cells) > 1:
        return ", ".join(cells[:-1]), cells[-1]
    ends = AT_THE_END.fullmatch(cells[0]) if cells else None
    return (ends["what"], ends["amount"]) if ends else (cells[0] if cells else "", "")


def cost_of(what: str, written: str) -> Cost:
    if not written:
        raise ValidationError(f"“{short(what)}” has no amount. Write one at its end, for example £1,200.")
    if written.startswith(("-", "−", "(", "£-", "£−")):
        raise ValidationError(f"“{short(written)}” is less than nothing. Enter costs only, each £0 or more.")
    try:
        amount = pence_of(f"{written}0" if ONE_DECIMAL.fullmatch(written[-2:]) else written)
    except ValidationError as error:
        words = f"“{short(written)}” is not an amount. Write pounds and pence in numbers, for example £1,200 or 99.50."
        raise ValidationError(error.messages[0] if "or less" in error.messages[0] else words) from error
    if not what:
        raise ValidationError(f"{pounds(amount)} is for nothing yet. Write before it what it is for.")
    if len(what) > LONGEST:
        raise ValidationError(f"“{short(what)}” is too long. Use {LONGEST} letters or fewer.")
    return Cost(what, amount)


def refuse_sum(told: int, *runs: list[Cost]) -> None:
    """A total that is pasted with its lines has to be that of one of `runs`: else a line is missing."""
    worked_out = [sum(each.amount for each in run) for run in runs]
    if told not in worked_out:
        raise ValidationError(
            f"The total is {pounds(told)}, but the lines before it add up to {pounds(worked_out[0])}. "
            "Correct a line, or remove the total: it is worked out for you."
        )


def short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"
