"""Two windows with one page: the second says what the first has saved, and saves over it only when it is sent again."""

import pytest
from django.urls import reverse

from funding.services import assessing
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import applied, being_assessed, drafted_round, mark, published_round
from tests.funding.amended import DAY, NOW
from tests.funding.beginnings import AFTER
from tests.reading import text

pytestmark = pytest.mark.django_db


def a_draft(page: str, *extra):
    def make(funder, groups, clock):
        clock.move_to(moment(DAY))
        return funder.user, drafted_round(funder, on=DAY).draft_url(page, *extra)

    return make


def an_answer(funder, groups, clock):
    application = applied(published_round(funder, on=DAY), groups[0], now=NOW)
    question = application.round.questions.first()
    return groups[0].user, application.url("answer", question.pk)


def a_correction(funder, groups, clock):
    round_ = published_round(funder, on=DAY)
    question = round_.asked.create(text="Can we buy a stove?", asked_at=NOW, answer="No.", answered_at=NOW)
    return funder.user, reverse("funding:correct-answer", args=[round_.slug, question.pk])


def assessed(funder, groups, clock):
    clock.move_to(AFTER)
    return being_assessed(funder, *groups, on=DAY)


def questions_to_pass(funder, groups, clock):
    made = assessed(funder, groups, clock)
    return funder.user, made.applications[0].url("pass")


def own_marks(funder, groups, clock):
    made = assessed(funder, groups, clock)
    mark(made.applications[0], made.assessors[0], 2, 2, now=made.now, lock=False)
    return made.assessors[0], made.applications[0].url("marks")


def an_agreed_mark(funder, groups, clock):
    made = assessed(funder, groups, clock)
    first = made.applications[0]
    for user in made.assessors:
        mark(first, user, 2, 2, now=made.now)
    said = {"reason": "We talked.", "present": "Ann, Ben"}
    criterion = first.lot.criteria.first()
    assessing.agree_on_mark(first, criterion, mark=1, **said, by=made.assessors[0], now=made.now)
    return made.assessors[0], first.url("agree", criterion.number)


def as_sent(form) -> dict[str, str]:
    """What a browser sends of a page that nobody has touched."""
    said = {name: form[name].value() for name in form.fields}
    return {name: "on" if value is True else str(value) for name, value in said.items() if value not in (None, False)}


def of_a_kind(form, kind: str) -> str:
    return next(name for name in form.fields if name.startswith(kind))


@pytest.mark.parametrize(
    ("make", "kind", "first", "second"),
    [
        (a_draft("page", "about"), "who_can_apply", "Groups here.", "Groups everywhere."),
        (a_draft("page", "kind"), "reason", "They know best.", "They were asked."),
        (a_draft("page", "lots"), "budget", "£40,000", "£60,000"),
        (a_draft("page", "timetable"), "closes_at", "4pm", "3pm"),
        (a_draft("criteria", 1), "title_1", "What is good", "What is better"),
        (an_answer, "answer", "A supper club.", "A breakfast club."),
        (a_correction, "answer", "Yes.", "Yes, a small one."),
        (questions_to_pass, "reason", "It fits.", "It fits well."),
        (own_marks, "reason", "It is clear.", "It is good."),
        (an_agreed_mark, "mark", "4", "5"),
    ],
)
def test_the_second_window_reads_what_the_first_has_saved(funder, groups, clock, make, kind, first, second):
    user, path = make(funder, groups, clock)
    browser = client_for(user)
    form = browser.get(path).context["form"]
    name, shown = of_a_kind(form, kind), as_sent(form)
    assert browser.post(path, shown | {name: first}).status_code == 302
    refused = browser.post(path, shown | {name: second})
    assert f"was changed meanwhile to “{first}”." in text(refused)
    assert as_sent(browser.get(path).context["form"])[name] == first
    again = shown | {name: second, "as_shown": refused.context["form"]["as_shown"].value()}
    assert browser.post(path, again).status_code == 302
    assert as_sent(browser.get(path).context["form"])[name] == second


def test_more_rows_of_criteria_do_not_make_what_was_shown_forgotten(funder, groups, clock):
    user, path = a_draft("criteria", 1)(funder, groups, clock)
    browser = client_for(user)
    shown = as_sent(browser.get(path).context["form"])
    assert browser.post(path, shown | {"title_1": "What is good"}).status_code == 302
    more = browser.post(path, shown | {"title_1": "What is better", "later": "yes"})
    sent = as_sent(more.context["form"])
    assert sent["title_1"] == "What is better"
    assert "was changed meanwhile to “What is good”." in text(browser.post(path, sent))
