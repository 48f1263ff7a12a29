import pytest

from compact_portal import dates
from compact_portal.deadlines import engine
from tests.factories.deadlines import ListedDeadlines


@pytest.fixture
def only_source(monkeypatch):
    """The one source the engine knows during a test."""
    monkeypatch.setattr(engine, "sources", {})
    return engine.register(ListedDeadlines())


@pytest.fixture
def fresh_holidays(db):
    dates.forget_bank_holidays()
    yield
    dates.forget_bank_holidays()
