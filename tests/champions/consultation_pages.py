"""Consultations, in the states a reader and an officer can meet them in."""

from datetime import timedelta

from django.utils import timezone

from champions.choices import CompactState
from champions.models import Consultation
from tests.factories.champions import (
    ClauseFactory,
    CompactVersionFactory,
    ConsultationFactory,
    ReplyFactory,
    ResponseFactory,
    reported_consultation,
)
from tests.rig.states import State, submit

#: No place to break a line: a page must not grow wider for it.
ENDLESS = "longer" * 60


def consulted(**fields) -> Consultation:
    """Open around today, on a version with two clauses to answer about."""
    today = timezone.localdate()
    clause = ClauseFactory(section__version__state=CompactState.CONSULTATION)
    ClauseFactory(section=clause.section, text=f"Say things once. {ENDLESS}")
    window = {"opens_on": today - timedelta(days=28), "closes_on": today + timedelta(days=56)}
    return ConsultationFactory(**({"version": clause.section.version} | window | fields))


def past_its_last_day() -> Consultation:
    today = timezone.localdate()
    reason = "The funding round starts in spring."
    days = {"opens_on": today - timedelta(days=30), "closes_on": today - timedelta(days=1)}
    return consulted(reason=reason, **days)


def page(suffix: str = "", make=consulted):
    """`/compact/<version>/consultation/<suffix>` of what `make` makes."""
    return lambda user: f"{make().get_absolute_url()}{suffix}"


def office(suffix: str, make=consulted):
    """`/compact/consultations/<pk>/<suffix>` of what `make` makes."""
    return lambda user: f"/compact/consultations/{make().pk}/{suffix}"


def closed() -> Consultation:
    return ConsultationFactory(closed=True)


def consultations(user) -> str:
    reported_consultation()
    closed()
    consulted()
    return "/compact/consultations/"


def front(user) -> str:
    consulted()
    return "/"


def with_responses() -> Consultation:
    consultation = consulted()
    ReplyFactory(response__consultation=consultation)
    ResponseFactory(consultation=consultation, late=True, words=ENDLESS)
    ResponseFactory(consultation=consultation, person=True)
    return consultation


def response(user) -> str:
    return ResponseFactory(
        consultation=consulted(), words=ENDLESS, clause=ClauseFactory(section__version__superseded=True)
    ).get_absolute_url()


def answered(user) -> str:
    return ReplyFactory(response__consultation=reported_consultation()).response.get_absolute_url()


def start(user) -> str:
    return f"{CompactVersionFactory().get_absolute_url()}consultation/open/"


def go_on(page) -> None:
    page.get_by_label("What is it about?").fill(f"Tell us whether it is clear. {ENDLESS}")
    submit(page)


def send(page) -> None:
    page.get_by_label("What do you want to say?").fill("Say more about rural groups.")
    page.get_by_label("As a person").check()
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Your email address").fill("ada@example.org")
    submit(page)


def overtaken(page) -> None:
    """As if the form had been opened before the other officer replied."""
    page.locator("input[name=revision]").evaluate("input => { input.value = 0 }")
    submit(page)


PAGES = [
    State("no consultations yet", "/compact/consultations/"),
    State("consultations", consultations),
    State("front page with an open consultation", front),
    State("an open consultation", page()),
    State("an open consultation", page(), role="officer"),
    State("a consultation past its last day", page(make=past_its_last_day)),
    State("a consultation being considered", page(make=closed)),
    State("a consultation being considered", page(make=closed), role="officer"),
    State("a consultation with its report", page(make=reported_consultation)),
    State("the report of a consultation", office("report/", reported_consultation)),
    State("answer a consultation", page("respond/?clause=1/1")),
    State("answer a consultation late", page("respond/", past_its_last_day)),
    State("answer a consultation, with errors", page("respond/"), act=submit),
    State("a response to a consultation is sent", page("respond/"), act=send),
    State("answer a consultation that has ended", page("respond/", closed)),
    State("a response sent, by a reader who sent none", page("sent/")),
    State("start a consultation", start, role="officer"),
    State("check a consultation before it starts", start, role="officer", act=go_on),
    State("start a consultation, with errors", start, role="officer", act=submit),
    State("extend a consultation", office("extend/"), role="officer"),
    State("extend a consultation, with errors", office("extend/"), role="officer", act=submit),
    State("close a consultation", office("close/", past_its_last_day), role="officer"),
    State("close a consultation too early", office("close/"), role="officer", act=submit),
    State("withdraw a consultation", office("withdraw/"), role="officer"),
    State("withdraw a consultation that has responses", office("withdraw/", with_responses), role="officer"),
    State("no responses to a consultation", office("responses/"), role="officer"),
    State("responses to a consultation", office("responses/", with_responses), role="officer"),
    State("no response fits", office("responses/?state=answered"), role="officer"),
    State("reply to a response", response, role="officer"),
    State("reply to a response, with errors", response, role="officer", act=submit),
    State("a response to a consultation with its reply", answered, role="officer"),
    State("a reply that another officer was quicker with", answered, role="officer", act=overtaken, status=409),
    State("publish the report", office("publish/", closed), role="officer"),
    State("publish the report too early", office("publish/", with_responses), role="officer", act=submit),
]
