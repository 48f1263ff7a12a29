"""Raising together, as the one who is asked and the one who asks see it."""

from types import SimpleNamespace

from django.utils import timezone

from disputes.choices import Manner
from disputes.services import draft_sides, drafts, settling, teams, together
from tests.disputes.pages import sides_of
from tests.factories.disputes import drafted
from tests.factories.people import MembershipFactory
from tests.rig.states import State, submit


def asked(sides, organisation):
    """A draft whose writer asked another organisation to join."""
    made = drafted(sides, now=timezone.now())
    draft_sides.save_who_raises(
        made,
        organisation=sides.group,
        manner=Manner.COLLECTIVELY,
        others=[organisation],
        by=sides.raiser,
        now=timezone.now(),
    )
    return made


def sides_beside(user) -> SimpleNamespace:
    """Two sides that the signed-in lead is on neither of."""
    return sides_of(MembershipFactory(organisation__name="Example Befriending Project").user)


def asked_to_join(then=None):
    def path(user):
        sides = sides_beside(user)
        made = asked(sides, user.memberships.get().organisation)
        request = made.join_requests.get()
        if then:
            then(made, request, sides, user)
        return request.get_absolute_url()

    return path


def joined(made, request, sides, user) -> None:
    together.answer_request_to_join(request, accepts=True, by=user, now=timezone.now())


def ended(made, request, sides, user) -> None:
    sent = drafts.send_dispute(made, by=sides.raiser, now=timezone.now())
    settling.withdraw_dispute(sent, reason="In order", by=sides.raiser, now=timezone.now())


def index_of_one_asked(user) -> str:
    asked_to_join()(user)
    return "/disputes/"


def in_company(page: str = ""):
    """Sent by two; the signed-in lead's organisation joined."""

    def path(user):
        sides = sides_beside(user)
        made = asked(sides, user.memberships.get().organisation)
        joined(made, made.join_requests.get(), sides, user)
        sent = drafts.send_dispute(made, by=sides.raiser, now=timezone.now())
        return sent.url(page) if page else sent.get_absolute_url()

    return path


def check_with_one_asked(user) -> str:
    other = MembershipFactory(lead=True, organisation__name="Example Club").organisation
    return asked(sides_of(user), other).draft_url("check")


def team(user) -> str:
    made = drafted(sides_of(user), now=timezone.now())
    organisation = user.memberships.get().organisation
    for _ in range(2):
        colleague = MembershipFactory(organisation=organisation).user
    teams.add_to_team(made, user=colleague, by=user, now=timezone.now())
    return made.draft_url("draft-team")


PAGES = [
    State("dispute: asked to join", asked_to_join(), role="lead"),
    State("dispute: asked to join, with errors", asked_to_join(), role="lead", act=submit),
    State("dispute: joined a draft", asked_to_join(joined), role="lead"),
    State("dispute: asked to join what has ended", asked_to_join(ended), role="lead"),
    State("disputes, for one who is asked to join", index_of_one_asked, role="lead"),
    State("dispute: raised together, for one who joined", in_company(), role="lead"),
    State("dispute: leave it to the others", in_company("leave-group"), role="lead"),
    State("dispute: check, with one asked to join", check_with_one_asked, role="member"),
    State("dispute: the team", team, role="member"),
]
