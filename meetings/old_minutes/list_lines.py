"""Lines of attendance lists among the lines beside them: which go on below, and which are of one person."""

import re

from meetings.old_minutes.lines import Line, without_bullet
from meetings.old_minutes.name_lists import begins_with_a_person, name_parts, says_one_person
from meetings.old_minutes.names import split_title

#: "Cllrs Roe, Moss," and the others on the next line.
_LIST_GOES_ON = re.compile(r"^(?:Cllrs|Councillors|Aldermen)\b.*,$|\s(?:and|&)$", re.IGNORECASE | re.DOTALL)
#: Letters after which a line may have been broken.
_MARGIN = 55


def goes_on_below(text: str, line: Line) -> bool:
    """Does the next line belong to this one, and not to somebody else?"""
    after = line.text
    if line.is_bullet or line.bold or line.heading:
        return False
    if _LIST_GOES_ON.search(text) or (after.startswith("(") and after.endswith(")") and not line.gap):
        return True
    if line.gap or len(text) < _MARGIN or after.endswith(":"):
        return False
    return _ends_in_a_first_name(text) or _is_of_one_person(text, after)


def _ends_in_a_first_name(text: str) -> bool:
    """ "Jo Roe, Al Moss, Sarah": her other name stands below."""
    last = text.split(",")[-1].strip()
    return text.count(",") > 2 and bool(re.fullmatch(r"[A-Z][a-z]+", last)) and not split_title(last)[0]


def _is_of_one_person(text: str, after: str) -> bool:
    """ "Jo Roe – Manager, Example Ambulance" and "Service NHS Trust"."""
    said = re.search(r"\s[–—-]\s", text) and says_one_person(text)
    another = begins_with_a_person(after.split(",")[0])
    return bool(said) and not another and len(after.split()) <= 8 and not re.search(r"\d|:", after)


def is_of_one(text: str, texts: list[str], *, surnames: bool) -> bool:
    """Is it one person's line? Where its own words leave it open, the lines beside it tell."""
    text, texts = without_bullet(text), [without_bullet(each) for each in texts]
    parts = name_parts(text, surnames=surnames)
    if len(parts) == 1:
        return True
    if ";" in text or len(parts) > 3 or any(split_title(part)[0] for part in parts[1:]) or re.search(r"\sand\s", text):
        return False
    others = [other for other in texts if other != text]
    telling = [other for other in others if says_one_person(other) and re.search(r"[,–—-]", other)]
    return len(telling) * 2 >= len(others) > 0
