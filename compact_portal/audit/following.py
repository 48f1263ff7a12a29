"""Who wants to know that a record has changed: once the change is certain, and never instead of it.

Every change of state is in the trail, so whoever follows the trail hears of every change, and no service has to
remember to tell them. What they keep must be such that it can be made again from the records: they are told after the
commit, and a process that is killed in between tells nobody. Who has to leave a mark with the change itself follows at
once.
"""

from collections.abc import Callable, Collection
from threading import local

from django.db import models, transaction

#: Each is given the records that changed together.
_followers: list[Callable[[Collection[models.Model]], None]] = []

#: Each is given a record inside the transaction that changes it.
_at_once: list[Callable[[models.Model], None]] = []

_changed = local()


def follow(tell: Callable[[Collection[models.Model]], None]) -> None:
    _followers.append(tell)


def follow_at_once(tell: Callable[[models.Model], None]) -> None:
    """For what must be true in the same moment as the change. Not the place to read records: more may change yet."""
    _at_once.append(tell)


def note_change(subject: models.Model) -> None:
    """Tell the followers of `subject` when the transaction is committed: once, however often it changed.

    What a transaction noted and took back may be told after the next one. Followers then look and find nothing new.
    """
    for tell in _at_once:
        tell(subject)
    _pending()[subject._meta.concrete_model, subject.pk] = subject
    transaction.on_commit(_tell, robust=True)


def _tell() -> None:
    subjects = list(_pending().values())
    _pending().clear()
    if subjects:
        for tell in _followers:
            tell(subjects)


def _pending() -> dict:
    if not hasattr(_changed, "subjects"):
        _changed.subjects = {}
    return _changed.subjects
