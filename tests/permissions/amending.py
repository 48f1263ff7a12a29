"""Amending a published round: for its funder alone. Group A gives money, group B applies."""

from datetime import timedelta

from django.utils import timezone

from tests.factories.funding import published_round
from tests.funding.amended import prepared
from tests.permissions import Row
from tests.permissions.funding import CONFLICT, FUNDER, HIDDEN_ONE

FUNDER_IS_LED = "in 302 403 403 403 403 403 in"


def make(world):
    world.group_a.organisation.sector = "public"
    world.group_a.organisation.save()
    today = timezone.localdate()
    who = {"by": world.group_a.user, "now": timezone.now()}
    world.round_amended = published_round(world.group_a, on=today - timedelta(days=2), title="To amend")
    prepared(world.round_amended, **who)
    world.round_to_amend = published_round(world.group_a, on=today - timedelta(days=2), title="To amend yet")
    world.round_long_closed = published_round(world.group_a, on=today - timedelta(days=90), title="Long closed")


def prepared_one(*extra):
    return lambda world: [world.round_amended.slug, *extra]


def nothing_prepared(*extra):
    return lambda world: [world.round_to_amend.slug, *extra]


def closed(*extra):
    return lambda world: [world.round_long_closed.slug, *extra]


ROWS = [
    Row("funding:amend", args=nothing_prepared(), get=FUNDER, post=FUNDER_IS_LED),
    Row("funding:amend", args=prepared_one(), get=FUNDER, post=FUNDER_IS_LED),
    Row("funding:amend", args=closed(), get=CONFLICT, post=CONFLICT),
    *(
        Row("funding:amend-page", args=prepared_one(page), get=FUNDER, post=FUNDER)
        for page in ("words", "money", "reason", "dates")
    ),
    Row("funding:amend-page", args=nothing_prepared("words"), get=FUNDER_IS_LED, post=CONFLICT),
    Row("funding:amend-page", args=prepared_one("criteria"), get=HIDDEN_ONE, post=HIDDEN_ONE),
    Row("funding:amend-page", args=closed("dates"), get=CONFLICT, post=CONFLICT),
    Row("funding:amend-check", args=prepared_one(), get=FUNDER, post=CONFLICT),
    Row("funding:amend-check", args=nothing_prepared(), get=FUNDER_IS_LED, post=CONFLICT),
    Row("funding:amend-commitment", args=prepared_one("lots"), get=FUNDER, post=FUNDER),
    Row("funding:amend-commitment", args=prepared_one("no-such-one"), get=HIDDEN_ONE, post=HIDDEN_ONE),
    Row("funding:amend-commitment", args=nothing_prepared("lots"), get=FUNDER_IS_LED, post=CONFLICT),
    Row("funding:amend-publish", args=prepared_one(), get=FUNDER, post=CONFLICT),
    Row("funding:amend-publish", args=nothing_prepared(), get=FUNDER_IS_LED, post=CONFLICT),
    Row("funding:amend-publish", args=closed(), get=CONFLICT, post=CONFLICT),
    Row("funding:amend-discard", args=prepared_one(), get=FUNDER, post=FUNDER_IS_LED),
    Row("funding:amend-discard", args=nothing_prepared(), get=FUNDER_IS_LED, post=CONFLICT),
]
