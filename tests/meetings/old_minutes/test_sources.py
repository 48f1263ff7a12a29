"""Files of every kind: the same minutes out of each, and a plain word for what cannot be read."""

import resource
import socket
import zipfile
from io import BytesIO
from time import process_time

import pypdf
import pytest

from meetings.old_minutes.draft import as_data
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources import archives, reading
from meetings.old_minutes.sources.reading import read_file, read_text
from meetings.old_minutes.sources.refusals import CannotRead
from meetings.old_minutes.sources.word_numbering import in_format
from tests.meetings.old_minutes import files
from tests.meetings.old_minutes.reading import actions, names, outcomes, people, titles

HTML = """<!doctype html><html><head><title>Not read</title><script>alert("not read")</script></head><body>
<h1>Example Partnership Board</h1><p>{heading}</p>
<table><tr><th>Name<th>Organisation<th>Initials<tr><td>Ann Demo (Chair)<td>Example CVS<td>AD
<tr><td>Cllr Bob Sample<td>Example Council<td>BS</table>
<table><tr><td>Item<td>Discussion<td>Action<tr><td>1<td><b>Welcome and introductions</b><br>AD welcomed everyone.<td>
<tr><td>2<td><b>Budget</b><br>It was agreed that the budget be supported. BS to publish it.
<td>BS</table></body></html>"""


def paragraph(said: str) -> str:
    return f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"


def data_of(file: BytesIO, name: str) -> dict:
    return as_data(read_minutes(read_file(file, name)))


def refusal(file: BytesIO, name: str = "minutes.docx") -> str:
    with pytest.raises(CannotRead) as refused:
        read_file(file, name)
    return str(refused.value)


@pytest.mark.parametrize("name", ["minutes.docx", "minutes.odt", "minutes.pdf"])
def test_a_file_of_another_kind_than_its_name_says_is_told_so(name):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    assert refusal(BytesIO(picture), name).startswith(
        f"This file is not a {name.removeprefix('minutes')} file, whatever"
    )
    assert refusal(BytesIO(picture), "minutes.png").startswith("We cannot read this kind of file.")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (files.word, "minutes.docx"),
        (files.opendocument, "minutes.odt"),
        (files.pdf, "minutes.pdf"),
        (lambda: BytesIO(HTML.format(heading=files.HEADING).encode()), "minutes.html"),
    ],
    ids=["docx", "odt", "pdf", "html"],
)
def test_tables_stay_tables_in_every_kind_of_file(file, name):
    data = data_of(file(), name)
    assert data["title"].endswith("Example Partnership Board")
    assert (data["date"], data["venue"]) == ("2015-03-03", "the Council Chamber, Town Hall")
    assert people(data) == [
        ("Ann Demo", "AD", "Chair", "Example CVS", ""),
        ("Cllr Bob Sample", "BS", "", "Example Council", ""),
    ]
    assert titles(data) == [("1", "Welcome and introductions"), ("2", "Budget")]
    assert outcomes(data, "decisions") == [("2", "It was agreed that the budget be supported.")]
    assert actions(data) == [("BS to publish it.", ["Cllr Bob Sample"], "")]
    assert data["unplaced"] == []


def test_numbers_that_word_counts_by_itself():
    data = data_of(files.numbered_word(), "minutes.docx")
    assert titles(data) == [("1", "Welcome"), ("2", "Grants"), ("3", "Close")]
    assert data["items"][2]["text"] == "None.\n• a point"


@pytest.mark.parametrize(
    ("count", "name", "written"),
    [
        (4, "lowerLetter", "d"),
        (28, "upperLetter", "BB"),
        (14, "lowerRoman", "xiv"),
        (7, "decimalZero", "07"),
        (3, "decimal", "3"),
    ],
)
def test_formats_of_numbers(count, name, written):
    assert in_format(count, name) == written


def test_words_deleted_in_word_are_not_read_and_inserted_ones_are():
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    body = f"<w:p><w:r><w:t>Kept </w:t></w:r>{deleted}<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    assert [line.text for line in read_file(files.word_of(body))] == ["Kept new"]


def test_the_running_head_of_a_pdf_is_a_label_of_the_page():
    lines = read_file(files.pdf(pages=4), "minutes.pdf")
    assert {line.text for line in lines if line.furniture} >= {"Example Partnership"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_ways_windows_writes_it(encoding):
    lines = read_file(BytesIO("Present: Zoë Démo – Chair".encode(encoding)), "minutes.txt")
    assert [line.text for line in lines] == ["Present: Zoë Démo – Chair"]


def test_pasted_html_is_read_as_html():
    assert [line.text for line in read_text("<html><body><p>One</p><p>Two</p></body></html>")] == ["One", "Two"]


# --- What cannot be read ----------------------------------------------------------------------------------------------


def test_an_empty_file_says_so():
    assert refusal(BytesIO(b" \n")).startswith("The file is empty")


def test_a_file_without_words_says_so():
    assert refusal(BytesIO(b"- - -\n***"), "minutes.txt").startswith("There are no words")
    assert refusal(files.word_of("<w:p/>")).startswith("There are no words")


def test_a_pdf_of_pictures_says_so():
    assert "has no text" in refusal(files.pdf_without_text(), "minutes.pdf")


def test_a_pdf_with_a_password_says_so():
    writer = pypdf.PdfWriter(files.pdf())
    writer.encrypt("secret")
    file = BytesIO()
    writer.write(file)
    file.seek(0)
    assert "needs a password" in refusal(file, "minutes.pdf")


def test_word_with_a_password_says_so():
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    assert "needs a password" in refusal(BytesIO(content))


def test_opendocument_with_a_password_says_so():
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/>'
        "</m:file-entry></m:manifest>"
    )
    file = files.zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x", "META-INF/manifest.xml": manifest}
    )
    assert "needs a password" in refusal(file, "minutes.odt")


