"""Lists: filtered by a form, sorted by a link, read a page at a time; their whole state is in the address."""

from collections.abc import Mapping

import django_filters
from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest, QueryDict

PER_PAGE = 20
#: Reaching a page means reading past those before it, so there is a last one; filters narrow the list.
LAST_PAGE = 400


class ListPage:
    """One page of a list whose length nobody counts: counting 40,000 rows costs more than reading thirty."""

    def __init__(self, rows: list, number: int, *, has_next: bool):
        self.rows, self.number, self.has_next = rows, number, has_next

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def previous_number(self) -> int:
        return self.number - 1

    @property
    def next_number(self) -> int:
        return self.number + 1


def page_number(request: HttpRequest) -> int:
    """What `?page=` asks for, the first if it asks for nonsense."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isdecimal() and len(asked) < 6 else 1


def page_of(request: HttpRequest, rows: QuerySet, per_page: int = PER_PAGE) -> ListPage:
    """The page that `?page=` asks for, the first if it asks for nonsense or past the end. Reads one row more than it
    shows."""
    number = page_number(request)
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    if start and not found:
        number, found = 1, list(rows[: per_page + 1])
    return ListPage(found[:per_page], number, has_next=len(found) > per_page and number < LAST_PAGE)


class ListFilter(django_filters.FilterSet):
    """The form above a list. Nonsense in the address asks for nothing.

    `orders` says what the list can be sorted by: a name for the address, and the columns. Each ends in one that
    tells any two rows apart, or rows that sort alike would change places between pages.
    """

    orders: dict[str, tuple[str, ...]] = {}
    #: What is chosen when someone comes without having chosen, field by field.
    chosen_at_first: dict[str, str] = {}

    def __init__(self, data: Mapping[str, str], queryset: QuerySet, **kwargs):
        chosen = QueryDict(mutable=True)
        chosen.update(self.chosen_at_first)
        for name in data:
            chosen[name] = data[name]
        super().__init__(chosen, queryset, **kwargs)

    @property
    def sort(self) -> str:
        """ "due", "-due", or "" for the list's own order."""
        asked = self.data.get("sort", "")
        return asked if asked.removeprefix("-") in self.orders else ""

    @property
    def rows(self) -> QuerySet:
        """What was asked for, in the order asked for."""
        if not self.sort:
            return self.qs
        columns = self.orders[self.sort.removeprefix("-")]
        is_backwards = self.sort.startswith("-")
        return self.qs.order_by(*(OrderBy(F(column), is_backwards, nulls_last=True) for column in columns))

    @property
    def is_narrowed(self) -> bool:
        """True when something was chosen, so that an empty list can offer to show everything."""
        return any(self.data.get(name, "") != self.chosen_at_first.get(name, "") for name in self.form.fields)
