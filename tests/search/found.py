"""What somebody finds, after everything that was made past the services is in the index."""

from html import unescape

from compact_portal.search.backends.asking import Narrowed
from compact_portal.search.keeping import keep_all
from compact_portal.search.queries import Found, audiences_of, find


def look(typed: str, *, user=None, page: int = 1, as_typed: bool = False, **chosen) -> Found:
    keep_all()
    audiences = audiences_of(user) if user else ["everyone"]
    return find(typed, Narrowed(audiences=audiences, **chosen), page=page, as_typed=as_typed)


def titles(found: Found) -> list[str]:
    return [unescape(row.title.replace("<mark>", "").replace("</mark>", "")) for row in found.rows]
