"""After the meeting: what a link in an email opens, and what officers make of the answers."""

from datetime import timedelta

from django.utils import timezone

from tests.factories.meetings import (
    AttendanceFactory,
    ItemFactory,
    MeetingFactory,
    ProposedCorrectionFactory,
    ReplyLinkFactory,
)
from tests.permissions import EVERYBODY, NOT_ALLOWED, SIGNED_IN_NOT_ALLOWED, Row

NOBODY = "404 404 404 404 404 404 404 404"
RUN = "in 403 403 200 403 403 403 in"
RUN_DOES = "in 403 403 302 403 403 403 in"
ENDED = "410 410 410 410 410 410 410 410"


def make(world):
    """A circulated draft with a link that works, one that an officer ended, and one whose time is up."""
    world.circulated = MeetingFactory(committee=world.committee, circulated=True)
    world.circulated_item = ItemFactory(meeting=world.circulated, minuted=True)
    world.confidential_item = ItemFactory(meeting=world.circulated, minuted=True, confidential=True)
    AttendanceFactory(meeting=world.circulated)
    world.link = ReplyLinkFactory(meeting=world.circulated)
    world.revoked_link = ReplyLinkFactory(meeting=world.circulated, revoked=True)
    world.old_link = ReplyLinkFactory(meeting=world.circulated, expires_at=timezone.now() - timedelta(days=1))

    world.action_link = ReplyLinkFactory(meeting=None, person=world.users["group_a"].person)
    world.revoked_action_link = ReplyLinkFactory(meeting=None, revoked=True)
    world.proposal = ProposedCorrectionFactory(item=world.circulated_item)


def circulated(*more):
    return lambda world: [world.committee.slug, world.circulated.day, *(getattr(world, each).pk for each in more)]


def by(name, *more):
    return lambda world: [getattr(world, name).secret, *(getattr(world, each).pk for each in more)]


def made_up(world):
    return [f"{world.link.token}.made-up"]


ROWS = [
    Row("by-link:open", args=by("link"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("by-link:open", args=made_up, get=NOBODY, post=NOBODY),
    Row("by-link:open", args=by("revoked_link"), get=NOBODY, post=NOBODY),
    Row("by-link:open", args=by("old_link"), get=ENDED, post=ENDED),
    Row("by-link:propose", args=by("link"), get=EVERYBODY, post=EVERYBODY),
    Row("by-link:propose", args=by("revoked_link"), get=NOBODY, post=NOBODY),
    Row("by-link:propose-at", args=by("link", "circulated_item"), get=EVERYBODY, post=EVERYBODY),
    Row("by-link:propose-at", args=by("link", "confidential_item"), get=NOBODY, post=NOBODY),
    Row("by-link:propose-at", args=by("link", "item"), get=NOBODY, post=NOBODY),  # of another meeting
    Row("by-link:propose-at", args=by("old_link", "circulated_item"), get=ENDED, post=ENDED),
    Row("by-link:open", args=by("action_link"), get=EVERYBODY, post=NOT_ALLOWED),
    Row("by-link:open", args=by("revoked_action_link"), get=NOBODY, post=NOBODY),
    Row("by-link:report", args=by("action_link", "published_action"), get=EVERYBODY, post=EVERYBODY),
    Row("by-link:report", args=by("action_link", "action"), get=NOBODY, post=NOBODY),  # of a draft
    Row("by-link:report", args=by("link", "published_action"), get=NOBODY, post=NOBODY),  # a link to a draft
    Row("by-link:report", args=by("revoked_action_link", "published_action"), get=NOBODY, post=NOBODY),
    Row("by-link:propose", args=by("action_link"), get=NOBODY, post=NOBODY),
    # What officers make of it
    Row("actions:links", get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("actions:end-link", args=lambda world: [world.action_link.pk], get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row(
        "actions:allow-link",
        args=lambda world: [world.revoked_action_link.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=RUN_DOES,
    ),
    Row(
        "actions:end-link",  # one that is about a draft
        args=lambda world: [world.link.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post="in 403 403 404 403 403 403 in",
    ),
    Row("meetings:corrections", args=circulated(), get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:corrections-tell", args=circulated(), get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row("meetings:corrections-end-links", args=circulated(), get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row("meetings:corrections-end-link", args=circulated("link"), get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row("meetings:correction-accept", args=circulated("proposal"), get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row("meetings:correction-decline", args=circulated("proposal"), get=RUN, post=RUN),
    Row("meetings:correction-reopen", args=circulated("proposal"), get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
]
