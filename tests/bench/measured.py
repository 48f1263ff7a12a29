"""The pages whose cost is measured, with the budget of their kind: so many times an empty view."""

from collections.abc import Iterator
from dataclasses import dataclass

from champions.models import Clause, CompactVersion
from compact_portal.people.models import User
from disputes.models import Dispute
from funding.choices import RoundState
from funding.models import Round
from meetings.choices import ActionState, MeetingState
from meetings.models import Action, Meeting

#: A page for everyone, and a list somebody works with.
PUBLIC, WORKING = 25, 60
#: A search may take the time of two pages: docs/decisions/0043.
OF_A_SEARCH = 2.0


#: All decisions of the first committee there is since a day: some of the data of every size.
OF_A_COMMITTEE = "committee=1&since=2016-01-01"


@dataclass(frozen=True)
class BenchPage:
    name: str
    path: str
    budget: int
    user: User | None = None
    growth: float = 1.3


def pages() -> Iterator[BenchPage]:
    """What there is to open in the data of this database."""
    held = Meeting.objects.filter(state=MeetingState.DRAFT_PUBLISHED).select_related("committee").first()
    to_come = Meeting.objects.filter(state=MeetingState.SCHEDULED).select_related("committee").order_by("date").first()
    compact = CompactVersion.objects.in_force().get()
    action = Action.objects.filter(state=ActionState.OPEN).first()
    officer = User.objects.get(email="officer@example.org")
    member = User.objects.exclude(pk=officer.pk).order_by("pk").first()

    yield BenchPage("front page", "/", PUBLIC)
    yield BenchPage("committee", held.committee.get_absolute_url(), PUBLIC)
    yield BenchPage("published meeting", held.get_absolute_url(), PUBLIC)
    yield BenchPage("published item", held.url("item", held.items.first().pk), PUBLIC)
    yield BenchPage("one action", action.get_absolute_url(), PUBLIC)
    yield BenchPage("the Compact", "/compact/", PUBLIC)
    yield BenchPage("one clause", Clause.objects.filter(section__version=compact).first().get_absolute_url(), PUBLIC)
    yield BenchPage("two versions compared", compact.url("comparison", compact.follows.slug), PUBLIC)
    yield BenchPage("consultation", compact.url("consultation"), PUBLIC)
    yield BenchPage("Champions", "/champions/", PUBLIC)
    yield BenchPage("find a clause", f"{compact.url('clauses')}?words=plain", WORKING)
    yield BenchPage("calendar of meetings", "/meetings/", WORKING)
    yield BenchPage("actions", "/actions/", WORKING)
    yield BenchPage("decisions", "/decisions/", WORKING)
    yield BenchPage("search: in every item", "/search/?q=social+value", WORKING, growth=OF_A_SEARCH)
    narrowed = f"/search/?q=social+value&kind=decision&{OF_A_COMMITTEE}"
    yield BenchPage("search, narrowed", narrowed, WORKING, growth=OF_A_SEARCH)
    yield BenchPage("search: mistyped", "/search/?q=socail+contrcats", WORKING, officer, OF_A_SEARCH)
    yield BenchPage("committee feed", f"{held.committee.get_absolute_url()}calendar.ics", WORKING)
    yield BenchPage("home of an officer", "/", WORKING, officer)
    yield BenchPage("home of a member", "/", WORKING, member)
    yield BenchPage("all due dates", "/due/", WORKING, officer)
    yield BenchPage("notices", "/notices/", WORKING, officer)
    yield BenchPage("people", "/people/", WORKING, officer)
    yield BenchPage("organisations", "/organisations/", WORKING, officer)
    yield BenchPage(
        "responses", f"/compact/consultations/{compact.consultations.get().pk}/responses/", WORKING, officer
    )
    dispute = Dispute.objects.order_by("pk").first()
    manager, champion = (User.objects.get(email=f"{name}@example.org") for name in ("manager", "champion"))
    yield BenchPage("disputes, explained", "/disputes/", PUBLIC)
    yield BenchPage("dispute of 500 events", dispute.get_absolute_url(), WORKING, manager)
    yield BenchPage("disputes of a manager", "/disputes/", WORKING, manager)
    yield BenchPage("disputes of a Champion", "/disputes/", WORKING, champion)
    yield BenchPage("home of a manager", "/", WORKING, manager)
    yield BenchPage("home of a Champion", "/", WORKING, champion)
    funder = User.objects.get(email="funder@example.org")
    rounds = Round.objects.order_by("pk")
    marked, over = rounds.filter(state=RoundState.MODERATED).first(), rounds.filter(state=RoundState.ANNOUNCED).first()
    yield BenchPage("funding", "/funding/", WORKING)
    yield BenchPage("a round that is over", over.get_absolute_url(), PUBLIC)
    yield BenchPage("awards", "/funding/awards/", WORKING)
    yield BenchPage("funding in figures", "/funding/figures/", PUBLIC)
    yield BenchPage("funding, for a funder", "/funding/", WORKING, funder)
    yield BenchPage("who applied", f"{marked.get_absolute_url()}applications/", WORKING, funder)
    yield BenchPage("assessment", f"{marked.get_absolute_url()}assessment/", WORKING, funder)
    yield BenchPage("totals of a round", f"{marked.get_absolute_url()}assessment/standings/", WORKING, funder)
    yield BenchPage("desk of a meeting", to_come.url("desk"), WORKING, officer)
    yield BenchPage("edit the agenda", to_come.url("agenda-edit"), WORKING, officer)
