"""People, organisations, signing in."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.utils import timezone

from compact_portal.people.services import set_up
from tests.factories.people import InvitationFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.permissions import EVERYBODY, GO_ON, NOT_ALLOWED, SIGNED_IN, SIGNED_IN_GO_ON, SIGNED_IN_NOT_ALLOWED, Row

OFFICE = "in 403 403 200 403 403 200 in"  # officers and administrators
OFFICER = "in 403 403 200 403 403 403 in"
ADMINISTRATOR = "in 403 403 403 403 403 200 in"
ADMINISTRATOR_DOES = "in 403 403 403 403 403 302 in"
ONLY_OUTSIDE = "200 302 302 302 302 302 302 200"  # who is signed in goes home


def make(world):
    world.users = {
        "group_a": UserFactory(name="Group A"),
        "group_b": UserFactory(name="Group B"),
        "officer": UserFactory(name="Officer", officer=True),
        "champion": UserFactory(name="Champion", champion=True),
        "councillor": UserFactory(name="Councillor"),
        "administrator": UserFactory(name="Administrator", administrator=True),
        "deactivated": UserFactory(name="Deactivated", officer=True, deactivated=True),
    }
    world.group_a = MembershipFactory(lead=True, user=world.users["group_a"])
    world.group_b = MembershipFactory(lead=True, user=world.users["group_b"])
    world.asks_group_a = MembershipFactory(asked=True, organisation=world.group_a.organisation)
    world.asks_leaderless = MembershipFactory(asked=True)
    world.proposed = OrganisationFactory(proposed=True)
    world.invitation_a = InvitationFactory(email=world.users["group_a"].email)
    world.closed = UserFactory(deactivated=True)
    world.passkey = Authenticator.objects.create(
        user=world.asks_group_a.user, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
    )
    world.set_up_token = set_up.make_link(now=timezone.now() - timedelta(hours=1))


def slug_a(world):
    return [world.group_a.organisation.slug]


def change(membership, word):
    def args(world):
        chosen = getattr(world, membership)
        return [chosen.organisation.slug, chosen.pk, word]

    return args


ROWS = [
    # One's own account
    Row("people:account", get=SIGNED_IN, post=SIGNED_IN_NOT_ALLOWED),
    Row("people:change-name", get=SIGNED_IN, post=SIGNED_IN),
    Row("people:find-organisation", get=SIGNED_IN, post=SIGNED_IN_NOT_ALLOWED),
    Row("people:propose-organisation", get=SIGNED_IN, post=SIGNED_IN),
    Row("people:join-organisation", args=slug_a, get=SIGNED_IN, post=SIGNED_IN_GO_ON),
    Row(
        "people:join-organisation",
        args=lambda world: [world.proposed.slug],
        get="in 404 404 404 404 404 404 in",
        post="in 404 404 404 404 404 404 in",
    ),
    Row(
        "people:asked",
        args=lambda world: [world.group_a.pk],
        get="in 200 404 404 404 404 404 in",
        post=SIGNED_IN_NOT_ALLOWED,
    ),
    Row(
        "people:leave-organisation",
        args=lambda world: [world.group_a.pk],
        get="in 200 404 404 404 404 404 in",
        post="in 302 404 404 404 404 404 in",
    ),
    Row(
        "people:answer-invitation",
        args=lambda world: [world.invitation_a.pk],
        get="in 200 404 404 404 404 404 in",
        post="in 302 404 404 404 404 404 in",
    ),
    # Organisations
    Row("people:organisations-csv", get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row("people:organisations", get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row("people:invite-organisation", get=OFFICER, post=OFFICER),
    Row("people:organisation", args=slug_a, get="in 200 404 200 404 404 200 in", post=SIGNED_IN_NOT_ALLOWED),
    Row(
        "people:decide-organisation",
        args=lambda world: [world.proposed.slug],
        get="in 404 404 200 404 404 403 in",
        post="in 404 404 200 404 404 403 in",
    ),
    Row(
        "people:change-member",
        args=change("asks_group_a", "confirm"),
        get="in 200 404 403 404 404 403 in",
        post="in 302 404 403 404 404 403 in",
    ),
    Row(
        "people:change-member",  # without a lead the officer stands in
        args=change("asks_leaderless", "confirm"),
        get="in 404 404 200 404 404 403 in",
        post="in 404 404 302 404 404 403 in",
    ),
    Row(
        "people:change-member",
        args=change("asks_group_a", "promote"),
        get="in 404 404 403 404 404 403 in",
        post="in 404 404 403 404 404 403 in",
    ),
    # People
    Row("people:people", get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row("people:csv", get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row("people:person", args=lambda world: [world.group_a.user_id], get=OFFICE, post=SIGNED_IN_NOT_ALLOWED),
    Row(
        "people:change-roles",
        args=lambda world: [world.group_a.user_id],
        get=ADMINISTRATOR,
        post=ADMINISTRATOR_DOES,
    ),
    Row(
        "people:deactivate",
        args=lambda world: [world.group_a.user_id],
        get=ADMINISTRATOR,
        post=ADMINISTRATOR_DOES,
    ),
    Row(
        "people:deactivate",  # nobody closes their own account by mistake
        args=lambda world: [world.users["administrator"].pk],
        get="in 403 403 403 403 403 403 in",
        post="in 403 403 403 403 403 403 in",
    ),
    Row("people:reactivate", args=lambda world: [world.closed.pk], get=ADMINISTRATOR, post=ADMINISTRATOR_DOES),
    # The first start: an administrator exists, so there is nothing to set up
    Row(
        "people:set-up",
        args=lambda world: [world.set_up_token],
        get="404 404 404 404 404 404 404 404",
        post="404 404 404 404 404 404 404 404",
    ),
    Row(
        "people:set-up-administrator",
        args=lambda world: [world.set_up_token],
        get="404 404 404 404 404 404 404 404",
        post="404 404 404 404 404 404 404 404",
    ),
    Row("people:go-on", get=SIGNED_IN_GO_ON, post=SIGNED_IN_NOT_ALLOWED),
    Row("people:set-up-done", get=ADMINISTRATOR, post=SIGNED_IN_NOT_ALLOWED),
    # Signing in and out
    Row("account_login", get=ONLY_OUTSIDE, post=ONLY_OUTSIDE),
    Row("account_signup", get=ONLY_OUTSIDE, post=ONLY_OUTSIDE),
    Row("account_request_login_code", get=ONLY_OUTSIDE, post=ONLY_OUTSIDE),
    Row(
        "account_confirm_login_code",  # nobody has asked for a code
        get=GO_ON,
        post=GO_ON,
    ),
    Row(
        "account_email_verification_sent",
        get=GO_ON,
        post=GO_ON,
    ),
    Row("account_logout", get="302 200 200 200 200 200 200 302", post=GO_ON),
    Row("account_inactive", get=EVERYBODY, post=NOT_ALLOWED),
    Row("account_reauthenticate", get=SIGNED_IN, post=SIGNED_IN),
    # Password and email address
    Row("account_email", get=SIGNED_IN, post=SIGNED_IN_GO_ON),
    Row("account_change_password", get=SIGNED_IN, post=SIGNED_IN),
    Row("account_set_password", get=SIGNED_IN_GO_ON, post=SIGNED_IN_GO_ON),
    Row("account_reset_password", get=EVERYBODY, post=EVERYBODY),
    Row("account_reset_password_done", get=EVERYBODY, post=NOT_ALLOWED),
    Row(
        "account_reset_password_from_key",
        args=lambda world: ["1", "no-such-key"],
        get=EVERYBODY,
        post=EVERYBODY,
    ),
    Row("account_reset_password_from_key_done", get=EVERYBODY, post=NOT_ALLOWED),
    # Second factor; what changes it asks for the password once more
    Row("mfa_index", get=SIGNED_IN, post=SIGNED_IN_NOT_ALLOWED),
    Row("mfa_authenticate", get=GO_ON, post=GO_ON),
    Row("mfa_reauthenticate", get=SIGNED_IN_GO_ON, post=SIGNED_IN_GO_ON),  # none of them has one to show
    Row("mfa_reauthenticate_webauthn", get=SIGNED_IN_GO_ON, post=SIGNED_IN_GO_ON),
    Row("mfa_login_webauthn", get=GO_ON, post=GO_ON),
    Row("mfa_activate_totp", get=SIGNED_IN_GO_ON, post=SIGNED_IN_GO_ON),
    Row("mfa_deactivate_totp", get="in 404 404 404 404 404 404 in", post="in 404 404 404 404 404 404 in"),
    Row("mfa_view_recovery_codes", get="in 404 404 404 404 404 404 in", post=SIGNED_IN_NOT_ALLOWED),
    Row("mfa_download_recovery_codes", get="in 404 404 404 404 404 404 in", post="in 404 404 404 404 404 404 in"),
    Row("mfa_generate_recovery_codes", get=SIGNED_IN_GO_ON, post=SIGNED_IN_GO_ON),
    Row("mfa_list_webauthn", get=SIGNED_IN, post=SIGNED_IN_NOT_ALLOWED),
    Row("mfa_add_webauthn", get=SIGNED_IN_GO_ON, post=SIGNED_IN_GO_ON),
    Row(
        "mfa_edit_webauthn",
        args=lambda world: [world.passkey.pk],
        get=SIGNED_IN_GO_ON,
        post=SIGNED_IN_GO_ON,
    ),
    Row(
        "mfa_remove_webauthn",
        args=lambda world: [world.passkey.pk],
        get=SIGNED_IN_GO_ON,
        post=SIGNED_IN_GO_ON,
    ),
]