def test_an_old_word_file_says_what_to_do():
    assert "save it as .docx" in refusal(BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "minutes.doc")


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x89PNG\r\n\x1a\n....", "minutes.png"), (b"{\\rtf1 x}", "minutes.rtf"), (b"MZ\x00\x01", "minutes.txt")],
)
def test_an_unknown_kind_of_file_says_which_can_be_read(content, name):
    assert ".docx, .odt, .txt, .md, .html or .pdf" in refusal(BytesIO(content), name)


def test_a_spreadsheet_is_no_document():
    assert "is not a Word or OpenDocument text" in refusal(files.zipped({"xl/workbook.xml": "<x/>"}), "minutes.docx")


@pytest.mark.parametrize("size", [100, 2000, -200])
def test_a_broken_word_file_says_so(size):
    whole = files.word().getvalue()
    assert "is damaged" in refusal(BytesIO(whole[:size]))


def test_broken_xml_and_a_broken_pdf_say_so():
    assert "is damaged" in refusal(files.zipped({"word/document.xml": "<w:document>"}))
    assert "is damaged" in refusal(BytesIO(b"%PDF-1.7\nnothing"), "minutes.pdf")


def test_a_zip_bomb_is_not_unpacked():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "unpacks to more than" in refusal(files.word_of(paragraph("x" * 50_000_000)))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_zip_that_lies_about_its_size_is_stopped(monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 100_000)
    monkeypatch.setattr(zipfile.ZipInfo, "file_size", 10, raising=False)
    stream = archives.Counted(BytesIO(b"x" * 200_000))
    with pytest.raises(CannotRead, match="unpacks to more than"):
        while stream.read(65_536):
            pass


def test_entities_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = f"{bomb}<w:document {files.W}><w:body>{paragraph('&b;')}</w:body></w:document>"
    assert "is damaged" in refusal(files.zipped({"word/document.xml": body}))


def test_a_file_larger_than_the_limit_is_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    assert refusal(BytesIO(b"a word " * 1000), "minutes.txt").startswith("The file is larger than")


def test_more_text_than_three_hundred_pages_have_is_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LETTERS", 1000)
    assert "larger than" in refusal(BytesIO(b"a word\n\n" * 1000), "minutes.txt")


def test_macros_are_not_run_and_links_are_not_followed(monkeypatch):
    def refuse(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    link = '<w:hyperlink w:anchor="x"><w:r><w:t>a link</w:t></w:r></w:hyperlink>'
    code = '<w:r><w:instrText>INCLUDETEXT "http://example.org/x"</w:instrText></w:r>'
    file = files.word_of(
        f"<w:p>{link}{code}</w:p>{paragraph('said')}",
        word__vbaProject="not a project",
        word___rels__document_xml="<x><r Target='http://example.org/x.dotm' TargetMode='External'/></x>",
    )
    assert [line.text for line in read_file(file, "minutes.docm")] == ["a link", "said"]


def test_three_hundred_pages_are_read_in_seconds_and_in_little_memory():
    file = files.word(paragraphs=1800)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, process_time()
    draft = read_minutes(read_file(file, "minutes.docx"))
    assert sum(len(item.text) for item in draft.items) > 900_000
    assert process_time() - started < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000


def test_minutes_with_no_attendance_at_all():
    data = as_data(read_minutes(read_text("We met and talked about many things. No list was kept.")))
    assert names(data) == [] and data["items"] == []
    assert data["unplaced"] == ["We met and talked about many things. No list was kept."]


def test_what_stands_in_the_margins_and_below_the_text_of_word_files_is_not_lost():
    said = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    notes = (
        f'<w:footnotes {files.W}><w:footnote w:type="separator" w:id="0">{said.format("A rule")}</w:footnote>'
        f'<w:footnote w:id="1">{said.format("Of the year before.")}</w:footnote></w:footnotes>'
    )
    header = f"<w:hdr {files.W}>{said.format('Example Forum')}</w:hdr>"
    file = files.word_of(
        said.format("1. Budget") + said.format("The budget was named."),
        word__footnotes_xml=notes,
        word__header1_xml=header,
        word__header2_xml=header,
    )
    draft = read_minutes(read_file(file, "minutes.docx"))
    assert [(line.text, line.place) for line in draft.lines] == [
        ("Example Forum", "label"),
        ("1. Budget", "item"),
        ("The budget was named.", "text"),
        ("[1] Of the year before.", "text"),
    ]
