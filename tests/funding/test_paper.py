"""The form to print, and the copy of what was sent: as pages and as accessible PDFs with the same words."""

from datetime import date

import pytest
from django.urls import reverse

from compact_portal.publishing.models import Publication
from compact_portal.publishing.press import PUBLICATIONS
from funding.copies import COPIES
from funding.models import SentCopy
from funding.services import applications, rounds
from funding.tasks import publish_missing_forms
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import PNG, answer_everything, applied, asking_everything, begun_round, published_round
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.beginnings import HARBOUR
from tests.reading import text
from tests.rig.documents import pdf_faults, read_aloud

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))


@pytest.fixture
def round_(funder, clock):
    return asking_everything(funder, on=DAY)


@pytest.fixture
def sent(round_, group):
    words = "A lunch club & a “garden”: ☕ 烹饪."
    made = answer_everything(applied(round_, group, now=OPEN, words=words), group, now=OPEN, named="Our")
    return applications.submit_application(made, seen=made.revision, by=group.user, now=OPEN)


def copied(application) -> SentCopy:
    copy = application.copies.last()
    assert COPIES.render(copy.pk, now=OPEN), SentCopy.objects.get(pk=copy.pk).last_error
    return SentCopy.objects.get(pk=copy.pk)


def address(round_, name: str = "form") -> str:
    return reverse(f"funding:{name}", args=[round_.slug])


# --- The form -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["form-pdf", "form-large-print"])
def test_everyone_prints_the_form(client, round_, tmp_path, name):
    assert client.get(address(round_, name)).status_code == 202, "the worker has not come to it yet"
    assert PUBLICATIONS.sweep(clock=lambda: OPEN) == 2
    response = client.get(address(round_, name))
    assert response["Content-Type"] == "application/pdf"
    assert pdf_faults(response.content, tmp_path) == []
    page, aloud = text(client.get(address(round_))), read_aloud(response.content, tmp_path)
    asked = ("1. What do you want to do?", "20 words at most.", "Young people", "Closes Tuesday 15 December 2026, 5pm")
    assert [words for words in asked if words not in page or words not in aloud] == []


def test_the_form_stays_as_it_was_published(round_):
    assert [each.number for each in Publication.objects.about(round_).document("form")] == [1, 1]


def test_a_round_that_was_published_before_there_were_forms_gets_its_own_once(client, funder, clock, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(rounds, "publish_form", lambda *args, **kwargs: None)
        round_ = published_round(funder, on=DAY, title="Old")
        published_round(funder, on=DAY, title="Nothing is asked").questions.all().delete()
    begun_round(funder, on=DAY, title="A draft")
    assert client.get(address(round_, "form-pdf")).status_code == 404
    assert [publish_missing_forms(), publish_missing_forms()] == [1, 0]
    assert PUBLICATIONS.sweep(clock=lambda: OPEN) == 2
    assert client.get(address(round_, "form-pdf"))["Content-Type"] == "application/pdf"
    assert {each.subject_id for each in Publication.objects.all()} == {round_.pk}


def test_a_draft_has_no_form_to_print(client, funder, clock):
    round_ = published_round(funder, on=DAY)
    round_.questions.all().delete()
    assert [client.get(address(round_, name)).status_code for name in ("form", "form-pdf")] == [404, 404]


# --- What was sent ----------------------------------------------------------------


def test_who_sent_it_keeps_a_copy(client, sent, group, tmp_path):
    pdf = bytes(copied(sent).pdf)
    assert pdf_faults(pdf, tmp_path) == []
    client.force_login(group.user)
    response = client.get(sent.url("copy-pdf"))
    assert response.content == pdf and response["Cache-Control"] == "private, no-store"
    page, aloud = text(client.get(sent.url("copy"))), read_aloud(pdf, tmp_path)
    said = ("A lunch club &", f"Our plan.png (PNG, {len(PNG)} bytes)", "Our cook", "£2,000", HARBOUR, "Young people")
    assert [words for words in said if words not in page or words not in aloud] == []
    assert "What you sent, to keep or to print" in text(client.get(sent.get_absolute_url()))


def test_nobody_else_reads_the_copy_even_after_the_round_has_closed(sent, group, funder, clock):
    copied(sent)
    others = [funder.user, MembershipFactory(lead=True).user, UserFactory(officer=True, administrator=True)]
    paths = [sent.url("copy"), sent.url("copy-pdf")]
    assert {client_for(user).get(path).status_code for user in others for path in paths} == {404}
    clock.move_to(sent.closes_at)
    assert {client_for(user).get(path).status_code for user in others for path in paths} == {404}
    assert client_for(MembershipFactory(organisation=group.organisation).user).get(paths[1]).status_code == 200


def test_a_copy_says_what_was_sent_then(client, sent, round_, group):
    who = {"by": group.user, "now": OPEN}
    applications.take_back(sent, **who)
    client.force_login(group.user)
    assert client.get(sent.url("copy")).status_code == 404, "a draft has none"
    applications.save_answer(sent, round_.questions.first(), text="A choir.", **who)
    again = type(sent).objects.get()
    applications.submit_application(again, seen=again.revision, **who)
    assert "A choir." in text(client.get(sent.url("copy")))
    assert [each.data["rows"][0]["words"][:6] for each in SentCopy.objects.all()] == ["A lunc", "A choi"]


def test_a_copy_that_is_not_made_yet_says_so(client, sent, group):
    client.force_login(group.user)
    assert client.get(sent.url("copy-pdf")).status_code == 202
    assert client.get(sent.url("copy")).status_code == 200
