"""Search in the states a reader can meet it in."""

from datetime import date

from compact_portal.search.keeping import keep_all
from tests.factories.champions import ClauseFactory
from tests.factories.meetings import ActionFactory, CommitteeFactory, DecisionFactory, ItemFactory, MeetingFactory
from tests.meetings.published import meeting_with_minutes
from tests.rig.states import State


def results(query: str):
    def path(user) -> str:
        meeting = meeting_with_minutes()
        ItemFactory(meeting=meeting, title="Social value, confidentially", confidential=True)
        ClauseFactory(section__version__in_force=True, text="Say what social value is asked for, and why.")
        other = MeetingFactory(committee=CommitteeFactory(name="Example Group"), date=date(2016, 3, 1))
        item = ItemFactory(meeting=other, title="Small contracts")
        long = "What it means for small contracts was talked about at length. " * 20
        DecisionFactory(item=item, text=f"{long} Social value is a part of every contract. {long}", published=True)
        ActionFactory(item=item, text="Circulate the paper on social value.", published=True)
        keep_all()
        return f"/search/?{query}"

    return path


def many(user) -> str:
    item = ItemFactory(title="Volunteers")
    for number in range(45):
        DecisionFactory(item=item, text=f"Thank volunteer {number}.", published=True)
    keep_all()
    return "/search/?q=volunteer&page=2"


PAGES = [
    State("search", "/search/"),
    State("search: results", results("q=social+value")),
    State("search: results", results("q=social+value"), role="officer"),
    State("search: second page", many),
    State("search: nothing found", results("q=xylophone")),
    State("search: nothing found where it was narrowed", results("q=social+value&kind=round")),
    State("search: mistyped", results("q=socail+vlaue")),
    State("search: filtered", results("q=social+value&kind=decision&since=2016-01-01&until=2016-12-31")),
    State("search: too long", f"/search/?q={'long+' * 60}"),
    State("search: dates that are none", results("q=value&since_day=31&since_month=2&since_year=2015&until=soon")),
    State("search: small words only", "/search/?q=the+of"),
]
