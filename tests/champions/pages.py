"""The Compact, in the states a reader can meet it in."""

from datetime import date

from django.utils import timezone

from champions.demo.load import load_compact
from tests.factories.champions import (
    ChampionFactory,
    ClauseFactory,
    CompactVersionFactory,
    FormatRequestFactory,
    SignatoryFactory,
    published_compact,
)
from tests.factories.people import UserFactory
from tests.rig.states import State, submit


def in_force(user) -> str:
    published_compact(in_force=False, superseded=True)
    published_compact()
    return "/compact/"


def redbridge(user) -> str:
    return load_compact(by=UserFactory(officer=True), now=timezone.now()).get_absolute_url()


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


def directory(user) -> str:
    ChampionFactory(signatory=ChampionFactory(deputy=True).signatory)
    SignatoryFactory()
    return "/champions/"


def signatory(user) -> str:
    term = ChampionFactory(phone="020 7946 0000")
    ChampionFactory(deputy=True, signatory=term.signatory)
    ChampionFactory(signatory=term.signatory, starts_on=date(2024, 1, 1), ends_on=date(2025, 12, 31))
    return term.signatory.get_absolute_url()


def appoint(user) -> str:
    return f"{SignatoryFactory().get_absolute_url()}appoint/"


def end(user) -> str:
    term = ChampionFactory()
    return f"{term.signatory.get_absolute_url()}{term.pk}/end/"


def format_requests(user) -> str:
    FormatRequestFactory()
    FormatRequestFactory(answered=True)
    return "/compact/formats/requests/"


PAGES = [
    State("ask for another format", "/compact/formats/"),
    State("ask for another format, with errors", "/compact/formats/", act=submit),
    State("another format is asked for", "/compact/formats/asked/"),
    State("requests for other formats", format_requests, role="officer"),
    State("no requests for other formats", "/compact/formats/requests/", role="officer"),
    State("a request for another format", lambda user: FormatRequestFactory().get_absolute_url(), role="officer"),
    State("an answered request", lambda user: FormatRequestFactory(answered=True).get_absolute_url(), role="officer"),
    State("no signatories yet", "/champions/"),
    State("directory of Champions", directory),
    State("directory of a sector that has none", "/champions/?sector=other"),
    State("a signatory", signatory),
    State("a signatory", signatory, role="officer"),
    State("a signatory with nobody", lambda user: SignatoryFactory().get_absolute_url()),
    State("add a signatory", "/champions/signatories/new/", role="officer"),
    State("appoint a Champion", appoint, role="officer"),
    State("appoint a Champion, with errors", appoint, role="officer", act=submit),
    State("how to reach a Champion", lambda user: end(user).replace("/end/", "/contact/"), role="officer"),
    State("end a term", end, role="officer"),
    State("no Compact yet", "/compact/"),
    State("the Compact in force", in_force),
    State("the Redbridge Compact", redbridge),
    State("a superseded Compact", superseded),
    State("a Compact not published yet", draft, role="officer"),
    State("a clause", clause),
    State("front page with the Compact", front),
]
