from datetime import UTC, date, datetime

import pytest
import time_machine


@pytest.fixture
def clock():
    """`clock.move_to(…)`: it is 9 in the morning of Monday 2 November 2026."""
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(db, clock):
    from tests.factories.disputes import two_sides

    return two_sides()


@pytest.fixture
def dispute(world):
    from tests.factories.disputes import raised

    return raised(world, on=date(2026, 11, 2))


@pytest.fixture
def settled(world, dispute):
    """By agreement, a week after it was raised."""
    from disputes.services import settling
    from tests.disputes.hearings import NOW

    terms = settling.propose_settlement(dispute, terms="Three months’ notice.", by=world.respondent, now=NOW)
    settling.answer_settlement(dispute, terms, confirmed=True, by=world.raiser, now=NOW)
    return dispute
