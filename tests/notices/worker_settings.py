"""The portal's settings for the workers that are killed: everything quicker, and places to die built in."""

import os

from compact_portal.settings import *  # noqa: F403
from compact_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.notices.faults.FaultsConfig"]
EMAIL_BACKEND = "tests.notices.faults.MortalEmailBackend"
NOTICE_LEASE_SECONDS = 5
CELERY_BEAT_SCHEDULE = {
    "deliver-notices": {"task": "compact_portal.notices.tasks.sweep_notices", "schedule": 0.5},
}
# On a broker that other tests use too, each harness hears only its own hints.
CELERY_TASK_DEFAULT_QUEUE = f"outbox-proof-{os.environ['PROOF']}"
