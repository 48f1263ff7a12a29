"""The kernel: what every module stands on. It knows no module above it."""

from compact_portal.celery import app as celery_app

__all__ = ["celery_app"]
