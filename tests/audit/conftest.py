from contextlib import contextmanager

import pytest
from django.db import connection

from compact_portal.audit import triggers


@pytest.fixture
def tampering(db):
    """What someone with the database's own password can do: take the triggers away, and put them back."""

    @contextmanager
    def lifted():
        triggers.remove(connection)
        yield
        triggers.install(connection)

    return lifted
