"""What a version of the Compact says, as plain data: frozen when published, shown on screen and in the PDF."""

from itertools import groupby

from champions.choices import LISTED, Addressee, ClauseKind
from champions.glossary import Glossary, term_anchor
from champions.models import Clause, CompactVersion, Section
from champions.queries.compact import sections_of

#: Public bodies on the left, the voluntary sector on the right.
FACING = {Addressee.PUBLIC_BODIES, Addressee.VOLUNTARY_SECTOR}


def compact_document(version: CompactVersion) -> dict:
    """Cover, sections, procedure and glossary, in the order of reading."""
    terms = list(version.glossary.all())
    glossary = Glossary(term.term for term in terms)
    return {
        "title": str(version),
        "strapline": version.strapline,
        "summary": version.summary,
        "foot": str(version),
        "mark": "" if version.state in ("in-force", "superseded") else version.get_state_display(),
        "sections": [section_data(section, glossary) for section in sections_of(version)],
        "glossary": [{"term": term.term, "meaning": term.meaning, "anchor": term_anchor(term.term)} for term in terms],
    }


def section_data(section: Section, glossary: Glossary) -> dict:
    seen: set[str] = set()
    lines = [clause_data(clause, section, glossary, seen) for clause in section.clause_list]
    return {
        "number": section.number,
        "title": section.title,
        "level": section.level,
        "kind": section.kind,
        "anchor": section.anchor,
        "signed": section.signed.splitlines(),
        "blocks": side_by_side(blocks(lines)),
        "stages": [
            {"name": stage.name, "title": stage.title, "text": stage.text, "within": stage.within, "then": stage.then}
            for stage in section.stage_list
        ],
    }


def clause_data(clause: Clause, section: Section, glossary: Glossary, seen: set[str]) -> dict:
    clause.section = section
    is_heading = clause.kind == ClauseKind.HEADING
    return {
        "kind": clause.kind,
        "addressee": clause.addressee,
        "reference": clause.reference if clause.number else "",
        "cite": clause.reference if clause.number and section.number else "",
        "anchor": clause.anchor,
        "parts": [{"text": clause.text}] if is_heading else glossary.parts(clause.text, seen),
    }


def blocks(lines: list[dict]) -> list[dict]:
    """Headings and paragraphs as they are; the lines of a list together, under the words that lead into it."""
    found: list[dict] = []
    for is_list, run in groupby(lines, key=lambda line: line["kind"] in LISTED and (line["kind"], line["addressee"])):
        if not is_list:
            found.extend(run)
            continue
        kind, addressee = is_list
        leads_in = found and found[-1]["kind"] == ClauseKind.LEAD_IN
        lead_in = found.pop()["parts"] if leads_in else []
        found.append({"kind": "list", "of": kind, "to": addressee, "lead_in": lead_in, "clauses": list(run)})
    return found


def side_by_side(found: list[dict]) -> list[dict]:
    """What one side promises and, right after it, the other: in two columns."""
    paired: list[dict] = []
    for block in found:
        before = paired[-1] if paired else {}
        if is_one_side(block) and is_one_side(before) and block["to"] != before["to"]:
            paired[-1] = {"kind": "columns", "lists": [before, block]}
        else:
            paired.append(block)
    return paired


def is_one_side(block: dict) -> bool:
    return block.get("kind") == "list" and block.get("to") in FACING and bool(block.get("lead_in"))
