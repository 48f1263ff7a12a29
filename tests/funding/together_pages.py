"""Applying together, as the lead, a member and an assessor see it."""

from datetime import timedelta

from django.utils import timezone

from funding.services import together
from tests.factories.funding import a_funder, applied, applied_together, published_round
from tests.factories.people import MembershipFactory
from tests.rig.states import State, submit


def a_round():
    return published_round(a_funder(), on=timezone.localdate() - timedelta(days=2))


def not_yet(page: str = "together"):
    def path(user) -> str:
        return applied(a_round(), user.memberships.get(), now=timezone.now()).url(page)

    return path


def as_lead(page: str = "together", *, of_one: bool = False):
    """With one that has agreed, one that has not, and one outside."""

    def path(user) -> str:
        agreed = MembershipFactory(lead=True, organisation__name="Example Allotments")
        waiting = MembershipFactory(lead=True, organisation__name="Example Choir")
        made = applied_together(a_round(), user.memberships.get(), agreed, waiting, now=timezone.now(), share=25_50)
        who = {"by": user, "now": timezone.now()}
        outside = together.save_member(made, None, name="Example Walkers", share=5_00, said_by="Their chair", **who)
        seen = type(made).objects.get(pk=made.pk).together.revision
        together.agree(made, seen=seen, by=agreed.user, now=timezone.now())
        return made.url(page, *([outside.pk] if of_one else []))

    return path


def as_member(page: str = "together"):
    def path(user) -> str:
        lead = MembershipFactory(lead=True, organisation__name="Example Allotments")
        return applied_together(a_round(), lead, user.memberships.get(), now=timezone.now()).url(page)

    return path


PAGES = [
    State("apply together: not yet", not_yet(), role="lead"),
    State("apply together: terms", not_yet("together-terms"), role="lead"),
    State("apply together: terms, with errors", not_yet("together-terms"), role="lead", act=submit),
    State("apply together: for the lead", as_lead(), role="lead"),
    State("apply together: add one", as_lead("member-add"), role="lead"),
    State("apply together: add one, with errors", as_lead("member-add"), role="lead", act=submit),
    State("apply together: change one", as_lead("member", of_one=True), role="lead"),
    State("apply together: cannot be sent yet", as_lead("send"), role="lead"),
    State("apply together: the draft", as_lead("application"), role="lead"),
    State("apply together: for a member", as_member(), role="lead"),
    State("apply together: the draft, for a member", as_member("application"), role="lead"),
    State("apply together: leave", as_member("leave-together"), role="lead"),
]
