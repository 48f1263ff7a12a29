"""The invented disputes as they were raised: who with whom, how many days ago, in which words."""

from dataclasses import dataclass

from disputes.choices import Manner


@dataclass(frozen=True, slots=True)
class Raised:
    raising: str
    responding: str
    days_ago: int
    title: str
    what_happened: str
    happened_on: str
    what_would_help: str
    about: str  # words of the commitment
    manner: Manner = Manner.INDIVIDUALLY
    others: tuple[str, ...] = ()
    authority: str = ""


DAY_NINE = Raised(
    "Example Befriending Project",
    "Example Health Trust",
    9,
    "Notice before a grant was reduced",
    "Our grant for visits was reduced within a month. We heard of it a week before.",
    "At the start of last month",
    "A meeting about how it came to this, and three months’ notice next time.",
    "financial relationship",
)
OVERDUE = Raised(
    "Example Youth Club",
    "Example Health Trust",
    24,
    "A payment that came two months late",
    "The second payment of our contract came two months after it was due. We paid wages late.",
    "In the summer",
    "Payment in advance for the rest of the year, as the Compact says.",
    "in advance",
)
AWAITING_STATEMENTS = Raised(
    "Example Youth Club",
    "Example Borough Council",
    30,
    "Four weeks to answer a consultation",
    "We were asked about the opening hours of the hall, and had four weeks to answer, two of them school holidays.",
    "In the holidays",
    "Twelve weeks next time, and a second round of questions about the hall.",
    "as early as possible",
)
CLOSED = Raised(
    "Example Befriending Project",
    "Example Borough Council",
    170,
    "A new form for every small grant",
    "Each grant below £500 came with a form of its own, and with questions that were answered the year before.",
    "In the spring",
    "One short form for all small grants.",
    "proportionate",
)
CHAMPIONS_STAND_ASIDE = Raised(
    "Example Council for Voluntary Service",
    "Example Borough Council",
    20,
    "Rooms that a small group could no longer book",
    "A small group booked the same room for years. This year it was given to somebody else, and nobody asked before.",
    "Two months ago",
    "A room for the group, and a rule for how rooms are given away.",
    "groups at all stages",
    Manner.THROUGH_REPRESENTATIVE,
    ("Example Youth Club",),
    "The group’s committee asked for it in writing.",
)
