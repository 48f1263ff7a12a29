"""The whole: lines in, a structured draft out."""

from meetings.old_minutes.action_tables import column_actions, merged, tabled_actions, with_items_of_their_own
from meetings.old_minutes.actions import actions_in, logged_actions
from meetings.old_minutes.attendance import read_attendance
from meetings.old_minutes.decisions import decisions_in
from meetings.old_minutes.draft import Action, Draft, PlacedLine
from meetings.old_minutes.header import read_header
from meetings.old_minutes.headings import is_standing
from meetings.old_minutes.items import Body, read_items
from meetings.old_minutes.lines import Line, cut
from meetings.old_minutes.next_meetings import listed_meetings, meetings_of_items
from meetings.old_minutes.owners import Owners
from meetings.old_minutes.passages import Passage, Place
from meetings.old_minutes.promises import promises_in
from meetings.old_minutes.sections import placed
from meetings.old_minutes.told import read_told

#: Places of lines that belong to an item, if there is one.
_BODY = (Place.ITEM, Place.TEXT, Place.ACTION_CELL, Place.ACTION_ROW)


def read_minutes(lines: list[Line]) -> Draft:
    """Whatever the lines say. What no recogniser places is kept as text, in its order."""
    passages = placed([piece for line in lines if line.text for piece in cut(line)])
    attendance = read_attendance(_of(passages, Place.ATTENDANCE))
    body = read_items((passage for passage in passages if passage.place in _BODY), attendance.people)
    read_told(body.items, attendance)
    header = read_header(passage.line for passage in _of(passages, Place.HEADER))
    listed = listed_meetings(_texts(passages, Place.NEXT))
    draft = Draft(
        title=header.title
        or next((item.title for item in body.items[:1] if not item.number and not is_standing(item.title)), ""),
        date=header.date,
        written_date=header.written_date,
        venue=header.venue,
        attendees=attendance.people,
        substitutes=list(dict.fromkeys(attendance.substitutes)),
        items=body.items,
        next_meetings=listed or meetings_of_items(body.items, body.spoken),
        unread=[*header.unplaced, *attendance.unread],
        unplaced=_texts(body.before, Place.TEXT) + _texts(passages, Place.UNPLACED),
        kept=[*body.labels, *_texts(passages, Place.ACTION_CELL), *_texts(body.before, Place.ACTION_ROW)],
        lines=[PlacedLine(passage.line.text, passage.place) for passage in passages],
    )
    _read_outcomes(draft, body)
    return draft


def _of(passages: list[Passage], place: Place) -> list[Passage]:
    return [passage for passage in passages if passage.place is place]


def _texts(passages: list[Passage], place: Place) -> list[str]:
    return [passage.line.text for passage in _of(passages, place)]


def _read_outcomes(draft: Draft, body: Body) -> None:
    """Decisions and actions, of the text before the first item too."""
    owners = Owners(draft.attendees)
    inline: list[Action] = []
    tabled: list[Action] = []
    called = ["", *(item.called for item in draft.items)]
    titles = ["", *(item.title for item in draft.items)]
    spoken = [_texts(body.before, Place.TEXT), *body.spoken]
    for item, title, lines, passages in zip(called, titles, spoken, [body.before, *body.passages], strict=True):
        draft.decisions += decisions_in(lines, item)
        if logged := logged_actions(title, lines, item, owners):
            tabled += logged
            continue
        marked = actions_in(lines, item, owners) + column_actions(passages, item, owners)
        inline += [*marked, *promises_in(lines, item, owners, marked)]
        tabled += with_items_of_their_own(tabled_actions(passages, item, owners, draft.items), draft.items)
    draft.actions = merged(inline, tabled) or [
        promise
        for item, lines in zip(called, spoken, strict=True)
        for promise in promises_in(lines, item, owners, [], freely=True)
    ]
