"""Editions made outside the portal: Easy Read, audio, sign language, other languages."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from champions.models import UploadedEdition
from champions.services.editions import remove_edition, upload_edition
from compact_portal.audit.models import AuditEvent
from tests.factories.champions import CompactVersionFactory, UploadedEditionFactory
from tests.factories.files import clean_pdf, mp3, pdf_with_a_script
from tests.factories.people import UserFactory
from tests.reading import text

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
LIST = "/compact/2027-2030/editions/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def version():
    return CompactVersionFactory(in_force=True, slug="2027-2030")


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def signed_in(client, officer, version):
    client.force_login(officer)
    return client


def add(client, name: str = "compact.pdf", content: bytes | None = None, **said):
    file = SimpleUploadedFile(name, clean_pdf() if content is None else content, "text/html")
    typed = {"kind": "easy-read", "title": "Easy Read", "source": "file", "file": file} | said
    return client.post(f"{LIST}add/", typed, follow=True)


def test_an_officer_adds_an_edition_and_everyone_opens_it(signed_in):
    assert "“Easy Read” is added." in text(add(signed_in))
    edition = UploadedEdition.objects.get()
    signed_in.logout()
    assert f"Easy Read (PDF, {edition.size / 1024:.1f}\xa0KB)".replace("\xa0", " ") in text(signed_in.get(LIST))
    response = signed_in.get(edition.get_absolute_url())
    assert response.getvalue() == clean_pdf()
    assert response["Content-Disposition"] == 'attachment; filename="easy-read.pdf"'
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert "compact" not in edition.file.name


def test_a_recording_is_served_as_sound_whatever_the_browser_called_it(signed_in):
    add(signed_in, "compact.mp3", mp3(), kind="audio", title="The Compact read aloud")
    response = signed_in.get(UploadedEdition.objects.get().get_absolute_url())
    assert (response["Content-Type"], response.getvalue()) == ("audio/mpeg", mp3())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("compact.pdf", pdf_with_a_script(), "This PDF contains a script. Save it without scripts and try again."),
        ("compact.pdf", b"Only text.", "“compact.pdf” is not a PDF, whatever its name says."),
        ("compact.pdf", clean_pdf()[:400], "This PDF is broken and cannot be opened."),
        ("compact.mp3", clean_pdf(), "“compact.mp3” is really a PDF."),
        ("compact.exe", b"MZ", "“compact.exe” is not a file we can take."),
    ],
)
def test_a_file_that_nobody_should_open_is_refused_and_the_answers_are_kept(signed_in, name, content, message):
    page = add(signed_in, name, content)
    assert message in text(page)
    assert 'value="Easy Read"' in page.content.decode()
    assert not UploadedEdition.objects.exists()


def test_a_file_of_21_mb_is_refused_with_its_size_and_the_limit(signed_in):
    page = add(signed_in, content=clean_pdf() + b"\n" * 21 * 1024 * 1024)
    assert "The file is 21.0 MB. Choose one of 20.0 MB or less" in text(page)
    assert not UploadedEdition.objects.exists()


def test_a_video_in_sign_language_is_a_link(signed_in):
    assert "Put the video on a website" in text(add(signed_in, kind="signed"))
    add(signed_in, kind="signed", source="link", link="example.org/video")
    edition = UploadedEdition.objects.get()
    assert (edition.link, bool(edition.file)) == ("https://example.org/video", False)
    assert 'href="https://example.org/video"' in signed_in.get(LIST).content.decode()
    assert signed_in.get(edition.get_absolute_url())["Location"] == "https://example.org/video"


def test_a_link_leads_to_a_website_and_nowhere_else(signed_in):
    assert "Enter a web address" in text(add(signed_in, source="link", link="javascript:alert(1)"))
    assert not UploadedEdition.objects.exists()


def test_a_translation_says_in_which_language_its_title_is(signed_in):
    assert "Error: " in add(signed_in, kind="language", title="Umowa").content.decode()
    assert "Enter a code of two or three letters, like pl" in text(
        add(signed_in, kind="language", title="Umowa", language="Polish", language_code="Polish!")
    )
    add(signed_in, kind="language", title="Umowa", language="Polish", language_code="pl")
    assert '<span lang="pl">Umowa</span>' in signed_in.get(LIST).content.decode()


def test_what_was_typed_for_another_kind_is_not_kept(signed_in):
    add(signed_in, language="Polish", language_code="pl", link="https://example.org/")
    edition = UploadedEdition.objects.get()
    assert (edition.language, edition.language_code, edition.link) == ("", "", "")


def test_a_second_click_adds_nothing(signed_in):
    add(signed_in)
    assert "“Easy Read” is here already. Remove it first, or choose another title." in text(add(signed_in))
    assert UploadedEdition.objects.count() == 1


def test_removing_is_asked_once_more_and_then_nobody_can_open_it(signed_in, version):
    edition = UploadedEditionFactory(version=version, title="Easy Read")
    address = edition.get_absolute_url()
    assert "Remove “Easy Read”?" in text(signed_in.get(f"{address}remove/"))
    assert signed_in.get(address).getvalue() == clean_pdf()
    for _ in range(2):  # a second click
        assert "“Easy Read” is removed." in text(signed_in.post(f"{address}remove/", follow=True))
    assert signed_in.get(address).status_code == 404
    assert "There is no other edition yet." in text(signed_in.get(LIST))
    assert list(AuditEvent.objects.values_list("verb", flat=True)) == ["edition removed"]
    assert UploadedEdition.objects.get().removed_at == NOW


def test_once_removed_its_title_is_free_again(signed_in, version):
    UploadedEditionFactory(version=version, title="Easy Read", removed=True)
    assert "“Easy Read” is added." in text(add(signed_in))


def test_an_edition_is_found_below_its_own_version_only(signed_in):
    edition = UploadedEditionFactory(version__in_force=False, version__superseded=True)
    assert signed_in.get(f"{LIST}{edition.pk}/").status_code == 404


def test_only_officers_add_and_remove(version):
    by = UserFactory(champion=True)
    with pytest.raises(PermissionDenied):
        upload_edition(version, kind="other", title="No", link="https://example.org/", by=by, now=NOW)
    with pytest.raises(PermissionDenied):
        remove_edition(UploadedEditionFactory(version=version), by=by, now=NOW)


@pytest.mark.parametrize("fields", [{"file": ""}, {"link": "https://example.org/"}, {"kind": "language"}])
def test_the_database_refuses_an_edition_that_is_nowhere_or_in_two_places(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        UploadedEditionFactory(**fields)


def test_the_list_asks_as_often_for_many_as_for_few_and_goes_on_over_pages(client, version):
    def queries() -> int:
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    UploadedEditionFactory(version=version)
    few = queries()
    UploadedEditionFactory.create_batch(2, version=version)
    assert queries() == few
    UploadedEditionFactory.create_batch(20, version=version)
    assert "Next page" in text(client.get(LIST))
    assert client.get(f"{LIST}?page=2").content.decode().count("Easy Read ") >= 3
