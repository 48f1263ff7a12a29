"""A choice, a file and a table of costs in an application form."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse

from compact_portal.audit.retention import purge
from funding.costs import Cost, CostTable
from funding.models import AnswerFile, Application, FormQuestion
from funding.services import applications, questions
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import PNG, answer_everything, applied, asking_everything, drafted_round
from tests.factories.people import MembershipFactory
from tests.reading import text

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))


@pytest.fixture
def round_(funder, clock):
    return asking_everything(funder, on=DAY)


@pytest.fixture
def application(round_, group):
    return applied(round_, group, now=OPEN)


@pytest.fixture
def asked(round_):
    """By kind."""
    return {question.kind: question for question in round_.questions.all()}


def answered(client, application, question, **said):
    return client.post(application.url("answer", question.pk), said, follow=True)


def status(client, address: str) -> int:
    response = client.get(address)
    response.getvalue()  # closes the file
    return response.status_code


# --- As a funder writes them ---------------------------------------------------


def test_a_funder_writes_the_choices_one_on_each_line(client, funder, clock):
    round_ = drafted_round(funder, on=DAY)
    client.force_login(funder.user)
    said = {"text": "Who comes?", "kind": "choice", "is_required": "on"}
    page = client.post(round_.draft_url("question-add"), {**said, "options": "Old people\n\n"})
    assert "Enter at least two choices, one on each line." in text(page)
    page = client.post(
        round_.draft_url("question-add"),
        {**said, "options": "Old people\r\n  Young  people \r\nOld people"},
        follow=True,
    )
    assert "Old people; Young people" in text(page)
    assert FormQuestion.objects.get(kind="choice").option_list == ["Old people", "Young people"]


def test_only_one_table_has_the_amount_asked_for(client, funder, clock):
    round_ = drafted_round(funder, on=DAY)
    client.force_login(funder.user)
    said = {"text": "What does it cost?", "kind": "cost-table", "is_amount_asked": "on"}
    assert "its total is the amount asked for" in text(client.post(round_.draft_url("question-add"), said, follow=True))
    page = client.post(round_.draft_url("question-add"), {**said, "text": "And next year?"})
    assert "“What does it cost?” has the amount asked for already. Change that first." in text(page)
    who = {"by": funder.user, "now": moment(DAY)}
    with pytest.raises(IntegrityError):
        questions.save_question(round_, None, text="Why?", kind="choice", options="", **who)


# --- A choice ------------------------------------------------------------------


def test_one_of_the_choices_is_taken_and_nothing_else(client, application, asked, group):
    client.force_login(group.user)
    answered(client, application, asked["choice"], answer="Young people")
    assert "Young people" in text(client.get(application.url("send")))
    page = answered(client, application, asked["choice"], answer="Everyone")
    assert "Choose one of the answers in the list" in text(page)
    with pytest.raises(ValidationError, match="Choose one"):
        applications.save_answer(application, asked["choice"], text="Everyone", by=group.user, now=OPEN)


# --- A file --------------------------------------------------------------------


def test_a_file_is_kept_under_a_name_that_says_nothing_and_given_back_as_a_download(client, application, asked, group):
    client.force_login(group.user)
    page = answered(client, application, asked["file"], upload=SimpleUploadedFile("Our plan.png", PNG))
    assert "What does it cost?" in text(page), "the next question"
    kept = AnswerFile.objects.get()
    assert "plan" not in kept.file.name and kept.content_type == "image/png"
    page = client.get(application.url("answer", asked["file"].pk))
    assert f"Saved: Our plan.png (PNG, {len(PNG)} bytes)" in text(page)
    response = client.get(application.url("answer-file", asked["file"].pk))
    assert response.getvalue() == PNG
    assert response["Content-Disposition"] == 'attachment; filename="Our plan.png"'
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_that_is_not_what_it_says_is_refused(client, application, asked, group):
    client.force_login(group.user)
    page = answered(client, application, asked["file"], upload=SimpleUploadedFile("plan.pdf", PNG))
    assert "“plan.pdf” is really a PNG picture. Rename it so that it ends in .png" in text(page)
    page = answered(client, application, asked["file"], upload=SimpleUploadedFile("plan.exe", b"MZ"))
    assert "“plan.exe” is not a file we can take" in text(page)
    assert not AnswerFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_another_file_takes_its_place_and_a_removed_one_is_off_the_disk(client, application, asked, group):
    client.force_login(group.user)
    answered(client, application, asked["file"], upload=SimpleUploadedFile("first.png", PNG))
    first = AnswerFile.objects.get().file
    answered(client, application, asked["file"], upload=SimpleUploadedFile("second.png", PNG))
    second = AnswerFile.objects.get().file
    assert (first.storage.exists(first.name), second.storage.exists(second.name)) == (False, True)
    page = client.post(application.url("answer-file-remove", asked["file"].pk), follow=True)
    assert "The file is removed." in text(page)
    assert not second.storage.exists(second.name)
    assert client.get(application.url("answer-file", asked["file"].pk)).status_code == 404
    client.post(application.url("answer-file-remove", asked["file"].pk))


def test_nobody_else_fetches_a_file_before_the_round_has_closed(application, asked, group, funder, clock):
    application = answer_everything(application, group, now=OPEN)
    applications.submit_application(application, seen=application.revision, by=group.user, now=OPEN)
    address = application.url("answer-file", asked["file"].pk)
    users = [funder.user, MembershipFactory(lead=True).user, MembershipFactory(organisation=funder.organisation).user]
    assert [status(client_for(user), address) for user in users] == [404, 404, 404]
    assert status(client_for(group.user), address) == 200
    clock.move_to(application.closes_at)
    assert [status(client_for(user), address) for user in users] == [200, 404, 200]


@pytest.mark.django_db(transaction=True)
def test_files_go_with_the_application_when_their_time_is_over(application, asked, group, clock):
    application = answer_everything(application, group, now=OPEN)
    file = AnswerFile.objects.get().file
    list(purge(now=application.closes_at.replace(year=2033)))
    assert not AnswerFile.objects.exists() and not file.storage.exists(file.name)


def test_a_file_that_is_gone_from_the_disk_is_not_found(client, application, asked, group):
    answer_everything(application, group, now=OPEN)
    AnswerFile.objects.get().file.storage.delete(AnswerFile.objects.get().file.name)
    client.force_login(group.user)
    assert client.get(application.url("answer-file", asked["file"].pk)).status_code == 404


# --- A table of costs ------------------------------------------------------------


def test_pasted_lines_are_shown_as_they_were_read(client, application, asked, group):
    client.force_login(group.user)
    pasted = "Item\tCost\nCook, 40 weeks\t£1,200.00\nHall\t99.5\nTotal\t1299.50"
    page = answered(client, application, asked["cost-table"], costs=pasted, running="£10,000", share="10")
    said = text(page)
    assert (
        "How we read it" in said and "Left out, because the total is worked out: Item Cost; Total: £1,299.50." in said
    )
    assert "A share of running costs, 10% of £10,000 a year" in said
    assert "You ask for £2,299.50." in said and "Continue" in said
    assert "Cook, 40 weeks\t£1,200" in page.content.decode(), "it can be changed"
    assert Application.objects.with_answers().get().asked_for == 2_299_50


def test_a_line_that_is_not_understood_keeps_everything_that_was_typed(client, application, asked, group):
    client.force_login(group.user)
    typed = "Cook\t£1,200\nHall\tto be agreed"
    page = answered(client, application, asked["cost-table"], costs=typed, running="lots", share="10")
    said = text(page)
    assert "Line 2: “to be agreed” is not an amount. Write pounds and pence in numbers" in said
    assert "Enter an amount in pounds" in said
    assert all(words in page.content.decode() for words in ("Hall\tto be agreed", "lots"))
    assert Application.objects.with_answers().get().asked_for is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"running": "£10,000"}, "Enter how much of your running costs this work uses, in per cent."),
        ({"share": "10"}, "Enter what it costs to run your organisation for a year."),
        ({"running": "5", "share": "101"}, "Enter 100 or less"),
    ],
)
def test_a_share_needs_both_of_its_numbers(client, application, asked, group, said, words):
    client.force_login(group.user)
    assert words in text(answered(client, application, asked["cost-table"], costs="Cook 5", **said))


def test_the_table_is_the_amount_asked_for_only_where_the_round_says_so(application, asked, group):
    who = {"by": group.user, "now": OPEN}
    table = CostTable((Cost("Cook", 700_00),))
    applications.save_answer(application, asked["money"], text="50000", **who)
    applications.save_answer(application, asked["cost-table"], text=table.as_text(), **who)
    assert Application.objects.with_answers().get().asked_for == 700_00
    FormQuestion.objects.update(is_amount_asked=False)
    assert Application.objects.with_answers().get().asked_for == 500_00


def test_a_needed_table_is_missing_until_it_has_a_line(client, application, asked, group):
    FormQuestion.objects.filter(kind__in=["cost-table", "file", "choice"]).update(is_required=True)
    client.force_login(group.user)
    assert "Enter at least one cost" in text(answered(client, application, asked["cost-table"], costs="Item\tCost"))
    found = Application.objects.with_answers().get()
    assert [each.kind for each in found.missing] == ["choice", "file", "cost-table"]
    with pytest.raises(ValidationError, match="not answered yet"):
        applications.submit_application(found, seen=found.revision, by=group.user, now=OPEN)


def test_a_second_too_late_nothing_is_saved_and_what_was_typed_is_given_back(client, application, asked, group, clock):
    clock.move_to(application.closes_at)
    client.force_login(group.user)
    page = client.post(application.url("answer", asked["cost-table"].pk), {"costs": "Cook for ever £1,200"})
    assert page.status_code == 409 and "Cook for ever £1,200" in text(page)
    page = client.post(application.url("answer", asked["file"].pk), {"upload": SimpleUploadedFile("plan.png", PNG)})
    assert page.status_code == 409 and not AnswerFile.objects.exists()


def test_everyone_reads_what_will_be_asked(client, round_):
    page = text(client.get(reverse("funding:round", args=[round_.slug])))
    assert "Choose one: Old people; Young people." in page and "A table of costs." in page
