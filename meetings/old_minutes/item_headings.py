"""Which numbered or outstanding lines are items: the ones that go on where the last item was."""

import re
from dataclasses import dataclass, replace

from meetings.old_minutes.headings import Heading, is_standing, numbered, standing_run_in
from meetings.old_minutes.labels import attendance_label, is_furniture, next_meetings_label
from meetings.old_minutes.lines import Line
from meetings.old_minutes.scheme import Scheme, stands_alone, stands_out
from meetings.old_minutes.sentences import is_title

#: The longest step from one number to the next that a slip of the pen explains.
LONGEST_STEP = 10
_SAID = re.compile(
    r"^\(?(?:it was |and )?(?:unanimously )?(?:resolved|ordered|agreed|noted|decisions?|recommended|recommendations?|"
    r"actions?(?: points?)?|action by|"
    r"proposed|seconded|meeting closed|the meeting closed)\b",
    re.IGNORECASE,
)
#: "Agenda topic: Parking" as a form has it.
_TOPIC = re.compile(
    r"^(?:agenda|discussion) (?:topic|item)s?(?: \d+)?\s*:\s*(?P<title>[A-Z0-9].{2,90}?)(?:\s+presenter:?.*)?$", re.I
)
_OPENS_A_LIST = re.compile(
    r"(?:\bresolved\b|\bagreed\b|\bdecisions?\b|\bthat\b|\bactions?\b|\bfollowing\b|\bnoted\b)[^.]*[:–-]?\s*$", re.I
)
#: What is decided of a lettered matter stands below it.
_DECIDES = re.compile(r"\b(?:RESOLVED|AGREED|NOTED)\b|^(?:Resolved|Agreed|Noted)\b")
_PART = re.compile(r"^(?:that|to|the|it|and|a|an)\b", re.IGNORECASE)


#: After the date of the next meeting business is over, and a log of actions is none of it.
_LOG = re.compile(
    r"^(?:rolling |new |agreed )?actions?(?: (?:log|list|tracker|register|summary|sheet|schedule|table|points|arising|"
    r"agreed|items))?(?: from (?:this|the) meeting)?$|^(?:summary|schedule|list|log|table) of (?:the )?actions$",
    re.IGNORECASE,
)


def topic_in(text: str) -> str:
    """The title behind "Agenda topic:", without who presents it."""
    found = _TOPIC.match(text)
    return found["title"].strip() if found else ""


@dataclass
class ItemHeadings:
    """Asked line by line, in order. Remembers the last number and whether a list is running."""

    scheme: Scheme
    top: int = 0
    list_number: int = 0
    opened: bool = False
    letter: str = ""
    title: str = ""
    parent: str = ""
    count: int = 0
    reference: int = 0

    def heading_of(self, line: Line, after: Line | None) -> Heading | None:
        found = None if is_standing(line.text) else numbered(line.text)
        heading = found if found and self._takes(found, line, after) else None
        if heading is None and found is None:
            heading = self._unnumbered(line, after)
        if heading:
            self.top, self.list_number, self.title = heading.top or self.top, 0, heading.title
            self.reference = heading.top if heading.style == "reference" else self.reference
            self.letter = heading.number if heading.style == "letter" and len(heading.number) == 1 else ""
        if heading and heading.style == "number" and self.scheme.repeated:
            self.count += 1
            heading = replace(heading, number=str(self.count))
        self._notice(line, found, bool(heading))
        return self._of_its_parent(heading) if heading else None

    def _of_its_parent(self, heading: Heading) -> Heading:
        """ "(a)" under 23/036 is 23/036(a): of letters alone there are many."""
        if heading.style not in ("letter", "roman") or self.scheme.letters:
            self.parent = heading.number
            return heading
        return replace(heading, number=f"{self.parent}({heading.number})") if self.parent else heading

    def _notice(self, line: Line, found: Heading | None, taken: bool) -> None:
        """A list runs from a line that opens it until a paragraph stands between."""
        if found and not taken:
            self.list_number = found.top if found.style == "number" else self.list_number
        elif not taken:
            self.list_number = 0
        self.opened = not taken and (bool(_OPENS_A_LIST.search(line.text)) or (bool(found) and self.opened))

    def _takes(self, found: Heading, line: Line, after: Line | None) -> bool:
        if found.style in ("letter", "roman"):
            return self._takes_letter(found, line, after)
        if found.rest[:1].islower() and not found.title:
            return False
        if found.style == "bare":
            return self.scheme.bare and self._goes_on(found, line)
        if found.style == "named" and not self.scheme.named:
            return False
        if found.style == "reference" and found.top < self.reference:
            return False  # of the meeting before
        if found.style in ("named", "reference"):
            return bool(found.title or found.rest or found.style == "named" or after)
        return self._goes_on(found, line)

    def _takes_letter(self, found: Heading, line: Line, after: Line | None) -> bool:
        if self.scheme.letters and found.number.isupper() and found.style == "letter":
            return bool(found.title or found.rest)
        if self.opened or found.style == "roman" or not found.title or found.rest:
            return False
        if self.letter and ord(found.number[0]) == ord(self.letter) + 1 and len(found.number) == 1:
            return True
        if line.bold or line.heading:
            return True
        decided = after is not None and bool(_DECIDES.search(after.text))
        bodied = after is not None and numbered(after.text) is None and (len(after.text) > len(line.text) or decided)
        short = len(found.title.split()) <= 8 and found.title[-1] not in ";," and (found.title[-1] != "." or decided)
        return bodied and short and self.top > 0

    def _goes_on(self, found: Heading, line: Line) -> bool:
        if self.scheme.repeated and found.number == "1":
            return True
        number, looks = found.top, bool(line.bold or line.heading)
        if found.style == "parts":
            return self.scheme.parts and not (self.opened and not looks and _PART.match(found.rest or found.title))
        if number <= self.top:
            return bool(line.heading and found.title)
        if self.opened and not looks and _PART.match(found.rest or found.title):
            return False
        if (
            self.list_number
            and number == self.list_number + 1
            and not (found.title and (looks or number == self.top + 1))
        ):
            return False
        step = number - self.top
        return self.top == 0 or step <= LONGEST_STEP or looks

    def _unnumbered(self, line: Line, after: Line | None) -> Heading | None:
        text = line.text.rstrip(":").strip()
        if _LOG.match(text) and next_meetings_label(self.title) is not None:
            return Heading("", text, style="standing")
        if topic := topic_in(line.text):
            return Heading("", topic, style="standing")
        if line.is_bullet and line.text.endswith(":") and is_standing(line.unbulleted.rstrip(":")):
            return Heading("", line.unbulleted.rstrip(": "), style="standing")
        if line.is_bullet or not text or _SAID.match(text) or is_furniture(text):
            return None
        if is_standing(text):
            return Heading("", text, style="standing")
        if self.scheme.looks and stands_out(line) and after and next_meetings_label(text) is None:
            return Heading("", line.text, style="looks") if attendance_label(text) is None else None
        if (
            self.scheme.plain
            and stands_alone(line, after, gapped=self.scheme.gapped)
            and attendance_label(text) is None
        ):
            return Heading("", line.text, style="looks")
        return standing_run_in(text) if not self.scheme.numbers and is_title(text.split(":")[0]) else None
