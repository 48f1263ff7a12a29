"""Lists as CSV files, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence

from django.http import StreamingHttpResponse

#: A cell starting with one of these would be run as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_response(filename: str, header: Sequence[str], rows: Iterable[Sequence]) -> StreamingHttpResponse:
    """A download of `header` and `rows`, sent row by row: a long list takes no more memory than a short one.

    Starts with a byte order mark: without it Excel takes the text for Latin-1.
    """
    write = csv.writer(_Line()).writerow
    response = StreamingHttpResponse(_encoded(write, header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _encoded(write, header, rows):
    yield "\ufeff" + write(header)
    for row in rows:
        yield write([_harmless(cell) for cell in row])


def _harmless(cell):
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
