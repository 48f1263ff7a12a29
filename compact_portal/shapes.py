"""The shape of a data file written by hand: what may stand in it, and what a key left out means.

A mistyped key would silently lose words, so every key and every value is checked, and all faults are told at once,
each with its place in the file. A shape is a dict from name to `Key`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

#: Marks a key that must be written in the file.
REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Key:
    """One key: a type, a tuple of allowed words, a dict (a shape) or a list of one of these; and its default."""

    kind: Any
    default: Any = REQUIRED


TEXT = Key(str, "")
NEEDED_TEXT = Key(str)


def faults_in(value, kind, place: str = ""):
    """Every way in which the value is not of that kind, as sentences starting with the place."""
    if isinstance(kind, dict):
        yield from faults_in_shape(value, kind, place)
    elif isinstance(kind, list):
        yield from faults_in_list(value, kind[0], place)
    elif not fits(value, kind):
        yield f"{place}: {value!r} is not {wanted(kind)}"


def faults_in_shape(value, shape: dict, place: str):
    if not isinstance(value, dict):
        yield f"{place or 'the file'}: keys are expected here"
        return
    for name in value.keys() - shape.keys():
        yield f"{place}.{name}: there is no such key".lstrip(".")
    for name, key in shape.items():
        if name in value and value[name] != key.default:
            yield from faults_in(value[name], key.kind, f"{place}.{name}".lstrip("."))
        elif name not in value and key.default is REQUIRED:
            yield f"{place}.{name}: is missing".lstrip(".")


def faults_in_list(value, kind, place: str):
    if not isinstance(value, list):
        yield f"{place}: a list is expected here"
        return
    for index, entry in enumerate(value):
        yield from faults_in(entry, kind, f"{place}[{index}]")


def fits(value, kind) -> bool:
    if isinstance(kind, tuple):
        return any(fits(value, one) for one in kind)
    return isinstance(value, kind) if isinstance(kind, type) else value == kind


def wanted(kind) -> str:
    if isinstance(kind, tuple):
        return " or ".join(wanted(one) for one in kind)
    return {str: "text", date: "a date"}[kind] if isinstance(kind, type) else repr(kind)


def completed(value, kind):
    """The value with what was left out filled in, in the order of the shape."""
    if isinstance(kind, dict) and value is not None:
        return {
            name: completed(value.get(name, list(key.default) if key.default == () else key.default), key.kind)
            for name, key in kind.items()
        }
    if isinstance(kind, list):
        return [completed(entry, kind[0]) for entry in value]
    return value
