"""Consulting on a version: the window, its dates, and what officers do with it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from champions.choices import CompactState
from champions.deadlines import ConsultationsClosing, ResponsesToAnswer
from champions.demo.consultations import load_consultation
from champions.demo.invented import load_signatories
from champions.models import Consultation
from champions.services.compact import WrongState
from champions.services.consultations import (
    close_consultation,
    extend_consultation,
    open_consultation,
    withdraw_consultation,
)
from champions.services.responses import respond
from compact_portal.publishing.models import Publication
from tests.factories.champions import (
    ClauseFactory,
    CompactVersionFactory,
    ConsultationFactory,
    ReplyFactory,
    ResponseFactory,
    SignatoryFactory,
)
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.kept import all_due, emails, waiting_for

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
TWELVE_WEEKS = date(2027, 2, 12)
FOREVER = date(2999, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def draft():
    return ClauseFactory(text="Pay on time.").section.version


def start(version, by, **fields) -> Consultation:
    return open_consultation(version, **({"introduction": "What is new."} | fields), by=by, now=NOW)


def closing_on(day: date) -> dict:
    return {"closes_on_day": str(day.day), "closes_on_month": str(day.month), "closes_on_year": str(day.year)}


def test_an_opened_draft_can_be_read_and_answered_by_everyone_for_twelve_weeks(draft, officer, client):
    assert client.get(draft.get_absolute_url()).status_code == 404
    consultation = start(draft, officer)
    assert (consultation.opens_on, consultation.closes_on, consultation.is_short) == (TODAY, TWELVE_WEEKS, False)
    assert "Pay on time." in client.get(draft.get_absolute_url()).content.decode()
    page = client.get(consultation.get_absolute_url()).content.decode()
    assert "until Friday 12 February 2027" in page
    assert "Answer about 1/1" in page


def test_only_officers_open_one_and_only_of_a_draft(draft, officer):
    with pytest.raises(PermissionDenied):
        start(draft, UserFactory(champion=True))
    start(draft, officer)
    with pytest.raises(WrongState, match="Out to consultation"):
        start(draft, officer)
    assert Consultation.objects.count() == 1


def test_the_database_keeps_a_version_to_one_consultation_at_a_time(draft):
    ConsultationFactory(closed=True, version=draft)
    ConsultationFactory(version=draft)
    with pytest.raises(IntegrityError):
        ConsultationFactory(version=draft)


def test_a_window_a_day_too_short_needs_a_reason_which_everyone_can_read(draft, officer, client):
    short = TWELVE_WEEKS - timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        start(draft, officer, closes_on=short, reason="  ")
    assert "Enter why people get less than 12 weeks" in refused.value.message_dict["reason"][0]
    draft.refresh_from_db()
    assert (draft.state, Publication.objects.count()) == (CompactState.DRAFT, 0)
    consultation = start(draft, officer, closes_on=short, reason="The grants round starts in spring.")
    assert "The grants round starts in spring." in client.get(consultation.get_absolute_url()).content.decode()


@pytest.mark.parametrize("day", [TODAY, TODAY - timedelta(days=1)])
def test_a_window_does_not_end_before_it_has_begun(draft, officer, day):
    with pytest.raises(ValidationError, match="later than today"):
        start(draft, officer, closes_on=day, reason="In a hurry.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"closes_on_day": "31", "closes_on_month": "2", "closes_on_year": "2027"}, "must be a real date"),
        (closing_on(TODAY + timedelta(days=30)), "Enter why people get less than 12 weeks"),
        (closing_on(TODAY), "The last day must be later than today"),
    ],
)
def test_what_is_wrong_with_the_window_is_said_and_nothing_is_opened(client, draft, officer, typed, said):
    client.force_login(officer)
    answers = {"introduction": "What is new here."} | typed
    page = client.post(f"{draft.get_absolute_url()}consultation/open/", answers).content.decode()
    assert "<title>Error: " in page
    assert said in page
    assert "What is new here." in page
    assert not Consultation.objects.exists()


def test_what_opening_does_is_shown_before_it_is_done(client, draft, officer):
    lead = MembershipFactory(lead=True, organisation=SignatoryFactory().organisation).user
    client.force_login(officer)
    answers = {"introduction": "What is new here.", "reason": "A grants round.", "minute_reference": "Board, item 3"}
    answers |= closing_on(TODAY + timedelta(days=30))
    path = f"{draft.get_absolute_url()}consultation/open/"
    page = client.post(path, answers).content.decode()
    said = [draft, "What is new here.", "Sunday 20 December 2026", "A grants round.", "Board, item 3"]
    said += [officer.name, lead.name, "as long as nobody has answered"]
    assert [str(one) for one in said if str(one) not in page] == []
    assert not Consultation.objects.exists()
    assert 'value="Board, item 3"' in client.post(path, answers | {"change": "yes"}).content.decode()
    client.post(path, answers | {"seen": draft.revision})
    assert Consultation.objects.get().reason == "A grants round."


def test_a_draft_that_changed_since_it_was_checked_is_checked_again(client, draft, officer):
    client.force_login(officer)
    answers = {"introduction": "New."} | closing_on(TWELVE_WEEKS) | {"seen": draft.revision + 1}
    page = client.post(f"{draft.get_absolute_url()}consultation/open/", answers).content.decode()
    assert "Check the consultation before you start it" in page
    assert not Consultation.objects.exists()


def test_opening_and_closing_say_where_they_are_minuted(client, draft, officer, november):
    minuted = {"minute_reference": "Board, item 3", "minute_url": "https://example.org/minutes"}
    consultation = start(draft, officer, **minuted)
    november.move_to(datetime(2027, 2, 15, 9, tzinfo=UTC))
    client.force_login(officer)
    path = f"/compact/consultations/{consultation.pk}/close/"
    refused = client.post(path, {"minute_url": "javascript:alert(1)"}).content.decode()
    assert "<title>Error: " in refused
    client.post(path, {"minute_reference": "Board, item 9"})
    steps = [(step.done, step.minute_reference, step.minute_url) for step in draft.steps.all()]
    assert steps == [
        ("put out to consultation", "Board, item 3", "https://example.org/minutes"),
        ("responses considered", "Board, item 9", ""),
    ]


def test_opening_what_is_open_already_says_so(client, officer):
    consultation = ConsultationFactory()
    client.force_login(officer)
    answers = {"introduction": "Again."} | closing_on(FOREVER.replace(year=2028))
    page = client.post(f"{consultation.get_absolute_url()}open/", answers).content.decode()
    assert "not possible while the Compact is “Out to consultation”" in page


def test_people_can_be_given_longer_and_never_less_time(officer):
    consultation = ConsultationFactory(closes_on=date(2027, 1, 25))
    for day in (date(2027, 1, 25), date(2027, 1, 4)):
        with pytest.raises(ValidationError, match="after Monday 25 January 2027"):
            extend_consultation(consultation, closes_on=day, by=officer, now=NOW)
    longer = extend_consultation(consultation, closes_on=date(2027, 2, 1), by=officer, now=NOW)
    assert longer.closes_on == date(2027, 2, 1)


def test_what_came_late_is_in_time_once_people_are_given_longer(officer):
    consultation = ConsultationFactory(opens_on=date(2026, 8, 3), closes_on=date(2026, 11, 16))
    response = ResponseFactory(consultation=consultation, is_late=True, sent_at=NOW)
    with pytest.raises(ValidationError, match="after today"):
        extend_consultation(consultation, closes_on=date(2026, 11, 17), by=officer, now=NOW)
    extend_consultation(consultation, closes_on=date(2026, 12, 1), by=officer, now=NOW)
    response.refresh_from_db()
    assert not response.is_late


def test_it_is_closed_after_its_last_day_and_not_on_it(officer):
    consultation = ConsultationFactory(closes_on=TODAY)
    with pytest.raises(ValidationError, match="until Friday 20 November 2026"):
        close_consultation(consultation, by=officer, now=NOW)
    closed = close_consultation(consultation, by=officer, now=NOW + timedelta(days=1))
    closed.version.refresh_from_db()
    assert closed.version.state == CompactState.CONSIDERED
    with pytest.raises(ValidationError, match="was closed on Saturday 21 November 2026"):
        extend_consultation(closed, closes_on=FOREVER, by=officer, now=NOW)


def test_one_opened_by_mistake_is_withdrawn_and_nothing_of_it_stays_public(draft, officer, client):
    consultation = start(draft, officer)
    address, pdfs = consultation.get_absolute_url(), list(Publication.objects.about(draft))
    version = withdraw_consultation(consultation, by=officer, now=NOW)
    assert (version.state, Consultation.objects.count()) == (CompactState.DRAFT, 0)
    assert [step.done for step in version.steps.all()] == ["put out to consultation", "consultation withdrawn"]
    gone = [address, draft.get_absolute_url(), f"{draft.get_absolute_url()}compact.pdf", f"{address}respond/"]
    for path in [*gone, *(pdf.get_absolute_url() for pdf in pdfs)]:
        assert client.get(path).status_code == 404, path
    assert Publication.objects.count() == len(pdfs) == 2


def test_after_a_withdrawal_the_draft_is_written_on_and_put_out_again(draft, officer, client):
    withdraw_consultation(start(draft, officer), by=officer, now=NOW)
    draft.sections.get().clauses.update(text="Pay within 30 days.")
    start(draft, officer)
    assert "Pay within 30 days." in client.get(draft.get_absolute_url()).content.decode()
    assert [pdf.number for pdf in Publication.objects.about(draft).public()] == [2, 2]


def test_one_that_somebody_answered_is_not_withdrawn(draft, officer, client):
    consultation = start(draft, officer)
    ResponseFactory(consultation=consultation)
    with pytest.raises(ValidationError, match="1 response came in already"):
        withdraw_consultation(consultation, by=officer, now=NOW)
    client.force_login(officer)
    page = client.post(f"/compact/consultations/{consultation.pk}/withdraw/")
    assert "reply to what people said" in page.content.decode()
    draft.refresh_from_db()
    assert (page.status_code, draft.state) == (409, CompactState.CONSULTATION)


def test_one_that_was_closed_is_not_withdrawn_and_nobody_but_officers_withdraws(officer):
    with pytest.raises(ValidationError, match="was closed on"):
        withdraw_consultation(ConsultationFactory(closed=True), by=officer, now=NOW)
    with pytest.raises(PermissionDenied):
        withdraw_consultation(ConsultationFactory(), by=UserFactory(champion=True), now=NOW)


def test_who_was_writing_when_it_was_withdrawn_is_told_that_nothing_was_sent(draft, officer):
    consultation = start(draft, officer)
    withdraw_consultation(Consultation.objects.get(), by=officer, now=NOW)
    with pytest.raises(ValidationError, match="Nothing was sent"):
        respond(consultation, words="Say more.", capacity="person", name="Ada Example", now=NOW)


def test_the_button_withdraws_and_leads_to_the_draft(draft, officer, client):
    consultation = start(draft, officer)
    client.force_login(officer)
    page = client.post(f"/compact/consultations/{consultation.pk}/withdraw/", follow=True)
    assert page.redirect_chain == [(draft.url("draft"), 302)]
    assert "The consultation is withdrawn." in page.content.decode()


def test_the_page_stays_when_the_version_is_no_longer_public(client):
    consultation = ConsultationFactory(closed=True)
    page = client.get(consultation.get_absolute_url())
    assert page.status_code == 200
    assert f'href="{consultation.version.get_absolute_url()}"' not in page.content.decode()
    assert client.get(consultation.version.get_absolute_url()).status_code == 404


def test_a_draft_has_no_page_of_a_consultation(client, draft):
    assert client.get(f"{draft.get_absolute_url()}consultation/").status_code == 404


def test_the_front_page_invites_to_answer_while_one_can(client, november):
    assert "Have your say" not in client.get("/").content.decode()
    consultation = ConsultationFactory()
    assert f'href="{consultation.get_absolute_url()}"' in client.get("/").content.decode()
    november.move_to(datetime(2027, 1, 26, 9, tzinfo=UTC))
    assert "Have your say" not in client.get("/").content.decode()


def test_open_ones_come_first_in_the_list_and_it_asks_as_often_for_many(client, django_assert_num_queries):
    old, open_ = ConsultationFactory(closed=True), ConsultationFactory(opens_on=date(2026, 7, 1))
    page = client.get("/compact/consultations/").content.decode()
    assert page.index(open_.get_absolute_url()) < page.index(old.get_absolute_url())
    with django_assert_num_queries(2):
        client.get("/compact/consultations/")
    for _ in range(4):
        ConsultationFactory(closed=True)
    with django_assert_num_queries(2):
        client.get("/compact/consultations/")


def test_officers_and_the_leads_of_signatories_are_reminded_of_the_last_day(officer):
    consultation = ConsultationFactory()
    lead = MembershipFactory(lead=True, organisation=SignatoryFactory().organisation).user
    outsider = MembershipFactory(lead=True, organisation=OrganisationFactory()).user
    (deadline,) = all_due(ConsultationsClosing())
    assert deadline.due == consultation.closes_on
    assert {recipient.email for recipient in deadline.recipients} == {officer.email, lead.email}
    for user, count in ((lead, 1), (officer, 1), (outsider, 0), (UserFactory(), 0)):
        assert len(waiting_for(user, ConsultationsClosing())) == count


def test_the_last_day_is_no_longer_waited_for_once_it_has_passed(officer, november):
    ConsultationFactory()
    november.move_to(datetime(2027, 1, 26, 9, tzinfo=UTC))
    assert waiting_for(officer, ConsultationsClosing()) == []


def test_responses_are_to_be_answered_twenty_working_days_after_the_last_day(officer, november):
    consultation = ConsultationFactory()
    response = ResponseFactory(consultation=consultation)
    assert waiting_for(officer, ResponsesToAnswer()) == []
    november.move_to(datetime(2027, 1, 26, 9, tzinfo=UTC))
    (deadline,) = waiting_for(officer, ResponsesToAnswer())
    assert (deadline.due, deadline.title) == (date(2027, 2, 22), "Answer the responses of the consultation")
    assert emails(deadline) == [officer.email]
    ReplyFactory(response=response)
    (deadline,) = waiting_for(officer, ResponsesToAnswer())
    assert deadline.title == "Publish the report of the consultation"
    consultation.closed_at = consultation.report_published_at = NOW
    consultation.save()
    assert waiting_for(officer, ResponsesToAnswer()) == []


def test_the_demo_has_a_consultation_with_responses_and_some_replies(officer):
    for name in ("Example Health Trust", "Example Befriending Project", "Example Police"):
        OrganisationFactory(name=name)
    load_signatories(by=officer, now=NOW)
    clause = ClauseFactory(section__version=CompactVersionFactory())
    consultation = load_consultation(clause.section.version, by=officer, now=NOW)
    assert (consultation.opens_on, consultation.closes_on) == (date(2026, 10, 23), date(2027, 1, 15))
    assert (consultation.responses.count(), consultation.responses.answered().count()) == (6, 3)
    assert not consultation.responses.late().exists()


@pytest.mark.parametrize("day", [date(2199, 1, 20), NOW.date() + timedelta(weeks=52, days=1)])
def test_a_mistyped_year_does_not_hold_up_the_next_version(officer, day):
    consultation = ConsultationFactory()
    with pytest.raises(ValidationError, match="Check the year"):
        extend_consultation(consultation, closes_on=day, by=officer, now=NOW)
    draft = CompactVersionFactory()
    with pytest.raises(ValidationError, match="Check the year"):
        open_consultation(draft, closes_on=day, introduction="Tell us.", by=officer, now=NOW)
