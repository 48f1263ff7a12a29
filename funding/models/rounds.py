"""A funder's standing scheme, its rounds, and the lots that money and criteria hang on. Money is in pence."""

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.crypto import get_random_string

from compact_portal.addresses import address
from compact_portal.people.models import Organisation
from funding.choices import UNDECIDED, Answer, Kind, RoundState
from funding.models.stages import StagedRound

KEY_LENGTH = 20
#: What a list shows of a round, and what its state stands on.
IN_A_LINE = ("key", "slug", "title", "kind", "state", "source", "opens_at", "closes_at", "second_closes_at", "saved_at")


def new_key() -> str:
    """The address of a draft: nobody can count drafts, or guess one."""
    return get_random_string(KEY_LENGTH)


class Programme(models.Model):
    """A standing scheme. A funder that is not on the portal is known by its name."""

    name = models.CharField(max_length=200)
    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="programmes")
    funder_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["funder", "name"], name="a_funder_names_a_programme_once"),
            models.CheckConstraint(
                condition=Q(funder__isnull=False, funder_name="") | (Q(funder=None) & ~Q(funder_name="")),
                name="a_programme_has_one_funder",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def funded_by(self) -> str:
        return self.funder.name if self.funder else self.funder_name


class RoundQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(state=RoundState.DRAFT)

    def public(self):
        return self.exclude(state=RoundState.DRAFT)

    def of(self, organisations):
        """Those of programmes of these funders, by their ids."""
        return self.filter(programme__funder__in=organisations)

    def for_lists(self):
        return self.select_related("programme__funder").prefetch_related("lots")

    def for_lines(self):
        """A line each, in a list that may be long: the programme and the funder by name, `money` is of all lots."""
        of_lots = Lot.objects.filter(round=OuterRef("pk")).order_by().values("round").annotate(sum=Sum("budget"))
        return self.only(*IN_A_LINE).annotate(
            money=Subquery(of_lots.values("sum")),
            of_programme=F("programme__name"),
            funded_by=Coalesce("programme__funder__name", "programme__funder_name"),
        )

    def with_criteria(self):
        return self.for_lists().prefetch_related(
            "lots__criteria", "lots__pass_questions", "questions", "exceptions", "check_answers"
        )


class Round(StagedRound, models.Model):
    """One call for applications. What comes from old minutes says so in `source`, and has what the source has."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    slug = models.SlugField(max_length=80, blank=True, help_text="Its public address; none while it is a draft.")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.DRAFT)
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a form names the one it was shown.")

    ready_made = models.CharField(max_length=20, default="empty", help_text="What its draft began with.")
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    reason = models.TextField(blank=True, help_text="Why it is this kind.")
    purpose = models.TextField(blank=True)
    who_can_apply = models.TextField(blank=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    more_years = models.PositiveSmallIntegerField(null=True, blank=True, help_text="By which it can be extended.")

    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True, help_text="The server refuses what comes later.")
    invites_on = models.DateField(
        null=True, blank=True, help_text="By when it is said who goes on to the second stage."
    )
    second_closes_at = models.DateTimeField(null=True, blank=True, help_text="The same for the second stage.")
    is_anonymous = models.BooleanField(default=False, help_text="Assessors do not read whose application it is.")
    marks_due = models.DateField(null=True, blank=True, help_text="By when assessors lock their marks.")
    decided_by = models.CharField(max_length=200, blank=True, help_text="Cabinet, a panel, a board.")
    decided_on = models.DateField(null=True, blank=True)
    decision_minutes = models.CharField(max_length=200, blank=True, help_text="Where the decision is written down.")
    recused = models.PositiveSmallIntegerField(null=True, blank=True, help_text="How many assessors stood aside.")
    announced_on = models.DateField(null=True, blank=True)
    asked_for = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="By all who applied, in pence; kept when it is announced."
    )

    achieved = models.TextField(blank=True, help_text="What the money changed, once no award runs any more.")
    learned = models.TextField(blank=True)
    evaluated_at = models.DateTimeField(null=True, blank=True)

    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)

    source = models.CharField(max_length=200, blank=True, help_text="The minutes that tell of it.")
    applications_told = models.PositiveIntegerField(null=True, blank=True, help_text="As the source counts them.")
    returned = models.PositiveBigIntegerField(null=True, blank=True, help_text="Given back to the funder, in pence.")

    objects = RoundQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "closes_at"], name="rounds_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["slug"], condition=~Q(slug=""), name="a_round_has_its_own_address"),
            models.CheckConstraint(
                condition=Q(state=RoundState.DRAFT, slug="") | (~Q(state=RoundState.DRAFT) & ~Q(slug="")),
                name="public_rounds_have_an_address",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="rounds_close_after_they_open",
            ),
            models.CheckConstraint(
                condition=Q(second_closes_at=None) | Q(closes_at=None) | Q(second_closes_at__gt=F("closes_at")),
                name="the_second_stage_closes_after_the_first",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RoundState.SIFTING, RoundState.INVITED])
                | Q(second_closes_at__isnull=False, invites_on__isnull=False),
                name="a_second_stage_has_its_dates",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.CANCELLED) | ~Q(cancelled_because=""), name="cancelled_rounds_say_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.EVALUATED) | ~Q(achieved="") & ~Q(learned=""),
                name="evaluated_rounds_say_what_they_achieved",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("funding:round", self.slug) if self.slug else self.draft_url()

    def draft_url(self, page: str = "draft", *extra) -> str:
        return address(f"funding:{page}", self.key, *extra)

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT

    def is_decided_after(self, now: datetime) -> bool:
        """By its timetable. When that day has passed without a decision, it says nothing any more."""
        return self.decided_on is not None and self.decided_on >= timezone.localdate(now)

    @property
    def can_be_cancelled(self) -> bool:
        """Nobody knows yet who gets anything; what old minutes tell of is over."""
        return self.state in UNDECIDED and not self.source

    @cached_property
    def lot_list(self) -> list["Lot"]:
        return list(self.lots.all())

    @property
    def budget(self) -> int:
        """Of all its lots, in pence."""
        return sum(lot.budget for lot in self.lot_list)

    @property
    def lets_apply_together(self) -> bool:
        """By its answer in the Compact check."""
        return any(each.commitment == "consortia" and each.answer == Answer.MET for each in self.check_answers.all())

    def standing(self, now: datetime) -> str:
        """Where it stands, in words. What old minutes left open, nobody knows to have gone on."""
        if self.source and self.state != RoundState.OVER:
            return "From old minutes"
        return (self.phase(now) or RoundState(self.state)).label


class Lot(models.Model):
    """A part of a round with its own money. A simple round has one, without a name."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="lots")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, blank=True)
    budget = models.PositiveBigIntegerField(help_text="In pence.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="a_lot_is_numbered_once"),
            models.CheckConstraint(condition=Q(budget__gt=0), name="a_lot_has_money"),
        ]

    def __str__(self) -> str:
        return self.title or f"Lot {self.number}"

    @property
    def weights(self) -> int:
        """In per cent: 100 where the criteria are whole."""
        return sum(criterion.weight for criterion in self.criteria.all())
