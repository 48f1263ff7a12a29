"""Telling the broker that there is work. It is only a hint: what there is to do stands in the database."""

import logging
import os
import time
from functools import partial

from celery import Task, current_app
from django.db import transaction

log = logging.getLogger(__name__)

#: A request waits this long for the broker, and no longer (seconds). Celery's own tries take 6 and more.
PATIENCE = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
}

#: After a failed hint this process leaves the broker alone for so many seconds. The sweeps do the work meanwhile.
REST = 30.0

_resting_until = 0.0


def hint(task: Task, *args) -> None:
    """Once the transaction has committed, ask a worker to run `task` now rather than at the next sweep.

    Never fails and hardly waits: with no broker the change stands, the log says why nothing follows at once, and
    the sweep finds the row. `args` are ids.
    """
    transaction.on_commit(partial(_publish, task, args))


def _publish(task: Task, args: tuple) -> None:
    global _resting_until
    if time.monotonic() < _resting_until:
        return
    try:
        with task.app.connection_for_write(transport_options=PATIENCE) as connection:
            task.apply_async(args, connection=connection, retry=False)
    except Exception as error:  # whatever a transport raises, the change it tells of has been made
        _resting_until = time.monotonic() + REST
        log.warning("No broker: %s%s waits for the next sweep (%s)", task.name, args, error)


def is_reachable() -> bool:
    """Whether a hint given now would arrive."""
    try:
        with current_app.connection_for_write(transport_options=PATIENCE) as connection:
            connection.ensure_connection(max_retries=1, timeout=PATIENCE["socket_connect_timeout"])
            folder = connection.transport_options.get("data_folder_out")
            return folder is None or os.access(folder, os.W_OK)
    except Exception:  # whatever a transport raises, it is not there
        return False
