"""A name that is withheld: written down, checked, and shown as checked."""

from django.utils import timezone

from disputes.choices import Manner
from disputes.services import draft_sides, drafts, withheld
from tests.disputes.pages import sides_of
from tests.factories.champions import ChampionFactory, SignatoryFactory
from tests.factories.disputes import champions, drafted, two_sides
from tests.factories.people import OrganisationFactory
from tests.rig.states import State, submit


def begun(sides, checker):
    made = drafted(sides, now=timezone.now())
    said = {"manner": Manner.THROUGH_REPRESENTATIVE, "authority": "A letter from their chair"}
    said |= {"withheld_name": "Example Quiet Group", "organisation": sides.group}
    draft_sides.save_who_raises(made, **said, by=sides.raiser, now=timezone.now())
    drafts.save_checker(made, checker=checker, by=sides.raiser, now=timezone.now())
    return made


def cleared(page) -> None:
    page.get_by_label("What lets you speak for them?").fill("")
    submit(page)


def draft(page):
    def path(user):
        return begun(sides_of(user), champions().voluntary.person).draft_url(*page.split())

    return path


def raised(page="", *, raising=True, answered=None):
    def path(user):
        sides, checker = sides_of(user, raising=raising), champions().voluntary
        made = drafts.send_dispute(begun(sides, checker.person), by=sides.raiser, now=timezone.now())
        if answered is not None:
            said = {"confirmed": answered, "answer": "Nobody answers at the address we have."}
            withheld.answer_check(made, **said, by=checker, now=timezone.now())
        return made.url(page) if page else made.get_absolute_url()

    return path


def to_check(*, answered=False):
    def path(user):
        ChampionFactory(signatory=SignatoryFactory(organisation=OrganisationFactory()), person=user.person)
        sides = two_sides()
        made = drafts.send_dispute(begun(sides, user.person), by=sides.raiser, now=timezone.now())
        if answered:
            withheld.answer_check(made, confirmed=True, by=user, now=timezone.now())
        return made.url("check-name")

    return path


PAGES = [
    State("withheld name: for whom it is raised", draft("page others"), role="member"),
    State("withheld name: for whom it is raised, with errors", draft("page others"), role="member", act=cleared),
    State("withheld name: who checks it", draft("page name"), role="member"),
    State("withheld name: check before sending", draft("check"), role="member"),
    State("withheld name: to check, for the Champion", to_check(), role="champion"),
    State("withheld name: to check, with errors", to_check(), role="champion", act=submit),
    State("withheld name: checked, for the Champion", to_check(answered=True), role="champion"),
    State("withheld name: dispute, for the representative", raised(answered=False), role="member"),
    State("withheld name: dispute, for the other side", raised(raising=False, answered=True), role="lead"),
    State("withheld name: ask another Champion", raised("another-checker"), role="member"),
]
