"""Every step from every state, written out by hand: what is not in this table must be refused."""

import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.audit.models import AuditEvent
from meetings.choices import TRANSITIONS, MeetingState
from meetings.services.states import Stale, WrongState, move
from tests.factories.meetings import PUBLISHED_AT, MeetingFactory
from tests.factories.people import UserFactory

S = MeetingState

ALLOWED = {
    ("scheduled", "publish-agenda"): "agenda-published",
    ("scheduled", "start"): "in-session",
    ("scheduled", "cancel"): "cancelled",
    ("scheduled", "postpone"): "postponed",
    ("agenda-published", "publish-agenda"): "agenda-published",
    ("agenda-published", "start"): "in-session",
    ("agenda-published", "cancel"): "cancelled",
    ("agenda-published", "postpone"): "postponed",
    ("in-session", "finish"): "in-draft",
    ("in-session", "undo-start"): "agenda-published",
    ("in-session", "undo-early-start"): "scheduled",
    ("in-draft", "circulate"): "circulated",
    ("in-draft", "publish"): "draft-published",
    ("circulated", "publish"): "draft-published",
    ("draft-published", "revise"): "in-draft",
    ("draft-published", "approve"): "approved",
    ("approved", "correct"): "approved",
}
VERBS = (
    "publish-agenda",
    "start",
    "finish",
    "undo-start",
    "undo-early-start",
    "circulate",
    "publish",
    "revise",
    "approve",
    "correct",
    "cancel",
    "postpone",
)


def meeting_in(state: str):
    published = PUBLISHED_AT if state in ("draft-published", "approved") else None
    return MeetingFactory(state=state, minutes_published_at=published)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(S.values))
def test_a_step_is_taken_only_from_the_states_that_allow_it(state, verb, officer, now):
    meeting = meeting_in(state)
    target = ALLOWED.get((state, verb))
    if target:
        assert move(meeting, verb, by=officer, now=now).state == target
    else:
        with pytest.raises(WrongState):
            move(meeting, verb, by=officer, now=now)
        meeting.refresh_from_db()
        assert (meeting.state, AuditEvent.objects.about(meeting).count()) == (state, 0)


def test_the_table_by_hand_names_every_step_there_is():
    assert set(VERBS) == set(TRANSITIONS)


@pytest.mark.parametrize("role", ["nobody", "administrator", "champion"])
def test_only_officers_take_steps(role, db, now):
    user = UserFactory(**({role: True} if role != "nobody" else {}))
    with pytest.raises(PermissionDenied):
        move(meeting_in("scheduled"), "start", by=user, now=now)


def test_a_step_from_a_form_shown_before_someone_elses_change_is_refused_as_stale(officer, now):
    meeting = meeting_in("scheduled")
    seen = meeting.revision
    changed = move(meeting, "publish-agenda", by=officer, now=now, seen=seen)
    changed.save()
    with pytest.raises(Stale):
        move(meeting, "publish-agenda", by=officer, now=now, seen=seen)


def test_the_trail_says_from_where_to_where(officer, now):
    meeting = move(meeting_in("in-draft"), "circulate", by=officer, now=now)
    event = AuditEvent.objects.about(meeting).get()
    assert (event.verb, event.details["from"], event.details["to"]) == (
        "circulated",
        "Minutes in draft",
        "Circulated for corrections",
    )
