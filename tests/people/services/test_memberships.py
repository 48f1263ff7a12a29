from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.audit.models import AuditEvent
from compact_portal.notices.models import Notice
from compact_portal.people.choices import MembershipRole, MembershipState
from compact_portal.people.services import memberships
from compact_portal.people.services.states import WrongState
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
ASKED, CONFIRMED, DECLINED, ENDED = MembershipState


def told() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("email").values_list("email", "kind"))


def test_asking_tells_the_leads_and_is_written_down():
    lead = MembershipFactory(lead=True, user__email="lead@example.org")
    MembershipFactory(organisation=lead.organisation)
    UserFactory(officer=True)
    membership = memberships.ask_to_join(organisation=lead.organisation, by=UserFactory(), now=NOW)
    assert (membership.state, membership.role, membership.asked_at) == (ASKED, MembershipRole.MEMBER, NOW)
    assert told() == [("lead@example.org", "membership-asked")]
    assert AuditEvent.objects.get().verb == "asked"


def test_asking_for_an_organisation_without_a_lead_tells_the_officers():
    MembershipFactory(lead=True, user__deactivated=True, organisation=(group := OrganisationFactory()))
    UserFactory(officer=True, email="officer@example.org")
    memberships.ask_to_join(organisation=group, by=UserFactory(), now=NOW)
    assert told() == [("officer@example.org", "membership-asked")]


def test_asking_twice_changes_nothing():
    asker, group = UserFactory(), OrganisationFactory()
    first, second = (memberships.ask_to_join(organisation=group, by=asker, now=NOW) for _ in range(2))
    assert first == second
    assert AuditEvent.objects.count() == 1


def test_nobody_can_ask_to_join_an_organisation_that_is_not_confirmed():
    with pytest.raises(WrongState, match="Waiting for an officer"):
        memberships.ask_to_join(organisation=OrganisationFactory(proposed=True), by=UserFactory(), now=NOW)


@pytest.fixture
def lead():
    return MembershipFactory(lead=True)


def in_state(lead, state):
    decided = None if state == ASKED else NOW
    return MembershipFactory(organisation=lead.organisation, state=state, decided_at=decided)


STEPS = [
    # step                           from       to
    (memberships.confirm_membership, ASKED, CONFIRMED),
    (memberships.confirm_membership, CONFIRMED, WrongState),
    (memberships.confirm_membership, DECLINED, WrongState),
    (memberships.confirm_membership, ENDED, WrongState),
    (memberships.decline_membership, ASKED, DECLINED),
    (memberships.decline_membership, CONFIRMED, WrongState),
    (memberships.decline_membership, DECLINED, WrongState),
    (memberships.decline_membership, ENDED, WrongState),
    (memberships.end_membership, ASKED, WrongState),
    (memberships.end_membership, CONFIRMED, ENDED),
    (memberships.end_membership, DECLINED, WrongState),
    (memberships.end_membership, ENDED, WrongState),
]


@pytest.mark.parametrize(("step", "before", "after"), STEPS)
def test_a_lead_takes_each_step_only_from_its_state(lead, step, before, after):
    membership = in_state(lead, before)
    if after is WrongState:
        with pytest.raises(WrongState):
            step(membership, by=lead.user, now=NOW)
        membership.refresh_from_db()
        assert (membership.state, Notice.objects.count(), AuditEvent.objects.count()) == (before, 0, 0)
    else:
        membership = step(membership, by=lead.user, now=NOW)
        membership.refresh_from_db()
        assert (membership.state, membership.decided_at, membership.decided_by) == (after, NOW, lead.user)
        assert (told(), AuditEvent.objects.count()) == ([(membership.user.email, "membership-decided")], 1)


@pytest.mark.parametrize("step", [memberships.confirm_membership, memberships.make_lead, memberships.make_member])
def test_nobody_else_decides_about_members_where_there_is_a_lead(lead, step):
    membership = in_state(lead, ASKED)
    others = [membership.user, UserFactory(officer=True), UserFactory(administrator=True), UserFactory(champion=True)]
    for other in others:
        with pytest.raises(PermissionDenied):
            step(membership, by=other, now=NOW)


def test_an_officer_decides_where_there_is_no_lead():
    membership = MembershipFactory(asked=True)
    officer = UserFactory(officer=True)
    assert memberships.confirm_membership(membership, by=officer, now=NOW).state == CONFIRMED
    assert memberships.make_lead(membership, by=officer, now=NOW).is_lead
    with pytest.raises(PermissionDenied):
        memberships.make_member(membership, by=officer, now=NOW)


def test_only_a_confirmed_member_becomes_a_lead(lead):
    with pytest.raises(WrongState, match="Waiting for confirmation"):
        memberships.make_lead(in_state(lead, ASKED), by=lead.user, now=NOW)


@pytest.mark.parametrize("state", [ASKED, CONFIRMED])
def test_everyone_may_leave_and_come_back(lead, state):
    membership = in_state(lead, state)
    left = memberships.leave_organisation(membership, by=membership.user, now=NOW)
    assert (left.state, left.decided_by) == (ENDED, membership.user)
    assert memberships.ask_to_join(organisation=lead.organisation, by=membership.user, now=NOW).state == ASKED


def test_nobody_leaves_for_somebody_else(lead):
    with pytest.raises(PermissionDenied):
        memberships.leave_organisation(in_state(lead, CONFIRMED), by=lead.user, now=NOW)
