"""Second thoughts of an applicant: an amount that the lot does not have, and a draft that nobody goes on with."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from compact_portal.notices.models import Notice
from funding.models import AnswerFile, Application, Round
from funding.services import applications
from funding.services.applications import ApplicationMovedOn
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import (
    agreed_together,
    answer_everything,
    applied,
    asking_everything,
    published_round,
    submitted,
)
from tests.reading import text

pytestmark = pytest.mark.django_db

DAY, OPEN = date(2026, 11, 2), moment(date(2026, 11, 4))


@pytest.fixture
def round_(funder, clock) -> Round:
    """£50,000 in one lot; its second question asks how much."""
    return published_round(funder, on=DAY)


@pytest.fixture
def application(round_, group) -> Application:
    return applied(round_, group, now=OPEN)


def test_a_funder_is_not_asked_to_apply_for_its_own_money(client, funder, round_):
    link = f'href="{round_.get_absolute_url()}apply/"'
    assert link in client.get(round_.get_absolute_url()).content.decode()
    client.force_login(funder.user)
    assert link not in client.get(round_.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("amount", "words"),
    [("0", "Enter how much you ask for: more than £0."), ("50,000.01", "There is £50,000 to share.")],
)
def test_nobody_asks_for_nothing_or_for_more_than_there_is(application, round_, group, amount, words):
    client, question = client_for(group.user), round_.questions.last()
    page = client.post(application.url("answer", question.pk), {"answer": amount})
    assert words in text(page) and f'value="{amount}"' in page.content.decode()
    assert not application.answers.filter(question=question).exists()
    client.post(application.url("answer", question.pk), {"answer": "50,000"})
    assert application.answers.get(question=question).text == "5000000"


def test_the_money_may_have_become_less_since(application, round_, group):
    applications.save_answer(application, round_.questions.last(), text="5000000", by=group.user, now=OPEN)
    round_.lots.update(budget=40_000_00)
    page = client_for(group.user).get(application.url("send"))
    assert "There is £40,000 to share. Ask for that, or for less." in text(page)
    seen = Application.objects.get().revision
    with pytest.raises(ValidationError, match="£40,000"):
        applications.submit_application(application, seen=seen, by=group.user, now=OPEN)


def test_a_draft_is_removed_after_a_question_and_can_be_begun_again(application, round_, group):
    client = client_for(group.user)
    assert "Remove this application?" in text(client.get(application.url("application-discard")))
    assert Application.objects.exists()
    page = client.post(application.url("application-discard"), follow=True)
    assert "The draft is removed." in text(page)
    assert not Application.objects.exists()
    assert client.get(application.get_absolute_url()).status_code == 404
    assert applied(round_, group, now=OPEN).answers.count() == 1


@pytest.mark.django_db(transaction=True)
def test_its_files_go_from_the_disk(funder, group, clock):
    application = applied(asking_everything(funder, on=DAY), group, now=OPEN)
    answer_everything(application, group, now=OPEN)
    there = AnswerFile.objects.first()
    assert there.file.storage.exists(there.file.name)
    applications.discard_application(application, by=group.user, now=OPEN)
    assert not there.file.storage.exists(there.file.name)


def test_what_is_sent_is_taken_back_first(round_, group):
    sent = submitted(round_, group, now=OPEN)
    with pytest.raises(ApplicationMovedOn):
        applications.discard_application(sent, by=group.user, now=OPEN)
    assert client_for(group.user).post(sent.url("application-discard")).status_code == 409
    assert Application.objects.exists()


def test_whoever_was_to_take_part_is_told(round_, groups):
    group, other = groups
    application = agreed_together(round_, group, other, now=OPEN)
    applications.discard_application(application, by=group.user, now=OPEN)
    assert Notice.objects.get(key__startswith="funding.discarded:").email == other.user.email
