"""What each line of the minutes is: heading, attendance, item, text, action, next meeting, or a label of the page."""

import re
from collections.abc import Iterator
from itertools import groupby

from meetings.old_minutes.dates import dates_in
from meetings.old_minutes.draft import Status
from meetings.old_minutes.header_lines import is_of_the_page
from meetings.old_minutes.headings import Heading, is_standing, is_title_of_item, numbered
from meetings.old_minutes.item_headings import ItemHeadings
from meetings.old_minutes.labels import (
    Label,
    apologies_in,
    attendance_label,
    is_furniture,
    next_meetings_label,
)
from meetings.old_minutes.lines import Line
from meetings.old_minutes.name_lists import names_several, read_names
from meetings.old_minutes.numbers_alone import with_their_titles
from meetings.old_minutes.passages import (
    Passage,
    Place,
    all_lines,
    names_itself,
    side_in,
    tells_a_story,
    tells_of_a_meeting,
)
from meetings.old_minutes.people import read_person
from meetings.old_minutes.rows_in_place import RowsInPlace
from meetings.old_minutes.scheme import Scheme
from meetings.old_minutes.sentences import is_sentence
from meetings.old_minutes.tables import (
    Columns,
)


def placed(lines: list[Line]) -> list[Passage]:
    """Every line, in the order of the original."""
    return list(Sections(with_their_titles(lines)).passages())


