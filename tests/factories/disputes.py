"""Disputes as their services make them: nothing here writes a row by hand.

world = two_sides()                        # .raiser, .respondent (users), .group, .council (organisations)
dispute = raised(world, on=date(2026, 11, 2))
"""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

from champions.models import Clause
from disputes.models import Dispute
from disputes.services import drafts
from tests.factories.champions import ClauseFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory

ANSWERS = {
    "title": "Notice before a grant was reduced",
    "what_happened": "Our grant was reduced with a week’s notice.",
    "happened_on": "12 October 2026",
    "what_would_help": "A meeting, and three months’ notice next time.",
}


def moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def two_sides() -> SimpleNamespace:
    """A group with a manager who raises things and a lead; a council with a lead and other staff."""
    group, council = OrganisationFactory(), OrganisationFactory(public=True)
    return SimpleNamespace(
        group=group,
        council=council,
        raiser=MembershipFactory(organisation=group, user=UserFactory(name="Mel Manager")).user,
        group_lead=MembershipFactory(organisation=group, lead=True, user=UserFactory(name="Lee Lead")).user,
        colleague=MembershipFactory(organisation=group).user,
        respondent=MembershipFactory(organisation=council, lead=True, user=UserFactory(name="Rob Respondent")).user,
        staff=MembershipFactory(organisation=council).user,
    )


def drafted(world, *, now: datetime, **answers) -> Dispute:
    """A draft with everything answered."""
    clause = Clause.objects.citable().first() or ClauseFactory(section__version__in_force=True)
    by = world.raiser
    dispute = drafts.begin_draft(by=by, now=now)
    drafts.save_who_raises(dispute, organisation=world.group, manner="individually", by=by, now=now)
    drafts.save_respondent(dispute, organisation=world.council, by=by, now=now)
    drafts.save_commitments(dispute, clauses=[clause], by=by, now=now)
    said = {"matter": "commitment", "files_considered": True, **ANSWERS, **answers}
    return drafts.save_answers(dispute, **said, by=by, now=now)


def raised(world, *, on: date, **answers) -> Dispute:
    now = moment(on)
    return drafts.send_dispute(drafted(world, now=now, **answers), by=world.raiser, now=now)
