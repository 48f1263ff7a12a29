"""Disputes: two sides and nobody else. Group B raises one with group A; officers and administrators see none."""

from datetime import date, timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.utils import timezone

from disputes.choices import Side
from disputes.services import learning, settling
from tests.factories.champions import ChampionFactory
from tests.factories.disputes import bundled, champions, drafted, heard, moment, raised
from tests.factories.files import clean_pdf
from tests.permissions import EVERYBODY, NOT_ALLOWED, Row

BOTH_SIDES = "in 200 200 404 404 404 404 in"
BOTH_SIDES_READ = "in 405 405 405 405 405 405 in"
RAISING_ONLY = "in 404 200 404 404 404 404 in"
RAISING_GOES_ON = "in 404 302 404 404 404 404 in"
#: The side that answers sees that it is there, and may not do this.
RAISING_MAY = "in 403 200 404 404 404 404 in"
RESPONDING_MAY = "in 200 403 404 404 404 404 in"
#: A sort of question that is not asked at the moment: said so to those who see the dispute.
NOT_NOW = "in 409 409 404 404 404 404 in"


NOT_FOR_THE_OTHER_SIDE = "in 404 200 404 404 404 404 in"
CHAMPION_ONLY = "in 404 404 404 200 404 404 in"
OFFICERS = "in 403 403 200 403 403 403 in"
NOBODY = "in 404 404 404 404 404 404 in"


def make(world):
    raiser, respondent = world.users["group_b"], world.users["group_a"]
    sides = SimpleNamespace(
        raiser=raiser,
        respondent=respondent,
        group=world.group_b.organisation,
        council=world.group_a.organisation,
    )
    world.concern = drafted(sides, now=moment(date(2026, 11, 2)))
    alone = drafted(sides, now=moment(date(2026, 11, 2)))
    world.request_to_join = alone.join_requests.create(
        organisation=world.group_a.organisation, asked_by=raiser, asked_at=timezone.now()
    )
    world.concern_elsewhere = drafted(sides, now=moment(date(2026, 11, 2)), matter="person")
    world.dispute = raised(sides, on=date(2026, 11, 2))
    world.panel = champions()
    world.heard = heard(sides, world.panel, on=timezone.localdate())
    ChampionFactory(person=world.users["champion"].person)
    world.withdrawn = raised(sides, on=date(2026, 11, 2))
    settling.withdraw_dispute(world.withdrawn, reason="In order", by=raiser, now=moment(date(2026, 11, 3)))
    world.settled_dispute = raised(sides, on=date(2026, 11, 2))
    now, doing = timezone.now(), {"text": "Meet", "side": Side.RESPONDING, "due": timezone.localdate()}
    terms = settling.propose_settlement(world.settled_dispute, terms="Earlier.", actions=[doing], by=raiser, now=now)
    settling.answer_settlement(world.settled_dispute, terms, confirmed=True, by=respondent, now=now)
    world.action_agreed = world.settled_dispute.actions.get()
    world.closed_dispute = closed_three_months_ago(sides)
    world.since_answer = world.closed_dispute.since_answers.create(
        months=6, something_followed=False, answered_by=raiser, answered_at=now, reader=world.panel.public.person
    )
    letter = {"name": "letter.pdf", "content_type": "application/pdf", "size": 1, "side": Side.RAISING}
    letter |= {"added_by": raiser, "added_at": moment(date(2026, 11, 2))}
    world.dispute_file = world.dispute.files.create(file=ContentFile(clean_pdf(), name="letter.pdf"), **letter)
    bundled(world.dispute, by=raiser, now=timezone.now())
    world.file_for_champions = world.heard.files.create(
        file=ContentFile(clean_pdf(), name="letter.pdf"), **letter, for_champions=True
    )


def closed_three_months_ago(sides):
    day = timezone.localdate() - timedelta(days=91)
    dispute, then = raised(sides, on=day), moment(day)
    settling.withdraw_dispute(dispute, reason="In order", by=sides.raiser, now=then)
    note = {"issue": "Late payments", "change": "Earlier ones", "who": "Public bodies", "by_when": "Spring"}
    learning.close_dispute(dispute, **note, by=sides.raiser, now=then)
    return dispute


