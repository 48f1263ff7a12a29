"""Signing in, your account, organisations, people and the first set-up, in their states."""

from django.utils import timezone

from compact_portal.people.models import Invitation
from compact_portal.people.services.set_up import make_link
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.rig.states import State, submit


def fill_in(**fields):
    """Type into the named fields and press the button."""

    def act(page):
        for name, value in fields.items():
            page.fill(f"main [name={name}]", value)
        submit(page)

    return act


def a_group_and_its_lead(user):
    lead = MembershipFactory(lead=True)
    MembershipFactory(organisation=lead.organisation, asked=True)
    return f"/organisations/{lead.organisation.slug}/"


def own_organisation(user):
    organisation = user.memberships.get().organisation
    MembershipFactory(organisation=organisation)
    MembershipFactory(organisation=organisation, asked=True)
    return f"/organisations/{organisation.slug}/"


def proposed_organisation(user):
    membership = MembershipFactory(lead=True, asked=True, organisation=OrganisationFactory(proposed=True))
    return f"/organisations/{membership.organisation.slug}/decide/"


def member_to_change(change):
    def prepare(user):
        organisation = user.memberships.get().organisation
        member = MembershipFactory(organisation=organisation, asked=change in ("confirm", "decline"))
        return f"/organisations/{organisation.slug}/members/{member.pk}/{change}/"

    return prepare


def joining(user):
    return f"/account/organisations/{OrganisationFactory().slug}/join/"


def asked(user):
    return f"/account/memberships/{MembershipFactory(user=user, asked=True).pk}/asked/"


def leaving(user):
    return f"/account/memberships/{user.memberships.get().pk}/leave/"


def invited(user):
    invitation = Invitation.objects.create(
        organisation=OrganisationFactory(), name=user.name, email=user.email, invited_at=timezone.now()
    )
    return f"/account/invitations/{invitation.pk}/"


def many_people(user):
    UserFactory.create_batch(60)
    return "/people/?page=2"


def somebody(page="", **fields):
    return lambda user: f"/people/{UserFactory(**fields).pk}/{page}"


def set_up(page=""):
    return lambda user: f"/setup/{make_link(now=timezone.now())}/{page}"


def name_the_partnership(page):
    page.fill("main input[type=text] >> nth=0", "Example Partnership")
    submit(page)


def guess(page):
    for _ in range(6):
        fill_in(login="locked-out@example.org", password="not this one")(page)


SIGNING_IN = [
    State("sign in", "/account/login/"),
    State("sign in, nothing filled in", "/account/login/", act=submit),
    State("sign in, wrong password", "/account/login/", act=fill_in(login="a@example.org", password="not this one")),
    State("sign in, locked out", "/account/login/", act=guess),
    State("ask for a sign-in code", "/account/login/code/"),
    State("ask for a sign-in code, no address", "/account/login/code/", act=submit),
    State("type the sign-in code", "/account/login/code/", act=fill_in(email="nobody@example.org")),
    State("create an account", "/account/signup/"),
    State("create an account, nothing filled in", "/account/signup/", act=submit),
    State("forgotten password", "/account/password/reset/"),
    State("forgotten password, asked", "/account/password/reset/", act=fill_in(email="nobody@example.org")),
    State("account is closed", "/account/inactive/"),
]
ACCOUNT = [
    State("your account", "/account/", role="lead"),
    State("your account, in no organisation", "/account/", role="officer"),
    State("change your name", "/account/name/", role="member"),
    State("sign out", "/account/logout/", role="member"),
    State("change password", "/account/password/change/", role="member"),
    State("change email address", "/account/email/", role="member"),
    State("second factor", "/account/2fa/", role="officer"),
    State("find an organisation", "/account/organisations/find/", role="officer"),
    State("propose an organisation", "/account/organisations/propose/", role="member"),
    State("propose an organisation, nothing filled in", "/account/organisations/propose/", role="member", act=submit),
    State("join an organisation", joining, role="member"),
    State("asked to join", asked, role="member"),
    State("leave an organisation", leaving, role="member"),
    State("answer an invitation", invited, role="member"),
]
ORGANISATIONS = [
    State("organisations", "/organisations/", role="officer"),
    State("invite an organisation", "/organisations/invite/", role="officer"),
    State("invite an organisation, nothing filled in", "/organisations/invite/", role="officer", act=submit),
    State("an organisation, as an officer sees it", a_group_and_its_lead, role="officer"),
    State("an organisation, as its lead sees it", own_organisation, role="lead"),
    State("decide on a new organisation", proposed_organisation, role="officer"),
    State("confirm a member", member_to_change("confirm"), role="lead"),
    State("people", "/people/", role="officer"),
    State("people, the second page", many_people, role="administrator"),
    State("somebody", somebody(), role="officer"),
    State("somebody deactivated", somebody(deactivated=True), role="administrator"),
    State("change somebody's roles", somebody("roles/"), role="administrator"),
    State("deactivate somebody", somebody("deactivate/"), role="administrator"),
    State("reactivate somebody", somebody("reactivate/", deactivated=True), role="administrator"),
]
SET_UP = [
    State("name the partnership", set_up()),
    State("name the partnership, nothing filled in", set_up(), act=submit),
    State("name the first administrator", set_up(), act=name_the_partnership),
    State("a set-up link that no longer works", "/setup/used-long-ago/", status=404),
]
PAGES = [*SIGNING_IN, *ACCOUNT, *ORGANISATIONS, *SET_UP]
