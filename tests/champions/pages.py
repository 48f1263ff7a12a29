"""The Compact, in the states a reader can meet it in."""

from tests.factories.champions import ClauseFactory, CompactVersionFactory, published_compact
from tests.rig.states import State


def in_force(user) -> str:
    published_compact(in_force=False, superseded=True)
    published_compact()
    return "/compact/"


def superseded(user) -> str:
    return published_compact(in_force=False, superseded=True).get_absolute_url()


def draft(user) -> str:
    return CompactVersionFactory().get_absolute_url()


def clause(user) -> str:
    old = ClauseFactory(section__version__superseded=True)
    return ClauseFactory(section__version__in_force=True, predecessor=old).get_absolute_url()


def front(user) -> str:
    published_compact()
    return "/"


PAGES = [
    State("no Compact yet", "/compact/"),
    State("the Compact in force", in_force),
    State("a superseded Compact", superseded),
    State("a Compact not published yet", draft, role="officer"),
    State("a clause", clause),
    State("front page with the Compact", front),
]
