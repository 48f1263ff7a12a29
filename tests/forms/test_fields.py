from datetime import date, time
from io import BytesIO
from zipfile import ZipFile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.forms import PortalForm
from compact_portal.forms.fields import DateField, FirstDayField, LastDayField, TimeField, UploadField


class DayForm(PortalForm):
    on = DateField(label="Start date")


class MaybeDayForm(PortalForm):
    on = DateField(required=False)


class PeriodForm(PortalForm):
    since = FirstDayField(called="First date", required=False)
    until = LastDayField(called="Last date", required=False)


def typed(day="", month="", year=""):
    return {"on_day": day, "on_month": month, "on_year": year}


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        (("12", "1", "2015"), date(2015, 1, 12)),
        ((" 1 ", "01", "2016"), date(2016, 1, 1)),
        (("29", "Feb", "2016"), date(2016, 2, 29)),
        (("2", "december", "2026"), date(2026, 12, 2)),
        (("1", "1", "1900"), date(1900, 1, 1)),
        (("31", "12", "2199"), date(2199, 12, 31)),
    ],
)
def test_a_date_is_read_the_ways_people_write_it(parts, day):
    form = DayForm(typed(*parts))
    assert form.is_valid()
    assert form.cleaned_data == {"on": day}


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (("", "", ""), "Enter the start date", ["day", "month", "year"]),
        (("12", "1", ""), "Start date must include a year", ["year"]),
        (("", "", "2015"), "Start date must include a day and a month", ["day", "month"]),
        (("31", "2", "2015"), "Start date must be a real date", ["day", "month", "year"]),
        (("12", "13", "2015"), "Start date must be a real date", ["month"]),
        (("x", "1", "2015"), "Start date must be a real date", ["day"]),
        (("12", "1", "15"), "Start date must include a year with 4 numbers", ["year"]),
        (("12", "1", "0"), "Start date must include a year with 4 numbers", ["year"]),
        (("12", "1", "20155"), "Start date must include a year with 4 numbers", ["year"]),
        (("12", "1", "٢٠١٥"), "Start date must include a year with 4 numbers", ["year"]),
        (("12", "1", "9999"), "Start date must have a year between 1900 and 2199", ["year"]),
        (("12", "1", "1899"), "Start date must have a year between 1900 and 2199", ["year"]),
        (("12", "1", "0000"), "Start date must have a year between 1900 and 2199", ["year"]),
        (("31", "13", "9999"), "Start date must be a real date", ["month", "year"]),
        (("٣", "1", "2015"), "Start date must be a real date", ["day"]),
        (("12", "Janu4ry", "2015"), "Start date must be a real date", ["month"]),
    ],
)
def test_a_date_that_cannot_be_says_what_is_wrong_and_where(parts, message, wrong):
    form = DayForm(typed(*parts))
    assert form.errors["on"] == [message]
    assert form["on"].wrong_parts == wrong
    assert form["on"].focus_id == f"id_on_{wrong[0]}"


def test_a_date_may_be_left_out():
    form = MaybeDayForm(typed())
    assert form.is_valid()
    assert form.cleaned_data == {"on": None}


def test_a_link_can_carry_a_date_as_one_value():
    form = MaybeDayForm({"on": "2015-01-12"})
    assert form.is_valid()
    assert form.cleaned_data == {"on": date(2015, 1, 12)}


def test_what_was_typed_is_shown_again():
    assert 'value="31"' in str(DayForm(typed("31", "2", "2015"))["on"])


def test_a_date_known_before_is_shown_in_its_parts_and_counts_as_unchanged():
    form = MaybeDayForm(typed("12", "1", "2015"), initial={"on": date(2015, 1, 12)})
    assert 'value="2015"' in str(MaybeDayForm(initial={"on": date(2015, 1, 12)})["on"])
    assert not form.has_changed()


class PaperForm(PortalForm):
    paper = UploadField(kinds=("pdf", "docx"))


def word_document() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as zipped:
        zipped.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n"


