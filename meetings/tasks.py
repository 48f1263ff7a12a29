"""What the worker is asked to do."""

from meetings.services.old_minutes.reading import read_old_minutes, sweep_old_minutes

__all__ = ["read_old_minutes", "sweep_old_minutes"]
