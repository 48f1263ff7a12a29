"""The shape of a table of states: every module that moves things from state to state has one in its `choices.py`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from state to state. `verb` names it in addresses and in the trail (`done`, a past participle)."""

    verb: str
    done: str
    label: str
    sources: frozenset[str]
    target: str


def table_of(*transitions: Transition) -> dict[str, Transition]:
    """The transitions by verb."""
    return {transition.verb: transition for transition in transitions}
