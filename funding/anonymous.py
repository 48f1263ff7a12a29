"""Papers without the name of whose they are, for assessors who are to judge the words alone."""

import re
from collections.abc import Iterable

INSTEAD = "[name]"


def without_name(words: str, name: str) -> str:
    """The name of the applicant is taken out, whatever its capitals and the marks between its words. What else may tell
    who it is (a street, a person) only a reader knows: the form asks applicants not to write it."""
    parts = re.findall(r"\w+", name)
    if not parts:
        return words
    return re.sub(r"\b" + r"[\W_]+".join(map(re.escape, parts)) + r"\b", INSTEAD, words, flags=re.IGNORECASE)


def without_names(words: str, names: Iterable[str]) -> str:
    """The longest first: a name may be a part of another."""
    for name in sorted(names, key=len, reverse=True):
        words = without_name(words, name)
    return words
