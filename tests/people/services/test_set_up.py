from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from compact_portal.partnership.models import Partnership
from compact_portal.people.models import SetUpLink, User
from compact_portal.people.services import set_up
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
ANSWERS = {"partnership": "Example Compact", "name": "Ada", "email": "ada@example.org", "password": "a pass phrase"}


def test_the_token_is_kept_only_as_a_hash():
    token = set_up.make_link(now=NOW)
    assert token not in str(SetUpLink.objects.values().get())


def test_it_names_the_partnership_and_its_first_administrator():
    user = set_up.set_up_portal(token=set_up.make_link(now=NOW), **ANSWERS, now=NOW)
    assert (user.roles, user.name, Partnership.current().name) == (
        ["Officer", "Administrator"],
        "Ada",
        "Example Compact",
    )


def test_a_link_works_once():
    token = set_up.make_link(now=NOW)
    user = set_up.set_up_portal(token=token, **ANSWERS, now=NOW)
    User.objects.filter(pk=user.pk).update(is_administrator=False)
    with pytest.raises(set_up.LinkUsed):
        set_up.set_up_portal(token=token, **(ANSWERS | {"email": "eve@example.org"}), now=NOW)


@pytest.mark.parametrize(("age", "works"), [(timedelta(hours=23, minutes=59), True), (timedelta(hours=24), False)])
def test_a_link_works_for_a_day(age, works):
    token = set_up.make_link(now=NOW - age)
    assert (set_up.find_link(token, now=NOW) is not None) == works


def test_a_new_link_ends_the_one_before():
    old, new = set_up.make_link(now=NOW), set_up.make_link(now=NOW)
    assert set_up.find_link(old, now=NOW) is None
    assert set_up.find_link(new, now=NOW) is not None


def test_no_link_works_where_there_is_an_administrator():
    token = set_up.make_link(now=NOW)
    UserFactory(administrator=True)
    assert set_up.find_link(token, now=NOW) is None


def printed(capsys, *args) -> str:
    call_command("setup_link", *args)
    return capsys.readouterr().out


def test_starting_again_does_not_make_links_pile_up(capsys):
    assert "Set up the portal here, within 24 hours: http://localhost:8000/setup/" in printed(capsys)
    assert "works until" in printed(capsys)
    assert SetUpLink.objects.count() == 1


def test_a_lost_link_can_be_replaced(capsys):
    printed(capsys)
    assert "http://localhost:8000/setup/" in printed(capsys, "--new")


def test_nothing_is_printed_where_there_is_an_administrator(capsys):
    UserFactory(administrator=True)
    assert printed(capsys) == ""
