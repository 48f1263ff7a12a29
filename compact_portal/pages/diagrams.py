"""The state diagrams of docs/states.md, drawn from the tables in every app's `choices.py`.

A table is a dict from verb to step; a step has `sources` and a `target`, which are members of one set of states. The
first member is where everything begins.
"""

from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.db.models import TextChoices
from django.utils.module_loading import module_has_submodule

HEADING = """# How things move from state to state

Drawn by `manage.py diagrams` from the tables in each module's `choices.py`, which the services obey. A test compares.
"""


def all_diagrams() -> str:
    """docs/states.md, whole."""
    sections = [HEADING]
    for module, name, table in tables():
        states = type(next(iter(table.values())).target)
        sections.append(f"## {title_of(states)}\n\n`{module}.{name}`\n\n{diagram(states, table)}")
    return "\n".join(sections)


def tables() -> Iterator[tuple[str, str, dict]]:
    """Every transition table: (module, its name there, the table)."""
    for config in apps.get_app_configs():
        if not module_has_submodule(config.module, "choices"):
            continue
        choices = import_module(f"{config.name}.choices")
        for name, value in vars(choices).items():
            if isinstance(value, dict) and value and all(hasattr(step, "sources") for step in value.values()):
                yield choices.__name__, name, value


def title_of(states: type[TextChoices]) -> str:
    """MeetingState → Meeting."""
    return states.__name__.removesuffix("State")


def diagram(states: type[TextChoices], table: dict) -> str:
    """One Mermaid state diagram, in the order of the states and of the table."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {_name(state)}: {state.label}" for state in states]
    lines += [f"    [*] --> {_name(next(iter(states)))}"]
    for state in states:
        steps = [(verb, step) for verb, step in table.items() if state in step.sources]
        lines += [f"    {_name(state)} --> {_name(step.target)}: {verb.replace('-', ' ')}" for verb, step in steps]
        lines += [] if steps else [f"    {_name(state)} --> [*]"]
    return "\n".join([*lines, "```", ""])


def _name(state: TextChoices) -> str:
    return state.value.replace("-", "_")
