"""The tracker everyone can read, and the pages on which a signatory says where it stands."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from champions.choices import CompactState
from champions.models import Adoption
from champions.services.compact import Decided, agree_compact, launch_compact, take_step
from compact_portal.publishing.models import Publication
from tests.factories.champions import AdoptionFactory, ClauseFactory, CompactVersionFactory, SignatoryFactory
from tests.factories.files import clean_pdf, pdf_with_a_script
from tests.factories.people import MembershipFactory, UserFactory
from tests.reading import text

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def version():
    return CompactVersionFactory(adopting=True, slug="2027-2030")


@pytest.fixture
def signatory():
    return SignatoryFactory(organisation__name="Example Council", organisation__slug="example-council")


@pytest.fixture
def lead(signatory):
    return MembershipFactory(organisation=signatory.organisation, lead=True, user__name="Ada Example").user


@pytest.fixture
def signed_in(client, lead):
    client.force_login(lead)
    return client


TRACKER = "/compact/2027-2030/adoption/"
OWN = f"{TRACKER}example-council/"


def on(day: date, name: str) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_everyone_sees_how_many_have_adopted_and_how_the_others_stand(client, version, signatory):
    AdoptionFactory(version=version, evident=True)
    AdoptionFactory(version=version, route="Trustees")
    shown = text(client.get(TRACKER))
    assert "1 of 3 adopted" in shown
    for words in ("Adopted", "2 November 2026", "Example Board, item 4", "Evidence", "Trustees", "Not started"):
        assert words in shown
    assert "Expected 14 December 2026" in shown
    assert "Record" not in shown


def test_before_it_is_agreed_only_officers_find_the_tracker(client):
    version = CompactVersionFactory(slug="2027-2030")
    assert client.get(TRACKER).status_code == 404
    client.force_login(UserFactory(officer=True))
    assert "This version is not agreed yet" in text(client.get(version.get_absolute_url() + "adoption/"))


def test_officers_see_who_has_not_started_and_a_lead_what_is_theirs_to_record(client, version, signatory, lead):
    AdoptionFactory(version=version)
    client.force_login(UserFactory(officer=True))
    page = client.get(TRACKER)
    assert "Not started yet Example Council" in text(page)
    assert page.content.decode().count(">Record<") == 2
    client.force_login(lead)
    page = client.get(TRACKER)
    assert "Not started yet" not in text(page)
    assert page.content.decode().count(">Record<") == 1


def test_the_tracker_asks_as_often_for_many_as_for_few(client, version, lead):
    client.force_login(lead)

    def queries() -> int:
        client.get(TRACKER)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(TRACKER)
        return len(asked)

    AdoptionFactory(version=version, evident=True)
    few = queries()
    AdoptionFactory.create_batch(2, version=version, evident=True)
    SignatoryFactory.create_batch(2)
    assert (queries(), few <= 12) == (few, True)


def test_the_tracker_comes_as_a_spreadsheet_too(client, version, signatory):
    AdoptionFactory(version=version, signatory=signatory, evident=True)
    response = client.get(f"{TRACKER}adoption.csv")
    lines = response.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Signatory,State,Route,Expected on,Adopted on")
    assert lines[1].startswith("Example Council,Adopted,Example Board,2026-12-14,2026-11-02,")
    assert lines[1].count(f"http://localhost:8000{OWN}evidence/") == 1


def test_a_lead_plans_and_records_in_the_browser(signed_in, version):
    typed = on(date(2026, 12, 14), "expected_on") | {"route": "Cabinet", "seen": 0}
    assert "We will remind you before the day." in text(signed_in.post(f"{OWN}plan/", typed, follow=True))
    typed = on(date(2026, 11, 19), "adopted_on") | {
        "minute_reference": "Item 7",
        "minute_url": "example.org/m",
        "seen": 1,
    }
    typed["evidence"] = SimpleUploadedFile("minutes.pdf", clean_pdf())
    assert "Everyone can see it" in text(signed_in.post(f"{OWN}adopted/", typed, follow=True))
    adoption = Adoption.objects.get()
    assert (adoption.adopted_on, adoption.minute_url) == (date(2026, 11, 19), "https://example.org/m")


def test_the_evidence_is_a_download_and_never_a_page(client, version, signatory):
    AdoptionFactory(version=version, signatory=signatory, evident=True)
    response = client.get(f"{OWN}evidence/")
    assert response.getvalue() == clean_pdf()
    assert response["Content-Disposition"] == 'attachment; filename="example-council-2027-2030.pdf"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")


def test_a_file_that_is_lost_is_not_found(client, version, signatory):
    evidence = AdoptionFactory(version=version, signatory=signatory, evident=True).evidence
    evidence.storage.delete(evidence.name)
    assert client.get(f"{OWN}evidence/").status_code == 404


def test_a_minute_with_a_script_is_refused_and_the_answers_are_kept(signed_in, version):
    typed = on(date(2026, 11, 19), "adopted_on") | {"minute_reference": "Item 7", "seen": 0}
    typed["evidence"] = SimpleUploadedFile("minutes.pdf", pdf_with_a_script())
    page = signed_in.post(f"{OWN}adopted/", typed)
    assert "This PDF contains a script. Save it without scripts and try again." in text(page)
    assert 'value="Item 7"' in page.content.decode()
    assert not Adoption.objects.exists()


def test_a_wrong_day_is_said_at_the_day_and_nothing_is_saved(signed_in, version):
    page = signed_in.post(f"{OWN}adopted/", on(date(2026, 11, 21), "adopted_on") | {"seen": 0})
    assert "<title>Error: " in page.content.decode()
    assert "This day has not come yet. Enter today or an earlier day." in text(page)
    page = signed_in.post(f"{OWN}declined/", on(date(2026, 11, 21), "on") | {"reason": "No time.", "seen": 0})
    assert "This day has not come yet" in text(page)
    assert ">\nNo time.</textarea>" in page.content.decode()
    assert not Adoption.objects.exists()


def test_two_people_saving_one_adoption_see_each_other(signed_in, version, signatory):
    officer = UserFactory(officer=True, name="Bob Example")
    theirs = AdoptionFactory(version=version, signatory=signatory, route="Their route", saved_by=officer, saved_at=NOW)
    typed = on(date(2026, 12, 20), "expected_on") | {"route": "My route", "seen": 0}
    page = signed_in.post(f"{OWN}plan/", typed)
    assert "Bob Example changed this after you opened the page." in text(page)
    assert "What is saved now" in text(page)
    assert "Their route" in text(page)
    assert 'value="My route"' in page.content.decode()
    theirs.refresh_from_db()
    assert theirs.route == "Their route"

    (seen,) = re.findall(r'name="seen" value="(\d+)"', page.content.decode())
    signed_in.post(f"{OWN}plan/", typed | {"seen": seen})
    theirs.refresh_from_db()
    assert (theirs.route, theirs.saved_by.name) == ("My route", "Ada Example")


def test_the_lead_of_another_signatory_reads_the_tracker_and_is_refused_the_form(client, version, signatory):
    client.force_login(MembershipFactory(organisation=SignatoryFactory().organisation, lead=True).user)
    assert client.get(TRACKER).status_code == 200
    typed = on(date(2026, 11, 19), "adopted_on") | {"seen": 0}
    assert client.post(f"{OWN}adopted/", typed).status_code == 403
    assert not Adoption.objects.exists()


def test_what_was_recorded_is_undone_after_asking(signed_in, version, signatory):
    AdoptionFactory(version=version, signatory=signatory, adopted=True)
    assert "The plan stays." in text(signed_in.get(f"{OWN}undo/"))
    assert "The record is undone." in text(signed_in.post(f"{OWN}undo/", {"seen": 1}, follow=True))
    assert Adoption.objects.get().adopted_on is None


def test_the_pages_of_a_closed_version_say_why_nothing_can_be_recorded(client, signatory):
    adoption = AdoptionFactory(version=CompactVersionFactory(superseded=True), signatory=signatory)
    client.force_login(UserFactory(officer=True))
    assert "This version is superseded. Nothing more can be recorded here." in text(
        client.get(adoption.url("plan-adoption"), follow=True)
    )


def test_those_who_lead_a_signatory_read_what_they_are_asked_to_adopt(client, version, lead):
    member = MembershipFactory().user
    for user, status in ((lead, 200), (member, 404), (UserFactory(champion=True), 404)):
        client.force_login(user)
        assert client.get(version.get_absolute_url()).status_code == status


def test_the_pdf_of_what_is_agreed_is_for_those_who_adopt_it_until_it_is_launched(client):
    officer, now = UserFactory(officer=True), NOW
    version = ClauseFactory(section__version__state=CompactState.CONSIDERED).section.version
    lead = MembershipFactory(lead=True, organisation=SignatoryFactory().organisation).user
    agree_compact(version, decided=Decided(), by=officer, now=now)
    agreed = Publication.objects.about(version).standard().latest()
    addresses = (agreed.get_absolute_url(), version.url("version-pdf"))

    def answers(user) -> list[int]:
        client.logout()
        if user:
            client.force_login(user)
        return [client.get(address).status_code for address in addresses]

    assert (answers(None), answers(UserFactory()), answers(lead)) == ([404, 404], [404, 404], [404, 202])
    assert answers(officer) == [202, 202]
    take_step(version, "adopt", decided=Decided(), by=officer, now=now)
    launch_compact(version, on=NOW.date(), by=officer, now=now)
    launched = Publication.objects.about(version).standard().latest()
    client.logout()
    assert client.get(launched.get_absolute_url()).status_code == 202
    assert client.get(agreed.get_absolute_url()).status_code == 404
