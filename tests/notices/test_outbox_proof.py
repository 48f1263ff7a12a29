"""The outbox, proven: real workers are killed at every commit and on both sides of the send.

`make outbox-proof` runs the full form, with 200 kills: about five minutes on each database.
"""

import os

import pytest

from tests.notices.harness import from_environment, prove

pytestmark = pytest.mark.xdist_group("outbox")

KILLS = int(os.environ.get("KILLS", "12"))


@pytest.fixture(scope="module")
def proof():
    proof = prove(KILLS, **from_environment())
    print(f"\n{proof}")  # noqa: T201
    return proof


def test_one_worker_alone_has_the_proof(request):
    """Of several, two would each take as long, and each other's time."""
    is_grouped, are_several = request.node.nodeid.endswith("@outbox"), "PYTEST_XDIST_WORKER" in os.environ
    assert is_grouped is are_several


def test_as_many_processes_were_killed_as_were_to_be(proof):
    assert proof.kills.total() >= KILLS


def test_every_key_has_one_record_and_every_record_is_stamped(proof):
    assert sorted((subject, is_sent) for subject, is_sent, _ in proof.rows) == sorted(
        (subject, True) for subject in proof.subjects
    )


def test_every_notice_arrived_with_one_message_id_of_its_own(proof):
    assert sorted(proof.message_ids) == sorted(proof.subjects)
    assert {len(ids) for ids in proof.message_ids.values()} == {1}
    assert len(set.union(*proof.message_ids.values())) == proof.posted


def test_only_a_death_between_send_and_stamp_delivers_a_second_time(proof):
    assert proof.deliveries - proof.posted <= proof.kills_before_the_stamp
