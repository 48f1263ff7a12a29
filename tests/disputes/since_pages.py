"""How things are since a dispute, as the one who is asked and the one who reads it see it."""

from datetime import timedelta

from django.utils import timezone

from disputes.services import learning, settling
from disputes.services.since import answer_since
from tests.disputes.pages import sides_of
from tests.factories.champions import ChampionFactory
from tests.factories.disputes import moment, raised
from tests.factories.people import MembershipFactory
from tests.rig.states import State, submit

NOTE = {"issue": "Late payments", "change": "Earlier ones", "who": "Public bodies", "by_when": "Spring"}


def closed(sides):
    """Three months ago."""
    day = timezone.localdate() - timedelta(days=91)
    dispute, then = raised(sides, on=day), moment(day)
    settling.withdraw_dispute(dispute, reason="In order", by=sides.raiser, now=then)
    learning.close_dispute(dispute, **NOTE, by=sides.raiser, now=then)
    return dispute


def asked(user) -> str:
    return closed(sides_of(user)).url("since")


def closed_page(user) -> str:
    return closed(sides_of(user)).get_absolute_url()


def read(user) -> str:
    ChampionFactory(person=user.person)
    sides = sides_of(MembershipFactory(organisation__name="Example Club").user)
    dispute = closed(sides)
    said = {"something_followed": True, "text": "We were not invited any more."}
    answer = answer_since(dispute, **said, by=sides.raiser, now=timezone.now())
    return dispute.url("since-answer", answer.pk)


PAGES = [
    State("dispute: closed, and asked how things are since", closed_page, role="member"),
    State("dispute: how are things since", asked, role="member"),
    State("dispute: how are things since, with errors", asked, role="member", act=submit),
    State("dispute: what followed, for the Champion", read, role="champion"),
]
