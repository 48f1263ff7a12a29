"""What is recommended and decided about each application, what is awarded, and how it is paid. Money is in pence."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from compact_portal.addresses import address
from compact_portal.people.models import Organisation
from funding.choices import COMMISSIONS, WITH_A_REASON, AwardState, PaymentKind, PaymentState, Step, Verdict
from funding.models.applications import Application
from funding.models.rounds import Lot, Round
from funding.monitoring import Terms, terms_on


class ApplicationVerdict(models.Model):
    """What is recommended about an application, and, beside it, what is decided. Both stay."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="verdicts")
    step = models.CharField(max_length=20, choices=Step)
    verdict = models.CharField(max_length=20, choices=Verdict)
    amount = models.PositiveBigIntegerField(null=True, blank=True, help_text="In pence.")
    reason = models.TextField(help_text="Feedback: the applicant reads it once it is announced.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "step"], name="one_verdict_at_each_step"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.AWARD, amount__gt=0) | (~Q(verdict=Verdict.AWARD) & Q(amount=None)),
                name="awards_say_how_much",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_verdict_display()}"


class VerdictsPutOff(models.Model):
    """What somebody has typed so far of a recommendation or a decision, field by field as it was typed. It goes when
    that is made."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="verdicts_put_off")
    step = models.CharField(max_length=20, choices=Step)
    typed = models.JSONField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "step"], name="a_step_is_put_off_once")]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_step_display()}, not finished"


class AwardQuerySet(models.QuerySet):
    def public(self):
        """What was taken: an offer that is not answered, or was declined, is nobody else's business."""
        return self.exclude(state__in=[AwardState.OFFERED, AwardState.DECLINED])

    def grants(self):
        """Without commissions, which are no grants."""
        return self.exclude(round__kind__in=COMMISSIONS)

    def with_everything(self):
        found = self.select_related("round__programme__funder", "lot", "organisation")
        return found.prefetch_related("payments", "reports")

    def for_lines(self):
        """A line each, in a list that may be long: whose it is, of which round and by whom, by name; and `explained`,
        the payments for which there is a public reason."""
        explained = Payment.objects.exclude(reason="").only("award", "amount", "kind", "reason")
        found = self.only("reference", "amount", "purpose", "offered_at").annotate(
            to=F("organisation__name"),
            of_round=F("round__title"),
            round_slug=F("round__slug"),
            funded_by=Coalesce("round__programme__funder__name", "round__programme__funder_name"),
        )
        return found.prefetch_related(Prefetch("payments", explained, to_attr="explained"))

    def for_open_data(self):
        """However many: what each belongs to is read with it. SQLite cannot be asked for a thousand by their ids."""
        registered = ("organisation__registration", "round__programme__funder__registration")
        found = self.with_everything().select_related("application__round", *registered)
        return found.prefetch_related("application__answers", "application__round__questions")


class Award(models.Model):
    """Money for one organisation. Its payments sum to it; those of a lot do not pass the lot's budget."""

    reference = models.CharField(max_length=100, unique=True)
    application = models.OneToOneField(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="award"
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="awards")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="awards")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="awards")
    amount = models.PositiveBigIntegerField(help_text="In pence.")
    purpose = models.CharField(max_length=300, blank=True, help_text="What it pays for, in the funder's words. Public.")
    state = models.CharField(max_length=20, choices=AwardState, default=AwardState.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="Set when it is accepted.")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.TextField(blank=True, help_text="Why it was closed without a report that was asked for.")
    modified_at = models.DateTimeField(auto_now=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at", "reference"]
        indexes = [
            models.Index(fields=["modified_at"], name="awards_by_change"),
            models.Index(fields=["-offered_at", "reference"], name="awards_by_offer"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="awards_are_of_something"),
            models.CheckConstraint(
                condition=Q(state=AwardState.CLOSED, closed_at__isnull=False)
                | (~Q(state=AwardState.CLOSED) & Q(closed_at=None)),
                name="closed_awards_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.round}"

    def get_absolute_url(self) -> str:
        return self.url("award")

    def url(self, page: str, *extra) -> str:
        return address(f"funding:{page}", self.reference, *extra)

    @property
    def public_url(self) -> str:
        """Where everyone reads of it: its line on the page of its round."""
        return f"{self.round.get_absolute_url()}#{self.reference}"

    def _sum(self, *states: str) -> int:
        return sum(each.amount for each in self.payments.all() if each.state in states)

    @property
    def paid(self) -> int:
        return self._sum(PaymentState.PAID)

    @property
    def withheld(self) -> int:
        return self._sum(PaymentState.WITHHELD)

    @property
    def is_settled(self) -> bool:
        """No money is to be paid any more, and none is held back."""
        return not self._sum(PaymentState.SCHEDULED, PaymentState.WITHHELD)

    @property
    def terms(self) -> Terms:
        """Those of the day it was accepted."""
        return terms_on(timezone.localdate(self.answered_at))

    @property
    def missing_reports(self) -> list:
        """Those that are not accepted yet."""
        return [each for each in self.reports.all() if not each.is_accepted]

    def is_coming_to_its_end(self, today: date) -> bool:
        """The last money has moved or its last day has passed, and something is still to come."""
        to_come = self.missing_reports or not self.is_settled
        return self.state == AwardState.ACTIVE and self.is_over(today) and bool(to_come)

    def is_over(self, today: date) -> bool:
        """The last money has moved, or its last day has passed."""
        return self.is_settled or (self.ends_on is not None and self.ends_on < today)

    @property
    def is_untouched(self) -> bool:
        """No money has moved, and none is held back."""
        return all(each.state == PaymentState.SCHEDULED for each in self.payments.all())

    @property
    def returned(self) -> int:
        return self._sum(PaymentState.RETURNED)


class Payment(models.Model):
    """One line of how an award is paid."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="payments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=PaymentKind)
    amount = models.PositiveBigIntegerField(help_text="In pence.")
    due = models.DateField()
    reason = models.TextField(blank=True, help_text="Why it is not paid in advance; why it is held back. Public.")
    state = models.CharField(max_length=20, choices=PaymentState, default=PaymentState.SCHEDULED)
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="a_payment_is_numbered_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payments_are_of_something"),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(WITH_A_REASON)) | ~Q(reason=""), name="late_money_has_a_public_reason"
            ),
            models.CheckConstraint(
                condition=Q(state=PaymentState.PAID, paid_on__isnull=False)
                | (~Q(state=PaymentState.PAID) & Q(paid_on=None)),
                name="paid_money_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"Payment {self.number}"

    def is_due(self, today: date) -> bool:
        return self.state == PaymentState.SCHEDULED and self.due <= today
