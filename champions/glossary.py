"""Glossary terms, explained where they are used."""

import re
from collections.abc import Iterable

from django.utils.text import slugify

#: A web address in a text, without the full stop that ends its sentence.
ADDRESS = r"https?://[^\s<>]*[^\s<>.,;:]"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"


def term_anchor(term: str) -> str:
    return f"term-{slugify(term)}"


class Glossary:
    """Finds the terms of a glossary in a text. Each is linked once in a section: more would be noise."""

    def __init__(self, terms: Iterable[str]):
        self.anchors = {term.casefold(): term_anchor(term) for term in terms}
        longest_first = "|".join(map(re.escape, sorted(self.anchors, key=len, reverse=True)))
        self._found = re.compile(
            rf"(?P<address>{ADDRESS})|(?P<email>{EMAIL})|\b(?P<term>{longest_first or '(?!)'})\b", re.IGNORECASE
        )

    def parts(self, text: str, seen: set[str]) -> list[dict]:
        """The text in pieces: [{"text": "Submit bids on a "}, {"text": "full cost recovery", "href": "#term-…"}].

        Terms not `seen` yet in the section lead to their meaning, and are seen from then on; addresses lead where
        they say.
        """
        pieces, end = [], 0
        for found in self._found.finditer(text):
            href = self._href(found, seen)
            if href:
                pieces += [{"text": text[end : found.start()]}, {"text": found[0], "href": href}]
                end = found.end()
        return [piece for piece in [*pieces, {"text": text[end:]}] if piece["text"]]

    def _href(self, found: re.Match, seen: set[str]) -> str:
        if found["address"]:
            return found[0]
        if found["email"]:
            return f"mailto:{found[0]}"
        term = found[0].casefold()
        if term in seen:
            return ""
        seen.add(term)
        return f"#{self.anchors[term]}"
