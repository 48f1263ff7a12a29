"""A record's history in plain words."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from compact_portal.audit.models import AuditEvent
from compact_portal.audit.queries import history_of
from compact_portal.audit.services import purge_events, record
from compact_portal.people.models import Organisation, User

NOW = datetime(2026, 7, 20, 16, 45, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return Organisation.objects.create(name="Example Group", slug="example-group", sector="voluntary")


@pytest.fixture
def officer():
    return User.objects.create_user("officer@example.org", name="Ola Officer", is_officer=True)


def said(obj):
    return [(line.what, line.who, line.notes) for line in history_of(obj)]


def test_the_newest_comes_first(group, officer):
    record(group, "proposed", by=None, at=NOW)
    record(group, "confirmed", by=officer, at=NOW)
    assert said(group) == [("Confirmed", "by Ola Officer", ()), ("Proposed", "by the portal", ())]


def test_changes_and_reasons_are_told_and_the_rest_is_not(group, officer):
    record(group, "renamed", by=officer, at=NOW, **{"from": "Old", "to": "New", "reason": "Merged", "revision": 7})
    assert said(group) == [("Renamed", "by Ola Officer", ("From Old to New.", "Reason: Merged"))]


def test_a_change_of_one_sentence_to_another_ends_with_one_full_stop(group, officer):
    record(group, "changed", by=officer, at=NOW, **{"from": "Write to them.", "to": "Call them."})
    assert said(group) == [("Changed", "by Ola Officer", ("From Write to them. to Call them.",))]


def test_purged_events_are_told_of_in_one_line(group, officer):
    record(group, "proposed", by=officer, at=NOW)
    record(group, "confirmed", by=officer, at=NOW)
    purge_events(AuditEvent.objects.about(group), rule="Kept for 10 years.", now=NOW)
    assert said(group) == [("Older history removed", "by the portal", ("Kept for 10 years.",))]


def test_the_history_takes_one_query(group, officer, django_assert_num_queries):
    for verb in ("proposed", "confirmed", "renamed"):
        record(group, verb, by=officer, at=NOW)
    with django_assert_num_queries(1):
        render_to_string("components/history.html", {"lines": history_of(group)})


def test_the_component_shows_london_time_and_escapes_names(group, officer):
    officer.person.name = "<b>Ola</b>"
    record(group, "confirmed", by=officer, at=NOW)
    html = render_to_string("components/history.html", {"lines": history_of(group)})
    assert "<strong>Confirmed</strong> by &lt;b&gt;Ola&lt;/b&gt;" in html
    assert "Monday 20 July 2026, 5:45pm" in html


def test_an_empty_history_says_so(group):
    assert "Nothing has happened here yet." in render_to_string("components/history.html", {"lines": history_of(group)})
