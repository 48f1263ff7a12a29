"""What an organisation wrote once is offered again, and copied by nobody but themselves."""

from datetime import date

import pytest

from funding.costs import Cost, CostTable
from funding.models import Application, FormAnswer
from funding.services import applications
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import answer_everything, applied, asking_everything
from tests.factories.people import MembershipFactory
from tests.reading import text

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))
OFFER = "Use what you wrote before"


@pytest.fixture
def before(funder, group, clock):
    """Sent to an earlier round."""
    round_ = asking_everything(funder, on=DAY, title="Neighbours 2026")
    made = answer_everything(applied(round_, group, now=OPEN, words="A lunch club & tea."), group, now=OPEN)
    return applications.submit_application(made, seen=made.revision, by=group.user, now=OPEN)


@pytest.fixture
def application(funder, group, clock):
    return applied(asking_everything(funder, on=DAY), group, now=OPEN, words="")


def page_of(application, user, *, kind: str = "long", take: str = "") -> object:
    question = application.round.questions.get(kind=kind)
    return client_for(user).get(application.url("answer", question.pk) + take)


def test_an_earlier_answer_is_offered_and_copied_only_when_it_is_saved(before, application, group):
    page = page_of(application, group.user)
    assert OFFER in text(page) and "A lunch club & tea." in text(page) and "Neighbours 2026" in text(page)
    assert "A lunch club &amp; tea.</textarea>" not in page.content.decode()
    answer = FormAnswer.objects.get(application=before, question__kind="long")
    page = page_of(application, group.user, take=f"?earlier={answer.pk}")
    assert "A lunch club &amp; tea.</textarea>" in page.content.decode() and "It is not saved yet" in text(page)
    assert Application.objects.with_answers().get(pk=application.pk).missing != [], "nothing is copied"
    question = application.round.questions.get(kind="long")
    client_for(group.user).post(application.url("answer", question.pk), {"answer": "A lunch club & tea."})
    assert OFFER not in text(page_of(application, group.user)), "it is there already"


@pytest.mark.parametrize(
    ("kind", "is_offered"), [("choice", True), ("cost-table", True), ("file", False), ("money", False)]
)
def test_choices_and_tables_are_offered_and_files_and_gaps_are_not(before, application, group, kind, is_offered):
    assert (OFFER in text(page_of(application, group.user, kind=kind))) == is_offered


def test_an_earlier_table_is_read_into_the_box(before, application, group):
    answer = FormAnswer.objects.get(application=before, question__kind="cost-table")
    page = page_of(application, group.user, kind="cost-table", take=f"?earlier={answer.pk}")
    assert "cook\t£1,000" in page.content.decode() and "How we read it" not in text(page)


def test_another_question_is_not_the_same(before, application, group):
    application.round.questions.filter(kind="long").update(text="What do you hope for?")
    assert OFFER not in text(page_of(application, group.user))
    application.round.questions.filter(kind="long").update(text="what do you want TO do?")
    assert OFFER in text(page_of(application, group.user)), "capitals do not matter"


def test_a_draft_is_not_offered(before, application, group):
    applications.take_back(before, by=group.user, now=OPEN)
    assert OFFER not in text(page_of(application, group.user))


def test_nobody_is_offered_the_words_of_another_organisation(before, funder, clock):
    other = MembershipFactory(lead=True)
    theirs = applied(asking_everything(funder, on=DAY, title="Another"), other, now=OPEN, words="")
    answer = FormAnswer.objects.get(application=before, question__kind="long")
    for take in ("", f"?earlier={answer.pk}", "?earlier=x"):
        assert "lunch" not in page_of(theirs, other.user, take=take).content.decode()


def test_the_same_words_are_offered_once(before, application, funder, group):
    for title in ("One", "Two"):
        made = applied(asking_everything(funder, on=DAY, title=title), group, now=OPEN, words="A lunch club & tea.")
        table = CostTable((Cost("Cook", 1),)).as_text()
        costs = made.round.questions.get(kind="cost-table")
        applications.save_answer(made, costs, text=table, by=group.user, now=OPEN)
        made = Application.objects.with_answers().get(pk=made.pk)
        applications.submit_application(made, seen=made.revision, by=group.user, now=OPEN)
    assert text(page_of(application, group.user)).count(OFFER) == 1
    assert text(page_of(application, group.user, kind="cost-table")).count(OFFER) == 2
