"""What an organisation writes in the form of a round, alone or with others."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q

from compact_portal.addresses import address
from compact_portal.people.models import Organisation
from funding.choices import (
    IN_THE_OPEN,
    IN_THE_RUNNING,
    OUTCOMES,
    SENT,
    UNTOLD,
    ApplicationState,
    QuestionKind,
    Step,
)
from funding.costs import costs_of
from funding.models.form import FormQuestion
from funding.models.rounds import KEY_LENGTH, Lot, Round, new_key
from funding.models.stages import StagedApplication
from funding.money import pounds

if TYPE_CHECKING:  # they stand on this
    from funding.models.awards import ApplicationVerdict
    from funding.models.consortia import Consortium, ConsortiumMember


def named(name: str) -> str:
    """By this an organisation outside the portal is known: its name, however it is written."""
    return " ".join(name.split()).casefold()


#: What lists of an assessment show.
OF_A_LIST = ("key", "round_id", "state", "number", "total", "place", "is_below_pass_mark", "lot", "organisation__name")
#: The second stage of none of these was sent.
BEFORE_IT_IS_COMPLETE = sorted(frozenset(ApplicationState) - {ApplicationState.COMPLETE})


class ApplicationQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(state=ApplicationState.DRAFT)

    def sent(self):
        """And may still get something."""
        return self.filter(state__in=IN_THE_RUNNING)

    def ever_sent(self):
        """Those too that did not go on to the second stage."""
        return self.filter(state__in=SENT)

    def eligible(self):
        return self.filter(state=ApplicationState.ELIGIBLE)

    def close_to(self, parties):
        """Those of these, as in `Application.parties`: alone, or with others, those who left too."""
        ids, outside = ({each for each in parties if isinstance(each, kind)} for kind in (int, str))
        with_others = self.model.objects.filter(consortium__members__organisation__in=ids)
        found = Q(organisation__in=ids) | Q(pk__in=with_others.values("pk"))
        if outside:
            others = self.filter(consortium__members__organisation=None).values_list("pk", "consortium__members__name")
            found |= Q(pk__in=[pk for pk, name in others if name and named(name) in outside])
        return self.filter(found)

    def with_standing(self):
        """Who leads each, and what is kept of it: for lists of one round, which they are given."""
        return self.select_related("lot", "organisation").only(*OF_A_LIST)

    def with_finished(self):
        """Who has finished its assessment."""
        finished = apps.get_model("funding", "Assessment").objects.select_related(None)
        return self.prefetch_related(Prefetch("assessments", queryset=finished))

    def with_totals(self):
        """With what totals are made of."""
        found = self.with_standing().with_finished().with_members()
        return found.prefetch_related("lot__criteria", "assessments__marks", "moderations")

    def with_marks(self):
        """What was said of each, and by whom."""
        marks = ("assessments__marks", "assessments__assessor__user__person", "moderations", "pass_answers")
        return self.with_answers().prefetch_related("lot__criteria", "lot__pass_questions", *marks)

    def of(self, organisations):
        """Those of these organisations, by their ids, and those for which they apply together with others."""
        with_others = self.model.objects.filter(
            consortium__members__organisation__in=organisations, consortium__members__left_at=None
        )
        return self.filter(Q(organisation__in=organisations) | Q(pk__in=with_others.values("pk")))

    def with_members(self):
        return self.prefetch_related("consortium__members")

    def with_answers(self):
        found = self.select_related("round__programme__funder", "lot", "organisation")
        of_round = ("round__questions", "round__exceptions", "round__check_answers")
        return found.with_members().prefetch_related("answers__file", *of_round)


class Application(StagedApplication, models.Model):
    """Of one organisation for one lot: its members share it. Sealed: until the round closes nobody else reads it."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="applications")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    revision = models.PositiveIntegerField(default=0, help_text="Counts changes; a form names the one it was shown.")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="By lot, when the assessment starts.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    total = models.DecimalField(
        max_digits=12, decimal_places=9, null=True, blank=True, help_text="Out of 100; kept once the marks are agreed."
    )
    place = models.PositiveSmallIntegerField(null=True, blank=True, help_text="In its lot; equal totals share one.")
    is_below_pass_mark = models.BooleanField(default=False, help_text="In one criterion; kept with the total.")
    completed_at = models.DateTimeField(null=True, blank=True, help_text="When its second stage was sent.")
    yearly_income = models.PositiveBigIntegerField(null=True, blank=True, help_text="In pence, as it was when sent.")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lot", "organisation"], name="an_organisation_applies_for_a_lot_once"),
            models.UniqueConstraint(fields=["round", "number"], name="an_application_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT, submitted_at=None)
                | (~Q(state=ApplicationState.DRAFT) & Q(submitted_at__isnull=False)),
                name="what_was_sent_says_when",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, state__in=BEFORE_IT_IS_COMPLETE)
                | Q(completed_at__isnull=False, state__in=[ApplicationState.COMPLETE, ApplicationState.ELIGIBLE]),
                name="what_is_complete_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.round}"

    def get_absolute_url(self) -> str:
        return self.url("application")

    def url(self, page: str, *extra) -> str:
        return address(f"funding:{page}", self.key, *extra)

    @property
    def decided(self) -> "ApplicationVerdict | None":
        """What was decided about it and why. None before it is announced, and where it did not pass."""
        if self.round.state not in IN_THE_OPEN:
            return None
        return next((each for each in self.verdicts.all() if each.step == Step.DECIDED), None)

    @property
    def state_told(self) -> str:
        """As its own people read it: what was decided; until that is announced what was said to all, or that it is
        sent."""
        if self.decided:
            return OUTCOMES[self.decided.verdict]
        is_untold = self.state in UNTOLD and self.round.state not in IN_THE_OPEN
        return ApplicationState.SUBMITTED.label if is_untold else self.get_state_display()

    @property
    def is_sent(self) -> bool:
        return self.state in SENT

    @property
    def amount_questions(self) -> list[FormQuestion]:
        """The table of costs that the round names, else the amounts that it asks for."""
        questions = self.read_questions
        named = [each for each in questions if each.is_amount_asked]
        return named or [each for each in questions if each.kind == QuestionKind.MONEY]

    @property
    def asked_for(self) -> int | None:
        """In pence: the total of the table of costs that the round names, else the first amount that it asks for."""
        asked = next(iter(self.amount_questions), None)
        said = self.said.get(asked.pk) if asked else None
        if not said:
            return None
        return costs_of(said).total if asked.is_amount_asked else int(said)

    @property
    def amount_gap(self) -> str:
        """What is wrong with how much is asked for, in words. The lot has no more than its budget."""
        return refused_amount(self.lot, self.asked_for)

    @property
    def together(self) -> "Consortium | None":
        """With whom the organisation applies. None where it applies alone."""
        return getattr(self, "consortium", None)

    @property
    def members(self) -> list["ConsortiumMember"]:
        """The others, those who have left too: what they had to do with it they still have."""
        return list(self.together.members.all()) if self.together else []

    @property
    def organisations(self) -> set[int]:
        """All of the portal whose application it is, by their ids."""
        return {self.organisation_id, *(each.organisation_id for each in self.members if each.organisation_id)}

    @property
    def parties(self) -> set[int | str]:
        """All whose application it is: those of the portal by their ids, those outside it as `named`."""
        return {self.organisation_id, *(each.party for each in self.members)}

    @property
    def names(self) -> list[str]:
        return [self.organisation.name, *map(str, self.members)]

    @property
    def called(self) -> str:
        """As assessors call it."""
        return f"Application {self.number}"


def refused_amount(lot: Lot, pence: int | None) -> str:
    """Why so much cannot be asked for; "" where it can, or nobody has said how much."""
    if pence == 0:
        return "Enter how much you ask for: more than £0."
    if pence is not None and pence > lot.budget:
        return f"There is {pounds(lot.budget)} to share. Ask for that, or for less."
    return ""


class FormAnswer(models.Model):
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(FormQuestion, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(blank=True, help_text="Money in pence, a date as 2027-01-31, yes or no, a table as JSON.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "question"], name="a_question_is_answered_once")]

    def __str__(self) -> str:
        return self.text[:40]
