from compact_portal.pages.diagrams import all_diagrams, diagram, tables
from meetings.choices import TRANSITIONS, MeetingState
from tests.conftest import ROOT


def test_the_diagrams_in_the_docs_are_those_of_the_code():
    """`manage.py diagrams` draws them anew."""
    assert (ROOT / "docs" / "states.md").read_text() == all_diagrams()


def test_the_meeting_is_among_them():
    assert ("meetings.choices", "TRANSITIONS", TRANSITIONS) in list(tables())


def test_every_state_and_every_way_is_drawn():
    drawn = diagram(MeetingState, TRANSITIONS)
    assert "    [*] --> scheduled\n" in drawn
    assert "    circulated --> draft_published: publish\n" in drawn
    assert "    cancelled --> [*]\n" in drawn
    assert all(f": {state.label}\n" in drawn for state in MeetingState)
    assert drawn.count(" --> ") == sum(len(step.sources) for step in TRANSITIONS.values()) + 3
