"""Rounds as their services make them.

funder = a_funder()                              # .user (a lead), .organisation
round_ = drafted_round(funder, on=date(2026, 11, 2))
round_ = published_round(funder, on=date(2026, 11, 2))
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from compact_portal.dates import add_working_days
from compact_portal.people.models import User
from funding.choices import Kind
from funding.compact_check import COMMITMENTS
from funding.costs import Cost, CostTable
from funding.models import Application, Award, CheckAnswer, KeptDocument, Round
from funding.services import (
    applications,
    assessing,
    assessors,
    deciding,
    documents,
    drafts,
    files,
    questions,
    rounds,
    together,
)
from tests.factories.disputes import moment
from tests.factories.people import MembershipFactory, UserFactory

ABOUT = {"purpose": "Things that bring neighbours together.", "who_can_apply": "Voluntary groups of the borough."}


def a_funder(**kwargs):
    return MembershipFactory(lead=True, organisation__sector="public", **kwargs)


def in_london(day: date, at: time = time(0)) -> datetime:
    return datetime.combine(day, at, tzinfo=timezone.get_current_timezone())


def timetable(on: date, *, days: int = 30) -> dict:
    """Opens on a day, and closes at 5pm so many working days later."""
    closes = add_working_days(on, days)
    return {
        "opens_at": in_london(on),
        "closes_at": in_london(closes, time(17)),
        "decided_by": "A panel of three",
        "decided_on": closes + timedelta(days=28),
        "announced_on": closes + timedelta(days=35),
    }


def begun_round(funder, *, on: date, title: str = "Neighbours 2027") -> Round:
    programme = "Example Fund"
    return drafts.begin_round(
        funder=funder.organisation, programme=programme, title=title, by=funder.user, now=moment(on)
    )


def drafted_round(funder, *, on: date, title: str = "Neighbours 2027", **answers) -> Round:
    """Everything is answered, and every commitment kept."""
    round_, who = begun_round(funder, on=on, title=title), {"by": funder.user, "now": moment(on)}
    said = {**ABOUT, "kind": Kind.OPEN, "reason": "Groups know best what is needed.", "years": 2}
    drafts.save_round(round_, **{**said, **timetable(on + timedelta(days=1)), **answers}, **who)
    drafts.save_lots(round_, lots=[{"title": "", "budget": 50_000_00}], **who)
    judge(round_, **who)
    ask(round_, **who)
    keep_the_compact(round_, **who)
    return Round.objects.get(pk=round_.pk)


def keep_the_compact(round_: Round, *, by, now: datetime) -> None:
    """Every commitment, in one write: publishing asks whether the round bears it out."""
    said = {
        "round": round_,
        "answer": "met",
        "reason": "By what partners agreed.",
        "answered_by": by,
        "answered_at": now,
    }
    CheckAnswer.objects.bulk_create(CheckAnswer(commitment=commitment, **said) for commitment in COMMITMENTS)


def ask(round_: Round, **who) -> None:
    """A long text that is needed, and an amount that is not."""
    common = {"help_text": "", "most_words": None}
    wanted = {**common, "text": "What do you want to do?", "kind": "long", "most_words": 20, "is_required": True}
    questions.save_question(round_, None, **wanted, **who)
    asked = {**common, "text": "How much do you ask for?", "kind": "money", "is_required": False}
    questions.save_question(round_, None, **asked, **who)


def applied(round_: Round, applicant, *, now: datetime, words: str = "A lunch club.") -> Application:
    """A draft with an answer to what is needed; `applicant` is a membership."""
    who = {"by": applicant.user, "now": now}
    application = applications.begin_application(
        round_=round_, lot=round_.lots.first(), organisation=applicant.organisation, **who
    )
    applications.save_answer(application, round_.questions.first(), text=words, **who)
    return Application.objects.with_answers().get(pk=application.pk)


def judge(round_: Round, **who) -> None:
    """By two criteria for each lot."""
    criteria = [
        {"title": "What changes for people", "weight": 90},
        {"title": "Social value", "weight": 10, "is_social_value": True},
    ]
    for lot in round_.lots.all():
        drafts.save_criteria(round_, lot, pass_questions=["Do you work in the borough?"], criteria=criteria, **who)


def published_round(funder, *, on: date, **answers) -> Round:
    round_ = drafted_round(funder, on=on, **answers)
    return rounds.publish_round(round_, seen=round_.revision, by=funder.user, now=moment(on))


def submitted(round_: Round, applicant, *, now: datetime, words: str = "A lunch club.") -> Application:
    application = applied(round_, applicant, now=now, words=words)
    return applications.submit_application(application, seen=application.revision, by=applicant.user, now=now)


def assessors_of(round_: Round, funder, *names: str, now: datetime) -> list[User]:
    """People of no organisation, each added to the round."""
    people = [UserFactory(name=name) for name in names]
    for user in people:
        assessors.add_assessor(round_, email=user.email, by=funder.user, now=now)
    return people


def declare_nothing(round_: Round, *people: User, now: datetime) -> None:
    for user in people:
        assessor = round_.assessors.get(user=user)
        levels = {each.party: ("none", "") for each in assessors.applicants(round_)}
        assessors.declare_interests(assessor, levels=levels, by=user, now=now)


def being_assessed(funder, *applicants, on: date, people: tuple[str, ...] = ("Ann", "Ben"), **answers):
    """A round that has closed and is assessed, its assessors, and its applications as they were sent; everything
    passed. `on` is the day it was drafted; it closes 30 working days later."""
    round_ = published_round(funder, on=on, **answers)
    sent = [submitted(round_, each, now=moment(on + timedelta(days=2))) for each in applicants]
    return assess(round_, funder, sent, people)


def assess(round_: Round, funder, sent: list[Application], people: tuple[str, ...] = ("Ann", "Ben")):
    """The same of a round to which these were sent."""
    after = moment(add_working_days(timezone.localdate(round_.closes_at), 1))
    who = {"by": funder.user, "now": after}
    found = assessors_of(round_, funder, *people, now=after)
    assessing.start_assessing(round_, marks_due=after.date() + timedelta(days=14), **who)
    declare_nothing(round_, *found, now=after)
    for application in sent:
        passed = {question.pk: True for question in application.lot.pass_questions.all()}
        assessing.answer_pass_questions(application, passed=passed, **who)
    return SimpleNamespace(round=Round.objects.get(pk=round_.pk), assessors=found, applications=sent, now=after)


def mark(application: Application, by: User, *marks: int, now: datetime, lock: bool = True) -> None:
    """In the order of the criteria."""
    criteria = application.lot.criteria.all()
    given = {criterion.pk: (number, f"Because of {by.name}") for criterion, number in zip(criteria, marks, strict=True)}
    save = assessing.lock_marks if lock else assessing.save_marks
    save(application, marks=given, by=by, now=now)


def marked(funder, *applicants, on: date, **answers):
    """The same, and everybody has given full marks."""
    made = being_assessed(funder, *applicants, on=on, **answers)
    for application in made.applications:
        for user in made.assessors:
            mark(application, user, *(each.highest for each in application.lot.criteria.all()), now=made.now)
    assessing.finish_marking(made.round, by=funder.user, now=made.now)
    return made


def awarded(funder, *applicants, amount: int = 10_000_00, on: date, announce: bool = True, **answers):
    """Decided and announced: the first applicant is awarded `amount` (pence), the others nothing."""
    made = marked(funder, *applicants, on=on, **answers)
    verdicts = {each.pk: deciding.Said("no", "Others reach more people.") for each in made.applications}
    verdicts[made.applications[0].pk] = deciding.Said("award", "It reaches many.", amount)
    who = {"by": funder.user, "now": made.now}
    deciding.recommend(made.round, verdicts=verdicts, **who)
    said = {"decided_by": "Cabinet", "decided_on": made.now.date(), "minutes": "Cabinet, minute 45"}
    deciding.decide(made.round, verdicts=verdicts, **said, **who)
    if announce:
        made.now = moment(Round.objects.get(pk=made.round.pk).announced_on)
        deciding.announce(made.round, by=funder.user, now=made.now)
        made.award = Award.objects.get(round=made.round)
    return made


def kept(member, title: str, *, now: datetime, good_until: date | None = None) -> KeptDocument:
    """A document that the organisation of a membership keeps."""
    upload = SimpleUploadedFile(f"{title}.png", PNG)
    return documents.keep_document(
        member.organisation, title=title, upload=upload, good_until=good_until, by=member.user, now=now
    )


def asking_everything(funder, *, on: date, **answers) -> Round:
    """Published, and beside the usual questions it asks for a choice, a file and a table of costs: in this order. The
    table has the amount asked for."""
    round_, who = drafted_round(funder, on=on, **answers), {"by": funder.user, "now": moment(on)}
    for fields in (
        {"text": "Who comes?", "kind": "choice", "options": "Old people\nYoung people"},
        {"text": "Show us a plan.", "kind": "file"},
        {"text": "What does it cost?", "kind": "cost-table", "is_amount_asked": True},
    ):
        questions.save_question(round_, None, **fields, is_required=False, **who)
    seen = Round.objects.get(pk=round_.pk).revision
    return rounds.publish_round(round_, seen=seen, **who)


def a_picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (1, 1)).save(made, "PNG")
    return made.getvalue()


PNG = a_picture()


def answer_everything(application: Application, applicant, *, now: datetime, named: str = "") -> Application:
    """A choice, a picture and a table of costs; `named` stands in the name of the file and in a line of the table."""
    choice, file, costs = list(application.round.questions.all())[-3:]
    who = {"by": applicant.user, "now": now}
    applications.save_answer(application, choice, text="Young people", **who)
    files.save_file(application, file, upload=SimpleUploadedFile(f"{named} plan.png".strip(), PNG), **who)
    table = CostTable((Cost(f"{named} cook".strip(), 1_000_00),), running=10_000_00, share=10)
    applications.save_answer(application, costs, text=table.as_text(), **who)
    return Application.objects.with_answers().get(pk=application.pk)


def applied_together(round_: Round, lead, *others, now: datetime, share: int = 40_00) -> Application:
    """A draft with everything answered, in which each of `others` (memberships) has `share`, in hundredths of a per
    cent, and has agreed to nothing yet."""
    application, who = applied(round_, lead, now=now), {"by": lead.user, "now": now}
    together.save_terms(application, shares_in="per-cent", words="We share the work.", **who)
    for each in others:
        together.save_member(application, None, organisation=each.organisation, share=share, **who)
    return Application.objects.with_answers().get(pk=application.pk)


def agreed_together(round_: Round, lead, *others, now: datetime, **kwargs) -> Application:
    """The same, and everybody has agreed."""
    application = applied_together(round_, lead, *others, now=now, **kwargs)
    for each in others:
        together.agree(application, seen=application.together.revision, by=each.user, now=now)
    return Application.objects.with_answers().get(pk=application.pk)
