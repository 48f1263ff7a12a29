"""The four real minutes as words: their sources, and their records read in the order of the source."""

import re
from html import unescape
from itertools import groupby
from pathlib import Path

from meetings.demo import schema

DEMO = Path(schema.__file__).parent
RECORDS = sorted((DEMO / "minutes").glob("*.yaml"))

#: Marks by which the sources say "paragraph" and "bold". The record says both in its own way.
MARKS = re.compile(r"</?(?:p|b)>|\*\*")
#: Attendance that a source tells in the text of an item instead of a list.
TOLD_IN_THE_TEXT = {
    "Mark Simons (Fire Service)",
    "Lorraine Silver (voluntary sector representative)",
    "The Chief Executive of Community Links Bromley, Mr Colin Maclean",
}
#: Fields that repeat words standing elsewhere in the record.
REPEATED = {"Executive Meeting and Workshop", "Mr Colin Maclean"}


def words(text: str) -> str:
    """The text with every run of white space as one blank: line ends are the one thing not compared."""
    return " ".join(text.split())


def source_of(record: dict) -> str:
    return words((DEMO / record["source"]).read_text(encoding="utf-8"))


def mended_source(record: dict) -> str:
    """The source's words, with the changes that the record owns up to."""
    text = source_of(record)
    for change in record["mended"]:
        assert text.count(change["source"]) == 1, change["source"]
        text = text.replace(change["source"], change["record"])
    return words(unescape(MARKS.sub(" ", text)))


def plain(html: str) -> str:
    return words(unescape(re.sub(r"<[^>]+>", " ", html)))


def blocks(html: str):
    """Each paragraph, heading, bullet or line of a minute."""
    for tag, inner in re.findall(r"<(p|li|h4)>(.*?)</\1>", html, re.DOTALL):
        for line in inner.split("<br>"):
            yield "bullet" if tag == "li" else "text", plain(line)


def attendance_fields(record: dict):
    listed = [line for line in record["attendance"]["lines"] if line["written"] not in TOLD_IN_THE_TEXT]
    for side, lines in groupby(listed, key=lambda line: line["side"] if line["status"] == "present" else ""):
        yield "list", side
        for line in lines:
            said = f"{side} {line['written']}"
            yield "list", line["written"]
            yield from (("list", line[key]) for key in ("role", "organisation") if line[key] not in said)


def table_fields(actions: list[dict]):
    for action in actions:
        yield "list", action["number"]
        yield "number", action["text"]
        yield from (("text", owner["written"]) for owner in action["owners"])


def item_fields(item: dict):
    yield "text", item["number"]
    yield "number", item["title"]
    if item["presenters"] not in REPEATED:
        yield "title", item["presenters"]
    if item["title"] == "":
        (_, first), *rest = blocks(item["html"])
        yield "number", first
        yield from rest
    else:
        yield from blocks(item["html"])


def fields(record: dict):
    """All words of the record in the order of the source, each with how it may be joined to what stands before."""
    meeting = record["meeting"]
    yield "text", meeting["heading"]
    if meeting["title"] not in {*REPEATED, *(item["title"] for item in record["items"])}:
        yield "list", meeting["title"]
    yield from (("list", meeting[key]) for key in ("written_date", "written_time", "venue"))
    yield from attendance_fields(record)
    yield from table_fields(record["actions_table"])
    for position, item in enumerate(record["items"]):
        (_, number), *rest = item_fields(item)
        yield "text" if position else "list", number
        yield from rest
    yield from (("text", day) for day in record["next_meetings"])
    yield "text", meeting["closing"]
