"""Meeting documents as plain data, with a case of everything that a template has to show."""

MEETING = {
    "date": "2026-11-20",
    "date_text": "Friday 20 November 2026",
    "written_date": "Thursday 20th November 2026",
    "date_note": "The heading says Thursday. The meeting was on the Friday.",
    "time_text": "5pm to 6:45pm",
    "venue": "Example Hall, Example Road",
}
RICH_TEXT = """
<h4>Background</h4>
<p>Asha Example gave an overview of <strong>grants</strong> and <em>contracts</em>, <u>both</u> in
<a href="https://www.example.org/report">the report</a><a href="#_ftn1">[1]</a>.</p>
<ul><li><p>First point</p><ul><li><p>A point below it</p></li></ul></li><li><p>Second point</p></li></ul>
<ol><li><p>One</p></li><li><p>Two</p></li></ol>
<h3>Figures</h3>
<table><tbody>
<tr><th><p>Fund</p></th><th><p>Budget</p></th></tr>
<tr><td><p>Example Community Fund</p></td><td><p>£200,000</p></td></tr>
<tr><td><p>Example Ward Fund</p></td><td><p>£16,955</p></td></tr>
</tbody></table>
<blockquote><p>Making the best use of available resources</p></blockquote>
"""
COLUMN_OF_HEADERS = """
<table><tbody>
<tr><th></th><th>2025</th><th>2026</th></tr>
<tr><th>Applications</th><td>20</td><td>24</td></tr>
<tr><th>Awards</th><td>9</td><td>11</td></tr>
<tr><th>Refused</th><td>11</td><td>13</td></tr>
</tbody></table>
<table><tbody>
<tr><td>Example</td><td>without headers</td></tr>
<tr><td>as Word</td><td>likes it</td></tr>
</tbody></table>
"""


def person(name: str, **more) -> dict:
    line = {
        "name": name,
        "initials": "",
        "role": "",
        "organisation": "",
        "office": "",
        "deputising_for": "",
        "note": "",
    }
    return line | {"text": name} | more


def action(number: str, text: str, owners: str, **more) -> dict:
    return {"number": number, "item": "4", "text": text, "owners": owners, "due_text": "", "state": "Open"} | more


def item(number: str, title: str, html: str = "", **more) -> dict:
    line = {
        "number": number,
        "title": title,
        "level": 1,
        "anchor": f"item-{number or title}".replace(".", "-").replace(" ", "-").lower(),
        "presenters": "",
        "purpose": "",
        "confidential": False,
        "papers": [],
        "html": html,
        "decisions": [],
        "actions": [],
    }
    return line | more


ACTIONS = [
    action("1", "Circulate the report to members", "Asha Example", due_text="by 18 December 2026"),
    action("2", "Form a working group", "Example Befriending Project (contact: Asha Example)"),
]
COMMITTEE = "Example Public and Voluntary Sectors’ Partnership"


def minutes(style: str = "narrative", mark: str = "Draft", **more) -> dict:
    """Draft minutes; with `mark=""` approved ones, with their register of corrections."""
    return {
        "title": "Minutes",
        "committee": COMMITTEE,
        "heading": "Notes of the meeting",
        "meeting_title": "",
        "style": style,
        "mark": mark,
        "number": 1,
        "meeting": MEETING,
        "attendance": attendance(style),
        "declarations": [{"item": "4", "person": "Asha Example", "text": "Trustee of an applicant", "left": True}],
        "items": items(),
        "actions": ACTIONS,
        "outstanding_actions": [action("7", "Refine the data", "Demo Officer", item="")],
        "corrections": [] if mark else [{"item": "4", "what": "Read £16,955", "agreed_at": "Friday 15 January 2027"}],
        "approved": "" if mark else "Approved at the meeting on Friday 15 January 2027.",
        "next_meetings": ["Friday 15 January 2027 at Example Hall"],
        "closing": "Meeting closed 6:45pm",
    } | more


def attendance(style: str) -> dict:
    asha = person(
        "Asha Example", initials="AE", organisation="Example Befriending Project", office="Chair", role="Director",
        text="Asha Example (Chair)",
    )  # fmt: skip
    deputy = person(
        "Demo Deputy", initials="DD", organisation="Example Council", deputising_for="Demo Officer",
        note="left during item 4", text="Demo Deputy (deputising for Demo Officer, left during item 4)",
    )  # fmt: skip
    return {
        "sides": [{"name": "Voluntary sector", "people": [asha]}, {"name": "Public bodies", "people": [deputy]}],
        "columns": ["Name", "Role", "Organisation"] if style == "three-columns" else [],
        "absences": [{"name": "Apologies", "people": [person("Demo Officer", organisation="Example Council")]}],
        "quorum": "Quorate: 2 of 3 members present",
    }


def items() -> list[dict]:
    return [
        item("1", "Welcome", "<p>The Chair welcomed everyone.</p>", presenters="Asha Example, Chair"),
        item("", "Apologies", "<p>Apologies were received.</p>", level=2),
        item("3", "Minutes of the last meeting"),
        item("3.1", "Accuracy", "<p>These were agreed.</p>", level=2),
        item("3.2", "", "<p>There was nothing else to say of them.</p>", level=2),
        item(
            "4", "Grants", RICH_TEXT, purpose="For decision", actions=ACTIONS,
            papers=[{"title": "Report on grants", "url": "/meetings/papers/1/"}],
            decisions=[{"number": "4/1", "kind": "Agreed", "text": "A working group will be formed."}],
        ),
        item("4.1", "Applications", RICH_TEXT + COLUMN_OF_HEADERS, level=2),
        item("5", "A named person", confidential=True),
    ]  # fmt: skip


def agenda(**more) -> dict:
    lines = [{key: line[key] for key in line if key not in ("html", "decisions", "actions")} for line in items()]
    return {
        "title": "Agenda", "committee": COMMITTEE, "heading": "", "meeting_title": "Away day", "style": "narrative",
        "mark": "", "number": 1, "meeting": MEETING | {"written_date": "", "date_note": ""}, "items": lines,
    } | more  # fmt: skip
