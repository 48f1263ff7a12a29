from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.notices.models import Notice
from compact_portal.people.choices import InvitationState, MembershipState, OrganisationState
from compact_portal.people.models import Membership
from compact_portal.people.services import organisations
from compact_portal.people.services.states import WrongState
from tests.factories.people import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def officer():
    return UserFactory(officer=True)


def propose(by):
    return organisations.propose_organisation(name="Example Choir", sector="voluntary", by=by, now=NOW)


def test_a_proposed_organisation_waits_for_an_officer(officer):
    membership = propose(UserFactory())
    assert membership.organisation.state == OrganisationState.PROPOSED
    assert (membership.state, membership.is_lead) == (MembershipState.ASKED, False)
    assert Notice.objects.get().email == officer.email


def test_confirming_it_makes_the_proposer_its_lead(officer):
    membership = propose(UserFactory())
    organisations.confirm_organisation(membership.organisation, by=officer, now=NOW)
    membership.refresh_from_db()
    assert (membership.organisation.state, membership.is_lead) == (OrganisationState.CONFIRMED, True)
    assert "was added to the portal. You lead it." in Notice.objects.get(kind="organisation-decided").body


def test_declining_it_tells_the_proposer_why(officer):
    membership = propose(UserFactory())
    organisations.decline_organisation(membership.organisation, reason="It is in another area.", by=officer, now=NOW)
    membership.refresh_from_db()
    assert (membership.organisation.state, membership.state) == (OrganisationState.DECLINED, MembershipState.DECLINED)
    body = Notice.objects.get(kind="organisation-decided").body
    assert "was not added to the portal. It is in another area." in body


def test_two_officers_deciding_at_once_decide_once(officer):
    organisation = propose(UserFactory()).organisation
    organisations.confirm_organisation(organisation, by=officer, now=NOW)
    with pytest.raises(WrongState, match="Confirmed"):
        organisations.decline_organisation(organisation, reason="No.", by=officer, now=NOW)
    organisation.refresh_from_db()
    assert organisation.state == OrganisationState.CONFIRMED


@pytest.mark.parametrize("role", ["champion", "administrator"])
def test_only_officers_decide_and_invite(role):
    other = UserFactory(**{role: True})
    with pytest.raises(PermissionDenied):
        organisations.confirm_organisation(OrganisationFactory(proposed=True), by=other, now=NOW)
    with pytest.raises(PermissionDenied):
        organisations.invite_organisation(
            name="A", sector="voluntary", contact="B", email="b@example.org", by=other, now=NOW
        )


def test_an_invitation_is_accepted_by_the_address_it_went_to(officer):
    invitation = organisations.invite_organisation(
        name="Example Choir", sector="voluntary", contact="Cora", email="Cora@example.org", by=officer, now=NOW
    )
    assert Notice.objects.get().email == "cora@example.org"
    with pytest.raises(PermissionDenied):
        organisations.accept_invitation(invitation, by=UserFactory(), now=NOW)
    membership = organisations.accept_invitation(invitation, by=UserFactory(email="cora@example.org"), now=NOW)
    assert (membership.organisation.name, membership.is_lead) == ("Example Choir", True)


def test_an_invitation_is_answered_once():
    invitation = InvitationFactory()
    guest = UserFactory(email=invitation.email)
    assert organisations.decline_invitation(invitation, by=guest, now=NOW).state == InvitationState.DECLINED
    with pytest.raises(WrongState, match="Declined"):
        organisations.accept_invitation(invitation, by=guest, now=NOW)
    assert not Membership.objects.exists()


def test_accepting_makes_a_lead_of_who_had_asked_to_join():
    invitation = InvitationFactory()
    guest = UserFactory(email=invitation.email)
    MembershipFactory(asked=True, user=guest, organisation=invitation.organisation)
    organisations.accept_invitation(invitation, by=guest, now=NOW)
    assert [membership.is_lead for membership in guest.memberships.all()] == [True]


@pytest.mark.parametrize(
    ("taken", "name", "slug"),
    [
        ([], "Example Choir", "example-choir"),
        (["example-choir"], "Example Choir", "example-choir-2"),
        (["example-choir", "example-choir-2"], "Example: choir!", "example-choir-3"),
        ([], "合唱団", "organisation"),
    ],
)
def test_every_organisation_gets_an_address_of_its_own(taken, name, slug):
    for number, one in enumerate(taken):
        OrganisationFactory(name=f"Taken {number}", slug=one)
    assert organisations.free_slug(name) == slug


def test_no_organisation_is_called_like_a_page_of_the_list():
    """/organisations/invite/ is a page."""
    assert organisations.free_slug("Invite") == "invite-2"


@pytest.mark.parametrize("name", ["Invite", "Mine", "Promotion", "Interests", "Signatories"])
def test_no_organisation_is_called_like_a_page(name, officer):
    membership = organisations.propose_organisation(name=name, sector="voluntary", by=UserFactory(), now=NOW)
    assert membership.organisation.slug == f"{name.lower()}-2"
