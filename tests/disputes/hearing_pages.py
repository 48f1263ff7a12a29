"""Who hears a dispute, where it belongs, and opening it again, in the states people meet them in."""

from django.utils import timezone

from disputes.services import objections
from tests.disputes.pages import at_stage_2, for_a_champion, timetable
from tests.rig.states import State, submit


def objected(made, sides, champion) -> None:
    timetable(made, sides, champion)
    there = made.panel.get(person=champion.person)
    reason = "They governed the council’s housing company until last year."
    objections.object_to_champion(made, member=there, reason=reason, by=sides.raiser, now=timezone.now())


PAGES = [
    State("dispute: object to a Champion", at_stage_2("object"), role="member"),
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
