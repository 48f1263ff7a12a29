"""What everyone reads of a round once it is announced, in three questions, however many applied."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from compact_portal.counted import of_each
from compact_portal.written import written
from funding.choices import IN_THE_OPEN, Answer, AwardState, PaymentState, ReportState
from funding.models import Application, Award, CheckAnswer, Concern, LateException, Payment, Report, Round


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
    found = found.only("amount", "state", "purpose", "reference", "organisation__name").annotate(
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
