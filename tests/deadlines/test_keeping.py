"""The table of due dates says what the sources say: after every change, whoever made it, and after every mishap."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from compact_portal import dates
from compact_portal.audit.services import record
from compact_portal.deadlines import engine
from compact_portal.deadlines.keeping import keep_all, keep_scope, keep_what_follows
from compact_portal.deadlines.models import DueDate, Responsibility
from compact_portal.deadlines.responsible import OFFICERS, leads, leads_or_officers, members
from compact_portal.deadlines.services import add_bank_holiday
from compact_portal.partnership.services import change_partnership
from meetings.choices import ActionState
from meetings.services.actions import set_due, update_action
from meetings.services.planning import cancel_meeting
from tests.at_once import at_once
from tests.factories.meetings import ActionFactory, MeetingFactory
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.kept import emails, waiting_for

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)

pytestmark = pytest.mark.django_db


def titles_and_days() -> list[tuple[str, date]]:
    return list(DueDate.objects.soonest_first().values_list("title", "due"))


def dated_action(**fields):
    """Published, of a meeting that itself has nothing to wait for."""
    return ActionFactory(due_on=FRIDAY, published=True, item__meeting__approved=True, **fields)


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def followed(django_capture_on_commit_callbacks):
    """Within it, what is to happen after the commit happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def action(officer):
    return dated_action(text="Send the figures", owners=[officer.person])


# --- After a change ----------------------------------------------------------


def test_a_new_date_is_in_the_table_as_soon_as_it_is_saved(action, officer, followed):
    with followed():
        set_due(action, on=FRIDAY + timedelta(days=7), note="Later", by=officer, now=NOW)
    assert titles_and_days() == [("Send the figures", FRIDAY + timedelta(days=7))]


def test_what_is_done_is_out_of_the_table_with_all_that_hung_on_it(action, officer, followed):
    keep_all()
    assert Responsibility.objects.exists()
    with followed():
        update_action(action, state=ActionState.DONE, note="", by=officer, now=NOW)
    assert (DueDate.objects.exists(), Responsibility.objects.exists()) == (False, False)


def test_a_change_that_was_taken_back_changes_no_date(action, officer, followed):
    keep_all()
    with followed(), pytest.raises(ZeroDivisionError), transaction.atomic():
        update_action(action, state=ActionState.DONE, note="", by=officer, now=NOW)
        1 / 0
    assert titles_and_days() == [("Send the figures", FRIDAY)]


def test_a_change_in_one_committee_reads_no_other(action, officer, followed):
    other = dated_action(text="Elsewhere")
    with followed():
        set_due(action, on=FRIDAY, note="", by=officer, now=NOW)
    assert titles_and_days() == [("Send the figures", FRIDAY)]
    with followed():
        set_due(other, on=FRIDAY, note="", by=officer, now=NOW)
    assert {title for title, _ in titles_and_days()} == {"Send the figures", "Elsewhere"}


def test_a_cancelled_meeting_has_no_agenda_to_publish(officer, followed):
    meeting = MeetingFactory(date=date(2026, 12, 16))
    keep_all()
    assert titles_and_days() == [("Publish the agenda", date(2026, 12, 8))]
    with followed():
        cancel_meeting(meeting, reason="Snow", by=officer, now=NOW)
    assert titles_and_days() == []


def test_a_bank_holiday_and_a_setting_move_every_date_that_counts_with_them(officer, followed, fresh_holidays):
    administrator = UserFactory(administrator=True)
    MeetingFactory(date=date(2026, 12, 16))
    with followed():
        add_bank_holiday(day=date(2026, 12, 9), name="Example Day", by=administrator, now=NOW)
    assert titles_and_days() == [("Publish the agenda", date(2026, 12, 7))]
    with followed():
        change_partnership(revision=0, agenda_clear_days=3, by=officer, now=NOW)
    assert titles_and_days() == [("Publish the agenda", date(2026, 12, 10))]


def test_every_record_a_source_follows_is_one():
    followed = {label for source in engine.sources.values() for label in source.follows}
    assert [label for label in followed if not apps.get_model(label)] == []


