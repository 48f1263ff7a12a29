"""Funding of ten years: 500 rounds with 20,000 applications at scale 100; one round has 2,000 of them, all marked."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter

from django.utils import timezone

from compact_portal.people.choices import Sector
from compact_portal.people.models import Membership, Organisation, User
from funding.choices import ApplicationState, AssessmentState, AwardState, Kind, PaymentKind, PaymentState, RoundState
from funding.models import (
    Application,
    Assessment,
    Assessor,
    Award,
    Criterion,
    FormAnswer,
    FormQuestion,
    Lot,
    Mark,
    Payment,
    Programme,
    Round,
)

#: At scale 1; the first of the rounds has as many applications as all others together have in four and a half of them.
ROUNDS, APPLICATIONS, LARGEST = 5, 36, 20
#: At every scale there are more rounds than one page shows.
FEWEST_ROUNDS = 30
AWARDED = 10  # of each round that is announced
BUDGET = 1_000_000_00
WORDS = "A lunch club for people who live alone, every Wednesday, with a minibus for those who cannot walk. " * 4
BATCH = 1000


def build_funding(scale: int) -> None:
    """One round is marked and not decided, every tenth is open, the others are announced."""
    funder, applicants = _people(scale)
    rounds = Round.objects.bulk_create(_rounds(scale, funder), BATCH)
    lots = Lot.objects.bulk_create((Lot(round=each, number=1, budget=BUDGET) for each in rounds), BATCH)
    questions = FormQuestion.objects.bulk_create(_questions(rounds), BATCH)
    Criterion.objects.bulk_create(_criteria(lots), BATCH)
    sent = Application.objects.bulk_create(_applications(lots, applicants), BATCH)
    FormAnswer.objects.bulk_create(_answers(sent, questions), BATCH)
    _marks(rounds[0])
    _agree(rounds[0])
    _awards(rounds[1:])


def _people(scale: int) -> tuple[Organisation, list[Organisation]]:
    user = User.objects.create_user("funder@example.org", name="Fay Example")
    funder = Organisation.objects.create(name="Example Funder", slug="example-funder", sector=Sector.PUBLIC)
    Membership.objects.create(user=user, organisation=funder, role="lead", state="confirmed", decided_at=timezone.now())
    applicants = [
        Organisation(name=f"Example Applicant {n}", slug=f"example-applicant-{n}", sector=Sector.VOLUNTARY)
        for n in range(max(APPLICATIONS, LARGEST * scale))
    ]
    return funder, Organisation.objects.bulk_create(applicants, BATCH)


def _rounds(scale: int, funder: Organisation) -> Iterator[Round]:
    programmes = [Programme.objects.create(name=f"Example Fund {n}", funder=funder) for n in range(5)]
    now, today = timezone.now(), timezone.localdate()
    for n in range(max(FEWEST_ROUNDS, ROUNDS * scale)):
        state = RoundState.MODERATED if n == 0 else RoundState.PUBLISHED if n % 10 == 1 else RoundState.ANNOUNCED
        closes = now + timedelta(days=20) if state == RoundState.PUBLISHED else now - timedelta(days=90 + 7 * n)
        decided = {"decided_on": timezone.localdate(closes) + timedelta(days=40), "asked_for": APPLICATIONS * 500_00}
        yield Round(
            slug=f"example-round-{n}",
            programme=programmes[n % len(programmes)],
            title=f"Example round {n}",
            state=state,
            kind=Kind.OPEN,
            opens_at=closes - timedelta(days=60),
            closes_at=closes,
            saved_at=now,
            published_at=closes - timedelta(days=61),
            marks_due=today if state == RoundState.MODERATED else None,
            announced_on=timezone.localdate(closes) + timedelta(days=47),
            **(decided if state == RoundState.ANNOUNCED else {}),
        )


def _questions(rounds: list[Round]) -> Iterator[FormQuestion]:
    for each in rounds:
        yield FormQuestion(round=each, number=1, kind="long", text="What do you want to do?", most_words=200)
        yield FormQuestion(round=each, number=2, kind="money", text="How much do you ask for?")


def _criteria(lots: list[Lot]) -> Iterator[Criterion]:
    for lot in lots:
        for number, weight in enumerate((50, 40, 10), 1):
            yield Criterion(lot=lot, number=number, title=f"Example criterion {number}", weight=weight)


def _applications(lots: list[Lot], applicants: list[Organisation]) -> Iterator[Application]:
    for n, lot in enumerate(lots):
        many = len(applicants) if n == 0 else APPLICATIONS
        for number, organisation in enumerate(applicants[:many], 1):
            at = lot.round.closes_at - timedelta(days=30 if lot.round.state == RoundState.PUBLISHED else 1)
            yield Application(
                round=lot.round,
                lot=lot,
                organisation=organisation,
                state=ApplicationState.ELIGIBLE if n == 0 else ApplicationState.SUBMITTED,
                number=number if n == 0 else None,
                saved_at=at,
                submitted_at=at,
            )


def _answers(applications: list[Application], questions: list[FormQuestion]) -> Iterator[FormAnswer]:
    of_round: dict[int, list[FormQuestion]] = {}
    for question in questions:
        of_round.setdefault(question.round_id, []).append(question)
    for application in applications:
        long, money = of_round[application.round_id]
        yield FormAnswer(application=application, question=long, text=WORDS)
        yield FormAnswer(application=application, question=money, text="50000")


def _marks(round_: Round) -> None:
    """Two assessors have locked theirs for every application."""
    users = [User.objects.create_user(f"assessor-{n}@example.org", name=f"Example Assessor {n}") for n in range(2)]
    now = timezone.now()
    assessors = [Assessor.objects.create(round=round_, user=user, added_at=now, declared_at=now) for user in users]
    locked = {"state": AssessmentState.LOCKED, "saved_at": now, "finished_at": now}
    made = Assessment.objects.bulk_create(
        (
            Assessment(application=application, assessor=assessor, **locked)
            for application in round_.applications.all()
            for assessor in assessors
        ),
        BATCH,
    )
    criteria = list(Criterion.objects.filter(lot__round=round_))
    Mark.objects.bulk_create(
        (
            Mark(assessment=each, criterion=criterion, mark=(n + number) % 6, reason="It reaches many.")
            for n, each in enumerate(made)
            for number, criterion in enumerate(criteria)
        ),
        BATCH,
    )


def _agree(round_: Round) -> None:
    """The marks are agreed, so totals and places are kept."""
    from funding.standings import KEPT, put_in_places

    marked = list(round_.applications.with_totals())
    for each in marked:
        each.round = round_
    put_in_places(marked)
    Application.objects.bulk_update(marked, KEPT, BATCH)


def _awards(rounds: list[Round]) -> None:
    """Accepted, with half of each paid."""
    found = Application.objects.filter(round__in=[each for each in rounds if each.state == RoundState.ANNOUNCED])
    chosen = [each for each in found.select_related("round").order_by("pk") if each.pk % APPLICATIONS < AWARDED]
    awards = Award.objects.bulk_create(
        (
            Award(
                reference=f"example-{each.pk}",
                application=each,
                round=each.round,
                lot_id=each.lot_id,
                organisation_id=each.organisation_id,
                amount=500_00,
                state=AwardState.ACTIVE,
                offered_at=each.round.closes_at + timedelta(days=47),
                answered_at=each.round.closes_at + timedelta(days=50),
            )
            for each in chosen
        ),
        BATCH,
    )
    Payment.objects.bulk_create((payment for award in awards for payment in _payments(award)), BATCH)


def _payments(award: Award) -> Iterator[Payment]:
    day = timezone.localdate(award.answered_at)
    for number, state in ((1, PaymentState.PAID), (2, PaymentState.SCHEDULED)):
        yield Payment(
            award=award,
            number=number,
            kind=PaymentKind.ADVANCE,
            amount=250_00,
            due=day + timedelta(days=90 * number),
            state=state,
            paid_on=day + timedelta(days=7) if number == 1 else None,
        )


def measured_work() -> dict[str, dict]:
    """What is done to all of a round, or to all awards: how many, and microseconds for each."""
    from funding import open_data
    from funding.marks import places
    from funding.queries import total_of

    largest = Round.objects.get(state=RoundState.MODERATED)
    marked = Application.objects.sent().filter(round=largest)
    grants = Award.objects.public().grants()
    return {
        "ranks of a round": timed(marked.count(), lambda: places([total_of(each) for each in marked.with_marks()])),
        "awards as open data": timed(
            grants.count(), lambda: open_data.as_json(list(grants.for_open_data()), now=timezone.now())
        ),
        "who applied, once it is closed": timed(
            marked.count(), lambda: [each.organisation.name for each in marked.select_related("organisation")]
        ),
    }


def timed(number: int, work: Callable[[], object]) -> dict:
    work()
    started = perf_counter()
    work()
    return {"number": number, "microseconds": 1_000_000 * (perf_counter() - started) / number}
