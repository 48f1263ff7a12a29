from datetime import datetime, timedelta

from django.db import models


class HeartbeatQuerySet(models.QuerySet):
    def beat(self, *, at: datetime) -> None:
        self.update_or_create(pk=Heartbeat.ONLY, defaults={"at": at})

    def age(self, now: datetime) -> timedelta | None:
        """How long ago a worker last did what it was told; None if none ever has."""
        last = self.filter(pk=Heartbeat.ONLY).values_list("at", flat=True).first()
        return now - last if last else None


class Heartbeat(models.Model):
    """When a worker last ran a task. Beat asks for one every 30 seconds, so silence means one of the two is gone."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_heartbeat")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S %Z}"
