"""The portal as it stands in every journey: a committee with a template, an officer, a worker, a mail server."""

import pytest

from tests.sink import open_sink


@pytest.fixture(autouse=True)
def patience():
    """Other work on the machine may slow a page down; a journey is not a stopwatch."""
    from playwright.sync_api import expect

    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def give_hands(new_context, live_server):
    """`give_hands(Keyboard)` opens a browser of one's own, signed out."""

    def give(kind):
        page = new_context(**kind.context_options).new_page()
        width, height = kind.size
        page.set_viewport_size({"width": width, "height": height})
        return kind(page, live_server.url)

    return give


@pytest.fixture
def officer(transactional_db):
    from django.core.cache import cache

    from tests.factories.people import UserFactory

    cache.clear()  # rate limits of signing in
    return UserFactory(officer=True, name="Olive Example", email="olive@example.org")


@pytest.fixture
def board(transactional_db):
    """Ada in the Chair, Chris for the voluntary sector; three items stand on every agenda."""
    from meetings.choices import Office
    from tests.factories.meetings import (
        AgendaTemplateFactory,
        AgendaTemplateItemFactory,
        CommitteeFactory,
        ConstituencyFactory,
        TermFactory,
    )

    board = CommitteeFactory(name="Example Board", slug="example-board", quorum=2)
    sides = [ConstituencyFactory(committee=board, name=name) for name in ("Councillors", "Voluntary sector")]
    people = [("Ada Example", "ada@example.org", Office.CHAIR), ("Chris Example", "chris@example.org", Office.NONE)]
    for side, (name, email, office) in zip(sides, people, strict=True):
        TermFactory(seat__constituency=side, person__name=name, person__email=email, office=office)
    template = AgendaTemplateFactory(name="Board agenda", committee=board)
    for position, title in enumerate(("Welcome", "Community transport", "Any other business"), start=1):
        AgendaTemplateItemFactory(template=template, position=position, title=title)
    return board


@pytest.fixture
def mail(worker):
    """What the mail server gets from a worker that also makes the PDFs."""
    with open_sink() as sink:
        worker(EMAIL_URL=f"smtp://127.0.0.1:{sink.port}")
        yield sink


@pytest.fixture
def funder(transactional_db):
    """Fay leads Example Council, which gives money."""
    from django.core.cache import cache

    from tests.factories.funding import a_funder
    from tests.factories.people import UserFactory

    cache.clear()  # rate limits of signing in
    return a_funder(organisation__name="Example Council", user=UserFactory(name="Fay Funder"))


@pytest.fixture
def groups(transactional_db):
    """Two that apply for it."""
    from tests.factories.people import MembershipFactory

    names = ("Example Harbour", "Example Garden")
    return [MembershipFactory(lead=True, organisation__name=name) for name in names]