def upload(name: str, content: bytes) -> PaperForm:
    return PaperForm({}, {"paper": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(("name", "content"), [("Agenda.PDF", PDF), ("notes.docx", word_document())])
def test_a_file_that_is_what_it_says_is_taken_from_its_beginning(name, content):
    form = upload(name, content)
    assert form.is_valid()
    assert form.cleaned_data["paper"].read() == content


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "agenda.docx",
            PDF,
            "“agenda.docx” is really a PDF. Rename it so that it ends in .pdf, or choose another file",
        ),
        ("map.pdf", PNG, "“map.pdf” is really a PNG picture. Choose a PDF (.pdf) or a Word document (.docx)"),
        (
            "x.docx",
            b"PK\x03\x04 broken",
            "“x.docx” is not a Word document, whatever its name says. Choose a PDF (.pdf) or a Word document (.docx)",
        ),
        (
            "run.exe",
            b"MZ",
            "“run.exe” is not a file we can take. Choose a PDF (.pdf) or a Word document (.docx)",
        ),
        ("empty.pdf", b"", "The file is empty. Choose another one"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_with_the_reason(name, content, message):
    assert upload(name, content).errors["paper"] == [message]


def test_a_file_too_big_is_refused_with_its_size_and_the_limit(settings):
    settings.UPLOAD_MAX_BYTES = 1024
    refused = upload("big.pdf", PDF + b" " * 2048)
    assert refused.errors["paper"] == ["The file is 2.0\xa0KB. Choose one of 1.0\xa0KB or less"]


class ContactForm(PortalForm):
    how = forms.ChoiceField(choices=[("email", "Email"), ("phone", "Phone")], widget=forms.RadioSelect)
    number = forms.CharField()
    reveals = {"how": {"phone": ["number"]}}


def test_what_belongs_to_a_choice_not_taken_is_neither_asked_for_nor_kept():
    form = ContactForm({"how": "email", "number": "020"})
    assert form.is_valid()
    assert form.cleaned_data == {"how": "email", "number": ""}


def test_what_belongs_to_the_choice_taken_is_asked_for():
    assert ContactForm({"how": "phone"}).errors == {"number": ["Enter the number"]}


# --- Periods -------------------------------------------------------------------------------


def sent(parts) -> dict[str, str]:
    """For both ends."""
    return {
        f"{end}_{part}": said
        for end in ("since", "until")
        for part, said in zip(("day", "month", "year"), parts, strict=True)
    }


@pytest.mark.parametrize(
    ("parts", "first", "last"),
    [
        (("", "", "2015"), date(2015, 1, 1), date(2015, 12, 31)),
        (("", "2", "2016"), date(2016, 2, 1), date(2016, 2, 29)),
        (("", "February", "2015"), date(2015, 2, 1), date(2015, 2, 28)),
        (("12", "1", "2015"), date(2015, 1, 12), date(2015, 1, 12)),
        (("", "", ""), None, None),
    ],
)
def test_of_a_period_a_year_or_a_month_is_enough(parts, first, last):
    form = PeriodForm(sent(parts))
    assert form.is_valid()
    assert form.cleaned_data == {"since": first, "until": last}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("", "3", ""), "must include a day and a year"),
        (("3", "", "2015"), "must include a month"),
        (("", "13", "2015"), "must"),
        (("", "", "15"), "must"),
        (("31", "2", "2015"), "must be a real date"),
    ],
)
def test_what_is_no_period_is_said(parts, message):
    errors = PeriodForm(sent(parts)).errors
    assert [name for name in ("since", "until") if message in str(errors.get(name, ""))] == ["since", "until"]


@pytest.mark.parametrize("written", ["midday", "noon", "12 noon", "12noon", "12 midday", "12pm", "12:00"])
def test_there_are_many_ways_to_write_twelve(written):
    assert TimeField().clean(written) == time(12)


@pytest.mark.parametrize("written", ["11 noon", "noon 12", "12 noonish"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(forms.ValidationError, match="Enter a time"):
        TimeField().clean(written)