def closed_reference(world):
    return [world.closed_dispute.reference]


def since_answer(world):
    return [world.closed_dispute.reference, world.since_answer.pk]


def request_key(world):
    return [world.request_to_join.key]


def key(world):
    return [world.concern.key]


def page(name):
    return lambda world: [world.concern.key, name]


def reference(world):
    return [world.dispute.reference]


def heard_reference(world):
    return [world.heard.reference]


def withdrawn_reference(world):
    return [world.withdrawn.reference]


#: Who sees a dispute with the Champions and is not asked this; to a Champion who stands apart it is not open yet.
SIDES_MAY_NOT = "in 403 403 404 404 404 404 in"
#: Both sides may at another time; the page says where it stands.
SIDES_NOT_NOW = "in 409 409 404 404 404 404 in"
RESPONDING_NOT_NOW = "in 409 403 404 404 404 404 in"


ROWS = [
    Row("disputes:index", get=EVERYBODY, post=NOT_ALLOWED),
    Row("disputes:learning", get=EVERYBODY, post=NOT_ALLOWED),
    Row("disputes:start", get=EVERYBODY, post=NOT_ALLOWED),
    Row("disputes:begin", get="in 405 405 405 405 405 405 in", post="in 302 302 403 403 403 403 in"),
    Row("disputes:draft", args=key, get=RAISING_ONLY, post=BOTH_SIDES_READ),
    Row("disputes:check", args=key, get=RAISING_ONLY, post=RAISING_GOES_ON),
    Row("disputes:discard", args=key, get=RAISING_ONLY, post=RAISING_GOES_ON),
    Row("disputes:elsewhere", args=key, get=RAISING_GOES_ON, post=BOTH_SIDES_READ),
    Row(
        "disputes:elsewhere",
        args=lambda world: [world.concern_elsewhere.key],
        get=RAISING_ONLY,
        post=BOTH_SIDES_READ,
    ),
    Row("disputes:no-more-files", args=key, get=BOTH_SIDES_READ, post=RAISING_GOES_ON),
    Row("disputes:remove-file", args=lambda world: [world.concern.key, 1], get=BOTH_SIDES_READ, post=RAISING_GOES_ON),
    *(
        Row("disputes:page", args=page(name), get=RAISING_ONLY, post=RAISING_ONLY)
        for name in ("matter", "who", "respondent", "commitments", "happened", "better", "files")
    ),
    Row("disputes:page", args=page("name"), get=NOBODY, post=NOBODY),
    Row("disputes:page", args=page("others"), get=NOBODY, post=NOBODY),
    Row(
        "disputes:page",
        args=page("nonsense"),
        get="in 404 404 404 404 404 404 in",
        post="in 404 404 404 404 404 404 in",
    ),
    Row("disputes:dispute", args=reference, get=BOTH_SIDES, post=BOTH_SIDES_READ),
    Row(
        "disputes:dispute",
        args=lambda world: ["2026-999"],
        get="in 404 404 404 404 404 404 in",
        post=BOTH_SIDES_READ,
    ),
    Row("disputes:bundle", args=reference, get=BOTH_SIDES, post="in 302 302 404 404 404 404 in"),
    *(
        Row(page, args=lambda world: [world.dispute.reference, 1], get=BOTH_SIDES, post=BOTH_SIDES_READ)
        for page in ("disputes:bundle-page", "disputes:bundle-pdf")
    ),
    Row("disputes:readers", args=reference, get=BOTH_SIDES, post=BOTH_SIDES_READ),
    Row("disputes:break-glass", get="in 404 404 404 404 404 200 in", post="in 404 404 404 404 404 200 in"),
    Row("disputes:procedure", get=OFFICERS, post="in 405 405 405 405 405 405 in"),
    Row("disputes:change-procedure", get=OFFICERS, post=OFFICERS),
    Row("disputes:check-name", args=reference, get=NOBODY, post=NOBODY),
    Row("disputes:another-checker", args=reference, get=RAISING_MAY, post=RAISING_MAY),
    Row("disputes:sent", args=reference, get=BOTH_SIDES, post=BOTH_SIDES_READ),
    Row("disputes:how", args=reference, get=BOTH_SIDES, post=BOTH_SIDES_READ),
    Row(
        "disputes:file",
        args=lambda world: [world.dispute.reference, world.dispute_file.pk],
        get=BOTH_SIDES,
        post=BOTH_SIDES_READ,
    ),
    Row("disputes:more-time", args=reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:answer-more-time", args=reference, get=NOT_NOW, post=NOT_NOW),
    Row("disputes:agree", args=reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:take-back", args=reference, get=NOT_NOW, post=NOT_NOW),
    Row("disputes:answer-agreement", args=lambda world: [world.dispute.reference, 1], get=NOT_NOW, post=NOT_NOW),
    Row(
        "disputes:action",  # of group A
        args=lambda world: [world.settled_dispute.reference, world.action_agreed.pk],
        get="in 200 409 404 404 404 404 in",
        post="in 200 409 404 404 404 404 in",
    ),
    # Group B raised it, and closed it three months ago; a Champion reads what it answered.
    Row("disputes:since", args=closed_reference, get=RAISING_ONLY, post=RAISING_ONLY),
    Row("disputes:since-answer", args=since_answer, get=NOBODY, post=BOTH_SIDES_READ),
    Row("disputes:add-file", args=reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:add-file", args=heard_reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row(
        "disputes:file",  # of group B, for the Champions only
        args=lambda world: [world.heard.reference, world.file_for_champions.pk],
        get=NOT_FOR_THE_OTHER_SIDE,
        post=BOTH_SIDES_READ,
    ),
    Row("disputes:team", args=reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:draft-team", args=key, get=RAISING_ONLY, post=RAISING_ONLY),
    Row("disputes:leave-group", args=reference, get=BOTH_SIDES, post=NOT_NOW),
    # Group A's lead is asked to join; nobody else is.
    Row("disputes:join", args=request_key, get="in 200 404 404 404 404 404 in", post="in 200 404 404 404 404 404 in"),
    Row("disputes:leave-draft", args=request_key, get=BOTH_SIDES_READ, post="in 302 404 404 404 404 404 in"),
    Row("disputes:refer", args=reference, get=RAISING_MAY, post=RAISING_MAY),
    Row("disputes:withdraw", args=reference, get=RAISING_MAY, post=RAISING_MAY),
    Row("disputes:pause", args=reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:restart", args=reference, get=BOTH_SIDES, post=NOT_NOW),
    # With the Champions. The champion of the table stands apart, has not taken it up, and declares first.
    Row("disputes:dispute", args=heard_reference, get=BOTH_SIDES, post=BOTH_SIDES_READ),
    Row("disputes:hear", args=heard_reference, get=CHAMPION_ONLY, post=CHAMPION_ONLY),
    Row("disputes:hear", args=reference, get=NOBODY, post=NOBODY),
    Row("disputes:leave", args=heard_reference, get=SIDES_MAY_NOT, post=SIDES_MAY_NOT),
    Row("disputes:timetable", args=heard_reference, get=SIDES_MAY_NOT, post=SIDES_MAY_NOT),
    Row("disputes:statement", args=heard_reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:statement", args=reference, get=SIDES_NOT_NOW, post=SIDES_NOT_NOW),
    Row("disputes:outcome", args=heard_reference, get=SIDES_MAY_NOT, post=SIDES_MAY_NOT),
    Row("disputes:comment", args=heard_reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:issue", args=heard_reference, get=SIDES_MAY_NOT, post=SIDES_MAY_NOT),
    Row("disputes:close", args=withdrawn_reference, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:close", args=reference, get=SIDES_NOT_NOW, post=SIDES_NOT_NOW),
    # Group B's own was closed three months ago: by now everyone reads what was learned.
    Row("disputes:add-learning", args=closed_reference, get=SIDES_NOT_NOW, post=SIDES_NOT_NOW),
    Row("disputes:add-learning", args=reference, get=SIDES_NOT_NOW, post=SIDES_NOT_NOW),
    Row("disputes:correct-start", args=reference, get=RESPONDING_MAY, post=RESPONDING_MAY),
    Row("disputes:correct-start", args=heard_reference, get=RESPONDING_NOT_NOW, post=RESPONDING_NOT_NOW),
]
