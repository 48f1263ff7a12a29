"""Finding rounds."""

from datetime import datetime
from fractions import Fraction

from django.db.models import Case, F, QuerySet, Sum, When

from compact_portal.written import written
from funding import panel
from funding.choices import (
    IN_THE_OPEN,
    SECOND,
    SENT,
    ApplicationState,
    AssessmentState,
    AwardState,
    QuestionKind,
    ReportState,
    RoundState,
    Step,
    Verdict,
)
from funding.marks import Judged, total
from funding.models import (
    Amendment,
    Application,
    Award,
    Criterion,
    FormAnswer,
    FormQuestion,
    LateException,
    Lot,
    Mark,
    Report,
    Round,
    RoundQuestion,
)


@written
def round_at(slug: str) -> QuerySet[Round]:
    """The public round with this address; none or one."""
    return Round.objects.public().select_related("programme__funder").filter(slug=slug)


@written
def answered_of(round_: int) -> QuerySet[RoundQuestion]:
    """What was asked about a round, by its id, and is answered."""
    return RoundQuestion.objects.filter(round=round_).answered()


@written
def amendments_of(round_: int) -> QuerySet[Amendment]:
    """What was changed in a round, by its id, after its publication; newest first."""
    return Amendment.objects.filter(round=round_).published().newest_first()


@written
def time_given_in(round_: int) -> QuerySet[LateException]:
    """Who was given more time in a round, by its id, and why."""
    return LateException.objects.filter(round=round_)


def public_rounds(now: datetime) -> QuerySet[Round]:
    """For lists: those one can apply to, soon or if one was invited, the next to close first; then all others, the
    latest to close first. `can_come_until` is None for these."""
    can_come = Case(
        When(state=RoundState.PUBLISHED, closes_at__gt=now, then="closes_at"),
        When(state=RoundState.INVITED, second_closes_at__gt=now, then="second_closes_at"),
    )
    found = Round.objects.public().for_lines().annotate(can_come_until=can_come)
    return found.order_by(F("can_come_until").asc(nulls_last=True), F("closes_at").desc(nulls_last=True), "-pk")


@written
def drafts_of(organisations: list[int]) -> QuerySet[Round]:
    """The funders' own, the latest first."""
    return Round.objects.drafts().of(organisations).for_lines().order_by("-saved_at", "-pk")


#: So many of one's own applications stand above the rounds.
LATEST = 5


@written
def latest_applications_of(organisations: list[int]) -> QuerySet[Application]:
    """LATEST, and one more if there is one."""
    return applications_of(organisations)[: LATEST + 1]


@written
def applications_to(round_: int, organisations: list[int]) -> QuerySet[Application]:
    return applications_of(organisations).filter(round=round_)


def applications_of(organisations) -> QuerySet[Application]:
    """Those of these organisations, by their ids, the latest first."""
    found = Application.objects.of(organisations).select_related("round", "lot", "organisation")
    return found.prefetch_related("verdicts").order_by("-saved_at", "-pk")


def amended_since(application: Application) -> QuerySet[Amendment]:
    """What was changed in its round since it was sent; newest first. For a draft everything since the publication: what
    was taken back may be older."""
    found = application.round.amendments.published().newest_first()
    return found.filter(amended_at__gte=application.submitted_at) if application.submitted_at else found


#: So many earlier answers are offered at a question.
MOST_OFFERED = 3


def earlier_answers(application: Application, question: FormQuestion) -> list[FormAnswer]:
    """What its organisation wrote when the same was asked in the same way before, in what it led and sent; the latest
    first, each text once. Files are not among them: what is in them may be out of date."""
    found = FormAnswer.objects.filter(
        application__organisation=application.organisation_id,
        application__state__in=SENT,
        question__kind=question.kind,
        question__text__iexact=question.text,
    )
    found = found.exclude(question__stage=SECOND, application__completed_at=None)
    found = found.exclude(question__kind=QuestionKind.FILE).exclude(text="").exclude(application=application.pk)
    latest = found.select_related("application__round").order_by("-application__submitted_at", "-pk")
    by_text = {}
    for answer in latest[: MOST_OFFERED * 5]:
        by_text.setdefault(answer.text, answer)
    return list(by_text.values())[:MOST_OFFERED]


def applicants_of(round_: Round) -> set[int | str]:
    """Everyone whose applications were sent, as in `Application.parties`: those that apply together too."""
    sent = Application.objects.sent().filter(round=round_).with_members()
    return {party for each in sent for party in each.parties}


def judged_of(application: Application) -> dict[int, Judged]:
    """By criterion, in their order: the marks that count, and what was agreed on. Of one `with_marks`."""
    locked = panel.counted(application)
    agreed = {each.criterion_id: each.mark for each in application.moderations.all()}  # the latest is the last
    return {
        criterion.pk: Judged(
            criterion.weight,
            criterion.highest,
            tuple(each.given[criterion.pk].mark for each in locked if criterion.pk in each.given),
            agreed.get(criterion.pk),
            criterion.pass_mark,
        )
        for criterion in application.lot.criteria.all()
    }


def marks_told(application: Application) -> list[tuple[Criterion, Judged]]:
    """What its own people read of how it was judged, once it is announced; nothing where nobody was marked. Whose mark
    each is stays with the panel. Compact, section 8: feedback to everyone who applies."""
    if application.round.state not in IN_THE_OPEN:
        return []
    of_one = Mark.objects.filter(assessment__application=application, assessment__state=AssessmentState.LOCKED)
    marks: dict[Criterion, list[int]] = {}
    for each in of_one.exclude(mark=None).select_related("criterion").order_by("criterion__number"):
        marks.setdefault(each.criterion, []).append(each.mark)
    agreed = {each.criterion_id: each.mark for each in application.moderations.all()}  # the latest is the last
    return [
        (each, Judged(each.weight, each.highest, tuple(given), agreed.get(each.pk), each.pass_mark))
        for each, given in marks.items()
    ]


def total_of(application: Application) -> Fraction | None:
    """As it was agreed on; until then, as the marks are now."""
    if application.total is not None:
        return Fraction(application.total)
    return total(judged_of(application).values())


def in_reserve(lot: Lot) -> QuerySet[Application]:
    """Those of a lot that were kept in reserve and have not been offered anything since."""
    kept = Application.objects.filter(lot=lot, state=ApplicationState.ELIGIBLE, award=None)
    return kept.filter(verdicts__step=Step.DECIDED, verdicts__verdict=Verdict.RESERVE)


def reserves_of(lot: Lot) -> list[Application]:
    """The next one first: by total, and equal totals by their numbers, which were drawn at random."""
    return list(in_reserve(lot).with_marks().order_by("place", "number"))


def free_in(lot: Lot) -> int:
    """In pence: what no offer holds. One that was declined holds nothing."""
    held = lot.awards.exclude(state=AwardState.DECLINED).aggregate(sum=Sum("amount"))["sum"]
    return lot.budget - (held or 0)


def told_to_others(award: Award) -> QuerySet[Report]:
    """Reports of the same organisation that another funder has accepted, and that stand for no other: they do not
    change any more. The latest first."""
    accepted = Report.objects.filter(state=ReportState.ACCEPTED, stands_for=None)
    found = accepted.filter(award__organisation=award.organisation_id)
    found = found.exclude(award__round__programme__funder=award.round.programme.funder_id)
    return found.select_related("award__round__programme__funder").order_by("-accepted_at", "-pk")
