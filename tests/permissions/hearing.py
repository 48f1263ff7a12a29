"""Who hears a dispute, where it belongs, and opening it again. The champion of the table convenes here."""

from types import SimpleNamespace

from django.utils import timezone

from disputes.services import advisers, objections, redirects
from tests.factories.disputes import heard, raised
from tests.permissions import Row
from tests.permissions.disputes import (
    BOTH_SIDES,
    NOBODY,
    RAISING_MAY,
    RESPONDING_MAY,
    RESPONDING_NOT_NOW,
    SIDES_MAY_NOT,
)

#: To be asked of a Champion on the panel alone; both sides see that it is not for them.
PANEL_ONLY = "in 403 403 404 200 404 404 in"
#: The responding side said it before it was referred; now the panel does.
PANEL_NOW = "in 409 403 404 200 404 404 in"
#: Those who see the dispute and are not asked now.
NOT_ASKED = "in 409 409 404 404 404 404 in"
#: Of those who see it, the Champion who convened too.
RAISING_ALONE = "in 403 200 404 403 404 404 in"
NOT_BY_THE_SAME = "in 403 403 404 409 404 404 in"
SIDES_NOT_PANEL = "in 200 200 404 403 404 404 in"


def make(world):
    world.sides = SimpleNamespace(
        raiser=world.users["group_b"],
        respondent=world.users["group_a"],
        group=world.group_b.organisation,
        council=world.group_a.organisation,
    )
    panel = SimpleNamespace(public=world.users["champion"], voluntary=world.panel.public)
    world.convened = heard(world.sides, panel, on=timezone.localdate())
    objections.object_to_champion(
        world.convened,
        member=world.convened.panel.get(person=world.users["champion"].person),
        reason="They worked there.",
        by=world.sides.raiser,
        now=timezone.now(),
    )
    world.advised = heard(world.sides, panel, on=timezone.localdate())
    advisers.name_adviser(
        world.advised,
        name="Cora Councillor",
        email=world.users["councillor"].email,
        by=world.users["champion"],
        now=timezone.now(),
    )
    world.redirected = raised(world.sides, on=timezone.localdate())
    elsewhere = {"matter": "service", "where": "The complaints team", "reason": "It is one visit."}
    redirects.redirect_dispute(world.redirected, **elsewhere, by=world.sides.respondent, now=timezone.now())
    world.looked_at = heard(world.sides, panel, on=timezone.localdate())
    redirects.redirect_dispute(world.looked_at, **elsewhere, by=world.users["champion"], now=timezone.now())


def convened(world):
    return [world.convened.reference]


def advised(world):
    return [world.advised.reference]


def redirected(world):
    return [world.redirected.reference]


def looked_at(world):
    return [world.looked_at.reference]


def heard_by_others(world):
    return [world.heard.reference]


def talked_through(world):
    return [world.dispute.reference]


ROWS = [
    Row("disputes:object", args=heard_by_others, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:object", args=convened, get="in 200 200 404 403 404 404 in", post="in 200 200 404 403 404 404 in"),
    Row("disputes:object", args=talked_through, get=NOT_ASKED, post=NOT_ASKED),
    Row("disputes:answer-objection", args=convened, get=PANEL_ONLY, post=PANEL_ONLY),
    Row("disputes:answer-objection", args=heard_by_others, get=SIDES_MAY_NOT, post=SIDES_MAY_NOT),
    # A Champion convenes, so the two sides name nobody; the councillor of the table was asked.
    Row("disputes:adviser", args=convened, get="in 409 409 404 200 404 404 in", post="in 409 409 404 200 404 404 in"),
    Row("disputes:adviser", args=talked_through, get=NOT_ASKED, post=NOT_ASKED),
    Row(
        "disputes:answer-adviser",
        args=convened,
        get="in 409 409 404 403 404 404 in",
        post="in 409 409 404 403 404 404 in",
    ),
    Row("disputes:advise", args=advised, get="in 404 404 404 404 200 404 in", post="in 404 404 404 404 200 404 in"),
    Row("disputes:advise", args=convened, get=NOBODY, post=NOBODY),
    Row("disputes:dispute", args=advised, get="in 200 200 404 200 404 404 in", post="in 405 405 405 405 405 405 in"),
    Row("disputes:redirect", args=talked_through, get=RESPONDING_MAY, post=RESPONDING_MAY),
    Row("disputes:redirect", args=convened, get=PANEL_NOW, post=PANEL_NOW),
    Row("disputes:redirect", args=heard_by_others, get=RESPONDING_NOT_NOW, post=RESPONDING_NOT_NOW),
    Row("disputes:another-look", args=redirected, get=RAISING_MAY, post=RAISING_MAY),
    Row("disputes:another-look", args=looked_at, get=RAISING_ALONE, post=RAISING_ALONE),
    Row("disputes:another-look", args=talked_through, get=SIDES_MAY_NOT, post=SIDES_MAY_NOT),
    # Whoever redirected it does not look at it again, and nobody has asked.
    Row("disputes:look-again", args=looked_at, get=NOT_BY_THE_SAME, post=NOT_BY_THE_SAME),
    Row("disputes:look-again", args=redirected, get=SIDES_MAY_NOT, post=SIDES_MAY_NOT),
    Row("disputes:reopen", args=redirected, get=BOTH_SIDES, post=BOTH_SIDES),
    Row("disputes:reopen", args=looked_at, get=SIDES_NOT_PANEL, post=SIDES_NOT_PANEL),
    Row("disputes:reopen", args=talked_through, get=NOT_ASKED, post=NOT_ASKED),
    Row("disputes:answer-objection", args=lambda world: ["2026-999"], get=NOBODY, post=NOBODY),
]
