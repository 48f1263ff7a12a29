"""Fields that say what is wrong in words one can act on."""

import re
from calendar import monthrange
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from compact_portal.forms.dateparts import FIRST_YEAR, LAST_YEAR, DateParts
from compact_portal.forms.pdfs import refuse_unsafe_pdf
from compact_portal.forms.uploads import kind_of, refuse_upload
from compact_portal.forms.widgets import DateInputs
from compact_portal.wording import clock


class DateField(forms.Field):
    """A day, typed in three parts. `called` is its name in messages: "Start date must include a year"."""

    widget = DateInputs
    default_error_messages = {
        "missing": "%(called)s must include %(missing)s",
        "year": "%(called)s must include a year with 4 numbers",
        "far": f"%(called)s must have a year between {FIRST_YEAR} and {LAST_YEAR}",
        "unreal": "%(called)s must be a real date",
    }

    def __init__(self, *, called: str = "", **kwargs):
        self.called = called
        super().__init__(**kwargs)

    def to_python(self, value) -> date | None:
        parts = self.completed(DateParts.of(value))
        if parts is None:
            return None
        if parts.missing:
            self._refuse("missing", missing=" and ".join(f"a {part}" for part in parts.missing))
        if parts.year.isdecimal() and parts.impossible == ["year"]:
            self._refuse("far" if parts.has_whole_year else "year")
        try:
            return parts.as_date()
        except ValueError:
            self._refuse("unreal")

    def completed(self, parts: DateParts | None) -> DateParts | None:
        """For those that are content with less than a whole date."""
        return parts

    def wrong_parts(self, value) -> list[str]:
        """Which of day, month and year to mark: all of them where no single one is to blame."""
        parts = DateParts.of(value) or DateParts()
        return parts.missing or parts.impossible or list(DateParts._fields)

    def _refuse(self, code: str, **params):
        called = self.called or "Date"
        raise ValidationError(self.error_messages[code], code=code, params={"called": called, **params})


class FirstDayField(DateField):
    """The first day of a period. A year, or a month of one, is enough."""

    def completed(self, parts: DateParts | None) -> DateParts | None:
        if parts is None or not parts.year or (parts.day and not parts.month):
            return parts
        return parts._replace(day=parts.day or "1", month=parts.month or "1")


class LastDayField(FirstDayField):
    """The last day of a period."""

    def completed(self, parts: DateParts | None) -> DateParts | None:
        if parts is None or parts.day:
            return parts
        first = super().completed(parts._replace(month=parts.month or "12"))
        if first.missing or first.impossible:
            return parts
        day = first.as_date()
        return first._replace(day=str(monthrange(day.year, day.month)[1]))


class UploadField(forms.FileField):
    """A file of one of `kinds` (names in `uploads.KINDS`), recognised by its content and not by its name."""

    default_error_messages = {"empty": "The file is empty. Choose another one"}

    def __init__(self, *, kinds: tuple[str, ...], **kwargs):
        self.kinds = kinds
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": ",".join(f".{kind}" for kind in self.kinds)}

    def to_python(self, data):
        upload = super().to_python(data)
        if upload:
            refuse_upload(upload, self.kinds)
        return upload


class PublicUploadField(UploadField):
    """A file that everyone will be able to open: a PDF with anything in it that acts is refused."""

    def to_python(self, data):
        upload = super().to_python(data)
        if upload and kind_of(upload) == "pdf":
            refuse_unsafe_pdf(upload)
        return upload


class WebAddressField(forms.URLField):
    """An address of a page. Typed without https:// it gets it; nothing but web pages is taken."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {"invalid": "Enter a web address like https://example.org/minutes"}

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


def refuse_words(text: str, most: int | None) -> None:
    """Raises ValidationError for more words than may be; None sets no limit."""
    if most and (words := len(text.split())) > most:
        raise ValidationError(f"You wrote {words} words. Write {most} or fewer.")


class WordsField(forms.CharField):
    """A longer text whose words are counted, where there is a limit to them; the page counts down."""

    widget = forms.Textarea

    def __init__(self, *, most_words: int | None, **kwargs):
        self.most_words = most_words
        super().__init__(**kwargs)

    def validate(self, value):
        super().validate(value)
        refuse_words(value, self.most_words)


class TimeField(forms.Field):
    """A time of day, as people write it: 5pm, 5:30 pm, 17.00, midday, 12 noon."""

    WRITTEN = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.IGNORECASE)
    TWELVE_AND_ITS_NAME = re.compile(r"12\s*(?=midday|noon|midnight)")
    NAMED = {"midday": time(12), "noon": time(12), "midnight": time(0)}
    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})
    default_error_messages = {"unreal": "Enter a time, for example 5pm or 17:30"}

    def prepare_value(self, value):
        return clock(value) if isinstance(value, time) else value

    def to_python(self, value) -> time | None:
        written = self.TWELVE_AND_ITS_NAME.sub("", (value or "").strip().lower())
        if not written or written in self.NAMED:
            return self.NAMED.get(written)
        found = self.WRITTEN.fullmatch(written)
        try:
            return self._time(**found.groupdict()) if found else self._refuse()
        except ValueError:
            self._refuse()

    def _time(self, hour: str, minute: str | None, half: str | None) -> time:
        """On the 24-hour clock; 12am is midnight and 13pm is nonsense."""
        if half and not 1 <= int(hour) <= 12:
            raise ValueError(hour)
        hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
        return time(hours, int(minute or 0))

    def _refuse(self):
        raise ValidationError(self.error_messages["unreal"], code="unreal")
