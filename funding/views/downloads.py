"""A round as lists: its totals for everyone once it is announced; what was sent, for its funder, once it has closed."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.access.gate import permission_required
from compact_portal.csv_download import csv_response
from compact_portal.wording import date_and_time
from funding import panel
from funding.answers import Row, rows
from funding.marks import in_words
from funding.models import Application, Round
from funding.open_data import pounds
from funding.queries import total_of
from funding.results import Results, results_of
from funding.services.assessing import VIEW_MARKS
from funding.services.drafts import RoundMovedOn
from funding.stages import seal, state_seen
from funding.views.applications import VIEW, unsealed
from funding.views.drafts import RUN, found_round

TOTALS = (
    "Round",
    "Funded by",
    "Decided on",
    "Written down in",
    "Sent the first of two stages",
    "Applications received",
    "Asked for in pounds",
    "Offers",
    "Offers in per cent of applications",
    "Offers declined",
    "Awarded and accepted in pounds",
    "Paid so far in pounds",
    "Reports asked for",
    "Reports accepted",
    "Assessors who stood aside",
    "Exceptions",
)


@login_not_required
@require_safe
def totals(request, slug):
    """What the page of the round says. Before the announcement there is nothing: 404."""
    round_ = found_round(request, slug)
    results = results_of(round_)
    if results is None:
        raise Http404
    return csv_response(f"{round_.slug}-totals.csv", TOTALS, [totals_of(round_, results)])


def totals_of(round_: Round, results: Results) -> list:
    return [
        round_.title,
        round_.programme.funded_by,
        round_.decided_on.isoformat(),
        round_.decision_minutes,
        "" if results.expressed is None else results.expressed,
        results.received,
        pounds(results.asked_for),
        results.offered,
        results.success_rate,
        results.declined,
        pounds(results.awarded),
        pounds(results.paid),
        results.reports_asked_for,
        results.reports_accepted,
        results.recused,
        results.exceptions,
    ]


@require_safe
@permission_required(RUN, fn=found_round)
def applications(request, slug):
    """Those that this user reads with their names; none before its time is over. A total of marks is there for whoever
    may read it on its page. Raises RoundMovedOn before the round has closed."""
    round_ = Round.objects.with_criteria().get(pk=found_round(request, slug).pk)
    if round_.closes_at is None or round_.closes_at > timezone.now():
        raise RoundMovedOn(round_, "Applications are sealed until the round closes. Not even their number is shown.")
    found = round_.applications.ever_sent().with_marks().order_by("lot__number", "submitted_at", "pk")
    shown = [seal(each, timezone.now()) for each in unsealed(round_, found) if request.user.has_perm(VIEW, each)]
    asked = [question.text for question in round_.questions.all()]
    header = ["Organisation", "Lot", "Sent", "Asked for in pounds", "Who applies together", *asked, "State", "Total"]
    return csv_response(f"{round_.slug}-applications.csv", header, [line_of(request.user, each) for each in shown])


def line_of(user, application: Application) -> list:
    found = rows(application)
    asked_for = application.asked_for
    return [
        application.organisation.name,
        application.lot.title,
        date_and_time(application.submitted_at),
        "" if asked_for is None else pounds(asked_for),
        next((row.words for row in found if row.question is None), ""),
        *answers_of(application, found),
        state_seen(application),
        total_shown(user, application),
    ]


def answers_of(application: Application, found: list[Row]) -> list[str]:
    """One for each question of the round; nothing where it is sealed."""
    said = {row.question.pk: row.words for row in found if row.question}
    return [said.get(question.pk, "") for question in application.round.questions.all()]


def total_shown(user, application: Application) -> str:
    has_marks = application.number is not None and panel.counted(application)
    return in_words(total_of(application)) if has_marks and user.has_perm(VIEW_MARKS, application) else ""
