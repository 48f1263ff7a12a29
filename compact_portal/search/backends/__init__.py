"""The two full-text engines behind one small interface, chosen by the database in use.

Each has `ranked` (what fits, best first), `matches` (what a page says of it), `install` and `remove` (its part of the
schema).
"""

from types import ModuleType

from django.db import connection

from compact_portal.search.backends import postgresql, sqlite

ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine() -> ModuleType:
    return ENGINES[connection.vendor]
