"""The pages of old minutes ask the database as much for many files and long minutes as for few and short ones."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import OldAction, OldAttendee, OldDecision
from tests.factories.old_minutes import MINUTES, read_in

MOST_QUERIES = 12
FEW, MANY = 1, 12


def of_length(times: int) -> str:
    """So many people, items, decisions and actions."""
    people = "".join(f"Person{chr(65 + n)} Example, Example Council\n" for n in range(times))
    items = "".join(
        f"{n + 3}. Title {n}\nThe Board talked for a while.\nRESOLVED that this be done.\n"
        f"ACTION: Bob Sample to do number {n}.\n\n"
        for n in range(times)
    )
    text = MINUTES.replace("Apologies:", f"{people}\nApologies:")
    return text.replace("Date of next", f"{items}\nDate of next")


def queries_of(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    ["old-minutes-check", "old-minutes-keep", "old-minutes-heading", "old-line", "old-attendee", "old-decision"],
)
def test_a_page_asks_as_much_for_long_minutes_as_for_short_ones(signed_in, committee, officer, page):
    counts = []
    for times in (FEW, MANY):
        old = read_in(of_length(times), name=f"{times}.txt", committee=committee, by=officer)
        rows = {"old-attendee": OldAttendee, "old-decision": OldDecision, "old-action": OldAction}
        more = {"old-line": [5]}.get(page, [])
        if page in rows:
            more = [rows[page].objects.filter(line__old_minutes=old).first().pk]
        counts.append(queries_of(signed_in, old.url(page, *more)))
    assert counts[0] == counts[1] <= MOST_QUERIES


@pytest.mark.django_db
def test_the_list_asks_as_much_for_many_files_as_for_few(signed_in, committee, officer):
    counts = []
    for start, end in ((1, 3), (3, 20)):
        for day in range(start, end):
            text = MINUTES.replace("3 March", f"{day} March")
            read_in(text, name=f"{day}.txt", committee=committee, by=officer)
        counts.append(queries_of(signed_in, "/meetings/old-minutes/"))
    assert counts[0] == counts[1] <= MOST_QUERIES
