"""Old minutes are for officers alone: to others each address is refused, whether something is there or not."""

from tests.factories.old_minutes import MINUTES, brought_in, read_in
from tests.permissions import SIGNED_IN_NOT_ALLOWED, Row
from tests.permissions.meetings import RUN, RUN_DOES

MISSING = "in 403 403 404 403 403 403 in"
TOO_LATE = "in 403 403 409 403 403 403 in"


def make(world):
    world.old_minutes = read_in(committee=world.committee, by=world.users["officer"])
    world.unread = brought_in(MINUTES.replace("Budget", "Grants"), name="unread.txt", committee=world.committee)
    world.unreadable = read_in(b"PK\x03\x04", name="broken.docx", committee=world.committee)
    lines = world.old_minutes.lines.in_order()
    world.old_decision = lines.filter(decisions__isnull=False).get().decisions.get()
    world.old_action = lines.filter(actions__isnull=False).get().actions.get()
    world.old_attendee = lines.filter(attendees__isnull=False).first().attendees.get()


def old(world):
    return [world.old_minutes.pk]


def unreadable(world):
    return [world.unreadable.pk]


def at_a_line(world):
    return [world.old_minutes.pk, 2]


def of_row(name):
    return lambda world: [world.old_minutes.pk, getattr(world, name).pk]


ROWS = [
    Row("meetings:old-minutes", get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:old-minutes-new", get=RUN, post=RUN),
    Row("meetings:old-minutes-check", args=old, get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:old-minutes-check", args=unreadable, get=MISSING, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:old-minutes-heading", args=old, get=RUN, post=RUN),
    Row("meetings:old-line", args=at_a_line, get=RUN, post=RUN),
    Row("meetings:old-line", args=lambda world: [world.old_minutes.pk, 9999], get=MISSING, post=MISSING),
    Row("meetings:old-decision-new", args=at_a_line, get=RUN, post=RUN),
    Row("meetings:old-action-new", args=at_a_line, get=RUN, post=RUN),
    Row("meetings:old-attendee-new", args=at_a_line, get=RUN, post=RUN),
    Row("meetings:old-decision", args=of_row("old_decision"), get=RUN, post=RUN),
    Row("meetings:old-action", args=of_row("old_action"), get=RUN, post=RUN),
    Row("meetings:old-attendee", args=of_row("old_attendee"), get=RUN, post=RUN),
    Row(
        "meetings:old-row-remove",
        args=lambda world: [world.old_minutes.pk, "decision", world.old_decision.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=RUN_DOES,
    ),
    Row(
        "meetings:old-row-remove",
        args=lambda world: [world.old_minutes.pk, "meeting", world.old_decision.pk],
        get=SIGNED_IN_NOT_ALLOWED,
        post=MISSING,
    ),
    Row("meetings:old-minutes-keep", args=old, get=RUN, post=RUN),
    Row("meetings:old-minutes-take-back", args=old, get=MISSING, post=TOO_LATE),
    Row("meetings:old-minutes-original", args=old, get=RUN, post=SIGNED_IN_NOT_ALLOWED),
    Row("meetings:old-minutes-try-again", args=unreadable, get=SIGNED_IN_NOT_ALLOWED, post=RUN_DOES),
    Row("meetings:old-minutes-try-again", args=old, get=SIGNED_IN_NOT_ALLOWED, post=TOO_LATE),
    Row("meetings:old-minutes-remove", args=old, get=RUN, post=RUN_DOES),
]
