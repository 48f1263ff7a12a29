"""What the home page is made of. Apps add their cards, first steps and public sections in `AppConfig.ready`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from compact_portal import dates
from compact_portal.addresses import address
from compact_portal.deadlines.models import DueDate
from compact_portal.people.models import Membership, Organisation
from compact_portal.people.queries import organisations_led_by
from compact_portal.wording import DueWords, due_words
from compact_portal.written import written

#: How many due dates the page shows; the rest stand on the page of all due dates.
SHOWN = 15


@dataclass(frozen=True, slots=True)
class Card:
    """A box beside what is waiting, or a section of the public front page."""

    title: str
    template: str  # included with `context` and nothing else
    context: dict = field(default_factory=dict)
    tinted: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """One line of "Start something"."""

    label: str
    url: str


#: `(user, today) → Card or None`
cards: list[Callable] = []
#: `(user) → the Starts this person may take`
starts: list[Callable] = []
#: `(today) → Card or None`
public_sections: list[Callable] = []


def register_card(find: Callable) -> Callable:
    cards.append(find)
    return find


def register_starts(find: Callable) -> Callable:
    starts.append(find)
    return find


def register_public_section(find: Callable) -> Callable:
    public_sections.append(find)
    return find


#: What the kernel's own rooms offer: words, address, permission.
FIRST_STEPS = (
    ("Invite an organisation", "people:invite-organisation", "people.invite_organisation"),
    ("Change the partnership’s settings", "partnership:settings", "partnership.change_partnership"),
)


def first_steps(user) -> list[Start]:
    return [Start(label, address(url)) for label, url, permission in FIRST_STEPS if user.has_perm(permission)]


def asking(user) -> Card | None:
    """Organisations in which somebody waits for this user's yes or no."""
    led = sorted(organisations_led_by(user))
    found = _asked_to_let_in(led) if led else []
    return Card("People who ask to join", "pages/cards/asking.html", {"organisations": found}) if found else None


@written
def _asked_to_let_in(organisations: list[int]) -> QuerySet[Organisation]:
    found = Organisation.objects.filter(memberships__in=Membership.objects.waiting()).distinct().by_name()
    return found.filter(pk__in=organisations).only("name", "slug")[:SHOWN]


def cards_for(user, today: date) -> list[Card]:
    """The boxes beside what is waiting; "Start something" comes last."""
    found = [card for find in cards if (card := find(user, today))]
    found += [card] if (card := asking(user)) else []
    offered = [start for find in starts for start in find(user)]
    if offered:
        found.append(Card("Start something", "pages/cards/start.html", {"starts": offered}))
    return found


def sections_for_the_public(today: date) -> list[Card]:
    return [section for find in public_sections if (section := find(today))]


@dataclass(frozen=True, slots=True)
class DueRow:
    deadline: DueDate
    words: DueWords


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person, in three groups, soonest first."""

    groups: list[tuple[str, list[DueRow]]]
    has_more: bool


def waiting_for(user, today: date) -> Waiting:
    """At most `SHOWN` due dates."""
    found = list(DueDate.objects.waiting_for(user).soonest_first()[: SHOWN + 1])
    return Waiting(_grouped(found[:SHOWN], today), has_more=len(found) > SHOWN)


def _grouped(deadlines: Iterable[DueDate], today: date) -> list[tuple[str, list[DueRow]]]:
    groups = {"Overdue": [], "This week": [], "Later": []}
    sunday = end_of_week(today)
    for deadline in deadlines:
        title = "Overdue" if deadline.due < today else "This week" if deadline.due <= sunday else "Later"
        groups[title].append(DueRow(deadline, due_words(deadline.due, today, is_near=title != "Later")))
    return [(title, rows) for title, rows in groups.items() if rows]


def end_of_week(today: date) -> date:
    """The Sunday that ends the week one is working in; at the weekend, the week that is about to begin."""
    working = dates.roll_forward(today)
    return working + timedelta(days=6 - working.weekday())
