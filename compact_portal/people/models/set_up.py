"""The way into an empty portal."""

from django.db import models


class SetUpLinkQuerySet(models.QuerySet):
    def usable(self, now):
        return self.filter(used_at=None, expires_at__gt=now)


class SetUpLink(models.Model):
    """The one-time way into an empty portal. Only a hash of the token is kept: the link itself was printed once."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SetUpLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Set-up link of {self.made_at:%Y-%m-%d %H:%M}"
