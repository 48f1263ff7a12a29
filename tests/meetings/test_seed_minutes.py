"""The four real minutes: no word of a source is missing from its record, and none is invented."""

import re
from html import unescape

import pytest

from meetings.demo import schema
from tests.meetings.seed_words import DEMO, RECORDS, fields, mended_source, plain, source_of, words

#: What a source may put between two fields of the record, and the page prints in its own way.
BETWEEN = {
    "list": {"", ",", ":", ".", ", @"},
    "number": {"", "."},
    "title": {"", ","},
    "bullet": {"", "·"},
    "text": {""},
}


def differences(record: dict) -> list[str]:
    """Where record and source part: words of the record not found in their place, words of the source passed over."""
    source, place, found = mended_source(record), 0, []
    for joint, text in fields(record):
        if not text:
            continue
        start = source.find(text, place)
        if start < 0:
            return [*found, f"not in the source at this place: {text}"]
        passed = source[place:start].strip()
        if passed not in BETWEEN[joint]:
            found.append(f"not in the record: {passed}")
        place = start + len(text)
    left = source[place:].strip()
    return [*found, f"not in the record: {left}"] if left else found


def said_things(record: dict):
    for item in record["items"]:
        yield from ((item, said) for said in item["decisions"] + item["actions"])


def owners(record: dict):
    tabled = record["actions_table"] + record["outstanding_actions"]
    actions = [action for item in record["items"] for action in item["actions"]]
    return [owner for action in tabled + actions for owner in action["owners"]]


@pytest.fixture(params=RECORDS, ids=lambda path: path.stem)
def record(request) -> dict:
    return schema.read(request.param)


def test_every_source_has_its_record():
    assert [path.stem for path in RECORDS] == sorted(path.stem for path in (DEMO / "sources").glob("*.txt"))


def test_the_words_of_the_record_are_the_words_of_the_source(record):
    assert differences(record) == []


def test_an_altered_word_is_noticed(record):
    item = next(item for item in record["items"] if item["html"])
    item["html"] = item["html"].replace(" the ", " teh ", 1)
    assert len(differences(record)) == 1


def test_a_missing_word_is_noticed(record):
    item = max(record["items"], key=lambda item: len(item["html"]))
    item["html"] = item["html"].replace(" the ", " ", 1)
    assert len(differences(record)) == 1


def test_a_missing_paragraph_is_noticed(record):
    item = max(record["items"], key=lambda item: len(item["html"]))
    paragraph = re.findall(r"<p>.*?</p>", item["html"], re.DOTALL)[1]
    item["html"] = item["html"].replace(paragraph, "", 1)
    assert differences(record) == [f"not in the record: {plain(paragraph)}"]


def test_a_missing_member_is_noticed():
    record = schema.read(DEMO / "minutes" / "redbridge-partnership-minutes.yaml")
    del record["attendance"]["lines"][3]
    assert differences(record) == ["not in the record: , Best,"]


def test_every_quotation_stands_in_the_source(record):
    source = mended_source(record)
    quoted = [line["written"] for line in record["attendance"]["lines"]]
    quoted += [said["written"] for _, said in said_things(record)]
    quoted += [said["due"]["written"] for _, said in said_things(record) if said.get("due")]
    quoted += [owner["written"] for owner in owners(record)]
    assert [text for text in quoted if text not in source] == []


def test_decisions_and_actions_say_what_their_own_item_says(record):
    tabled = {action["number"]: action["text"] for action in record["actions_table"]}
    for item, said in said_things(record):
        text = plain(item["html"])
        assert said["written"] in text
        if said.get("number"):
            assert said["text"] == tabled[said["number"]]
        else:
            assert said["text"] in text or said["text"][0].lower() + said["text"][1:] in text


def test_every_tabled_action_is_an_action_of_an_item(record):
    tabled = [(action["number"], action["owners"]) for action in record["actions_table"]]
    of_items = [(said["number"], said["owners"]) for _, said in said_things(record) if said.get("number")]
    assert of_items == tabled


def test_outstanding_actions_stand_in_an_item(record):
    text = " ".join(plain(item["html"]) for item in record["items"])
    for action in record["outstanding_actions"]:
        line = f"{action['number']}. {action['text']} {' / '.join(owner['written'] for owner in action['owners'])}"
        assert line in text


def test_names_of_people_and_bodies_stand_in_the_source(record):
    source = mended_source(record)
    names = [line["name"].removeprefix("Councillor ") for line in record["attendance"]["lines"]]
    names += [organisation["name"] for organisation in record["organisations"]]
    names += [owner["name"] for owner in owners(record)]
    assert [name for name in names if name not in source] == []


def test_organisations_are_exactly_those_of_the_attendance_list(record):
    seated = {line["organisation"] for line in record["attendance"]["lines"]} - {""}
    assert {organisation["name"] for organisation in record["organisations"]} == seated


def test_deputies_stand_in_for_someone_on_the_list(record):
    lines = record["attendance"]["lines"]
    absent = {line["name"] for line in lines if line["status"] != "present"}
    assert {line["deputising_for"] for line in lines} - {""} <= absent


def test_bold_in_the_source_is_strong_in_the_record():
    record = schema.read(DEMO / "minutes" / "leicester-delivery-group-minutes.yaml")
    bold = re.findall(r"<b>(.*?)</b>|\*\*(.*?)\*\*", source_of(record))
    strong = [
        plain(text) for item in record["items"] for text in re.findall(r"<strong>(.*?)</strong>", item["html"], re.S)
    ]
    headings = {text for item in record["items"] for text in (item["number"], item["title"])}
    assert [text for text in map(unescape, map("".join, bold)) if text not in headings] == strong


def test_typing_slips_of_the_sources_are_kept():
    text = words(" ".join(path.read_text(encoding="utf-8") for path in RECORDS))
    slips = ("Henry Looney", "Henry Loony", "prospective", "price of work", "appraised", "Collborate", "9weeks")
    assert [slip for slip in slips if slip not in text] == []
