"""What stands around a page is remembered, and is right all the same: for whoever looks, wherever, whatever was set."""

import re

import pytest
from django.utils import timezone

from compact_portal.pages.frame import _remembered
from compact_portal.partnership.models import Partnership
from compact_portal.partnership.services import change_partnership
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def rooms(page: str) -> list[str]:
    return re.findall(r'<a href="[^"]+"[^>]*>(\w+)</a>', page.partition('aria-label="Main"')[2].partition("</nav>")[0])


def page_for(client, user, path="/meetings/") -> str:
    client.logout()
    if user:
        client.force_login(user)
    return client.get(path).content.decode()


def test_each_sees_their_own_name_and_only_the_rooms_they_have(client):
    member, officer = UserFactory(name="Mel Member"), UserFactory(name="Olu Officer", officer=True)
    for _ in range(2):
        assert "Signed in as Mel Member" in page_for(client, member)
        assert "Signed in as Olu Officer" in page_for(client, officer)
        assert "Signed in as" not in page_for(client, None)
    assert rooms(page_for(client, member)) == [
        "Compact",
        "Meetings",
        "Actions",
        "Decisions",
        "Disputes",
        "Funding",
        "Champions",
        "Search",
    ]
    assert rooms(page_for(client, officer))[-3:] == ["People", "Organisations", "Notices"]
    member.is_officer = True
    member.save()
    assert rooms(page_for(client, member))[-3:] == ["People", "Organisations", "Notices"]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/meetings/", '<a href="/meetings/" aria-current="page">'),
        ("/champions/", '<a href="/champions/" aria-current="page">'),
        ("/meetings/nowhere/", '<a href="/meetings/" aria-current="true">'),
        ("/", None),
    ],
)
def test_the_room_one_is_in_is_marked(client, path, marked):
    page = page_for(client, None, path)
    assert re.findall(r"<a [^>]+aria-current[^>]+>", page) == ([marked] if marked else [])


def test_a_new_name_is_on_the_next_page(client):
    assert "Compact partnership" in page_for(client, None)
    officer = UserFactory(officer=True)
    change_partnership(
        revision=0, name="Example <Compact>", contact_email="us@example.org", by=officer, now=timezone.now()
    )
    page = page_for(client, None)
    assert '<a href="/">Example &lt;Compact&gt;</a>' in page
    assert "mailto:us@example.org" in page
    Partnership.objects.update(name="Example Two", contact_email="")
    page = page_for(client, None)
    assert ('<a href="/">Example Two</a>' in page, "mailto:" in page) == (True, False)


def test_a_part_is_drawn_once_for_all_who_see_it_alike(client):
    """Many people in many rooms would otherwise push each other's out."""
    _remembered.cache_clear()
    people = UserFactory.create_batch(3)
    page_for(client, people[0], "/meetings/")
    before = _remembered.cache_info().misses
    for person in people[1:]:
        page_for(client, person, "/meetings/")
    assert _remembered.cache_info().misses - before == len(people[1:])  # a header for each
    page_for(client, people[0], "/champions/")
    assert _remembered.cache_info().misses - before == len(people[1:]) + 1  # the room's navigation