class Sections(RowsInPlace):
    """Walks down the lines and remembers which part of the minutes it is in."""

    def __init__(self, lines: list[Line]):
        self.lines = lines
        self.headings = ItemHeadings(Scheme.of(all_lines(lines)))
        self.state = Place.HEADER
        self.columns: Columns | None = None
        self.row = 0
        self.title = ""
        self.awaited = False
        self.dated = False
        self.attended = False
        self.opens_attendance = self._first_attendance()

    def _first_attendance(self) -> int:
        """The place of the first label of an attendance list, beyond the end where there is none."""
        for place, line in enumerate(self.lines):
            text = line.cell_texts[0] if line.cells else line.text
            label = attendance_label(text)
            if label and label.status is Status.PRESENT:
                return place
        return len(self.lines)

    def passages(self) -> Iterator[Passage]:
        place = 0
        for table, run in groupby(self.lines, key=lambda line: line.table if line.cells else 0):
            rows = list(run)
            if table:
                yield from self._table(rows, place)
            else:
                for offset, line in enumerate(rows):
                    yield self._line(line, place + offset)
            place += len(rows)

    # --- Lines --------------------------------------------------------------------------------------------------------

    def _line(self, line: Line, place: int) -> Passage:
        awaited, self.awaited = self.awaited, False
        if awaited and is_title_of_item(line.text) and numbered(line.text) is None:
            self.title = line.text
            return Passage(line, Place.TEXT)
        if line.furniture or is_furniture(line.text):
            if re.match(r"agenda item$", line.text.strip(), re.IGNORECASE):
                self.opens_attendance = -1
            return Passage(line, Place.FURNITURE)
        listing = self.state in (Place.HEADER, Place.ATTENDANCE) or not self.attended
        if listing and (label := self._label(line, place)):
            return self._attendance(line, label)
        return self._next(line) or self._item(line, place) or self._by_state(line)

    def _label(self, line: Line, place: int) -> Label | None:
        label = attendance_label(line.text)
        if label is None and self.state is Place.ATTENDANCE and numbered(line.text) is None:
            who = apologies_in(line.text)
            return Label(Status.APOLOGIES, "", who, line.text[: -len(who)] if who else "") if who else None
        if label is None and self.state is Place.HEADER and place > 0:
            label = self._unlabelled(line, place)
        if label is None or self.state in (Place.HEADER, Place.ATTENDANCE):
            return label
        named = label.status is Status.PRESENT and (label.rest == "" or read_names(label.rest))
        return label if named else None

    def _unlabelled(self, line: Line, place: int) -> Label | None:
        """Names, or "Councillors:" and names, may stand below the heading with no "Present" above them."""
        if self.opens_attendance == len(self.lines) and names_several(line.text) and not is_of_the_page(line.text):
            return Label(Status.PRESENT, "", line.text, "")
        return side_in(line.text, self._after(place))

    def _attendance(self, line: Line, label: Label | None) -> Passage:
        self.state, self.attended = Place.ATTENDANCE, True
        return Passage(line, Place.ATTENDANCE, label=label)

    def _next(self, line: Line) -> Passage | None:
        text = line.unbulleted
        rest = next_meetings_label(text)
        if rest is None or (self.state is Place.HEADER and not self.attended):
            return None
        if self.state is Place.ITEM and next_meetings_label(self.title) is not None:
            return None
        if len(rest) > 200 or re.match(r"(?:agenda|to\b|for\b|and\b|will (?!be held|take place|be on))", rest):
            return None
        self.state, self.dated = Place.NEXT, bool(dates_in(rest))
        return Passage(line, Place.NEXT)

    def _item(self, line: Line, place: int) -> Passage | None:
        after = self._after(place)
        top = self.headings.top
        heading = self.headings.heading_of(line, after)
        if heading and self._is_of_the_paper(heading, place):
            self.headings.top = top
            return None
        if heading is None or self._is_too_early(heading, place, after) or self._is_on_the_list(line, heading, after):
            return None
        self.state, self.title = Place.ITEM, heading.title
        self.awaited = bool(heading.number) and not heading.title and not heading.rest
        return Passage(line, Place.ITEM, heading=heading)

    def _is_of_the_paper(self, heading: Heading, place: int) -> bool:
        """ "AGENDA ITEM 5" or the number of a page, above everything else."""
        above = self.state is Place.HEADER and place < self.opens_attendance < len(self.lines)
        if not above or not heading.number:
            return False
        return heading.style == "bare" or (not heading.title and not heading.rest)

    def _after(self, place: int) -> Line | None:
        following = (line for line in self.lines[place + 1 : place + 6] if line.text and not is_furniture(line.text))
        return next(following, None)

    def _is_too_early(self, heading: Heading, place: int, after: Line | None) -> bool:
        """A title that only stands out is the title of the minutes until somebody was present or something is said."""
        if (
            heading.style == "standing"
            and self.state is Place.HEADER
            and re.match(
                r"(?:minutes|"
                r"notes)\b",
                heading.title,
                re.I,
            )
        ):
            return True
        if heading.style != "looks" or self.state is not Place.HEADER or self.opens_attendance == -1:
            return False
        return (
            place < self.opens_attendance < len(self.lines)
            or place == 0
            or not is_sentence(after.text if after else "")
        )

    def _is_on_the_list(self, line: Line, heading: Heading, after: Line | None) -> bool:
        """In an attendance list a number may count people, and a line that stands out may head a side."""
        if self.state is not Place.ATTENDANCE or is_standing(heading.title):
            return False
        if heading.style == "looks":
            return bool(after and read_names(after.text, one_each=True) and not is_sentence(after.text))
        if after and numbered(after.text) is None and after.text.endswith(".") and len(after.text.split()) > 6:
            return False  # below it stands a paragraph
        return read_person(heading.title) is not None and not line.bold

    def _by_state(self, line: Line) -> Passage:
        if self.state is Place.ATTENDANCE and tells_a_story(line.text):
            self.state = Place.TEXT
        if self.state in (Place.ITEM, Place.TEXT):
            return Passage(line, Place.TEXT)
        if self.state is Place.NEXT and not tells_of_a_meeting(line.text, dated=self.dated):
            self.state = Place.UNPLACED if self.title else Place.TEXT  # without items, business goes on
            return Passage(line, self.state)
        self.dated = self.dated or bool(dates_in(line.text))
        if (
            self.state is Place.HEADER
            and is_sentence(line.text)
            and len(line.text) > 150
            and not names_itself(line.text)
        ):
            self.state = Place.TEXT
        return Passage(line, self.state)
