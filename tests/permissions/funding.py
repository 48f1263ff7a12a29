"""Funding: everyone reads rounds; a draft is there for its funder alone. Group A gives money."""

from datetime import date, timedelta
from types import SimpleNamespace

import time_machine
from django.utils import timezone

from funding.models import Application, DeclaredInterest, Round
from funding.services import assessors, together
from tests.factories.disputes import moment
from tests.factories.funding import (
    agreed_together,
    answer_everything,
    applied,
    asking_everything,
    begun_round,
    being_assessed,
    declare_nothing,
    drafted_round,
    kept,
    marked,
    published_round,
)
from tests.factories.people import MembershipFactory
from tests.factories.stages import completed, sifted
from tests.permissions import EVERYBODY, NOT_ALLOWED, Row

FUNDER = "in 200 403 403 403 403 403 in"
#: Those who act for an organisation.
ACTS_FOR_ONE = "in 200 200 403 403 403 403 in"
#: Group B has begun, and is led to what it has.
BEGUN_BY_B = "in 200 302 403 403 403 403 in"
#: Group B applies; group A, the funder, finds nothing before the round closes.
APPLICANT = "in 404 200 404 404 404 404 in"
APPLICANT_GOES_ON = "in 404 302 404 404 404 404 in"
BOTH_GROUPS = "in 200 200 404 404 404 404 in"
LEAD_WRITES = "in 403 200 404 404 404 404 in"
NOBODY = "in 404 404 404 404 404 404 in"
FUNDER_ALONE = "in 200 404 404 404 404 404 in"
FUNDER_GOES_ON = "in 302 404 404 404 404 404 in"
#: The Champion assesses; group B applied, so that group's own people never do.
ASSESSMENT = "in 200 404 404 200 404 404 in"
ASSESSOR_ALONE = "in 404 404 404 200 404 404 in"
ASSESSOR_MAY = "in 403 403 403 200 403 403 in"
NONE_MAY = "in 403 403 403 403 403 403 in"
NOT_ONE_OF_TWO = "in 404 404 404 404 404 404 in"
HIDDEN_ONE = "in 404 403 403 403 403 403 in"
BEING_MADE = "202 202 202 202 202 202 202 202"
NOT_THERE = "404 404 404 404 404 404 404 404"
CONFLICT = "in 409 403 403 403 403 403 in"
NOT_SENT_HERE = "in 405 405 405 405 405 405 in"


def make(world):
    world.group_a.organisation.sector = "public"
    world.group_a.organisation.save()
    world.round_drafted = begun_round(world.group_a, on=date(2026, 11, 2))
    world.round_with_lot = drafted_round(world.group_a, on=date(2026, 11, 2), title="With a lot")
    yesterday = timezone.localdate() - timedelta(days=2)
    world.round_open = published_round(world.group_a, on=yesterday, title="Open")
    world.application = applied(world.round_open, world.group_b, now=timezone.now())
    world.round_asking = asking_everything(world.group_a, on=yesterday, title="Asking")
    begun = applied(world.round_asking, world.group_b, now=timezone.now())
    world.application_with_file = answer_everything(begun, world.group_b, now=timezone.now())
    world.together = together_with_group_a(world, on=yesterday)
    world.document = kept(world.group_a, "Accounts", now=timezone.now())
    long_ago = {"until": timezone.now() - timedelta(days=1), "reason": "Ill", "granted_at": timezone.now()}
    world.given_time = world.round_open.exceptions.create(organisation=world.group_b.organisation, **long_ago)
    world.asked = world.round_open.asked.create(text="Why?", asked_at=timezone.now())
    said = {"answer": "Because.", "answered_at": timezone.now()}
    world.answered = world.round_open.asked.create(text="Why not?", asked_at=timezone.now(), **said)
    round_to_leave = published_round(world.group_a, on=yesterday, title="To leave")
    world.application_removed = applied(round_to_leave, world.group_b, now=timezone.now())
    world.round_removed = begun_round(world.group_a, on=date(2026, 11, 2), title="Another")
    world.round_public = published_round(world.group_a, on=date(2026, 11, 2), title="In public")
    world.round_assessed = being_assessed_by(world.users["champion"], world)
    world.round_to_read_without_names = nameless_one(world)
    world.round_to_recommend = funded(world, marked, "To recommend").round
    world.round_sifted, world.sifted = looked_at(world)
    world.invited = invited_long_ago(world)
    world.assessed = world.round_assessed.applications.get(organisation=world.group_b.organisation)


