"""Two stages: what rounds and applications of that kind can say of themselves. Every other has the first stage only."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from funding.choices import FIRST, SECOND, TWO_STAGES, WRITTEN, ApplicationState, Phase, RoundState

if TYPE_CHECKING:  # it stands on this
    from funding.models.form import FormQuestion

#: Before those who passed are invited.
BEFORE_THE_SECOND = frozenset({RoundState.DRAFT, RoundState.PROPOSED, RoundState.PUBLISHED, RoundState.SIFTING})


class StagedRound:
    """Of a Round."""

    @property
    def has_two_stages(self) -> bool:
        """By its kind. What was published before there were two stages has one all the same: it has one deadline."""
        return self.kind in TWO_STAGES and (self.is_draft or self.second_closes_at is not None)

    @property
    def stages(self) -> tuple[int, ...]:
        return (FIRST, SECOND) if self.has_two_stages else (FIRST,)

    @property
    def stage(self) -> int:
        """The one that is open, or was open last."""
        return SECOND if self.has_two_stages and self.state not in BEFORE_THE_SECOND else FIRST

    def closing(self, stage: int) -> datetime:
        """The deadline of everyone."""
        return self.second_closes_at if stage == SECOND else self.closes_at

    @property
    def last_closing(self) -> datetime | None:
        return self.second_closes_at if self.has_two_stages else self.closes_at

    def questions_of(self, stage: int) -> list["FormQuestion"]:
        return [each for each in self.questions.all() if each.stage == stage]

    def phase(self, now: datetime) -> Phase | None:
        """Where the clock decides: in a published round, and in the second stage. None in every other state."""
        if self.state == RoundState.INVITED:
            return Phase.SECOND if now < self.second_closes_at else Phase.CLOSED
        if self.state != RoundState.PUBLISHED:
            return None
        if now < self.opens_at:
            return Phase.COMING
        if now < self.closes_at:
            return Phase.OPEN
        return Phase.BETWEEN if self.has_two_stages else Phase.CLOSED

    def closes_for(self, organisation: int, stage: int = FIRST) -> datetime:
        """The deadline of one organisation, by its id: that of everyone, or a later one that it was given."""
        given = (each for each in self.exceptions.all() if each.organisation_id == organisation)
        return max([self.closing(stage), *(each.until for each in given if each.stage == stage)])

    def is_open_for(self, organisation: int, now: datetime, stage: int = FIRST) -> bool:
        if stage == SECOND:
            return self.state == RoundState.INVITED and now < self.closes_for(organisation, SECOND)
        return self.state == RoundState.PUBLISHED and self.opens_at <= now < self.closes_for(organisation)


class StagedApplication:
    """Of an Application."""

    #: Stages whose answers this reader does not get; see `funding.stages`.
    hidden = frozenset()

    @property
    def stage(self) -> int:
        """The one that is written, or was sent last."""
        in_second = (ApplicationState.INVITED, ApplicationState.COMPLETE, ApplicationState.DROPPED)
        return SECOND if self.completed_at or self.state in in_second else FIRST

    @property
    def is_partly_sealed(self) -> bool:
        """For this reader. Who applies together, and for which shares, can change in the second stage: it is sealed
        with it."""
        return SECOND in self.hidden and self.stage == SECOND

    @property
    def is_draft(self) -> bool:
        """Its people write in it: the first stage, or the second."""
        return self.state in WRITTEN

    @property
    def closes_at(self) -> datetime:
        """Until when its stage can be sent, and from when the funder reads that."""
        return self.round.closes_for(self.organisation_id, self.stage)

    def is_open(self, now: datetime) -> bool:
        return self.round.is_open_for(self.organisation_id, now, self.stage)

    @property
    def questions(self) -> list["FormQuestion"]:
        """Those of its stage."""
        return self.round.questions_of(self.stage)

    @property
    def read_questions(self) -> list["FormQuestion"]:
        """Those whose answers this reader gets."""
        return [each for each in self.round.questions.all() if each.stage not in self.hidden]

    @cached_property
    def said(self) -> dict[int, str]:
        """The answers there are, by question."""
        there = {each.pk for each in self.read_questions} if self.hidden else None
        return {
            each.question_id: each.text for each in self.answers.all() if there is None or each.question_id in there
        }

    @property
    def missing(self) -> list["FormQuestion"]:
        """The questions of its stage that need an answer and have none."""
        return [each for each in self.questions if each.is_required and not self.said.get(each.pk)]

    @property
    def gaps(self) -> list[str]:
        """What is missing about applying together. How much is asked for may be a question of the second stage: until
        then shares in pounds are compared with nothing."""
        if self.together is None:
            return []
        asked = next(iter(self.amount_questions), None)
        return self.together.gaps_with(is_whole_known=asked is None or asked.stage <= self.stage)


class FirstStageVerdict(models.Model):
    """Whether an application passed what is looked at first, and what its people are told of it: then it goes on to the
    second stage, or to the marks."""

    application = models.OneToOneField("funding.Application", on_delete=models.CASCADE, related_name="first_stage")
    goes_on = models.BooleanField()
    reason = models.TextField(blank=True, help_text="For the applicant. Always there where it does not go on.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(goes_on=True) | ~Q(reason=""), name="who_does_not_go_on_is_told_why")
        ]

    def __str__(self) -> str:
        return "Goes on" if self.goes_on else "Does not go on"
