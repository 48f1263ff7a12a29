"""What our font can print. An accessible PDF has no letter without a shape."""

import unicodedata
from functools import cache

from django.conf import settings

FONT = "static/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"


def printable(words: str) -> str:
    """One line, with "?" for what our font cannot print."""
    kept = (letter for letter in unicodedata.normalize("NFC", words) if unicodedata.category(letter)[0] != "C")
    return "".join(letter if ord(letter) in letters_of_our_font() else "?" for letter in kept)


@cache
def letters_of_our_font() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # the worker's alone

    with TTFont(settings.BASE_DIR / FONT) as font:
        return frozenset(font.getBestCmap())
