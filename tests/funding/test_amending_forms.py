"""The pages on which a round is amended, and what they refuse."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from funding.services import amending
from tests.funding.amended import ENOUGH, OLD, amended
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# The pages


def posted(prefix: str, day: date) -> dict:
    return {f"{prefix}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def dates(closes: date, decided: date, announced: date) -> dict:
    days = posted("closes_on", closes) | posted("decided_on", decided) | posted("announced_on", announced)
    return days | {"closes_at": "5pm"}


def test_from_the_first_page_to_the_public_one(client, round_, funder):
    client.force_login(funder.user)
    base = f"{round_.get_absolute_url()}amend/"
    assert "cancel the round and begin a new one" in text(client.get(base))
    assert "Not yet" in text(client.post(base, follow=True))
    client.post(f"{base}words/", {"purpose": "Lunch clubs and gardens.", "who_can_apply": round_.who_can_apply})
    assert "You change: What it is for." in text(client.get(f"{base}reason/"))
    refused = client.post(f"{base}reason/", {"reason": "Gardens were asked for.", "is_material": "no"})
    assert "Error" in text(refused) and "Gardens were asked for." in text(refused)
    client.post(f"{base}reason/", {"reason": "Gardens were asked for.", "is_material": "yes"})
    assert "It can close on Tuesday 22 December 2026, or later." in text(client.get(f"{base}dates/"))
    short = client.post(f"{base}dates/", dates(OLD, date(2027, 1, 12), date(2027, 1, 19)))
    assert "Choose Tuesday 22 December 2026, or a later day." in text(short)
    client.post(f"{base}dates/", dates(ENOUGH, date(2027, 1, 19), date(2027, 1, 26)))
    client.post(f"{base}check/", {"seen": round_.amendments.get().revision})
    page = text(client.get(f"{base}publish/"))
    assert "Lunch clubs and gardens. Before: Things that bring neighbours together." in page
    client.post(f"{base}publish/", {"seen": round_.amendments.get().revision})
    client.logout()
    said = text(client.get(round_.get_absolute_url()))
    assert "Lunch clubs and gardens." in said and "This changes what applicants write, or whether they apply." in said


@pytest.mark.parametrize(
    ("page", "posted", "words"),
    [
        ("words", {"purpose": " ", "who_can_apply": "x" * 2001}, "up to 2000"),
        ("money", {"budget_1": "lots"}, "Enter an amount in pounds"),
        ("money", {"budget_1": "0"}, "more than £0"),
        ("money", {"budget_1": "9" * 30}, "or less"),
        ("reason", {"reason": "", "is_material": "perhaps"}, "Error"),
        (
            "dates",
            {"closes_at": "25:99", "closes_on_day": "31", "closes_on_month": "2", "closes_on_year": "2027"},
            "Enter a time",
        ),
        ("check/lots", {"answer": "exception", "reason": " "}, "Enter the reason"),
        ("check/lots", {"answer": "perhaps"}, "Error"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(client, round_, who, funder, page, posted, words):
    amending.begin_amendment(round_, **who)
    client.force_login(funder.user)
    answer = client.post(f"{round_.get_absolute_url()}amend/{page}/", posted)
    assert answer.status_code == 200 and words in text(answer)
    assert round_.amendments.get().revision == 0


def test_two_who_save_the_same_page_at_once_do_not_write_over_each_other(client, round_, who, funder):
    client.force_login(funder.user)
    base = f"{round_.get_absolute_url()}amend/"
    client.post(base)
    seen = round_.amendments.get().revision
    assert f'name="seen" value="{seen}"' in client.get(f"{base}words/").content.decode()
    mine = {"who_can_apply": round_.who_can_apply, "seen": seen}
    client.post(f"{base}words/", {"purpose": "Gardens.", **mine})
    late = client.post(f"{base}words/", {"purpose": "Lunch clubs alone.", **mine})
    assert late.status_code == 409 and "Lunch clubs alone." in text(late)
    assert round_.amendments.get().purpose == "Gardens."


def test_pages_that_are_none_are_not_found(client, round_, who, funder):
    amending.begin_amendment(round_, **who)
    client.force_login(funder.user)
    base = f"{round_.get_absolute_url()}amend/"
    assert {client.get(f"{base}{page}/").status_code for page in ("questions", "check/none", "criteria")} == {404}


@pytest.mark.parametrize("page", ["words/", "money/", "reason/", "dates/", "check/", "check/lots/", "publish/"])
def test_where_nothing_is_prepared_one_begins(client, round_, funder, page):
    client.force_login(funder.user)
    answer = client.get(f"{round_.get_absolute_url()}amend/{page}")
    assert answer.status_code == 302 and answer.url == f"{round_.get_absolute_url()}amend/"


def test_the_page_of_a_round_asks_as_much_for_one_change_as_for_many(
    client, round_, who, django_assert_max_num_queries
):
    from django.db import connection

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(round_.get_absolute_url())
        return len(queries)

    now = amended(round_, closes_on=ENOUGH, **who).round
    once = asked()
    for day in (23, 24, 29):
        now = amended(now, closes_on=date(2026, 12, day), **who).round
    assert asked() == once
