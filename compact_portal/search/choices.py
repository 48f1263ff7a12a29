"""Who may find an entry."""

from django.db.models import TextChoices


class Audience(TextChoices):
    EVERYONE = "everyone", "Everyone"
    OFFICERS = "officers", "Officers only"
