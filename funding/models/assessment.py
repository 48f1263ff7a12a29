"""Who assesses a round, what they have to do with the applicants, and the marks they give."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.people.models import Organisation
from funding.choices import FINISHED, AssessmentState, InterestLevel
from funding.models.applications import Application, named
from funding.models.criteria import Criterion, PassQuestion
from funding.models.rounds import Round


class AssessorQuerySet(models.QuerySet):
    def current(self):
        return self.filter(removed_at=None)


class Assessor(models.Model):
    """Somebody who signs in on the portal, of the funder or not."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assessors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True, help_text="When they said whom they have to do with.")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AssessorQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="an_assessor_is_asked_once")]

    def __str__(self) -> str:
        return self.user.name

    @property
    def kept_out_of(self) -> set[int | str]:
        """The organisations, as in `Application.parties`, from which they stand aside by what they declared."""
        return {each.party for each in self.interests.all() if each.keeps_out}


class NamesRead(models.Model):
    """Somebody of the funder asked to read who applied to a round that is assessed without names. They do not assess
    it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="names_read")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "user"], name="names_are_opened_once")]

    def __str__(self) -> str:
        return f"{self.user.name}: {self.round}"


class DeclaredInterest(models.Model):
    """What an assessor says they have to do with one applicant, who has a name where it is outside the portal.
    `may_assess` is the funder's answer to a potential interest; until there is one, they do not."""

    assessor = models.ForeignKey(Assessor, on_delete=models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=20, choices=InterestLevel)
    reason = models.TextField(blank=True)
    may_assess = models.BooleanField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["organisation__name", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessor", "organisation"], name="an_assessors_interest_is_declared_once"),
            models.UniqueConstraint(
                fields=["assessor", "name"], condition=~Q(name=""), name="an_interest_outside_is_declared_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name="") | (Q(organisation=None) & ~Q(name="")),
                name="an_interest_is_in_one_organisation",
            ),
            models.CheckConstraint(
                condition=Q(level=InterestLevel.POTENTIAL) | Q(may_assess=None), name="only_what_may_be_is_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}, {self.called}: {self.get_level_display()}"

    @property
    def called(self) -> str:
        return self.organisation.name if self.organisation else self.name

    @property
    def party(self) -> int | str:
        """As in `Application.parties`."""
        return self.organisation_id or named(self.name)

    @property
    def keeps_out(self) -> bool:
        return self.level == InterestLevel.ACTUAL or (self.level == InterestLevel.POTENTIAL and not self.may_assess)


class PassAnswer(models.Model):
    """Stage 1, by the funder's people: one no, and the application goes no further."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="pass_answers")
    question = models.ForeignKey(PassQuestion, on_delete=models.PROTECT, related_name="+")
    passed = models.BooleanField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "question"], name="a_pass_question_is_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {'yes' if self.passed else 'no'}"


class AssessmentManager(models.Manager):
    """Whose they are is read with them."""

    def get_queryset(self):
        return super().get_queryset().select_related("assessor")


class Assessment(models.Model):
    """What one assessor makes of one application. Locked, it does not change any more."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessments")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=20, choices=AssessmentState, default=AssessmentState.OPEN)
    reason = models.TextField(blank=True, help_text="Why somebody abstains.")
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "assessor"], name="an_assessor_assesses_once"),
            models.CheckConstraint(
                condition=~Q(state=AssessmentState.ABSTAINED) | ~Q(reason=""), name="who_abstains_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.get_state_display()}"

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @cached_property
    def given(self) -> dict[int, "Mark"]:
        """By criterion."""
        return {mark.criterion_id: mark for mark in self.marks.all()}


class Mark(models.Model):
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    mark = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="a_criterion_is_marked_once")]

    def __str__(self) -> str:
        return str(self.mark)


class Moderation(models.Model):
    """The mark that those who assessed agreed on, beside theirs. The latest counts; none is ever changed."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="moderations")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=10, help_text="The mark until then, in words.")
    mark = models.PositiveSmallIntegerField()
    reason = models.TextField()
    present = models.CharField(max_length=500, help_text="Who was there.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason="") & ~Q(present=""), name="moderation_says_why_and_who"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.before} to {self.mark}"
