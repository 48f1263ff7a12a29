"""Places where a process kills itself, when the environment says so: FAULT="after commit 2".

Loaded as an app by the workers of the harness only; the portal itself knows nothing of it. A commit is either the
COMMIT of a transaction or a write outside of one.
"""

import os
import signal
from collections import Counter
from datetime import timedelta

from django.apps import AppConfig
from django.core.mail.backends.smtp import EmailBackend
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

passed: Counter[str] = Counter()


def pass_by(place: str) -> None:
    """Count the visits to `place`, and die at the one that FAULT names."""
    passed[place] += 1
    if os.environ.get("FAULT") == f"{place} {passed[place]}":
        os.kill(os.getpid(), signal.SIGKILL)


class FaultsConfig(AppConfig):
    name = "tests.notices.faults"
    label = "faults"

    def ready(self):
        from compact_portal.notices import delivery

        delivery.WAITS = (timedelta(seconds=1),) * 100
        delivery.TRIES = 101
        connection_created.connect(make_mortal)
        BaseDatabaseWrapper._commit = mortal(BaseDatabaseWrapper._commit)


def mortal(commit):
    def commit_or_die(connection):
        pass_by("before commit")
        commit(connection)
        pass_by("after commit")

    return commit_or_die


def make_mortal(connection, **signal):
    connection.execute_wrappers.append(write_or_die)


def write_or_die(execute, sql, params, many, context):
    is_commit = context["connection"].get_autocommit() and sql.startswith(("INSERT", "UPDATE", "DELETE"))
    if not is_commit:
        return execute(sql, params, many, context)
    pass_by("before commit")
    result = execute(sql, params, many, context)
    pass_by("after commit")
    return result


class MortalEmailBackend(EmailBackend):
    def send_messages(self, messages):
        pass_by("before send")
        sent = super().send_messages(messages)
        pass_by("after send")
        return sent
