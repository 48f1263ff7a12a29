"""Addresses of pages. Finding one takes Django as long as a small query, and a list has dozens: each is found once."""

from functools import lru_cache

from django.urls import reverse

#: As many as the lists of a busy day show; the one nobody asked for longest is forgotten first.
MOST_KNOWN = 10_000


def address(page: str, *parts: str | int) -> str:
    """Its path: address("meetings:committee", "executive"). Raises NoReverseMatch where there is no such page.

    Not for addresses with a secret in them: those are not to be kept.
    """
    return _found(page, parts)


@lru_cache(maxsize=MOST_KNOWN)
def _found(page: str, parts: tuple[str | int, ...]) -> str:
    return reverse(page, args=parts)
