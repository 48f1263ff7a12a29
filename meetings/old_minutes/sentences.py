"""Sentences of a paragraph, and whether a text is a title or a sentence."""

import re

_END = re.compile(r"[.?!][”’\"')\]]*\s+(?=[A-Z“‘\"'(\[0-9•])")
#: A full stop after these ends no sentence.
_SHORTENED = {
    "cllr", "cllrs", "mr", "mrs", "ms", "dr", "prof", "rev", "revd", "st", "no", "nos", "i.e", "e.g", "ie", "eg", "p",
    "pp", "para", "ref", "approx", "sgt", "insp", "supt", "dept", "rd", "ave", "vs", "vol", "assoc", "govt", "asst",
    "prop", "hon", "min", "tel",
}  # fmt: skip
#: Words that a title of an item hardly has and a minute hardly lacks.
_VERBS = {
    "was", "were", "is", "are", "has", "have", "had", "will", "would", "be", "been", "said", "reported", "noted",
    "agreed", "asked", "presented", "explained", "gave", "advised", "informed", "stated", "confirmed", "thanked",
    "welcomed", "opened", "received", "approved", "resolved", "suggested", "raised", "provided", "updated",
    "introduced", "commented", "responded", "pointed", "added", "highlighted", "declared", "felt", "should",
    "could", "can", "must", "discussed", "considered", "reviewed", "heard", "outlined", "spoke", "circulated",
    "proposed", "presided", "requested", "queried", "expressed", "closed", "attended", "took",
    "started", "commenced", "arrived", "adjourned", "chaired", "began",
}  # fmt: skip
#: "Cllr M.H. Roe".
_INITIALS = re.compile(r"^(?:[A-Z]\.)+[A-Z]$")
_PARAGRAPH = re.compile(r"^\d{1,3}(?:\.\d{1,3})+[.):]?\s+(?=[A-Z])")
_SPEAKER = re.compile(r"^[A-Z][A-Za-z]{0,4}[A-Z]:")
LONGEST_TITLE = 16
LONGEST_TITLE_WITH_A_STOP = 10
LONGEST_PURPOSE = 28


def sentences(text: str) -> list[str]:
    """The sentences in order; joined with blanks they are the text again."""
    found, start = [], 0
    for end in _END.finditer(text):
        before = text[start : end.start() + 1].rstrip(".").split()
        word = before[-1].lstrip("(“‘\"'") if before else ""
        last = word.lower()
        if text[end.start()] == "." and (
            _INITIALS.match(word) or last in _SHORTENED or (len(last) == 1 and last.isalpha() and last != "i")
        ):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found


def without_paragraph_number(text: str) -> str:
    """ "15.2 The programme was noted": what the paragraph says."""
    return _PARAGRAPH.sub("", text)


def has_verb(text: str) -> bool:
    """A capital makes no verb: "Will Roe" is a name."""
    return any(word.strip(".,;:?!’”)") in _VERBS for word in text.split())


def is_title(text: str) -> bool:
    """Could this be the title of an item? "LBR Grants Programme Update." is one, "There were none." is not."""
    words = text.split()
    if not words or text[-1] in ",;" or not text[0].isalnum() | (text[0] in "‘“'\"(£"):
        return False
    if text[0].islower() or _SPEAKER.match(text):
        return False
    if words[0].lower() == "to" and len(words) > 1 and words[1].islower():
        return len(words) <= LONGEST_PURPOSE
    if len(words) > LONGEST_TITLE or len(sentences(text)) > 1:
        return False
    if text.endswith("?"):
        return True
    most = LONGEST_TITLE_WITH_A_STOP if text.endswith(".") else LONGEST_TITLE
    return len(words) <= most and not (has_verb(text) and (text.endswith((".", ":")) or len(words) > 9))


def is_sentence(text: str) -> bool:
    return bool(text) and (has_verb(text) or len(sentences(text)) > 1) and len(text.split()) > 2
