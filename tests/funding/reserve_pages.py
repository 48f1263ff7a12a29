"""An offer that was declined, and the next in reserve."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from funding.models import ApplicationVerdict
from funding.services import awards, reserves
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, awarded
from tests.factories.people import MembershipFactory
from tests.funding.award_pages import LONG_AGO, a_group
from tests.funding.pages import funder_of
from tests.rig.states import State, submit


def declined(funder, group):
    """The allotments declined what they were offered; the group is in reserve."""
    on, first = timezone.localdate() - timedelta(days=LONG_AGO), a_group()
    with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
        made = awarded(funder, first, group, on=on)
    kept = ApplicationVerdict.objects.filter(application=made.applications[1], step="decided")
    kept.update(verdict="reserve")
    awards.answer_offer(made.award, accepts=False, by=first.user, now=made.now)
    return made


def for_the_funder(page: str):
    def path(user) -> str:
        made = declined(funder_of(user), MembershipFactory(lead=True, organisation__name="Example Choir"))
        return made.award.get_absolute_url() if page == "award" else f"{made.round.get_absolute_url()}lots/1/reserve/"

    return path


def moved_up(user) -> str:
    funder = a_funder()
    made = declined(funder, user.memberships.get())
    application, lot = made.applications[1], made.round.lots.get()
    reserves.offer_to_reserve(lot, seen=application.pk, amount=5_000_00, by=funder.user, now=made.now)
    return application.get_absolute_url()


def nothing_declined(user) -> str:
    on = timezone.localdate() - timedelta(days=LONG_AGO)
    with time_machine.travel(moment(on + timedelta(days=50)), tick=False):
        made = awarded(funder_of(user), a_group(), on=on)
    return f"{made.round.get_absolute_url()}lots/1/reserve/"


def too_much(page) -> None:
    page.get_by_label("How much do you offer?").fill("1,000,000")
    submit(page)


PAGES = [
    State("award: declined, for the funder", for_the_funder("award"), role="lead"),
    State("reserve: offer it to the next", for_the_funder("reserve"), role="lead"),
    State("reserve: offer it to the next, with errors", for_the_funder("reserve"), role="lead", act=too_much),
    State("reserve: nothing was declined", nothing_declined, role="lead", status=409),
    State("application: moved up from the reserve", moved_up, role="lead"),
]
