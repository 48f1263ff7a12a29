"""The officers' page: what was sent to whom, what waits, what failed."""

from datetime import UTC, datetime, timedelta

import pytest

from compact_portal.lists import PER_PAGE
from compact_portal.notices.models import Notice
from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
PROBLEM = "The mail server could not be reached."

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_officer(client):
    client.force_login(UserFactory(officer=True))
    return client


@pytest.fixture
def failed():
    return NoticeFactory(subject="Failed one", failed_at=NOW, attempts=8, last_error=PROBLEM)


def shown(response):
    return [notice.subject for notice in response.context["page"]]


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_officers_and_administrators_see_the_notices(client, role):
    client.force_login(UserFactory(**{role: True}))
    assert client.get("/notices/").status_code == 200


@pytest.mark.parametrize("role", ["champion", "name"])
def test_others_do_not(client, role):
    client.force_login(UserFactory(**{role: True if role == "champion" else "Example"}))
    notice = NoticeFactory()
    answers = [client.get(url).status_code for url in ("/notices/", "/notices/notices.csv", f"/notices/{notice.pk}/")]
    assert answers == [403, 403, 403]


def test_the_newest_come_first(as_officer):
    NoticeFactory(subject="Old", created_at=NOW - timedelta(days=1))
    NoticeFactory(subject="New", created_at=NOW)
    assert shown(as_officer.get("/notices/")) == ["New", "Old"]


def test_the_list_narrows_by_state_kind_and_person(as_officer, failed):
    asha = UserFactory(name="Asha Example", email="asha@example.org")
    NoticeFactory(subject="Sent one", sent_at=NOW, kind="minutes published")
    NoticeFactory(subject="Waiting one", user=asha, email="asha@example.org")
    found = {
        asked: shown(as_officer.get("/notices/", {asked.split("=")[0]: asked.split("=")[1]}))
        for asked in ("state=failed", "state=sent", "state=waiting", "kind=minutes published", "person=Asha E")
    }
    assert found == {
        "state=failed": ["Failed one"],
        "state=sent": ["Sent one"],
        "state=waiting": ["Waiting one"],
        "kind=minutes published": ["Sent one"],
        "person=Asha E": ["Waiting one"],
    }


def test_the_list_sorts_by_reader(as_officer):
    NoticeFactory(subject="To B", email="b@example.org")
    NoticeFactory(subject="To A", email="a@example.org")
    assert shown(as_officer.get("/notices/?sort=to")) == ["To A", "To B"]


def test_a_state_nobody_knows_shows_the_form_again(as_officer, failed):
    assert as_officer.get("/notices/?state=lost&page=99999&sort=nonsense").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(as_officer, rows, django_assert_max_num_queries):
    for _ in range(rows):
        NoticeFactory(user=UserFactory())
    with django_assert_max_num_queries(6) as counted:
        as_officer.get("/notices/")
    assert len(counted) == 6


def test_a_long_list_has_pages(as_officer):
    NoticeFactory.create_batch(PER_PAGE + 1)
    page = as_officer.get("/notices/?state=waiting")
    assert len(shown(page)) == PER_PAGE
    assert "?state=waiting&amp;page=2" in page.content.decode()
    assert len(shown(as_officer.get("/notices/?state=waiting&page=2"))) == 1


def test_the_csv_holds_what_the_list_shows(as_officer, failed):
    NoticeFactory(subject="Sent one", sent_at=NOW)
    lines = b"".join(as_officer.get("/notices/notices.csv?state=failed").streaming_content).decode("utf-8-sig")
    assert lines.splitlines() == [
        "Written,To,About,Subject,State,Sent,Tries,Problem",
        f"2026-11-20 10:00,ada@example.org,Action due,Failed one,Failed,,8,{PROBLEM}",
    ]


def test_a_notice_shows_what_it_says_and_why_it_failed(as_officer, failed):
    page = as_officer.get(f"/notices/{failed.pk}/").content.decode()
    assert [words in page for words in (failed.body, PROBLEM, "8 times", "Try again")] == [True] * 4


def test_a_private_notice_shows_neither_words_nor_kind(as_officer):
    secret = NoticeFactory(private=True, kind="dispute referred", subject="Your dispute", body="Stage 2 has begun")
    pages = [
        as_officer.get("/notices/").content,
        as_officer.get(f"/notices/{secret.pk}/").content,
        b"".join(as_officer.get("/notices/notices.csv").streaming_content),
    ]
    pages = [page.replace(b'<a href="/disputes/">Disputes</a>', b"") for page in pages]  # the room, for everyone
    leaks = [words for words in (b"ispute", b"Stage 2") for page in pages if words in page]
    assert leaks == []
    assert as_officer.get("/notices/?kind=dispute referred").context["filter"].form.is_valid() is False


def test_trying_again_puts_the_notice_back_in_line(as_officer, failed):
    response = as_officer.post(f"/notices/{failed.pk}/try-again/", follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "The portal tries again now. This can take a minute."
    ]
    assert list(Notice.objects.waiting()) == [failed]
    assert "Tried again" in response.content.decode()


def test_a_double_click_on_try_again_tries_once(as_officer, failed):
    as_officer.post(f"/notices/{failed.pk}/try-again/")
    response = as_officer.post(f"/notices/{failed.pk}/try-again/", follow=True)
    assert "needs no new try" in response.content.decode()


def test_trying_again_takes_a_button(as_officer, failed):
    assert as_officer.get(f"/notices/{failed.pk}/try-again/").status_code == 405


def test_an_empty_outbox_says_so(as_officer):
    assert "The portal has sent no email yet." in as_officer.get("/notices/").content.decode()
