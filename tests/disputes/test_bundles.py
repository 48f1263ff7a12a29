"""The bundle for the meeting: everything all of them can read, in one accessible PDF that the worker makes."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader
from weasyprint import HTML

from compact_portal.access.refusals import Refusal
from compact_portal.publishing.choices import LEASE, PublicationState
from disputes import bundles as work
from disputes.file_contents import MOST_LETTERS, words_of
from disputes.models import Bundle
from disputes.services import bundles, files, hearing, settling
from tests.factories.disputes import bundled, champions, conflicted_champions, heard, moment
from tests.factories.files import clean_pdf
from tests.reading import text
from tests.rig.documents import pdf_faults, read_aloud

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def panel(db):
    return champions()


@pytest.fixture
def dispute(world, panel, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return heard(world, panel, on=DAY)


def word_file(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


def picture(kind: str = "PNG", size=(3000, 2000)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "teal").save(made, kind)
    return made.getvalue()


def share(dispute, by, name: str, content: bytes, *, for_champions: bool = False):
    upload = SimpleUploadedFile(name, content)
    return files.share_file(dispute, upload=upload, for_champions=for_champions, by=by, now=NOW)


@pytest.fixture
def with_files(world, dispute):
    share(dispute, world.raiser, "letter.docx", word_file("Dear Council", "We write about the grant."))
    share(dispute, world.raiser, "notice.pdf", clean_pdf())
    share(dispute, world.respondent, "hall.png", picture())
    share(dispute, world.respondent, "accounts.docx", word_file("Quagmarkaccounts"), for_champions=True)
    return dispute


def statements(world, dispute) -> None:
    for user, words in ((world.raiser, "We were told late."), (world.respondent, "We wrote in September.")):
        hearing.send_statement(dispute, text=words, by=user, now=NOW)


def aloud(bundle, tmp_path) -> str:
    return " ".join(read_aloud(bytes(bundle.pdf), tmp_path).split())


def test_it_says_what_both_sides_and_their_files_say(world, with_files, tmp_path):
    statements(world, with_files)
    said = aloud(bundled(with_files, by=world.raiser, now=NOW), tmp_path)
    for words in (
        with_files.what_happened,
        "Statement sent",
        "We were told late.",
        "We wrote in September.",
        "File 1: letter.docx",
        "We write about the grant.",
        "A link",
        "hall.png",
        "Pat Public",
    ):
        assert words in said


def test_both_validators_pass_and_every_part_has_a_bookmark(world, with_files, tmp_path):
    statements(world, with_files)
    bundle = bundled(with_files, by=world.raiser, now=NOW)
    assert pdf_faults(bytes(bundle.pdf), tmp_path) == []
    marks = [mark.title for mark in flat(PdfReader(BytesIO(bytes(bundle.pdf))).outline)]
    assert {"What was raised", "Stages and dates", "What has happened", "File 3: hall.png"} <= set(marks)


def flat(outline):
    for each in outline:
        yield from flat(each) if isinstance(each, list) else [each]


def test_a_file_for_the_champions_is_not_in_it_whoever_asks(world, panel, with_files, tmp_path):
    bundle = bundled(with_files, by=panel.public, now=NOW)
    assert "accounts" not in aloud(bundle, tmp_path)
    assert "accounts" not in str(bundle.data)


def test_one_statement_alone_is_not_in_it(world, dispute, tmp_path):
    hearing.send_statement(dispute, text="We were told late.", by=world.raiser, now=NOW)
    assert "told late" not in aloud(bundled(dispute, by=world.raiser, now=NOW), tmp_path)


def test_the_page_has_the_words_of_the_pdf(client, world, with_files, tmp_path):
    bundle = bundled(with_files, by=world.raiser, now=NOW)
    client.force_login(world.respondent)
    page = text(client.get(with_files.url("bundle-page", bundle.number)))
    for words in aloud(bundle, tmp_path).split(" File 1: letter.docx ")[-1].split(". "):
        assert words.strip() in page
    answer = client.get(with_files.url("bundle-pdf", bundle.number))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert answer.content == bytes(bundle.pdf)


def test_who_waits_sees_how_far_it_is(client, world, with_files, monkeypatch):
    client.force_login(world.raiser)
    page = client.post(with_files.url("bundle"), follow=True)
    assert "Bundle 1 is being made" in text(page)
    seen = []

    def looking(*args):
        seen.append(text(client.get(with_files.url("bundle"))))
        return words_of(*args)

    monkeypatch.setattr("disputes.pdfs.words_of", looking)
    work.make_bundle(Bundle.objects.get().pk)
    assert ["Reading the files: 0 of 3" in seen[0], "Reading the files: 2 of 3" in seen[2]] == [True, True]
    page = text(client.get(with_files.url("bundle")))
    assert "Bundle 1 is being made" not in page
    assert "Nothing has happened since bundle 1 was made." in page


def test_asking_twice_makes_one(world, dispute):
    first = bundles.ask_for_bundle(dispute, by=world.raiser, now=NOW)
    assert bundles.ask_for_bundle(dispute, by=world.respondent, now=NOW) == first
    bundled(dispute, by=world.raiser, now=NOW)
    assert bundles.ask_for_bundle(dispute, by=world.raiser, now=NOW) == first


def test_when_something_has_happened_since_a_new_one_can_be_made(client, world, dispute):
    first = bundled(dispute, by=world.raiser, now=NOW)
    statements(world, dispute)
    client.force_login(world.raiser)
    assert "3 things happened" in text(client.get(dispute.url("bundle")))
    second = bundled(dispute, by=world.raiser, now=NOW)
    assert (first.number, second.number) == (1, 2)
    assert client.get(dispute.url("bundle-pdf", 1)).content == bytes(first.pdf)


def test_a_worker_that_died_is_followed_by_another(world, dispute):
    bundle = bundles.ask_for_bundle(dispute, by=world.raiser, now=NOW)
    work.BUNDLES.claim(bundle.pk, now=NOW)
    assert work.BUNDLES.sweep(clock=lambda: NOW) == 0
    assert work.BUNDLES.sweep(clock=lambda: NOW + LEASE + timedelta(seconds=1)) == 1


def test_one_that_could_not_be_made_says_so_and_can_be_asked_for_again(client, world, dispute):
    bundle = bundles.ask_for_bundle(dispute, by=world.raiser, now=NOW)
    Bundle.objects.filter(pk=bundle.pk).update(state=PublicationState.FAILED)
    client.force_login(world.raiser)
    assert "could not be made" in text(client.get(dispute.url("bundle")))
    client.post(dispute.url("bundle"))
    assert dispute.bundles.pending().get().number == 2


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(world, dispute, tmp_path):
    share(dispute, world.raiser, "broken.pdf", b"%PDF-1.7 nothing")
    share(dispute, world.raiser, "broken.png", b"\x89PNG\r\n\x1a\n nothing")
    lost = share(dispute, world.raiser, "lost.docx", word_file("Gone"))
    lost.file.storage.delete(lost.file.name)
    share(dispute, world.raiser, "letter.docx", word_file("Dear Council"))
    said = aloud(bundled(dispute, by=world.raiser, now=NOW), tmp_path)
    assert said.count("No words could be read from this file.") == 3
    assert "Dear Council" in said


def test_letters_without_a_shape_and_long_files_do_not_break_it(world, dispute, tmp_path):
    share(dispute, world.raiser, "long.docx", word_file("ভাষা 🎉 words", *["A grant of £2,000."] * 2000))
    bundle = bundled(dispute, by=world.raiser, now=NOW)
    assert "The file goes on." in aloud(bundle, tmp_path)
    assert pdf_faults(bytes(bundle.pdf), tmp_path) == []


def test_no_more_is_read_of_a_file_than_a_bundle_holds():
    long = BytesIO(word_file("x" * 3 * MOST_LETTERS))
    words, goes_on = words_of(long, files.content_type_of(long))
    assert (sum(map(len, words)), goes_on) == (MOST_LETTERS, True)


def test_a_scanned_pdf_has_no_words():
    scanned = HTML(string='<html lang="en"><title>Scan</title></html>').write_pdf()
    assert words_of(BytesIO(scanned), "application/pdf") == ([], False)


def test_nobody_else_finds_it(client, world, dispute, panel):
    bundle = bundled(dispute, by=world.raiser, now=NOW)
    conflicted = conflicted_champions(world)
    hearing.leave_panel(dispute, reason="To be fair", by=panel.voluntary, now=NOW)
    for user in (conflicted.councils, world.staff, world.colleague, panel.voluntary):
        client.force_login(user)
        for page in (["bundle"], ["bundle-page", bundle.number], ["bundle-pdf", bundle.number]):
            assert client.get(dispute.url(*page)).status_code == 404
    client.force_login(panel.public)
    assert client.get(dispute.url("bundle-page", bundle.number)).status_code == 200


def test_who_opens_it_is_in_the_log_of_readings(client, world, dispute):
    bundle = bundled(dispute, by=world.raiser, now=NOW)
    client.force_login(world.respondent)
    client.get(dispute.url("bundle-pdf", bundle.number))
    assert dispute.readings.filter(user=world.respondent).exists()


def test_an_administrator_who_opened_it_reads_and_makes_none(client, world, dispute):
    from disputes.services.readings import break_glass
    from tests.factories.people import UserFactory

    admin = UserFactory(administrator=True)
    break_glass(reference=dispute.reference, reason="A court asked.", by=admin, now=NOW)
    client.force_login(admin)
    assert "Make the bundle" not in text(client.get(dispute.url("bundle")))
    with pytest.raises(Refusal):
        bundles.ask_for_bundle(dispute, by=admin, now=NOW)


def test_a_dispute_that_ended_has_one_too(world, dispute, tmp_path):
    settling.withdraw_dispute(dispute, reason="It is in order now.", by=world.raiser, now=NOW)
    assert "It is in order now." in aloud(bundled(dispute, by=world.raiser, now=NOW), tmp_path)
