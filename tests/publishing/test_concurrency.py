"""Workers at the same moment, and a worker killed in the middle: each PDF is made, and made once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import connection

from compact_portal.publishing.choices import LEASE
from compact_portal.publishing.models import Publication
from compact_portal.publishing.press import PUBLICATIONS
from tests.at_once import at_once
from tests.conftest import ROOT
from tests.factories.publishing import PUBLISHED, PublicationFactory

NOW = PUBLISHED

pytestmark = pytest.mark.django_db(transaction=True)

KILLED_WHILE_RENDERING = """
import os, signal, sys
from datetime import datetime
import django
django.setup()
from compact_portal.publishing import rendering
from compact_portal.publishing.press import PUBLICATIONS
rendering.pdf_of = lambda html: os.kill(os.getpid(), signal.SIGKILL)
PUBLICATIONS.render(int(sys.argv[1]), now=datetime.fromisoformat(sys.argv[2]))
"""


def test_of_several_workers_one_gets_the_publication():
    publication = PublicationFactory()
    claims = at_once(lambda _: PUBLICATIONS.claim(publication.pk, now=NOW))
    assert [held is None for held in claims].count(False) == 1
    assert Publication.objects.get().attempts == 1


def test_sweeps_at_the_same_time_make_each_pdf_once():
    PublicationFactory.create_batch(4)
    assert sum(at_once(lambda _: PUBLICATIONS.sweep(clock=lambda: NOW))) == 4
    assert list(Publication.objects.rendered().values_list("attempts", flat=True)) == [1] * 4


def test_what_a_killed_worker_leaves_is_made_by_the_sweep_once_its_lease_has_run_out():
    publication = PublicationFactory()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_RENDERING, str(publication.pk), NOW.isoformat()],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address_of_the_test_database()},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert Publication.objects.pending().get().attempts == 1
    assert PUBLICATIONS.sweep(clock=lambda: NOW) == 0
    assert PUBLICATIONS.sweep(clock=lambda: NOW + LEASE + timedelta(seconds=1)) == 1
    assert Publication.objects.rendered().get().attempts == 2


def address_of_the_test_database() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return (
        f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
