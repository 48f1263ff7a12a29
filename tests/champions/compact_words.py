"""The real Compact as words: its source, and its record read in the order of the source."""

import re
from difflib import SequenceMatcher
from pathlib import Path

from champions.demo import schema

DEMO = Path(schema.__file__).parent
RECORD = DEMO / "compact-2019-2022.yaml"

#: What a bullet became in the scan: one of these at the start of a line, before a blank.
BULLET = re.compile(r"^[»«¢eo] ", re.MULTILINE)
#: Arrows that the scan read as a heap of letters beside their list: each a line of its own.
HEAPS_OF_ARROWS = {
    "v",
    "v v v Vv",  # outcomes, section 1
    "VvV v vV vV v v vvev Vv",  # section 2
    "v v v v Vv",  # section 3
    "VvV v vV vV vV vew",  # section 7
    "v vV vV vV v vVvVeyYwy",  # principles of funding, section 8
    "v v vV v Vv",  # managing cuts, section 8
}


def source_of(record: dict) -> str:
    return (DEMO / record["source"]).read_text(encoding="utf-8")


def passage(text: str) -> re.Pattern:
    """The words of the text, wherever the source breaks its lines."""
    return re.compile(r"\s+".join(map(re.escape, text.split())))


def without_marks(text: str) -> str:
    lines = (line for line in text.splitlines() if line.strip() not in HEAPS_OF_ARROWS)
    return BULLET.sub("", "\n".join(lines))


def source_words(record: dict) -> list[str]:
    """The source's words, with the changes that the record owns up to and without marks."""
    text = source_of(record)
    for change in record["mended"]:
        found = passage(change["source"]).findall(text)
        assert len(found) == 1, change["source"]
        text = text.replace(found[0], change["record"])
    return without_marks(text).split()


def section_fields(section: dict):
    if section["number"]:
        yield f"{section['number']}."
    yield section["title"]
    yield from (clause["text"] for clause in section["clauses"])
    yield section["signed"]


def stage_fields(stages: list[dict]):
    for stage in stages:
        yield f"Stage {stage['stage']}"
        yield from (stage[key] for key in ("title", "text", "within", "then"))


def glossary_fields(glossary: list[dict]):
    yield "Glossary"
    for entry in glossary:
        yield from (entry["term"], entry["meaning"])


def fields(record: dict):
    """All that the record says, in the order of the source: the stages end section 9, the appendix comes last."""
    yield from (record[key] for key in ("title", "period", "strapline", "summary"))
    for section in record["sections"]:
        if section["kind"] == "appendix":
            yield from glossary_fields(record["glossary"])
        yield from section_fields(section)
        if section["number"] == "9":
            yield from stage_fields(record["stages"])


def record_words(record: dict) -> list[str]:
    return " ".join(fields(record)).split()


def differences(record: dict) -> list[str]:
    """Where record and source part, each as "source: ..., record: ..."."""
    source, said = source_words(record), record_words(record)
    parts = SequenceMatcher(None, source, said, autojunk=False).get_opcodes()
    return [
        f"source: {' '.join(source[a:b])}, record: {' '.join(said[c:d])}" for tag, a, b, c, d in parts if tag != "equal"
    ]
