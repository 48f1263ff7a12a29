"""PDFs for everyone: what is taken, what is refused, and what the refusal says to do."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import PublicUploadField, WebAddressField
from tests.factories.files import clean_pdf, mp3, pdf_with_a_script

SCRIPT = "This PDF contains a script. Save it without scripts and try again."
PROGRAM = "This PDF starts another program. Save it without that and try again."
FILES = "This PDF has other files inside it. Save it without attachments and try again."
LOCKED = "This PDF is locked with a password. Save it without one and try again."
BROKEN = "This PDF is broken and cannot be opened. Save it as a PDF again and try again."


class EditionForm(PortalForm):
    file = PublicUploadField(kinds=("pdf", "mp3"))


def errors_of(name: str, content: bytes) -> list[str]:
    return EditionForm({}, {"file": SimpleUploadedFile(name, content)}).errors.get("file", [])


def changed(change: Callable[[PdfWriter], None]) -> bytes:
    """The clean PDF with one thing changed."""
    writer, made = PdfWriter(clone_from=BytesIO(clean_pdf())), BytesIO()
    change(writer)
    writer.write(made)
    return made.getvalue()


def packed(content: bytes) -> bytes:
    """The same PDF with its objects in compressed streams, where no word of them can be read."""
    made = BytesIO()
    pikepdf.open(BytesIO(content)).save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def on_a_page(**action: str) -> Callable[[PdfWriter], None]:
    """A link on the first page that acts."""

    def change(writer: PdfWriter) -> None:
        entries = {NameObject(f"/{key}"): NameObject(value) for key, value in action.items()}
        link = DictionaryObject({NameObject("/A"): DictionaryObject(entries)})
        writer.pages[0][NameObject("/AA")] = link

    return change


def unused_script(writer: PdfWriter) -> None:
    """An object that nothing points to: a reader that mends a broken file may still find it."""
    writer._add_object(DictionaryObject({NameObject("/JS"): TextStringObject("app.alert(1)")}))


def test_a_plain_pdf_is_taken_from_its_beginning_and_so_is_a_packed_one():
    for content in (clean_pdf(), packed(clean_pdf())):
        form = EditionForm({}, {"file": SimpleUploadedFile("easy-read.pdf", content)})
        assert form.errors == {}
        assert form.cleaned_data["file"].read() == content


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (pdf_with_a_script, SCRIPT),
        (lambda: packed(pdf_with_a_script()), SCRIPT),
        (lambda: pdf_with_a_script().replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS ", b"/J#53 "), SCRIPT),
        (lambda: changed(unused_script), SCRIPT),
        (lambda: changed(on_a_page(S="/Launch")), PROGRAM),
        (lambda: changed(lambda writer: writer.add_attachment("list.txt", b"names")), FILES),
        (lambda: changed(lambda writer: writer.encrypt("secret")), LOCKED),
        (lambda: clean_pdf()[:500], BROKEN),
        (lambda: b"%PDF-1.7\n%not one", BROKEN),
    ],
)
def test_a_pdf_that_acts_or_cannot_be_read_is_refused(content, message):
    assert errors_of("edition.pdf", content()) == [message]


def test_a_packed_script_could_not_be_found_by_its_word():
    assert b"JavaScript" not in packed(pdf_with_a_script())


def test_a_text_called_pdf_is_refused_for_what_it_is():
    (message,) = errors_of("edition.pdf", b"Just words.")
    assert message.startswith("“edition.pdf” is not a PDF, whatever its name says. Choose a PDF (.pdf) or a sound file")


def test_a_pdf_with_more_parts_than_any_document_is_refused(monkeypatch):
    monkeypatch.setattr("compact_portal.forms.pdfs.MOST_OBJECTS", 3)
    assert errors_of("edition.pdf", clean_pdf()) == [
        "This PDF has too many parts to be checked. Save it in smaller files and try again."
    ]


@pytest.mark.parametrize("content", [mp3(), b"\xff\xfb\x90\x00" + b"\x00" * 200])
def test_a_sound_file_is_taken_with_tags_and_without(content):
    assert errors_of("compact.mp3", content) == []


def test_a_web_address_gets_its_scheme_and_nothing_but_a_page_is_taken():
    field = WebAddressField()
    assert field.clean("example.org/minutes") == "https://example.org/minutes"
    for bad in ("javascript:alert(1)", "ftp://example.org/", "data:text/html,x"):
        with pytest.raises(ValidationError, match="Enter a web address like https://example.org/minutes"):
            field.clean(bad)
