"""A walk at random through the life of disputes (life.py). STEPS is how long it is; `.ci/run` walks 10,000 steps."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.disputes.life import Life, reached

pytestmark = pytest.mark.django_db

STEPS = int(os.environ.get("STEPS", "1000"))
STEPS_OF_A_LIFE = 80


def test_no_walk_through_the_life_of_a_dispute_breaks_it():
    reached.clear()
    every = settings(
        max_examples=-(-STEPS // STEPS_OF_A_LIFE),
        stateful_step_count=STEPS_OF_A_LIFE,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=every)
    states = {name for name in reached if name.startswith("state")}
    assert states == {"state: talking", "state: referred", "state: settled", "state: closed"}
    assert reached["reopen_dispute"]
    assert sum(reached[name] for name in states) >= STEPS / 2  # hypothesis may end a walk early
