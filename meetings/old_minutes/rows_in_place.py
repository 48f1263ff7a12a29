"""Rows of tables in their places: an attendance list, a table of actions, or the minutes themselves in columns."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from meetings.old_minutes.headings import Heading
from meetings.old_minutes.item_headings import ItemHeadings, topic_in
from meetings.old_minutes.labels import Label, attendance_label
from meetings.old_minutes.lines import Line
from meetings.old_minutes.passages import Passage, Place, heading_of_row, with_number
from meetings.old_minutes.scheme import numbered_row
from meetings.old_minutes.sentences import is_title
from meetings.old_minutes.tables import (
    Columns,
    action_columns,
    guessed_columns,
    heading_columns,
    heading_of_two_rows,
    is_number,
    people_columns,
)


class RowsInPlace(ABC):
    """The half of `Sections` that reads tables. It shares what part of the minutes the lines are in."""

    state: Place
    headings: ItemHeadings
    columns: Columns | None
    row: int
    title: str
    attended: bool

    @abstractmethod
    def _line(self, line: Line, place: int) -> Passage:
        """A line outside of tables."""

    @abstractmethod
    def _next(self, line: Line) -> Passage | None:
        """A date of a next meeting, if the line has one."""

    @abstractmethod
    def _attendance(self, line: Line, label: Label | None) -> Passage:
        """A line of an attendance list."""

    def _table(self, rows: list[Line], place: int) -> Iterator[Passage]:
        if joined := heading_of_two_rows(rows):
            rows = [joined, *rows[2:]]
        named = heading_columns(rows[0]) if rows else None
        if named is None and self.state in (Place.ITEM, Place.TEXT, Place.HEADER):
            columns = action_columns(rows, self.title) or guessed_columns(rows) or self._running(rows)
        elif named is None and self.state is Place.ATTENDANCE:
            columns = guessed_columns(rows)
        else:
            columns = named
        for offset, row in enumerate(rows):
            again = heading_columns(row)
            if again:
                columns = again
                yield self._column_headings(row, columns)
            elif columns is None:
                yield from self._row_of_no_table(row, place + offset, rows)
            else:
                yield from self._row(row, columns)

    def _running(self, rows: list[Line]) -> Columns | None:
        """The columns of minutes that a page break cut in two."""
        if self.columns is None or self.columns.kind != "items":
            return None
        return self.columns if all(len(row.cells) <= len(self.columns.names) for row in rows) else None

    def _column_headings(self, row: Line, columns: Columns) -> Passage:
        self.columns = columns
        if columns.kind == "attendance":
            self.state, self.attended = Place.ATTENDANCE, True
        return Passage(row, Place.FURNITURE, columns=columns)

    def _row(self, row: Line, columns: Columns) -> Iterator[Passage]:
        if columns.kind == "attendance":
            yield Passage(row, Place.ATTENDANCE, columns=columns, label=self._row_label(row))
        elif columns.kind == "actions":
            yield Passage(row, Place.ACTION_ROW, columns=columns)
        else:
            yield from self._row_of_items(row, columns)

    def _row_label(self, row: Line) -> Label | None:
        filled = [text for text in row.cell_texts if text]
        return attendance_label(filled[0]) if len(filled) == 1 else None

    def _row_of_items(self, row: Line, columns: Columns) -> Iterator[Passage]:
        """The number, the paragraphs beside it, then what the action column says of them."""
        self.row += 1
        number = columns.text(row, "number").strip()
        body = columns.others(row, "number", "action", "owner", "due")
        titled = bool(number) and not is_number(number)
        lines = [*columns.cell(row, "number"), *body] if titled else with_number(number, body)
        for place, line in enumerate(lines):
            if passage := self._row_label_passage(line):
                yield passage
                continue
            opens = bool(number) and place == 0
            passage = self._next(line) or self._first_of_row(line, opens, lines[place + 1 :], titled=titled)
            passage.row = self.row
            yield passage
        for name in ("action", "owner", "due"):
            for line in columns.cell(row, name):
                yield Passage(line, Place.ACTION_CELL, columns=Columns(name, (), columns.headed), row=self.row)

    def _row_label_passage(self, line: Line) -> Passage | None:
        label = attendance_label(line.text) if not self.attended and self.state is Place.HEADER else None
        return self._attendance(line, label) if label else None

    def _first_of_row(self, line: Line, opens: bool, following: list[Line], *, titled: bool = False) -> Passage:
        """ "1. Welcome" or "Welcome" in the first cell is a title, whatever it looks like."""
        heading = self.headings.heading_of(line, following[0] if following else None)
        if opens and heading is None:
            heading = heading_of_row(line)
            if heading is None and titled and is_title(line.text):
                heading = Heading("", line.text.rstrip(":"))
        if heading is None:
            self.state = Place.TEXT if self.state is not Place.ITEM else self.state
            return Passage(line, Place.TEXT)
        self.state, self.title = Place.ITEM, heading.title
        self.headings.top = heading.top or self.headings.top
        return Passage(line, Place.ITEM, heading=heading)

    def _row_of_no_table(self, row: Line, place: int, rows: list[Line]) -> Iterator[Passage]:
        label = self._row_label_of(row)
        if label:
            yield self._attendance(row, label)
        elif row.cell_texts and topic_in(row.cell_texts[0]):
            for line in (line for cell in row.cells for line in cell):
                yield self._line(line, place)
        elif self.state is Place.ATTENDANCE or (self.state is Place.HEADER and any(people_columns(rows))):
            yield self._attendance(row, None)
        elif heading := numbered_row(row):
            yield self._line(Line(f"{heading.number}. {heading.title or heading.rest}"), place)
        elif self.state in (Place.ITEM, Place.TEXT) and not is_number(row.cell_texts[0]):
            yield Passage(row, Place.TEXT)
        else:
            yield self._line(row, place)

    def _row_label_of(self, row: Line) -> Label | None:
        if self.state not in (Place.HEADER, Place.ATTENDANCE) or not row.cell_texts:
            return None
        label = attendance_label(row.cell_texts[0].strip())
        return label if label and (label.rest == "" or len(row.cells) > 1) else None
