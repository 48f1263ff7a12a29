"""Adopting the Compact, and editions beside it, in the states a reader can meet them in."""

from champions.choices import CompactState
from tests.factories.champions import (
    AdoptionFactory,
    CompactVersionFactory,
    SignatoryFactory,
    UploadedEditionFactory,
)
from tests.factories.people import MembershipFactory
from tests.rig.states import State, submit


def tracker(user) -> str:
    """One in each state; the reader, if anybody, leads the one that has not started."""
    version = CompactVersionFactory(adopting=True)
    for kind in ({}, {"evident": True}, {"declined": True, "note": "They will look again in spring."}):
        AdoptionFactory(version=version, **kind)
    signatory = SignatoryFactory(organisation__name="Example Health Trust of a Long Name and Several Places")
    if user:
        MembershipFactory(user=user, organisation=signatory.organisation, lead=True)
    return f"{version.get_absolute_url()}adoption/"


def nobody_to_adopt(user) -> str:
    return f"{CompactVersionFactory(in_force=True).get_absolute_url()}adoption/"


def not_agreed(user) -> str:
    SignatoryFactory()
    return f"{CompactVersionFactory(state=CompactState.CONSIDERED).get_absolute_url()}adoption/"


def adoption(name: str = "adoption-of", **fields):
    """The path of a page of an adoption whose signatory the reader leads."""

    def make(user) -> str:
        made = AdoptionFactory(**fields)
        MembershipFactory(user=user, organisation=made.signatory.organisation, lead=True)
        return made.url(name)

    return make


def unplanned(user) -> str:
    return adoption("plan-adoption", route="", expected_on=None)(user)


def closed(user) -> str:
    return AdoptionFactory(version__superseded=True, version__adopting=False).get_absolute_url()


def editions(user) -> str:
    version = UploadedEditionFactory().version
    UploadedEditionFactory(version=version, video=True)
    UploadedEditionFactory(version=version, translated=True)
    return f"{version.get_absolute_url()}editions/"


def no_editions(user) -> str:
    return f"{CompactVersionFactory(in_force=True).get_absolute_url()}editions/"


def add_edition(user) -> str:
    return f"{no_editions(user)}add/"


def remove_edition(user) -> str:
    return f"{UploadedEditionFactory().get_absolute_url()}remove/"


def saved_by_somebody_else(page) -> None:
    """Send a form that was shown before somebody else saved the adoption."""
    page.get_by_label("Who decides?").fill("Another board")
    page.locator("input[name=seen]").evaluate("field => { field.value = '0' }")
    submit(page)


def a_link(page) -> None:
    """Choose an edition on another website, in another language: what that asks for is revealed."""
    page.get_by_label("Another language").check()
    page.get_by_label("On another website").check()
    submit(page)


PAGES = [
    State("adoption of the Compact", tracker),
    State("adoption of the Compact", tracker, role="officer"),
    State("adoption of the Compact", tracker, role="lead"),
    State("adoption with no signatories", nobody_to_adopt),
    State("adoption not begun", not_agreed, role="officer"),
    State("an adoption that has a plan", adoption(), role="lead"),
    State("an adoption that is recorded", adoption(evident=True), role="lead"),
    State("an adoption that is declined", adoption(declined=True), role="lead"),
    State("an adoption that is closed", closed, role="officer"),
    State("plan an adoption", adoption("plan-adoption"), role="lead"),
    State(
        "plan an adoption, with errors", adoption("plan-adoption", route="", expected_on=None), role="lead", act=submit
    ),
    State("record an adoption", adoption("record-adoption"), role="lead"),
    State("record an adoption, with errors", adoption("record-adoption"), role="lead", act=submit),
    State("plan an adoption somebody else changed", adoption("plan-adoption"), role="lead", act=saved_by_somebody_else),
    State("decline an adoption", adoption("decline-adoption"), role="lead"),
    State("decline an adoption, with errors", adoption("decline-adoption"), role="lead", act=submit),
    State("undo an adoption", adoption("reopen-adoption", evident=True), role="lead"),
    State("other editions", editions),
    State("other editions", editions, role="officer"),
    State("no other editions", no_editions),
    State("no other editions", no_editions, role="officer"),
    State("add another edition", add_edition, role="officer"),
    State("add another edition, with errors", add_edition, role="officer", act=submit),
    State("add another edition on a website, with errors", add_edition, role="officer", act=a_link),
    State("remove another edition", remove_edition, role="officer"),
]
