"""What every test stands on: an environment of its own, set before Django reads its settings."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PART = os.environ.get("PYTEST_XDIST_WORKER", "")  # tests that run side by side share no file and no queue
VAR_DIR = ROOT / "var" / "test" / PART

pytest_plugins = ["tests.rig.browser", "tests.rig.live_server", "tests.rig.worker"]

os.environ["DJANGO_SETTINGS_MODULE"] = "compact_portal.settings"
os.environ["VAR_DIR"] = str(VAR_DIR)
os.environ["SECRET_KEY"] = "tests only: fifty characters that keep nothing at all secret"
os.environ["SITE_URL"] = "http://localhost:8000"
os.environ["CACHE_URL"] = "locmemcache://"
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["LOG_LEVEL"] = "WARNING"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the thread of the test
if os.environ.get("CELERY_BROKER_URL", "").startswith("redis:") and PART:
    os.environ["CELERY_BROKER_URL"] = f"{os.environ['CELERY_BROKER_URL'].rpartition('/')[0]}/{int(PART[2:]) + 1}"
for name in ("DEBUG", "DEMO", "ALLOWED_HOSTS"):
    os.environ.pop(name, None)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Only what a test run needs to be quick: cheap passwords, unhashed file names, a database in a file.

    The SQLite database is a file because the server and the worker under test are other threads and processes.
    """
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_REQUIRED = False  # tests of the second factor ask for it themselves
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(VAR_DIR / "portal.sqlite3")

    if config.getoption("numprocesses", None):
        # The parts of this run start with our environment. They are to find their own before they read settings.
        del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_make_parametrize_id(val, argname):
    """Bytes name no test: a file made at import carries its time, and then each worker would know other tests."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def nothing_is_remembered_of_earlier_tests():
    """Publications of another test may have had the same number."""
    from django.core.cache import caches

    caches["frozen"].clear()


@pytest.fixture(scope="session", autouse=True)
def databases_are_emptied_quickly():
    from tests.rig.emptying import teach_django

    teach_django()
