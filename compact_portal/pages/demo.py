"""What modules add to the demo, once its people, the Compact and the minutes are there."""

from collections.abc import Callable

#: Each is called as `load(by=officer, now=now)`, in the order of registration.
chapters: list[Callable] = []


def register_chapter(load: Callable) -> Callable:
    chapters.append(load)
    return load
