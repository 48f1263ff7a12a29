"""Publishing and launching a version of the Compact."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from champions.choices import TRANSITIONS, CompactState
from champions.services.compact import WrongState, launch_compact, move
from compact_portal.publishing.models import Publication
from tests.factories.champions import CompactVersionFactory, published_compact
from tests.factories.people import UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db

#: Every step from every state, written out by hand: what is not here must be refused.
ALLOWED = {
    ("draft", "consult"): "consultation",
    ("consultation", "consider"): "considered",
    ("considered", "redraft"): "draft",
    ("considered", "agree"): "agreed",
    ("consultation", "withdraw"): "draft",
    ("agreed", "redraft"): "draft",
    ("agreed", "adopt"): "adopting",
    ("adopting", "launch"): "in-force",
    ("in-force", "supersede"): "superseded",
}
VERBS = ("consult", "consider", "withdraw", "redraft", "agree", "adopt", "launch", "supersede")


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(CompactState.values))
def test_a_step_is_taken_only_from_the_states_that_allow_it(state, verb, officer):
    version = CompactVersionFactory(state=state)
    target = ALLOWED.get((state, verb))
    if target:
        assert move(version, verb, by=officer, now=NOW).state == target
    else:
        with pytest.raises(WrongState):
            move(version, verb, by=officer, now=NOW)


def test_no_step_is_missing_from_the_table_above():
    assert set(VERBS) == set(TRANSITIONS)


def test_only_officers_move_a_version():
    with pytest.raises(PermissionDenied):
        move(CompactVersionFactory(), "consult", by=UserFactory(champion=True), now=NOW)


def test_a_launch_supersedes_the_version_before_and_publishes_the_new_one(officer):
    old, new = CompactVersionFactory(in_force=True), CompactVersionFactory(adopting=True)
    new = launch_compact(new, on=date(2026, 11, 20), by=officer, now=NOW)
    old.refresh_from_db()
    assert (old.state, new.state, new.launched_on) == ("superseded", "in-force", date(2026, 11, 20))
    assert Publication.objects.about(new).document("compact").count() == 2


def test_the_database_knows_one_compact_in_force():
    CompactVersionFactory(in_force=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CompactVersionFactory(in_force=True)


def test_what_was_published_stays_when_the_records_change():
    version = published_compact()
    version.sections.get().clauses.filter(number=1).update(text="Something else.")
    data = Publication.objects.about(version).first().data
    said = [part["text"] for part in data["sections"][0]["blocks"][0]["parts"]]
    assert said == ["Co-production", " is a key aim."]
