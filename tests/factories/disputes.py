"""Disputes as their services make them: nothing here writes a row by hand.

world = two_sides()                        # .raiser, .respondent (users), .group, .council (organisations)
dispute = raised(world, on=date(2026, 11, 2))
"""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

from champions.models import Clause, Signatory
from compact_portal.dates import roll_forward
from compact_portal.people.models import User
from disputes.bundles import BUNDLES
from disputes.models import Dispute
from disputes.services import bundles, draft_sides, drafts, hearing, settling, stages
from tests.factories.champions import ChampionFactory, ClauseFactory, SignatoryFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory

ANSWERS = {
    "title": "Notice before a grant was reduced",
    "what_happened": "Our grant was reduced with a week’s notice.",
    "happened_on": "12 October 2026",
    "what_would_help": "A meeting, and three months’ notice next time.",
}


def champions() -> SimpleNamespace:
    """Two Champions who stand apart, of a public body and of a group."""
    return SimpleNamespace(
        public=champion_of(OrganisationFactory(public=True), "Pat Public"),
        voluntary=champion_of(OrganisationFactory(), "Val Voluntary"),
    )


def conflicted_champions(world) -> SimpleNamespace:
    """The Champions of the two sides themselves."""
    return SimpleNamespace(
        councils=champion_of(world.council, "Cas Council"), groups=champion_of(world.group, "Gil Group")
    )


def champion_of(organisation, name: str) -> User:
    user = UserFactory(name=name, champion=True)
    there = Signatory.objects.filter(organisation=organisation).first()
    ChampionFactory(signatory=there or SignatoryFactory(organisation=organisation), person=user.person)
    return user


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
    draft_sides.save_who_raises(dispute, organisation=world.group, manner="individually", by=by, now=now)
    draft_sides.save_respondent(dispute, organisation=world.council, by=by, now=now)
    drafts.save_commitments(dispute, clauses=[clause], by=by, now=now)
    said = {"matter": "commitment", "files_considered": True, **ANSWERS, **answers}
    return drafts.save_answers(dispute, **said, by=by, now=now)


def referred(world, *, on: date) -> Dispute:
    """Raised a week before, and referred on a day."""
    dispute = raised(world, on=on - timedelta(days=7))
    return settling.refer_to_champions(dispute, reason="We see it differently.", by=world.raiser, now=moment(on))


def heard(world, panel, *, on: date) -> Dispute:
    """Referred, taken up by one Champion of each sector, with a timetable."""
    dispute, now = referred(world, on=on), moment(on)
    for champion in (panel.public, panel.voluntary):
        hearing.declare_interest(dispute, has_interest=False, by=champion, now=now)
    days = {"statements_due": on + timedelta(days=7), "meeting_on": on + timedelta(days=14)}
    days = {name: roll_forward(day) for name, day in days.items()}
    outcome_due = stages.current_stage(dispute).clock.due
    hearing.set_timetable(dispute, **days, outcome_due=outcome_due, by=panel.public, now=now)
    return dispute


def bundled(dispute, *, by, now: datetime):
    """A bundle that is made."""
    bundle = bundles.ask_for_bundle(dispute, by=by, now=now)
    assert BUNDLES.render(bundle.pk, now=now)
    return dispute.bundles.get(pk=bundle.pk)


def raised(world, *, on: date, **answers) -> Dispute:
    now = moment(on)
    return drafts.send_dispute(drafted(world, now=now, **answers), by=world.raiser, now=now)