def together_with_group_a(world, *, on: date) -> Application:
    """For money of another funder."""
    funder = MembershipFactory(lead=True, organisation__sector="public")
    round_ = published_round(funder, on=on, title="Together")
    made = agreed_together(round_, world.group_b, world.group_a, now=timezone.now())
    who = {"by": world.group_b.user, "now": timezone.now()}
    together.save_member(made, None, name="Example Choir", share=10_00, **who)
    return Application.objects.with_answers().get(pk=made.pk)


def being_assessed_by(champion, world) -> Round:
    """Group B and another group applied; the Champion and two others assess."""
    on = timezone.localdate() - timedelta(days=60)
    with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
        made = being_assessed(world.group_a, world.group_b, MembershipFactory(lead=True), on=on, title="Assessed")
        assessors.add_assessor(made.round, email=champion.email, by=world.group_a.user, now=made.now)
        declare_nothing(made.round, champion, now=made.now)
    unsure = made.round.assessors.first().interests.first()
    DeclaredInterest.objects.filter(pk=unsure.pk).update(level="potential", reason="We share a hall")
    return made.round


def nameless_one(world) -> Round:
    """Group B applied to it long ago."""
    return funded(world, being_assessed, "Nameless", is_anonymous=True).round


def looked_at(world) -> tuple[Round, Application]:
    """The first of two stages is looked at; a Champion assesses the round."""
    on = timezone.localdate() - timedelta(days=75)
    with time_machine.travel(moment(on + timedelta(days=72)), tick=False):
        made = sifted(world.group_a, world.group_b, on=on, title="Sifted")
        assessors.add_assessor(made.round, email=world.users["champion"].email, by=world.group_a.user, now=made.now)
    return made.round, made.applications[0]


def invited_long_ago(world) -> Application:
    """And has sent the second stage."""
    on = timezone.localdate() - timedelta(days=90)
    with time_machine.travel(moment(on + timedelta(days=72)), tick=False):
        return completed(world.group_a, world.group_b, on=on, title="Invited").applications[0]


def funded(world, make, title: str, **more) -> SimpleNamespace:
    """A round of group A for which group B applied long ago."""
    on = timezone.localdate() - timedelta(days=120)
    with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
        return make(world.group_a, world.group_b, on=on, title=title, **more)


def rounds_of(name: str):
    return lambda world: [getattr(world, f"round_to_{name}").slug]


def slug_of_group_a(world):
    return [world.group_a.organisation.slug]


def kept_document(world):
    return [*slug_of_group_a(world), world.document.pk]


def answered(world):
    return [world.round_open.slug, world.answered.pk]


def assessed(world):
    return [world.round_assessed.slug]


def assessed_one(world):
    return [world.assessed.key]


def assessor(world):
    return [world.round_assessed.slug, world.round_assessed.assessors.first().pk]


def interest(world):
    return [world.round_assessed.slug, DeclaredInterest.objects.get(level="potential").pk]


def drafted(*extra):
    return lambda world: [world.round_drafted.key, *extra]


def drafted_with_lot(world):
    return [world.round_with_lot.key, 1]


def asked(world):
    return [world.round_with_lot.key, world.round_with_lot.questions.first().pk]


def open_now(world):
    return [world.round_open.slug]


def given_time(world):
    return [world.round_open.slug, world.given_time.pk]


def sifting(world):
    return [world.round_sifted.slug]


def in_full(stage: int):
    return lambda world: [world.invited.key, stage]


def application(page: str = ""):
    def args(world):
        return [world.application.key, *([world.round_open.questions.first().pk] if page else [])]

    return args


def file_answer(world):
    return [world.application_with_file.key, world.round_asking.questions.get(kind="file").pk]


def member(page: str = ""):
    """Of an application that group B leads; group A takes part in it."""

    def args(world):
        there = world.together.together.members.get(organisation=world.group_a.organisation)
        return [world.together.key, *([] if page else [there.pk])]

    return args


def outsider(world):
    return [world.together.key, world.together.together.members.get(name="Example Choir").pk]


def public(world):
    return [world.round_public.slug]


