"""What somebody's own minutes taught: who was in the chair, where people are from, and what belongs to a decision."""

import pytest

from tests.meetings.old_minutes.reading import data_of, people

ITEMS = "\n\n1. Welcome\n\nAll were welcomed.\n\n2. Budget\n\nThe budget was discussed."


@pytest.mark.parametrize(
    ("written", "name", "role"),
    [
        ("Councillor Mrs D. Example (in the Chair)", "Councillor Mrs D. Example", "in the Chair"),
        ("Cllr A. Example in the Chair", "Cllr A. Example", "in the Chair"),
        ("Ada Example in the chair", "Ada Example", "in the chair"),
        ("Ada Example (Chairing)", "Ada Example", "Chairing"),
    ],
)
@pytest.mark.parametrize("between", ["\n", ", "])
def test_who_is_in_the_chair(written, name, role, between):
    data = data_of(f"Present:\n{between.join(['Mr B. Sample', written, 'Cora Test'])}{ITEMS}")
    assert [person[:3] for person in people(data)] == [
        ("Mr B. Sample", "", ""),
        (name, "", role),
        ("Cora Test", "", ""),
    ]
    first = data_of(f"Present: {between.join([written, 'Mr B. Sample'])}{ITEMS}")
    assert [person[:3] for person in people(first)] == [(name, "", role), ("Mr B. Sample", "", "")]
