from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def clock():
    """`clock.move_to(…)`: it is 9 in the morning of Wednesday 4 November 2026, and rounds are open."""
    with time_machine.travel(datetime(2026, 11, 4, 9, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def closed(clock):
    """Rounds have closed."""
    from tests.funding.beginnings import AFTER

    clock.move_to(AFTER)


@pytest.fixture
def funder(db):
    from tests.factories.funding import a_funder

    return a_funder(organisation__name="Example Council")


@pytest.fixture
def groups(db):
    from tests.factories.people import MembershipFactory
    from tests.funding.beginnings import GARDEN, HARBOUR

    return [MembershipFactory(lead=True, organisation__name=name) for name in (HARBOUR, GARDEN)]


@pytest.fixture
def group(groups):
    return groups[0]


@pytest.fixture
def round_(funder):
    """To be amended: published and open."""
    from tests.factories.funding import published_round
    from tests.funding.amended import DAY

    return published_round(funder, on=DAY)


@pytest.fixture
def who(funder):
    """Who amends it, and when."""
    from tests.funding.amended import NOW

    return {"by": funder.user, "now": NOW}
