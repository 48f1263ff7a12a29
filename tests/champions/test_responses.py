"""Answering a consultation, replying, and the report of both."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import page as validation
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from champions.models import Consultation, Reply, Response
from champions.retention import RETENTION
from champions.services.consultations import publish_responses_report
from champions.services.responses import MOST_AN_HOUR, Conflict, forget_responders, reply_to_response, respond
from compact_portal.notices.models import Notice
from compact_portal.publishing.models import Publication
from compact_portal.publishing.rendering import html_of, pdf_of
from tests.factories.champions import (
    ClauseFactory,
    ConsultationFactory,
    ReplyFactory,
    ResponseFactory,
    reported_consultation,
)
from tests.factories.people import UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
OUTLOUD = str(Path(sys.executable).parent / "outloud")
ANSWER = {"words": "Say more about rural groups.", "capacity": "person", "name": "Ada Example"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def consultation():
    return ConsultationFactory()


@pytest.fixture
def clause(consultation):
    return ClauseFactory(section__version=consultation.version, section__number="8.2", text="Pay on time.")


def send(client, consultation, **typed) -> str:
    address = f"{consultation.get_absolute_url()}respond/"
    return client.post(address, ANSWER | typed, follow=True).content.decode()


def test_anyone_answers_about_a_clause_and_gets_a_reference_and_a_copy(client, consultation, clause):
    page = send(client, consultation, clause="8.2/1", email="ada@example.org")
    response = Response.objects.get()
    assert (response.clause, response.about, response.quoted) == (clause, "8.2/1", "Pay on time.")
    assert not response.is_late
    assert response.reference in page
    copy = Notice.objects.get()
    assert (copy.email, copy.private) == ("ada@example.org", True)
    assert "About: Clause 8.2/1" in copy.body
    assert "Say more about rural groups." in copy.body


def test_a_link_about_a_clause_chooses_it_and_one_of_another_version_chooses_the_whole(client, consultation, clause):
    ClauseFactory(section__number="9")  # of another version
    address = f"{consultation.get_absolute_url()}respond/"
    assert '<option value="8.2/1" selected>' in client.get(f"{address}?clause=8.2/1").content.decode()
    page = client.get(f"{address}?clause=9/1").content.decode()
    assert " selected>" not in page  # the first is the whole document
    assert 'value="9/1"' not in page


def test_a_clause_of_another_version_cannot_be_answered_about(client, consultation, clause):
    other = ClauseFactory(section__number="9")
    assert "Choose one of the answers in the list" in send(client, consultation, clause="9/1")
    with pytest.raises(ValidationError, match="that this consultation is about"):
        respond(consultation, clause=other, **ANSWER, now=NOW)
    assert not Response.objects.exists()


def test_who_answers_for_an_organisation_names_it(client, consultation):
    page = send(client, consultation, capacity="organisation")
    assert "Enter the name of the organisation" in page
    assert "Say more about rural groups." in page
    send(client, consultation, capacity="organisation", organisation="Example Group")
    assert Response.objects.get().public_author == "Example Group"
    assert send(client, consultation, organisation="left over")
    assert Response.objects.newest_first()[0].public_author == "A person"


def test_who_they_are_is_carried_over_to_the_next_part_for_an_hour_or_until_forgotten(client, consultation, november):
    address = f"{consultation.get_absolute_url()}respond/"
    send(client, consultation, email="ada@example.org")
    page = client.get(address).content.decode()
    assert 'value="Ada Example"' in page
    assert 'value="ada@example.org"' in page
    assert "Say more about rural groups." not in page
    november.shift(timedelta(hours=1))
    assert 'value="Ada Example"' not in client.get(address).content.decode()
    send(client, consultation)
    client.post(f"{consultation.get_absolute_url()}sent/")
    assert 'value="Ada Example"' not in client.get(address).content.decode()


def test_a_reader_who_sent_nothing_learns_no_reference(client, consultation):
    response = ResponseFactory(consultation=consultation)
    page = client.get(f"{consultation.get_absolute_url()}sent/").content.decode()
    assert response.reference not in page
    assert response.name not in page


def test_what_comes_after_the_last_day_is_kept_and_marked_late(client, consultation, november):
    november.move_to(datetime(2027, 1, 25, 23, 59, tzinfo=UTC))
    send(client, consultation)
    november.move_to(datetime(2027, 1, 26, 0, 1, tzinfo=UTC))
    assert "mark your response as late" in client.get(consultation.get_absolute_url()).content.decode()
    assert "It came after the last day" in send(client, consultation)
    assert [response.is_late for response in Response.objects.order_by("pk")] == [False, True]


def test_after_the_end_nothing_is_taken_and_what_was_typed_is_kept_on_the_page(client):
    consultation = ConsultationFactory(closed=True)
    page = send(client, consultation)
    assert "The consultation ended on Tuesday 27 October 2026. We cannot take more responses." in page
    assert "Say more about rural groups." in page
    assert not Response.objects.exists()
    assert "has ended" in client.get(f"{consultation.get_absolute_url()}respond/").content.decode()


def test_a_flood_is_stopped_and_told(client, consultation):
    ResponseFactory.create_batch(MOST_AN_HOUR, consultation=consultation, sent_at=NOW)
    assert "Too many responses came in the last hour" in send(client, consultation)
    assert Response.objects.count() == MOST_AN_HOUR


def test_a_hundred_thousand_letters_are_too_many_and_two_pages_with_windows_line_ends_are_not(client, consultation):
    assert "Use 5000 characters or fewer" in send(client, consultation, words="x" * 100_000)
    assert not Response.objects.exists()
    assert "We have your response" in send(client, consultation, words="x\r\n" * 2500)


def test_markup_in_a_response_stays_letters_wherever_it_is_shown(client, consultation, officer):
    bomb = "</p></blockquote><script>alert(1)</script>" + "<div>" * 500
    send(client, consultation, words=bomb, name="<b>Ada</b>")
    response = Response.objects.get()
    client.force_login(officer)
    page = client.get(response.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "&lt;b&gt;Ada" in page
    ReplyFactory(response=response, reason=bomb)
    Consultation.objects.update(closed_at=NOW)
    publish_responses_report(consultation, by=officer, now=NOW)
    page = client.get(f"/compact/consultations/{consultation.pk}/report/").content.decode()
    assert page.count("&lt;script&gt;alert(1)") == 2
    assert "<script>alert" not in page


def test_the_second_of_two_officers_sees_the_first_s_reply_and_keeps_their_own_words(client, officer):
    response = ResponseFactory()
    client.force_login(officer)
    ReplyFactory(response=response, reason="The first reply.", replied_by__name="Bob Example")
    typed = {"outcome": "noted", "reason": "The second reply.", "revision": "0"}
    page = client.post(response.get_absolute_url(), typed)
    assert page.status_code == 409
    shown = page.content.decode()
    assert "Bob Example replied at" in shown
    assert "The first reply." in shown
    assert "The second reply." in shown
    assert Reply.objects.get().reason == "The first reply."
    client.post(response.get_absolute_url(), typed | {"revision": "1"})
    reply = Reply.objects.get()
    assert (reply.reason, reply.revision, reply.replied_by) == ("The second reply.", 2, officer)


def test_only_officers_reply_and_a_stale_reply_overwrites_nothing(officer):
    response = ResponseFactory()
    reply = {"outcome": "noted", "reason": "Thank you.", "based_on": 0}
    with pytest.raises(PermissionDenied):
        reply_to_response(response, **reply, by=UserFactory(champion=True), now=NOW)
    reply_to_response(response, **reply, by=officer, now=NOW)
    with pytest.raises(Conflict) as conflict:
        reply_to_response(response, **reply, by=officer, now=NOW)
    assert conflict.value.reply.reason == "Thank you."


@pytest.mark.parametrize(("state", "shown"), [("waiting", [0, 2]), ("answered", [1]), ("late", [2]), ("no", [0, 1, 2])])
def test_officers_narrow_the_list_and_download_it(client, officer, consultation, state, shown):
    responses = [ResponseFactory(consultation=consultation, name=f"Example {n}") for n in range(3)]
    ReplyFactory(response=responses[1])
    Response.objects.filter(pk=responses[2].pk).update(is_late=True, words="=1+1")
    client.force_login(officer)
    address = f"/compact/consultations/{consultation.pk}/responses"
    page = client.get(f"{address}/?state={state}").content.decode()
    assert [n for n, one in enumerate(responses) if one.reference in page] == shown
    lines = client.get(f"{address}.csv?state={state}").getvalue().decode()
    assert [n for n, one in enumerate(responses) if one.reference in lines] == shown
    assert ("'=1+1" in lines) == (2 in shown)


def test_the_list_asks_as_often_for_many_as_for_few(client, officer, consultation, django_assert_num_queries):
    ResponseFactory(consultation=consultation)
    client.force_login(officer)
    address = f"/compact/consultations/{consultation.pk}/responses/"
    with django_assert_num_queries(8):
        client.get(address)
    for _ in range(3):
        ReplyFactory(response__consultation=consultation)
    with django_assert_num_queries(8):
        client.get(address)


def test_the_report_waits_for_the_end_and_for_every_reply(client, officer):
    still_open = ConsultationFactory()
    with pytest.raises(ValidationError, match="Close the consultation first"):
        publish_responses_report(still_open, by=officer, now=NOW)
    closed = ConsultationFactory(closed=True)
    ResponseFactory.create_batch(2, consultation=closed)
    ReplyFactory(response__consultation=closed)
    client.force_login(officer)
    page = client.post(f"/compact/consultations/{closed.pk}/publish/", {"go": "on"}).content.decode()
    assert "2 responses still need a reply" in page
    assert not Publication.objects.exists()


def test_the_report_says_what_people_said_in_order_and_what_changed(client):
    consultation = reported_consultation()
    page = client.get(f"/compact/consultations/{consultation.pk}/report/").content.decode()
    order = [
        "In figures",
        "Organisations that answered",
        "The whole document",
        "said after the last day",
        "1 Example section",
        "Clause 1/1",
        "A person</strong> said",
        "Our reply: changed.",
    ]
    assert re.search(".*".join(map(re.escape, order)), page, re.DOTALL)
    data = Publication.objects.about(consultation).standard().get().data
    assert [(line["label"], line["count"]) for line in data["figures"]][:4] == [
        ("Responses", 3),
        ("For an organisation", 2),
        ("From a person", 1),
        ("Came after the last day", 1),
    ]
    assert data["figures"][4] == {"label": "We changed the Compact because of it", "count": 3}


def test_no_name_or_address_of_a_person_reaches_the_public(client):
    consultation = reported_consultation()
    for address in (f"/compact/consultations/{consultation.pk}/report/", consultation.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Ada Example" not in page
        assert "ada@example.org" not in page


def test_a_correction_is_the_next_edition_of_the_report(client, officer):
    consultation = reported_consultation()
    reply = Reply.objects.first()
    reply_to_response(reply.response, outcome="noted", reason="Put right.", based_on=1, by=officer, now=NOW)
    address = f"/compact/consultations/{consultation.pk}/report/"
    assert "Put right." not in client.get(address).content.decode()
    publish_responses_report(consultation, by=officer, now=NOW + timedelta(days=1))
    assert "Put right." in client.get(address).content.decode()


def test_a_clause_taken_out_since_keeps_what_was_said_about_it(officer):
    clause = ClauseFactory(text="Pay within 30 days.")
    consultation = ConsultationFactory(closed=True, version=clause.section.version)
    ReplyFactory(response=ResponseFactory(consultation=consultation, clause=clause))
    clause.retired = True
    clause.save()
    publication, _ = publish_responses_report(consultation, by=officer, now=NOW)
    (part,) = publication.data["parts"]
    assert part["title"] == "Clauses that are no longer in it"
    assert (part["clauses"][0]["reference"], part["clauses"][0]["quoted"]) == ("1/1", "Pay within 30 days.")


def test_the_report_asks_as_often_for_many_responses_as_for_few(officer, django_assert_max_num_queries):
    consultation = ConsultationFactory(closed=True)
    for _ in range(8):
        ReplyFactory(response__consultation=consultation)
    with django_assert_max_num_queries(17):
        publish_responses_report(consultation, by=officer, now=NOW)


def test_its_pdfs_pass_both_validators(tmp_path):
    consultation = reported_consultation()
    for publication in Publication.objects.about(consultation):
        pdf = pdf_of(html_of(publication))
        found = validation.validate_pdf_bytes(pdf, profile=validation.ValidationProfile.PDF_UA_1)
        assert [str(failure) for failure in found.failures] == []
        (tmp_path / f"{publication.edition}.pdf").write_bytes(pdf)
    heard = subprocess.run([OUTLOUD, "--no-info", *map(str, tmp_path.iterdir())], capture_output=True, text=True)
    assert heard.returncode == 0, heard.stdout


def test_who_answered_is_forgotten_two_years_after_the_report_and_what_they_said_is_kept():
    old = NOW - timedelta(days=731)
    reported = ConsultationFactory(closed=True, report_published_at=old)
    dropped = ConsultationFactory(closed=True, closed_at=old)
    gone = [ResponseFactory(consultation=one) for one in (reported, dropped)]
    recent = ConsultationFactory(closed=True, closed_at=old, report_published_at=NOW)
    kept = [ResponseFactory(consultation=one) for one in (recent, ConsultationFactory())]
    limit = RETENTION["champions.response"].limit(NOW)
    assert forget_responders(before=limit, now=NOW) == 2
    assert forget_responders(before=limit, now=NOW) == 0
    for response in (*gone, *kept):
        response.refresh_from_db()
    assert {(one.name, one.email) for one in gone} == {("", "")}
    assert {one.name for one in kept} == {"Ada Example"}
    assert all(one.words and one.organisation for one in gone)


def test_a_response_sent_twice_is_one_response(client):
    """Going back and pressing Send again, or pressing it twice."""
    consultation = ConsultationFactory()
    address = f"{consultation.get_absolute_url()}respond/"
    form = client.get(address).context["form"]
    answers = {
        "words": "Say when.",
        "capacity": "person",
        "name": "Ada Example",
        "reference": form["reference"].value(),
    }

    for _ in range(2):
        assert client.post(address, answers).status_code == 302

    assert [response.reference for response in consultation.responses.all()] == [answers["reference"]]


def test_a_reference_made_up_by_the_sender_is_not_used(client):
    consultation = ConsultationFactory()
    taken = ResponseFactory(consultation=consultation).reference
    for made_up in (taken, "<script>", "A" * 9):
        sent = respond(consultation, words="New.", capacity="person", name="Ada", reference=made_up, now=NOW)
        assert sent.reference not in (taken, made_up)
