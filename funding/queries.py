"""Finding rounds."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Aggregate, BigIntegerField, Count, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from compact_portal.written import written
from funding import panel
from funding.choices import (
    IN_THE_OPEN,
    SECOND,
    SENT,
    Answer,
    ApplicationState,
    AwardState,
    PaymentState,
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
    ApplicationVerdict,
    Award,
    CheckAnswer,
    Concern,
    FormAnswer,
    FormQuestion,
    LateException,
    Lot,
    Payment,
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


def open_or_coming(now: datetime) -> QuerySet[Round]:
    """Those one can still apply to, or will be able to; the next to close first."""
    found = Round.objects.filter(state=RoundState.PUBLISHED, closes_at__gt=now)
    return found.for_lists().order_by("closes_at", "pk")


def no_longer_open(now: datetime) -> QuerySet[Round]:
    """All others that are public, the latest to close first."""
    found = Round.objects.public().exclude(state=RoundState.PUBLISHED, closes_at__gt=now)
    return found.for_lists().order_by("-closes_at", "-pk")


def drafts_of(organisations) -> QuerySet[Round]:
    """The funders' own, the latest first."""
    return Round.objects.drafts().of(organisations).for_lists().order_by("-saved_at", "-pk")


def applications_of(organisations, round_: Round | None = None) -> QuerySet[Application]:
    """Those of these organisations, by their ids; in one round, if it is given."""
    found = Application.objects.of(organisations).select_related("round", "lot", "organisation")
    found = found.filter(round=round_) if round_ else found
    return found.order_by("-saved_at", "-pk")


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


@dataclass(frozen=True, slots=True)
class Results:
    """What everyone reads once it is announced. Money in pence. Whoever got nothing is never named. `expressed` is how
    many sent the first of two stages; `received`, how many sent all that was asked."""

    expressed: int | None
    received: int
    asked_for: int
    offered: int
    declined: int
    awarded: int
    paid: int
    reports_asked_for: int
    reports_accepted: int
    awards: list[Award]
    recused: int
    exceptions: int
    notices: list[str]

    @property
    def success_rate(self) -> int:
        """Offers that stand by applications, in per cent."""
        return round(100 * self.offered / self.received) if self.received else 0


def results_of(round_: Round) -> Results | None:
    """None before the announcement. What was declined may have gone to the next in reserve, so it is no offer."""
    if round_.state not in IN_THE_OPEN:
        return None
    ((expressed, received, exceptions),) = counts_of(round_.pk)
    made = offers_of(round_.pk)
    offers = [each for each in made if each.state != AwardState.DECLINED]
    awards = [each for each in offers if each.state != AwardState.OFFERED]
    notices = [words for concern in told_concerns_of(round_.pk) for words in concern.published]
    return Results(
        expressed=expressed if round_.has_two_stages else None,
        received=received,
        asked_for=round_.asked_for or 0,
        offered=len(offers),
        declined=len(made) - len(offers),
        awarded=sum(each.amount for each in awards),
        paid=sum(each.paid_so_far for each in awards),
        reports_asked_for=sum(each.asked for each in awards),
        reports_accepted=sum(each.accepted for each in awards),
        awards=awards,
        recused=round_.recused or 0,
        exceptions=exceptions + len(notices),
        notices=notices,
    )


def of_each(found: QuerySet, link: str, what: Aggregate) -> Coalesce:
    """A figure of what belongs to each row, in the same query; 0 of nothing."""
    belonging = found.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Coalesce(
        Subquery(belonging.annotate(figure=what).values("figure")), Value(0), output_field=BigIntegerField()
    )


@written
def counts_of(round_: int) -> QuerySet:
    """Once three numbers: the applications that were ever sent, those of them that were sent whole, and what the round
    says publicly that it did otherwise."""
    checked = CheckAnswer.objects.filter(answer=Answer.EXCEPTION)
    found = Round.objects.filter(pk=round_).annotate(
        expressed=of_each(Application.objects.ever_sent(), "round", Count("pk")),
        received=of_each(Application.objects.sent(), "round", Count("pk")),
        otherwise=of_each(checked, "round", Count("pk")) + of_each(LateException.objects.all(), "round", Count("pk")),
    )
    return found.values_list("expressed", "received", "otherwise")


@written
def offers_of(round_: int) -> QuerySet[Award]:
    """Whatever became of each, by the names of the organisations: with what was paid in pence (`paid_so_far`), and how
    many reports were `asked` for and `accepted`."""
    found = Award.objects.filter(round=round_).select_related("organisation")
    found = found.only("amount", "state", "organisation__name").annotate(
        paid_so_far=of_each(Payment.objects.filter(state=PaymentState.PAID), "award", Sum("amount")),
        asked=of_each(Report.objects.all(), "award", Count("pk")),
        accepted=of_each(Report.objects.filter(state=ReportState.ACCEPTED), "award", Count("pk")),
    )
    return found.order_by("organisation__name", "pk")


@written
def told_concerns_of(round_: int) -> QuerySet[Concern]:
    """Those of its awards of which everyone reads a reason."""
    found = Concern.objects.exceptional().filter(award__round=round_)
    return found.only("exception", "early_reason").order_by("notice_at", "pk")


def decision_on(application: Application) -> ApplicationVerdict | None:
    """For the applicant, once it is announced: what was decided and why. None before, and where it did not pass."""
    if application.round.state not in IN_THE_OPEN:
        return None
    return application.verdicts.filter(step=Step.DECIDED).first()
