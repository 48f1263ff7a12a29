"""Who hears a dispute, where it belongs, and opening it again, in the states people meet them in."""

from django.utils import timezone

from compact_portal.people.models import User
from disputes.services import advisers, again, hearing, objections, redirects
from tests.disputes.pages import (
    at_stage_2,
    dispute,
    for_a_champion,
    panel_of,
    referred_today,
    settled,
    sides_of,
    timetable,
)
from tests.factories.disputes import conflicted_champions, two_sides
from tests.rig.states import State, submit


def objected(made, sides, champion) -> None:
    timetable(made, sides, champion)
    there = made.panel.get(person=champion.person)
    reason = "They governed the council’s housing company until last year."
    objections.object_to_champion(made, member=there, reason=reason, by=sides.raiser, now=timezone.now())


def without_champions(page="", *, raising=True, then=None):
    """The Champions of the two sides are all there are."""

    def path(user):
        sides = sides_of(user, raising=raising)
        conflicted_champions(sides)
        made = referred_today(sides)
        if then:
            then(made, sides)
        return made.url(page) if page else made.get_absolute_url()

    return path


ADVISER = {"name": "Ada Adviser", "email": "ada.adviser@example.org"}


def proposed(made, sides) -> None:
    advisers.name_adviser(made, **ADVISER, by=sides.respondent, now=timezone.now())


def named(made, sides) -> None:
    advisers.name_adviser(made, **ADVISER, by=sides.raiser, now=timezone.now())
    advisers.answer_proposal(made, accepted=True, by=sides.respondent, now=timezone.now())


def for_an_adviser(page="", *, joins=True):
    def path(user):
        sides = two_sides()
        conflicted_champions(sides)
        made = referred_today(sides)
        asked = {"name": user.name, "email": user.email}
        advisers.name_adviser(made, **asked, by=sides.raiser, now=timezone.now())
        advisers.answer_proposal(made, accepted=True, by=sides.respondent, now=timezone.now())
        if joins:
            advisers.answer_invitation(made, has_interest=False, by=user, now=timezone.now())
        return made.url(page) if page else made.get_absolute_url()

    return path


def index_of_an_adviser(user) -> str:
    for_an_adviser(joins=False)(user)
    return "/disputes/"


ELSEWHERE = {
    "matter": "service",
    "where": "The complaints team of the council, complaints@example.org",
    "reason": "It is about one visit, and the team can put it right.",
}


def redirected(made, sides) -> None:
    redirects.redirect_dispute(made, **ELSEWHERE, by=sides.respondent, now=timezone.now())


def redirected_by_a_champion(made, sides, champion) -> None:
    redirects.redirect_dispute(made, **ELSEWHERE, by=champion, now=timezone.now())
    redirects.ask_to_look_again(made, reason="It is about notice.", by=sides.raiser, now=timezone.now())


def redirected_by_the_other(page=""):
    """The signed-in Champion is second on the panel; the first has redirected it, and another look is asked for."""

    def path(user):
        sides = two_sides()
        made = panel_of(user, sides, convening=False)
        first = User.objects.get(person__name="Val Voluntary")
        for champion in (first, user):
            hearing.declare_interest(made, has_interest=False, by=champion, now=timezone.now())
        redirected_by_a_champion(made, sides, first)
        return made.url(page) if page else made.get_absolute_url()

    return path


def opened_again(made, sides) -> None:
    settled(made, sides)
    again.reopen_dispute(made, why="not-done", reason="Nothing came.", by=sides.raiser, now=timezone.now())


def heard_again(made, sides, champion) -> None:
    redirected_by_a_champion(made, sides, champion)
    other = made.panel.exclude(person=champion.person).get()
    redirects.look_again(made, for_the_compact=True, by=other.person.user, now=timezone.now())


PAGES = [
    State("redirect: it belongs elsewhere", dispute("redirect", raising=False), role="lead"),
    State("redirect: it belongs elsewhere, with errors", dispute("redirect", raising=False), role="lead", act=submit),
    State("redirect: ended, for who raised it", dispute(then=redirected), role="member"),
    State("redirect: ask for another look", dispute("another-look", then=redirected), role="member"),
    State(
        "redirect: ask for another look, with errors",
        dispute("another-look", then=redirected),
        role="member",
        act=submit,
    ),
    State("redirect: another look is asked for", redirected_by_the_other(), role="champion"),
    State("redirect: look at it again", redirected_by_the_other("look-again"), role="champion"),
    State(
        "redirect: look at it again, with errors", redirected_by_the_other("look-again"), role="champion", act=submit
    ),
    State(
        "redirect: not by the same Champion",
        for_a_champion("look-again", then=redirected_by_a_champion),
        role="champion",
        status=409,
    ),
    State("reopen: open it again", dispute("reopen", then=settled), role="member"),
    State(
        "reopen: open it again, with errors", dispute("reopen", raising=False, then=settled), role="lead", act=submit
    ),
    State("reopen: talks go on", dispute(days=12, then=opened_again), role="member"),
    State("reopen: heard again", for_a_champion(then=heard_again), role="champion"),
    State("reopen: how the dates were worked out", for_a_champion("how", then=heard_again), role="champion"),
    State("adviser: both sides agree on one", without_champions(), role="member"),
    State("adviser: propose one", without_champions("adviser"), role="member"),
    State("adviser: propose one, with errors", without_champions("adviser"), role="member", act=submit),
    State("adviser: one is proposed", without_champions(then=proposed), role="member"),
    State("adviser: do you agree", without_champions("answer-adviser", then=proposed), role="member"),
    State(
        "adviser: do you agree, with errors",
        without_champions("answer-adviser", then=proposed),
        role="member",
        act=submit,
    ),
    State("adviser: there are Champions to ask", at_stage_2("adviser"), role="member", status=409),
    State("adviser: waiting for the answer", without_champions(raising=False, then=named), role="lead"),
    State("adviser: the list of disputes", index_of_an_adviser, role="member"),
    State("adviser: before they open it", for_an_adviser("advise", joins=False), role="member"),
    State("adviser: the dispute", for_an_adviser(), role="member"),
    State("adviser: named by the convening Champion", for_a_champion("adviser"), role="champion"),
    State("dispute: object to somebody on the panel", at_stage_2("object"), role="member"),
    State("dispute: object to a Champion, with errors", at_stage_2("object"), role="member", act=submit),
    State("dispute: one side objects, for the other", at_stage_2(raising=False, then=objected), role="lead"),
    State("dispute: one side objects, for the Champion", for_a_champion(then=objected), role="champion"),
    State("dispute: do you stay on the panel", for_a_champion("answer-objection", then=objected), role="champion"),
    State(
        "dispute: do you stay on the panel, with errors",
        for_a_champion("answer-objection", then=objected),
        role="champion",
        act=submit,
    ),
    State("dispute: no objection to answer", for_a_champion("answer-objection"), role="champion", status=409),
]
