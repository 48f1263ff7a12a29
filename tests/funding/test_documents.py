"""Accounts and policies: kept once by an organisation, and chosen wherever an application asks for a file."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.models import AnswerFile, Application, KeptDocument
from funding.services import documents
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import PNG, applied, asking_everything, kept
from tests.factories.people import MembershipFactory
from tests.reading import text

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))
CHOOSE = "Or choose a document that you keep"


@pytest.fixture
def application(funder, group, clock):
    round_ = asking_everything(funder, on=DAY)
    round_.questions.filter(kind="file").update(is_required=True)
    return applied(round_, group, now=OPEN)


@pytest.fixture
def accounts(group):
    return kept(group, "Accounts", now=OPEN)


def question_of(application):
    return application.round.questions.get(kind="file")


def address(application) -> str:
    return application.url("answer", question_of(application).pk)


def content(document) -> bytes:
    with document.file.open() as held:
        return held.read()


def test_what_is_kept_is_copied_into_an_application(application, group, accounts):
    client = client_for(group.user)
    assert CHOOSE in text(client.get(address(application)))
    client.post(address(application), {"document": accounts.pk})
    answer = AnswerFile.objects.get()
    assert (answer.name, content(answer)) == ("Accounts.png", PNG)
    assert answer.file.name != accounts.file.name
    documents.remove_document(accounts, by=group.user, now=OPEN)
    assert content(answer) == PNG, "what is in an application stays"
    assert question_of(application) not in Application.objects.with_answers().get(pk=application.pk).missing


@pytest.mark.parametrize(
    ("days", "is_offered"), [(0, True), (1, True), (-1, False)], ids=["today", "tomorrow", "yesterday"]
)
def test_what_is_out_of_date_is_not_offered(application, group, accounts, days, is_offered):
    KeptDocument.objects.update(good_until=OPEN.date() + timedelta(days=days))
    assert (CHOOSE in text(client_for(group.user).get(address(application)))) is is_offered
    page = text(client_for(group.user).get(f"/funding/organisations/{group.organisation.slug}/documents/"))
    assert ("it is not offered any more" in page) is not is_offered


def test_nobody_is_offered_the_documents_of_others(application, group):
    theirs = kept(MembershipFactory(lead=True), "Secret accounts", now=OPEN)
    client = client_for(group.user)
    assert "Secret accounts" not in text(client.get(address(application)))
    page = client.post(address(application), {"document": theirs.pk})
    assert page.status_code == 200 and not AnswerFile.objects.exists()
    for end in ("", "keep/", f"{theirs.pk}/"):
        assert client.get(f"/funding/organisations/{theirs.organisation.slug}/documents/{end}").status_code == 404
    own = f"/funding/organisations/{group.organisation.slug}/documents/{theirs.pk}/"
    assert client.get(own).status_code == 404
    client.post(f"{own}remove/")
    assert KeptDocument.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose a file, or one of the documents that you keep"),
        ({"document": "999"}, "Choose one of the answers in the list"),
        ("both", "You chose a file as well"),
    ],
)
def test_one_of_the_two_is_chosen(application, group, accounts, said, words):
    if said == "both":
        said = {"document": accounts.pk, "upload": SimpleUploadedFile("plan.png", PNG)}
    page = client_for(group.user).post(address(application), {"x": "", **said})
    assert words in text(page) and not AnswerFile.objects.exists()


def test_a_file_that_is_sent_can_be_kept_at_once(application, group):
    said = {"upload": SimpleUploadedFile("Our accounts.png", PNG), "keep": "on"}
    client_for(group.user).post(address(application), said)
    document = KeptDocument.objects.get()
    assert (document.title, content(document), content(AnswerFile.objects.get())) == ("Our accounts", PNG, PNG)


def test_what_cannot_be_kept_is_not_saved_by_half(application, group, monkeypatch):
    monkeypatch.setattr(documents, "MOST_DOCUMENTS", 0)
    said = {"upload": SimpleUploadedFile("Our accounts.png", PNG), "keep": "on"}
    page = client_for(group.user).post(address(application), said)
    assert "Remove one first" in text(page)
    assert not KeptDocument.objects.exists() and not AnswerFile.objects.exists()


def test_a_document_is_kept_and_removed_on_its_page(group, clock):
    client, page = client_for(group.user), f"/funding/organisations/{group.organisation.slug}/documents/"
    said = {"title": "Accounts", "upload": SimpleUploadedFile("a.png", PNG)}
    day = {"good_until_day": "31", "good_until_month": "10", "good_until_year": "2026"}
    assert "This day has passed" in text(client.post(f"{page}keep/", {**said, **day}))
    assert not KeptDocument.objects.exists()
    said["upload"].seek(0)
    assert "It is kept" in text(client.post(f"{page}keep/", said, follow=True))
    document = KeptDocument.objects.get()
    storage, name = document.file.storage, document.file.name
    got = client.get(f"{page}{document.pk}/")
    assert b"".join(got.streaming_content) == PNG and "attachment" in got["Content-Disposition"]
    client.post(f"{page}{document.pk}/remove/")
    assert client.post(f"{page}{document.pk}/remove/").status_code == 302, "a second time"
    assert not KeptDocument.objects.exists()
    assert storage.exists(name), "it goes once that is certain: the test's transaction never is"


def test_only_its_own_people_keep_documents(group, clock):
    stranger = MembershipFactory(lead=True)
    with pytest.raises(PermissionDenied):
        kept(type("", (), {"organisation": group.organisation, "user": stranger.user}), "Accounts", now=OPEN)
    assert not KeptDocument.objects.exists()


def test_a_last_day_that_has_passed_is_refused(group, clock):
    with pytest.raises(ValidationError, match="has passed"):
        kept(group, "Insurance", now=OPEN, good_until=date(2026, 11, 3))
