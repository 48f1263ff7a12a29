"""A concern about an award, as the funder and the group see it."""

from datetime import timedelta

from funding.models import Concern
from funding.services import awards, concerns
from tests.factories.funding import a_funder
from tests.funding.award_pages import announced
from tests.rig.states import State, submit

TEXT = "The hall was shut for most of May, and people stood before a locked door."


def of_a_concern(
    page: str = "concern",
    *extra,
    as_funder: bool = True,
    steps: int = 0,
    marked: str = "",
    end: str = "",
    talk: str = "",
):
    """`steps` are planned; each is `marked`; it ends with `notice` or is `resolved`."""

    def path(user) -> str:
        made = begun(user, as_funder=as_funder, steps=steps, marked=marked, end=end, talk=talk)
        return made.award.url(page) if page in ("award", "concern-raise") else made.concern.url(page, *extra)

    return path


def begun(user, *, as_funder: bool = True, steps: int = 0, marked: str = "", end: str = "", talk: str = ""):
    made, funder, group = announced(user, as_funder=as_funder)
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    who, day = {"by": funder.user, "now": made.now}, made.now.date()
    made.concern = concern = concerns.raise_concern(made.award, text=TEXT, **who)
    planned = [{"text": f"Open the hall, part {n}.", "due": day + timedelta(days=n)} for n in range(1, steps + 1)]
    if planned:
        concerns.set_timetable(concern, steps=planned, **who)
    for step in concern.steps.all() if marked else ():
        late = {"by": funder.user, "now": made.now + timedelta(days=20)}
        concerns.mark_step(step, outcome=marked, words="We were there at nine.", **late)
    if talk:
        concerns.reply(concern, text=talk, by=group.user, now=made.now)
    if end == "notice":
        ends_on, why = day + timedelta(days=30), "The building is sold."
        said = {"reason": "The hall stays shut.", "ends_on": ends_on, "exception": why, "early_reason": why}
        concerns.give_notice(Concern.objects.get(), **said, **who)
    if end == "resolved":
        concerns.resolve(concern, resolution="The boiler is mended.", **who)
    return made


def published(user) -> str:
    return begun(a_funder().user, end="notice").round.get_absolute_url()


PAGES = [
    State("award: with a concern", of_a_concern("award"), role="lead"),
    State("award: with notice", of_a_concern("award", end="notice"), role="lead"),
    State("concern: raise", of_a_concern("concern-raise", end="resolved"), role="lead"),
    State("concern: raise, with errors", of_a_concern("concern-raise", end="resolved"), role="lead", act=submit),
    State("concern: raised", of_a_concern(), role="lead"),
    State("concern: raised, for the organisation", of_a_concern(as_funder=False), role="lead"),
    State("concern: with a timetable", of_a_concern(steps=2, talk="The boiler had failed."), role="lead"),
    State("concern: with a timetable, for the organisation", of_a_concern(as_funder=False, steps=2), role="lead"),
    State("concern: every step marked", of_a_concern(steps=2, marked="not-done"), role="lead"),
    State("concern: notice", of_a_concern(steps=1, end="notice"), role="lead"),
    State("concern: resolved", of_a_concern(steps=1, marked="done", end="resolved"), role="lead"),
    State("concern: timetable", of_a_concern("timetable"), role="lead"),
    State("concern: timetable, with errors", of_a_concern("timetable"), role="lead", act=submit),
    State("concern: step", of_a_concern("concern-step", 1, steps=1), role="lead"),
    State("concern: step, with errors", of_a_concern("concern-step", 1, steps=1), role="lead", act=submit),
    State("concern: step, marked already", of_a_concern("concern-step", 1, steps=1, marked="done"), "lead", status=409),
    State("concern: reply", of_a_concern("concern-reply", as_funder=False), role="lead"),
    State("concern: reply, with errors", of_a_concern("concern-reply", as_funder=False), role="lead", act=submit),
    State("concern: resolve", of_a_concern("concern-resolve"), role="lead"),
    State("concern: resolve, with errors", of_a_concern("concern-resolve"), role="lead", act=submit),
    State("concern: give notice, no timetable", of_a_concern("notice"), role="lead"),
    State("concern: give notice, with errors", of_a_concern("notice"), role="lead", act=submit),
    State("concern: give notice", of_a_concern("notice", steps=1, marked="not-done"), role="lead"),
    State("round: with a published exception", published),
]
