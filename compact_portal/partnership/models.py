"""The partnership this portal belongs to: one row."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from compact_portal.addresses import address
from compact_portal.partnership.colours import validate_brand_colour
from compact_portal.remembered import forget, once_per_request

THE_ONLY_ONE = 1
FEWEST_DAYS = 1
MOST_CLEAR_DAYS = 30
MOST_MINUTES_DAYS = 60

#: Every page asks this first. Written out, because Django takes longer to write it than the database to answer.
READ = f"SELECT * FROM partnership_partnership WHERE id = {THE_ONLY_ONE}"  # noqa: S608


class Logo(models.Model):
    """A logo as it was uploaded. A new one is a new row, so that its address can be kept for ever."""

    content = models.BinaryField()
    content_type = models.CharField(max_length=20)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"Logo {self.pk}"

    def get_absolute_url(self) -> str:
        return address("partnership:logo", self.pk)


class Partnership(models.Model):
    """Name, area, contacts, colour, logo and defaults. Read it with `Partnership.current()`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONLY_ONE, editable=False)
    name = models.CharField(max_length=120, default="Compact partnership")
    strapline = models.CharField(max_length=160, blank=True)
    area = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    chair_email = models.EmailField(blank=True)
    contact_address = models.TextField(max_length=500, blank=True)
    brand_colour = models.CharField(max_length=7, default="#0f5257", validators=[validate_brand_colour])
    logo = models.ForeignKey(Logo, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    agenda_clear_days = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(FEWEST_DAYS), MaxValueValidator(MOST_CLEAR_DAYS)]
    )
    minutes_due_days = models.PositiveSmallIntegerField(
        "working days after a meeting by which its draft minutes are published",
        default=10,
        validators=[MinValueValidator(FEWEST_DAYS), MaxValueValidator(MOST_MINUTES_DAYS)],
    )
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=THE_ONLY_ONE), name="only_one_partnership"),
            models.CheckConstraint(
                condition=Q(agenda_clear_days__range=(FEWEST_DAYS, MOST_CLEAR_DAYS)), name="sensible_agenda_clear_days"
            ),
            models.CheckConstraint(
                condition=Q(minutes_due_days__range=(FEWEST_DAYS, MOST_MINUTES_DAYS)), name="sensible_minutes_due_days"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        forget()

    @staticmethod
    @once_per_request
    def current() -> "Partnership":
        """The one row; before set-up, an unsaved one with the defaults. One query, or one per request."""
        return next(iter(Partnership.objects.raw(READ)), None) or Partnership()

    @property
    def logo_url(self) -> str:
        """The address of the logo, or "" without one; asks the database nothing."""
        return address("partnership:logo", self.logo_id) if self.logo_id else ""

    @property
    def colours_url(self) -> str:
        """The stylesheet with the brand colours. The colour is in the address, so a new colour is fetched at once."""
        return f"{address('partnership:colours')}?v={self.brand_colour.lstrip('#')}"
