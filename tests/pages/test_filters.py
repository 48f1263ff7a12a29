"""Forms above lists: drawn once for those who choose alike, and never with the words of somebody else."""

import pytest

from tests.factories.meetings import CommitteeFactory
from tests.reading import text

pytestmark = pytest.mark.django_db


def page(client, query: str = "") -> str:
    return client.get(f"/actions/{query}").content.decode()


def test_what_one_can_choose_from_is_as_it_is_now(client):
    assert "Example Board" not in page(client)
    CommitteeFactory(name="Example Board", slug="example-board")
    assert "Example Board" in page(client)


def test_what_is_chosen_is_chosen_for_nobody_else(client):
    CommitteeFactory(name="Example Board", slug="example-board")
    chosen = '<option value="example-board" selected>'
    assert [chosen in page(client, query) for query in ("", "?committee=example-board", "")] == [False, True, False]
    assert '<option value="example-board">' in page(client), "what is remembered is not escaped once more"


def test_what_is_typed_is_for_whoever_typed_it(client):
    assert 'value="Quagmark &lt;b&gt;"' in page(client, "?owner=Quagmark+%3Cb%3E")
    assert "Quagmark" not in page(client)


def test_what_is_wrong_is_said_to_whoever_sent_it_alone(client):
    wrong = {"q": "hall", "since_day": "31", "since_month": "2", "since_year": "2015"}
    assert "must be a real date" in text(client.get("/search/", wrong))
    assert "must be a real date" not in text(client.get("/search/", {"q": "hall"}))