ROWS = [
    Row("funding:index", get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:own", get=ACTS_FOR_ONE, post=NOT_SENT_HERE),
    Row("funding:start", get=FUNDER, post=FUNDER),
    Row("funding:draft", args=drafted(), get=FUNDER_ALONE, post=NOT_SENT_HERE),
    Row("funding:page", args=drafted("about"), get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row(
        "funding:page",
        args=drafted("no-such-page"),
        get="in 404 404 404 404 404 404 in",
        post="in 404 404 404 404 404 404 in",
    ),
    Row("funding:criteria", args=drafted_with_lot, get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:criteria", args=drafted(99), get=NOBODY, post=NOBODY),
    Row("funding:questions", args=drafted(), get=FUNDER_ALONE, post=NOT_SENT_HERE),
    Row("funding:question-add", args=drafted(), get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:question", args=asked, get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:question-up", args=asked, get=NOT_SENT_HERE, post=FUNDER_GOES_ON),
    Row("funding:question-remove", args=asked, get=NOT_SENT_HERE, post=FUNDER_GOES_ON),
    Row("funding:apply", args=open_now, get=BEGUN_BY_B, post=BEGUN_BY_B),
    Row("funding:form", args=public, get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:form-pdf", args=public, get=BEING_MADE, post=NOT_ALLOWED),
    Row("funding:form-large-print", args=public, get=BEING_MADE, post=NOT_ALLOWED),
    Row("funding:copy", args=application(), get=NOBODY, post=NOT_SENT_HERE),  # a draft
    Row("funding:copy", args=assessed_one, get=APPLICANT, post=NOT_SENT_HERE),
    Row("funding:copy-pdf", args=assessed_one, get="in 404 202 404 404 404 404 in", post=NOT_SENT_HERE),
    Row("funding:together", args=member("application"), get=BOTH_GROUPS, post=NOT_SENT_HERE),
    Row("funding:together", args=assessed_one, get=APPLICANT, post=NOT_SENT_HERE),
    Row("funding:together-terms", args=member("application"), get=LEAD_WRITES, post=LEAD_WRITES),
    Row("funding:member-add", args=member("application"), get=LEAD_WRITES, post=LEAD_WRITES),
    Row("funding:member", args=member(), get=LEAD_WRITES, post=LEAD_WRITES),
    Row("funding:member-remove", args=outsider, get=NOT_SENT_HERE, post="in 403 302 404 404 404 404 in"),
    Row("funding:apply-alone", args=application(), get=NOT_SENT_HERE, post=APPLICANT_GOES_ON),
    Row("funding:agree-together", args=member("application"), get=NOT_SENT_HERE, post="in 302 403 404 404 404 404 in"),
    Row(
        "funding:leave-together",
        args=member("application"),
        get="in 200 403 404 404 404 404 in",
        post="in 302 403 404 404 404 404 in",
    ),
    Row("funding:agreement-file", args=application(), get=NOBODY, post=NOT_SENT_HERE),  # there is none
    Row("funding:received-csv", args=open_now, get=CONFLICT, post=NOT_SENT_HERE),  # sealed
    Row("funding:received-csv", args=assessed, get=FUNDER, post=NOT_SENT_HERE),
    Row("funding:totals", args=assessed, get=NOT_THERE, post=NOT_ALLOWED),  # before the announcement
    Row("funding:totals", args=lambda world: [world.award.round.slug], get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:ask", args=open_now, get=ACTS_FOR_ONE, post=ACTS_FOR_ONE),
    Row("funding:asked", args=open_now, get=FUNDER, post=NOT_SENT_HERE),
    Row("funding:answer-asked", args=lambda world: [world.round_open.slug, world.asked.pk], get=FUNDER, post=FUNDER),
    Row("funding:correct-answer", args=lambda world: [world.round_open.slug, 0], get=HIDDEN_ONE, post=HIDDEN_ONE),
    Row("funding:correct-answer", args=answered, get=FUNDER, post=FUNDER),
    Row("funding:more-time-end", args=given_time, get=FUNDER, post="in 302 403 403 403 403 403 in"),
    Row("funding:more-time", args=open_now, get=FUNDER, post=FUNDER),
    Row("funding:received", args=open_now, get=FUNDER, post=NOT_SENT_HERE),
    Row("funding:first-stage", args=open_now, get=NOT_ONE_OF_TWO, post=NOT_SENT_HERE),
    Row("funding:first-stage", args=sifting, get=FUNDER, post=NOT_SENT_HERE),
    Row("funding:first-stage-start", args=sifting, get=NOT_SENT_HERE, post=CONFLICT),
    Row("funding:invite", args=sifting, get=FUNDER, post=FUNDER),
    Row("funding:invite", args=lambda world: [world.invited.round.slug], get=CONFLICT, post=CONFLICT),
    Row("funding:pass", args=lambda world: [world.sifted.key], get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:marks", args=lambda world: [world.sifted.key], get=NOBODY, post=NOBODY),
    Row("funding:copy-of-stage", args=in_full(2), get=APPLICANT, post=NOT_SENT_HERE),
    Row("funding:copy-of-stage", args=in_full(3), get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:copy-of-stage-pdf", args=in_full(2), get="in 404 202 404 404 404 404 in", post=NOT_SENT_HERE),
    Row("funding:assessors", args=open_now, get=FUNDER, post=FUNDER),
    Row("funding:names", args=assessed, get=NONE_MAY, post=NONE_MAY),  # everyone reads them
    Row("funding:names", args=rounds_of("read_without_names"), get=FUNDER, post="in 302 403 403 403 403 403 in"),
    Row("funding:assessor-remove", args=assessor, get=FUNDER, post="in 302 403 403 403 403 403 in"),
    Row("funding:interest", args=lambda world: [world.round_open.slug, 0], get=HIDDEN_ONE, post=HIDDEN_ONE),
    Row("funding:interest", args=interest, get=FUNDER, post=FUNDER),
    Row("funding:interests", args=open_now, get=NONE_MAY, post=NONE_MAY),
    Row("funding:interests", args=assessed, get=ASSESSOR_MAY, post=ASSESSOR_MAY),
    Row("funding:assessment-start", args=open_now, get=FUNDER, post=FUNDER),
    Row("funding:assessment-finish", args=open_now, get=NOT_SENT_HERE, post="in 409 403 403 403 403 403 in"),
    Row("funding:assessment", args=open_now, get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:assessment", args=assessed, get=ASSESSMENT, post=NOT_SENT_HERE),
    Row("funding:standings", args=assessed, get=ASSESSMENT, post=NOT_SENT_HERE),
    Row("funding:pass", args=application(), get=NOBODY, post=NOBODY),
    Row("funding:pass", args=assessed_one, get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:marks", args=assessed_one, get=ASSESSOR_ALONE, post="in 404 404 404 302 404 404 in"),
    Row("funding:abstain", args=assessed_one, get=ASSESSOR_ALONE, post=ASSESSOR_ALONE),
    Row("funding:all-marks", args=assessed_one, get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:agree", args=lambda world: [world.assessed.key, 1], get=NOBODY, post=NOBODY),
    Row("funding:recommend", args=rounds_of("recommend"), get=FUNDER, post=FUNDER),
    Row("funding:recommend", args=assessed, get=CONFLICT, post=CONFLICT),
    Row("funding:decide", args=assessed, get=CONFLICT, post=CONFLICT),
    Row("funding:announce", args=assessed, get=CONFLICT, post=CONFLICT),
    Row("funding:figures", get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:reserve", args=lambda world: [world.award.round.slug, 1], get=CONFLICT, post=CONFLICT),
    Row("funding:reserve", args=lambda world: [world.award.round.slug, 9], get=HIDDEN_ONE, post=HIDDEN_ONE),
    Row("funding:awards", get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:awards-json", get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:awards-csv", get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:awards-xlsx", get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:transparency", get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:registration", args=slug_of_group_a, get=FUNDER_ALONE, post=FUNDER_GOES_ON),
    Row("funding:evaluate", args=lambda world: [world.award.round.slug], get=FUNDER, post=FUNDER),
    Row("funding:evaluate", args=assessed, get=CONFLICT, post=CONFLICT),
    Row("funding:documents", args=slug_of_group_a, get=FUNDER_ALONE, post=NOT_SENT_HERE),
    Row("funding:document-keep", args=slug_of_group_a, get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:document", args=kept_document, get=FUNDER_ALONE, post=NOT_SENT_HERE),
    Row("funding:document", args=lambda world: [*slug_of_group_a(world), 0], get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:document-remove", args=kept_document, get=NOT_SENT_HERE, post=FUNDER_GOES_ON),
    Row("funding:application", args=application(), get=APPLICANT, post=NOT_SENT_HERE),
    Row("funding:answer", args=application("question"), get=APPLICANT, post=APPLICANT),
    Row("funding:send", args=application(), get=APPLICANT, post=APPLICANT),
    Row("funding:answer-file-remove", args=application("question"), get=NOT_SENT_HERE, post=APPLICANT_GOES_ON),
    Row("funding:answer-file", args=application("question"), get=NOBODY, post=NOT_SENT_HERE),
    Row("funding:answer-file", args=file_answer, get=APPLICANT, post=NOT_SENT_HERE),
    Row(
        "funding:application-discard",
        args=lambda world: [world.application_removed.key],
        get=APPLICANT,
        post=APPLICANT_GOES_ON,
    ),
    Row("funding:take-back", args=application(), get=NOT_SENT_HERE, post="in 404 409 404 404 404 404 in"),
    Row("funding:check", args=drafted(), get=FUNDER_ALONE, post=NOT_SENT_HERE),
    Row("funding:commitment", args=drafted("window"), get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:publish", args=drafted(), get=FUNDER_ALONE, post=FUNDER_ALONE),
    Row("funding:discard", args=lambda world: [world.round_removed.key], get=FUNDER_ALONE, post=FUNDER_GOES_ON),
    Row("funding:round", args=public, get=EVERYBODY, post=NOT_ALLOWED),
    Row("funding:cancel", args=public, get=FUNDER, post=FUNDER),
]
