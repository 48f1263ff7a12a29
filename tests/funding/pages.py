"""Funding, as everyone and as a funder sees it."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from compact_portal.people.models import Membership
from funding.demo.load import load_redbridge
from funding.models import Round
from funding.services import applications, asked, drafts
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, applied, begun_round, drafted_round, published_round
from tests.factories.people import MembershipFactory, UserFactory
from tests.rig.states import State, submit


def funder_of(user) -> Membership:
    """Their organisation gives money."""
    membership = user.memberships.get()
    membership.organisation.sector = "public"
    membership.organisation.save()
    return membership


def of_a_funder(make, page: str = "draft", *extra):
    def path(user) -> str:
        round_ = make(funder_of(user), on=timezone.localdate())
        return round_.draft_url(page, *extra) if round_.is_draft else round_.get_absolute_url() + page

    return path


def empty(user) -> str:
    funder_of(user)
    return "/funding/"


def started(user) -> str:
    funder_of(user)
    return "/funding/start/"


def with_drafts(user) -> str:
    drafted_round(funder_of(user), on=timezone.localdate())
    published_round(user.memberships.get(), on=timezone.localdate(), title="Another round")
    return "/funding/"


def with_a_lot(funder, *, on):
    round_ = begun_round(funder, on=on)
    return drafts.save_lots(round_, lots=[{"title": "", "budget": 1_00}], by=funder.user, now=timezone.now())


def recorded(user) -> str:
    load_redbridge(by=UserFactory(officer=True), now=timezone.now())
    return "/funding/"


def one_on_record(user) -> str:
    recorded(user)
    return "/funding/rounds/corporate-grants-programme/"


def of_an_applicant(page: str = "application", *, words: str = "A lunch club.", question: bool = False):
    def path(user) -> str:
        round_ = published_round(a_funder(), on=timezone.localdate() - timedelta(days=2))
        made = applied(round_, user.memberships.get(), now=timezone.now(), words=words)
        return made.url(page, *([round_.questions.first().pk] if question else []))

    return path


def open_round(user) -> str:
    return published_round(a_funder(), on=timezone.localdate() - timedelta(days=2)).get_absolute_url()


def apply_page(user) -> str:
    return f"{open_round(user)}apply/"


def sent_one(user) -> str:
    round_ = published_round(a_funder(), on=timezone.localdate() - timedelta(days=2))
    made = applied(round_, user.memberships.get(), now=timezone.now())
    applications.submit_application(made, seen=made.revision, by=user, now=timezone.now())
    return made.get_absolute_url()


def own_applications(user) -> str:
    sent_one(user)
    return "/funding/"


def all_own(user) -> str:
    """More than the list of rounds shows."""
    for title in ("Gardens", "Lunch clubs", "Buses", "Choirs", "Allotments", "Swimming"):
        round_ = published_round(a_funder(), on=timezone.localdate() - timedelta(days=2), title=title)
        applied(round_, user.memberships.get(), now=timezone.now())
    return "/funding/applications/"


def received(*, is_closed: bool):
    def path(user) -> str:
        funder, on = funder_of(user), timezone.localdate() - timedelta(days=100 if is_closed else 2)
        round_ = published_round(funder, on=on)
        begun = moment(on + timedelta(days=3))
        with time_machine.travel(begun, tick=False):
            made = applied(round_, MembershipFactory(lead=True), now=begun)
            applications.submit_application(made, seen=made.revision, by=made.begun_by, now=begun)
        return f"{round_.get_absolute_url()}applications/"

    return path


def asked_about(funder, *, on):
    round_ = published_round(funder, on=on - timedelta(days=2))
    round_.asked.create(text="Can we buy a stove?", asked_at=timezone.now())
    said = {"answer": "Yes, up to £500.", "answered_at": timezone.now()}
    round_.asked.create(text="Can we pay wages?", asked_at=timezone.now(), **said)
    return round_


def change_in_two_windows(page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    for window, words in ((other, "Groups of this borough."), (page, "Groups of the next borough.")):
        window.get_by_label("Who can apply?").fill(words)
        submit(window)
    other.close()


def answer_page(user) -> str:
    round_ = asked_about(funder_of(user), on=timezone.localdate())
    return f"{round_.get_absolute_url()}questions/{round_.asked.waiting().get().pk}/"


def correct_page(user) -> str:
    round_ = asked_about(funder_of(user), on=timezone.localdate())
    question = round_.asked.answered().get()
    asked.correct_answer(question, answer="Yes, all of them.", by=user, now=timezone.now())
    return f"{round_.get_absolute_url()}questions/{question.pk}/correct/"


def corrected_page(user) -> str:
    return correct_page(user).split("questions/")[0]


def ask_page(user) -> str:
    return f"{open_round(user)}ask/"


def time_to_end(user) -> str:
    address = received(is_closed=True)(user)
    round_ = Round.objects.get(slug=address.split("/")[3])
    given = round_.exceptions.create(
        organisation=MembershipFactory().organisation,
        until=timezone.now() + timedelta(hours=5),
        reason="The site was down.",
        granted_at=timezone.now(),
    )
    return f"{address.replace('applications/', 'more-time/')}{given.pk}/end/"


def more_time(user) -> str:
    return received(is_closed=True)(user).replace("applications/", "more-time/")


PAGES = [
    State("round: give more time", more_time, role="lead"),
    State("round: end the time that was given", time_to_end, role="lead"),
    State("round: give more time, with errors", more_time, role="lead", act=submit),
    State("round: with an answer, for its funder", of_a_funder(asked_about, ""), role="lead"),
    State("round: questions", of_a_funder(asked_about, "questions/"), role="lead"),
    State("round: no questions", of_a_funder(published_round, "questions/"), role="lead"),
    State("round: answer a question", answer_page, role="lead"),
    State("round: answer a question, with errors", answer_page, role="lead", act=submit),
    State("round: correct an answer", correct_page, role="lead"),
    State("round: correct an answer, with errors", correct_page, role="lead", act=submit),
    State("round: with an answer that was corrected", corrected_page, role="lead"),
    State("round: ask", ask_page, role="lead"),
    State("round: ask, with errors", ask_page, role="lead", act=submit),
    State("round: open, for everyone", open_round),
    State("apply", apply_page, role="lead"),
    State("application: draft", of_an_applicant(), role="lead"),
    State("application: one question", of_an_applicant("answer", question=True), role="lead"),
    State(
        "application: one question, with errors",
        of_an_applicant("answer", words="", question=True),
        role="lead",
        act=submit,
    ),
    State("application: check and send", of_an_applicant("send"), role="lead"),
    State("application: send with gaps", of_an_applicant("send", words=""), role="lead"),
    State("application: sent", sent_one, role="lead"),
    State("funding, with applications", own_applications, role="lead"),
    State("your applications", all_own, role="lead"),
    State("funding, with more applications than it shows", lambda user: all_own(user)[:9], role="lead"),
    State("applications, sealed", received(is_closed=False), role="lead"),
    State("applications, received", received(is_closed=True), role="lead"),
    State("round: the form, empty", of_a_funder(begun_round, "questions"), role="lead"),
    State("round: the form", of_a_funder(drafted_round, "questions"), role="lead"),
    State("round: add a question", of_a_funder(begun_round, "question-add"), role="lead"),
    State("round: add a question, with errors", of_a_funder(begun_round, "question-add"), role="lead", act=submit),
    State("funding, with nothing yet", "/funding/"),
    State("funding, as old minutes tell of it", recorded),
    State("round from old minutes", one_on_record),
    State("funding, for a funder with nothing yet", empty, role="lead"),
    State("funding, with drafts", with_drafts, role="lead"),
    State("start a round", started, role="lead"),
    State("start a round, with errors", started, role="lead", act=submit),
    State("round: draft just begun", of_a_funder(begun_round), role="lead"),
    State("round: draft with everything answered", of_a_funder(drafted_round), role="lead"),
    *(State(f"round: {page}", of_a_funder(begun_round, "page", page), role="lead") for page in ("about", "kind")),
    *(
        State(f"round: {page}, with errors", of_a_funder(begun_round, "page", page), role="lead", act=submit)
        for page in ("about", "kind", "lots", "timetable")
    ),
    State("round: criteria", of_a_funder(drafted_round, "criteria", 1), role="lead"),
    State("round: criteria, with errors", of_a_funder(with_a_lot, "criteria", 1), role="lead", act=submit),
    State(
        "round: about, changed in another window",
        of_a_funder(drafted_round, "page", "about"),
        role="lead",
        act=change_in_two_windows,
    ),
    State("round: lots", of_a_funder(drafted_round, "page", "lots"), role="lead"),
    State("round: timetable", of_a_funder(drafted_round, "page", "timetable"), role="lead"),
    State("round: the Compact check, nothing answered", of_a_funder(begun_round, "check"), role="lead"),
    State("round: the Compact check, all answered", of_a_funder(drafted_round, "check"), role="lead"),
    State("round: one commitment", of_a_funder(begun_round, "commitment", "window"), role="lead"),
    State(
        "round: one commitment, with errors", of_a_funder(begun_round, "commitment", "window"), role="lead", act=submit
    ),
    State("round: publish", of_a_funder(drafted_round, "publish"), role="lead"),
    State("round: publish with gaps", of_a_funder(begun_round, "publish"), role="lead"),
    State("round: remove the draft", of_a_funder(drafted_round, "discard"), role="lead"),
    State("round: published, for its funder", of_a_funder(published_round, ""), role="lead"),
    State("round: cancel", of_a_funder(published_round, "cancel/"), role="lead"),
    State("round: cancel, with errors", of_a_funder(published_round, "cancel/"), role="lead", act=submit),
]
