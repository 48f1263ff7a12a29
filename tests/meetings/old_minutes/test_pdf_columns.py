"""A long table of minutes in a PDF, with centred headings and page numbers, is read across its pages."""

from io import BytesIO

from weasyprint import HTML

from meetings.old_minutes.draft import as_data
from meetings.old_minutes.lines import Line
from meetings.old_minutes.reading import read_minutes
from meetings.old_minutes.sources.pdf import _joined, _without_running_heads
from meetings.old_minutes.sources.reading import read_file
from tests.meetings.old_minutes.reading import actions, names, titles

STYLE = (
    "@page{@bottom-center{content:'Page ' counter(page)}} "
    "tr{break-inside:avoid} td{vertical-align:top;padding:3px 8px} table{width:100%}"
)
TALK = "The group talked about the subject for a long time and heard that there would be changes in funding. " * 3


def minutes() -> BytesIO:
    rows = "".join(
        f"<tr><td>{number}.<td><b>Subject {number}</b><p>{TALK}</p><p>BC to send letter {number}.</p>"
        f"<td>{'BC' if number % 2 else ''}"
        for number in range(1, 13)
    )
    people = "<tr><td>Amy Birch (AB)<td>Example CVS (Chair)<tr><td>Brian Cole (BC)<td>Example Council"
    page = (
        f"<html lang=en><title>x</title><style>{STYLE}</style><h1>Example Group</h1><p><b>Present:</b></p>"
        f"<table>{people}</table><p><b>Apologies:</b> Dave Eden (Example Police)</p>"
        f"<table><tr><th width=8%>Item<th>Discussion<th width=15%>Action{rows}"
        "</table><p><b>Next meeting:</b> 4 September 2013</p></html>"
    )
    return BytesIO(HTML(string=page).write_pdf())


def test_minutes_in_columns_over_several_pages():
    data = as_data(read_minutes(read_file(minutes(), "minutes.pdf")))
    assert names(data) == ["Amy Birch", "Brian Cole"] and names(data, "apologies") == ["Dave Eden"]
    assert titles(data) == [(str(number), f"Subject {number}") for number in range(1, 13)]
    assert actions(data) == [(f"BC to send letter {number}.", ["Brian Cole"], "") for number in range(1, 13, 2)]
    assert data["next_meetings"] == ["4 September 2013"]


def test_what_heads_both_of_two_pages_is_no_text():
    head, foot = Line("Example ICB – OFFICIAL"), "Page {} of 2"
    pages = [
        [head, Line("Example Board"), Line("The spaces were cold and"), Line(foot.format(1))],
        [head, Line("had been full."), Line("None."), Line(foot.format(2))],
    ]
    found = list(_joined(_without_running_heads(pages)))
    assert [line.text for line in found if not line.furniture] == [
        "Example Board",
        "The spaces were cold and had been full.",
        "None.",
    ]
    assert [line.text for line in found if line.furniture] == [head.text, "Page 1 of 2", head.text, "Page 2 of 2"]


def test_a_hyphen_at_the_end_of_a_line_joins_a_name():
    page = (
        f"<html lang=en><title>x</title><style>{STYLE} td{{width:25mm}} table{{width:75mm;table-layout:fixed}}</style>"
        "<p><b>Present:</b></p><table><tr><td>Ada Example-Sample<td>Chair<td>AES<tr><td>Ben Demo<td>Clerk<td>BD"
        "<tr><td>Cora Test<td>Treasurer<td>CT</table><p>1. Welcome</p><p>All were welcomed.</p></html>"
    )
    data = as_data(read_minutes(read_file(BytesIO(HTML(string=page).write_pdf()), "minutes.pdf")))
    assert names(data) == ["Ada Example-Sample", "Ben Demo", "Cora Test"]


def test_initials_at_the_right_of_paragraphs_whose_lines_a_pdf_broke():
    style = "<style>td{vertical-align:top} table{width:100%} p{margin:6pt 0} body{font:10pt sans-serif}</style>"
    page = (
        f"<html lang=en><title>x</title>{style}<p><b>Present:</b></p><p>Ada Example (AE), Ben Sample (BS)</p><table>"
        f"<tr><td><b>1. Budget</b><p>{TALK}</p><p>BS to publish it.</p><td width=12%>BS"
        f"<tr><td><b>2. Hall</b><p>{TALK}</p><p>AE to ring the caretaker.</p><td>AE by 4 May"
        f"<tr><td><b>3. Close</b><p>{TALK}</p><td></table></html>"
    )
    data = as_data(read_minutes(read_file(BytesIO(HTML(string=page).write_pdf()), "minutes.pdf")))
    assert titles(data) == [("1", "Budget"), ("2", "Hall"), ("3", "Close")]
    assert actions(data) == [
        ("BS to publish it.", ["Ben Sample"], ""),
        ("AE to ring the caretaker.", ["Ada Example"], "by 4 May"),
    ]
