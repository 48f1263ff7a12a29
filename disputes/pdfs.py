"""The bundle of a dispute as plain data: frozen when it is made, shown on the page and in the PDF alike."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.template.defaultfilters import filesizeformat

from compact_portal.wording import date_and_time, long_date, short_date
from disputes.choices import Side
from disputes.drawing import drawing_of, names_of_stages
from disputes.file_contents import picture_of, words_of
from disputes.models import Dispute, DisputeFile, Stage
from disputes.panels import seated
from disputes.queries.disputes import commitments_of
from disputes.queries.files import files_for_everyone
from disputes.sides import names_of
from disputes.timeline import timeline_of

log = logging.getLogger(__name__)

#: Told of each file when it is read: its address, and its picture or nothing.
Keep = Callable[[str, bytes], None]


def bundle_document(dispute: Dispute, *, number: int, now: datetime, today: date, keep: Keep) -> dict:
    """Everything that all who see the dispute may read, in the order of reading. `keep` is called after each file.

    `dispute` comes with its hearings: `with_hearings`.
    """
    names = {side: names_of(dispute, side) for side in Side.values}
    sections = {
        "raised": ("What was raised", raised_data(dispute)),
        "commitments": ("Commitments in question", commitments_data(dispute)),
        "dates": ("Stages and dates", dates_data(dispute, today)),
        "hearings": ("What was said and found", hearings_data(dispute, names, today)),
        "actions": ("What is to be done", actions_data(dispute, names)),
        "lines": ("What has happened", lines_data(dispute)),
        "files": (
            "Files",
            [file_data(file, number, keep) for number, file in enumerate(files_for_everyone(dispute), 1)],
        ),
    }
    return {
        "title": f"Dispute {dispute.reference}: {dispute.title}",
        "foot": f"Dispute {dispute.reference}, bundle {number}",
        "made_on": date_and_time(now),
        "sides": names,
        "panel": [f"{member.person}, {member.get_role_display().lower()}" for member in seated(dispute, today)],
        "sections": [{"name": name, "title": title, "data": data} for name, (title, data) in sections.items() if data],
    }


def raised_data(dispute: Dispute) -> list[dict]:
    said = {
        "What happened": dispute.what_happened,
        "When": dispute.happened_on,
        "What would put it right": dispute.what_would_help,
        "Speaking for others because": dispute.authority,
    }
    return [{"key": key, "value": value} for key, value in said.items() if value]


def commitments_data(dispute: Dispute) -> list[dict]:
    clauses = [commitment.clause for commitment in commitments_of(dispute)]
    return [{"reference": clause.reference, "text": clause.text} for clause in clauses]


def dates_data(dispute: Dispute, today: date) -> list[dict]:
    """The drawing's facts: what, from or on, until."""
    drawing = drawing_of(dispute, today)
    if drawing is None:
        return []
    spans = [(span.label, short_date(span.first), short_date(span.last)) for span in drawing.spans]
    marks = [(mark.label, short_date(mark.day), "") for mark in drawing.marks if mark.kind != "today"]
    return [{"what": what, "first": first, "last": last} for what, first, last in spans + marks]


def hearings_data(dispute: Dispute, names: dict, today: date) -> list[dict]:
    """Of each stage with the Champions: the statements, once both sides can read both, and what was found."""
    titles = names_of_stages(dispute.stage_list)
    found = []
    for stage in dispute.stage_list:
        title, of_sides = titles[stage.pk], stage.definition.is_for_the_sides
        statements = [] if of_sides else stage.statements_for("", today)
        found += [{"title": f"{title}: statement of {names[each.side]}", "text": each.text} for each in statements]
        found += found_in(stage, title, names)
    if dispute.outcome_text:
        found.append({"title": dispute.get_outcome_display(), "text": dispute.outcome_text})
    return found


def found_in(stage: Stage, title: str, names: dict) -> list[dict]:
    if stage.outcome:
        return [{"title": f"{title}: {stage.get_outcome_display()}", "text": stage.outcome_text}]
    draft = None if stage.definition.is_for_the_sides else stage.draft_shown
    if draft is None:
        return []
    to_do = [f"{names[each.side]}, by {long_date(each.due)}: {each.text}" for each in draft.actions.all()]
    words = "\n".join([draft.text, *to_do])
    return [{"title": f"{title}: draft outcome, {draft.get_outcome_display()}", "text": words}]


def actions_data(dispute: Dispute, names: dict) -> list[dict]:
    return [
        {"text": action.text, "who": names[action.side], "due": short_date(action.due), "state": state_of(action)}
        for action in dispute.actions.agreed()
    ]


def state_of(action) -> str:
    if action.confirmed_at:
        return "Done"
    return "To be confirmed" if action.done_at else "Open"


def lines_data(dispute: Dispute) -> list[dict]:
    """From the first to the last, as it is read in a meeting."""
    return [
        {"what": line.what, "notes": list(line.notes), "who": line.who, "at": date_and_time(line.at)}
        for line in reversed(timeline_of(dispute))
    ]


def file_data(file: DisputeFile, number: int, keep: Keep) -> dict:
    """Its words, or a note that it has none that can be read. Its picture is kept for when the pages are made."""
    words, goes_on, picture = [], False, b""
    try:
        with file.file.open() as content:
            words, goes_on = words_of(content, file.content_type)
            picture = picture_of(content) if file.content_type.startswith("image/") else b""
    except Exception:  # whatever a library raises at what somebody uploaded: the other files are still read
        log.warning("File %s of dispute %s cannot be read", file.pk, file.dispute_id, exc_info=True)
    address = file.dispute.url("file", file.pk)
    keep(address, picture)
    return {
        "number": number,
        "name": file.name,
        "size": filesizeformat(file.size).replace("\xa0", " "),
        "added": long_date(file.added_at),
        "url": address,
        "is_picture": bool(picture),
        "words": words,
        "goes_on": goes_on,
    }