@pytest.mark.django_db(transaction=True)
def test_services_alone_fill_the_table_with_what_the_sources_say(monkeypatch):
    """The whole demo is made by services. Nothing is left for the hourly look to mend."""
    monkeypatch.setenv("DEMO_PASSWORD", "an example of a password")
    call_command("load_demo", verbosity=0)
    assert DueDate.objects.values("source").distinct().count() > 4
    assert keep_all() == 0


# --- After a mishap ----------------------------------------------------------


def test_the_hourly_look_mends_what_is_missing_wrong_or_too_much(only_source):
    only_source.add(FRIDAY, title="One")
    only_source.add(FRIDAY, title="Two")
    DueDate.objects.filter(title="One").delete()
    DueDate.objects.filter(title="Two").update(due=date(2020, 1, 1), fingerprint="")
    DueDate.objects.create(source=only_source.name, key="gone", due=FRIDAY, title="Gone", url="/", private=False)
    assert (keep_all(), keep_all()) == (1, 0)
    assert sorted(titles_and_days()) == [("One", FRIDAY), ("Two", FRIDAY)]


def test_a_day_that_has_come_is_noticed_without_any_change():
    with time_machine.travel(datetime(2027, 11, 20, 9, tzinfo=UTC), tick=False):
        dates.bank_holidays()
        keep_all()
        assert titles_and_days() == []
    with time_machine.travel(datetime(2027, 12, 20, 9, tzinfo=UTC), tick=False):
        keep_all()
        assert [title for title, _ in titles_and_days()] == ["Add the bank holidays of the years to come"]


def test_a_source_that_fails_keeps_no_change_from_being_saved(action, officer, followed, monkeypatch, caplog):
    monkeypatch.setattr(engine.sources["meetings.actions"], "open", lambda **_: 1 / 0)
    with followed():
        set_due(action, on=FRIDAY, note="", by=officer, now=NOW)
    action.refresh_from_db()
    assert action.due_on == FRIDAY
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_looks_at_the_same_moment_leave_what_the_last_change_says():
    officer = UserFactory(officer=True)
    action = dated_action(text="Send the figures", owners=[officer.person])

    def move(number: int) -> None:
        for day in range(5):
            with transaction.atomic():
                set_due(action, on=FRIDAY + timedelta(days=10 * day + number), note="", by=officer, now=NOW)

    at_once(move)
    action.refresh_from_db()
    assert titles_and_days() == [("Send the figures", action.due_on)]
    assert keep_all() == 0


# --- Whose it is -------------------------------------------------------------


def test_who_comes_and_goes_needs_no_new_look(only_source, officer):
    led = MembershipFactory(lead=True)
    member = MembershipFactory(organisation=led.organisation)
    only_source.add(FRIDAY, title="For its leads", to=[leads(led.organisation_id)])
    only_source.add(FRIDAY, title="For all of it", to=[members(led.organisation_id)])
    only_source.add(FRIDAY, title="Led or looked after", to=[leads_or_officers(led.organisation_id)])

    def shown(user) -> list[str]:
        return [due_date.title for due_date in DueDate.objects.waiting_for(user).soonest_first()]

    assert shown(led.user) == ["For its leads", "For all of it", "Led or looked after"]
    assert (shown(member.user), shown(officer)) == (["For all of it"], [])
    led.user.is_active = False
    led.user.deactivated_at = NOW
    led.user.save()
    assert (shown(led.user), shown(officer)) == ([], ["Led or looked after"])


def test_officers_stand_in_for_an_organisation_without_a_lead_and_are_reminded_in_its_place(only_source, officer):
    only_source.add(FRIDAY, to=[leads_or_officers(OrganisationFactory().pk)])
    (due_date,) = waiting_for(officer, only_source)
    assert emails(due_date) == [officer.email]


def test_two_reasons_to_be_responsible_make_one_line(only_source, officer):
    only_source.add(FRIDAY, to=[OFFICERS, OFFICERS, leads_or_officers(OrganisationFactory().pk)])
    (due_date,) = waiting_for(officer, only_source)
    assert emails(due_date) == [officer.email]


def test_a_record_nobody_follows_is_no_trouble(officer):
    keep_what_follows([officer])
    record(officer, "seen", by=officer, at=NOW)
    keep_scope(engine.sources["meetings.actions"], 12345)
    assert titles_and_days() == []
