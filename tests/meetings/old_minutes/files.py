"""Files as people make them, and as nobody should: built here, by libraries that the portal does not read with."""

import zipfile
from io import BytesIO

import docx
from odf import table, text
from odf.opendocument import OpenDocumentText
from weasyprint import HTML

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ATTENDANCE = (
    ("Name", "Organisation", "Initials"),
    ("Ann Demo (Chair)", "Example CVS", "AD"),
    ("Cllr Bob Sample", "Example Council", "BS"),
)
MINUTES = (
    ("Item", "Discussion", "Action"),
    ("1", ("Welcome and introductions", "AD welcomed everyone."), ""),
    ("2", ("Budget", "It was agreed that the budget be supported. BS to publish it."), "BS"),
)
HEADING = "Minutes of the meeting held on Tuesday 3 March 2015 at 10am in the Council Chamber, Town Hall"


def word(paragraphs: int = 0) -> BytesIO:
    """Minutes in two tables, then numbered headings that Word counts by itself."""
    document = docx.Document()
    document.add_heading("Example Partnership Board", 0)
    document.add_paragraph(HEADING)
    _word_table(document, ATTENDANCE)
    document.add_paragraph("Apologies: Cat Nemo (Example Trust)")
    _word_table(document, MINUTES)
    for number in range(paragraphs):
        document.add_paragraph(
            "The Board talked about this and that for a while. " * 12, style="List Number" if number % 9 == 0 else None
        )
    return _saved(document)


def _word_table(document, rows) -> None:
    built = document.add_table(rows=0, cols=3)
    for row in rows:
        for cell, said in zip(built.add_row().cells, row, strict=True):
            first, *others = said if isinstance(said, tuple) else (said,)
            cell.paragraphs[0].add_run(first).bold = bool(others)
            for other in others:
                cell.add_paragraph(other)


def numbered_word() -> BytesIO:
    document = docx.Document()
    document.add_paragraph("Present: Ann Demo (AD), Bob Sample (BS)")
    for title, said in (("Welcome", "AD welcomed all."), ("Grants", "The Forum agreed to write."), ("Close", "None.")):
        document.add_paragraph(title, style="List Number").runs[0].bold = True
        document.add_paragraph(said)
    document.add_paragraph("a point", style="List Bullet")
    return _saved(document)


def _saved(document) -> BytesIO:
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file


def word_of(body: str, **members: str | bytes) -> BytesIO:
    """A .docx with this inside its body, and other members by path ("/" written as "__")."""
    return zipped(
        {"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
        | {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in members.items()}
    )


def zipped(members: dict) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def opendocument() -> BytesIO:
    document = OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text="Example Partnership Board"))
    document.text.addElement(text.P(text=HEADING))
    for rows in (ATTENDANCE, MINUTES):
        built = table.Table()
        for row in rows:
            line = table.TableRow()
            for said in row:
                cell = table.TableCell()
                for each in said if isinstance(said, tuple) else (said,):
                    cell.addElement(text.P(text=each))
                line.addElement(cell)
            built.addElement(line)
        document.text.addElement(built)
    file = BytesIO()
    document.write(file)
    file.seek(0)
    return file


def pdf(pages: int = 1) -> BytesIO:
    """The same minutes as a PDF: columns by place only, a running head on every page."""
    rows = "".join(_html_row(row) for row in MINUTES)
    people = "".join(_html_row(row) for row in ATTENDANCE)
    more = "<p style='break-before:page'>The Board talked about this and that.</p>" * (pages - 1)
    style = "@page{@top-left{content:'Example Partnership'}} td{vertical-align:top;padding-right:2em}"
    return BytesIO(
        HTML(
            string=f"<html lang=en><title>x</title><style>{style}</style>"
            f"<h1>Example Partnership Board</h1><p>{HEADING}</p>"
            f"<table>{people}</table><p>Apologies: Cat Nemo (Example Trust)</p><table>{rows}</table>{more}</html>"
        ).write_pdf()
    )


def pdf_without_text() -> BytesIO:
    return BytesIO(
        HTML(
            string="<html lang=en><title>x</title><div style='width:9cm;height:9cm;background:red'></div></html>"
        ).write_pdf()
    )


def _html_row(row) -> str:
    cells = (("<b>" + said[0] + "</b><br>" + said[1]) if isinstance(said, tuple) else said for said in row)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
