"""Two at once, one minute late, twice, and interests that come up later."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from champions.choices import InterestKind
from champions.services.interests import declare_interest
from compact_portal.audit import following
from compact_portal.deadlines.models import CalendarFeed, DueDate
from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from disputes.choices import Outcome, Side
from disputes.deadlines import StagesDue, TimetablesDue
from disputes.models import ExtensionRequest, FactComment, PanelMember, Statement
from disputes.panels import convenes
from disputes.services import again, hearing, settling, stages
from disputes.services.states import DisputeMovedOn
from tests.at_once import at_once
from tests.disputes.hearings import NOW, REFERRED_ON, everyone, happened, read, told
from tests.factories.disputes import champions, heard, moment, raised, referred, two_sides
from tests.kept import all_due, emails
from tests.reading import text

LONDON = ZoneInfo("Europe/London")


def refused(do) -> str:
    """What became of it: "" for done, or the words with which it was refused."""
    try:
        with transaction.atomic():
            do()
    except (DisputeMovedOn, ValidationError) as error:
        return getattr(error, "messages", [str(error)])[0]
    return ""


# --- At the same moment ------------------------------------------------------


@pytest.fixture
def apart(transactional_db, clock):
    """Committed, so that threads see it."""
    clock.move_to(NOW)
    return two_sides()


def test_both_sides_ask_for_more_time_at_once(apart):
    dispute = raised(apart, on=REFERRED_ON)
    sides, due = (apart.raiser, apart.respondent), date(2026, 11, 27)

    def ask(number: int) -> str:
        return refused(lambda: stages.ask_for_more_time(dispute, due=due, reason="To meet", by=sides[number], now=NOW))

    assert sorted(at_once(ask, threads=2)) == ["", "Somebody has asked for more time already. Wait for the answer."]
    assert ExtensionRequest.objects.count() == 1


def test_one_confirms_while_the_other_withdraws(apart):
    dispute = raised(apart, on=REFERRED_ON)
    terms = settling.propose_settlement(dispute, terms="Agreed.", by=apart.respondent, now=NOW)
    both = (
        lambda: settling.answer_settlement(dispute, terms, confirmed=True, by=apart.raiser, now=NOW),
        lambda: settling.withdraw_dispute(dispute, reason="In order", by=apart.group_lead, now=NOW),
    )
    answers = at_once(lambda number: refused(both[number]), threads=2)
    assert answers.count("") == 1
    assert happened(dispute).count("Settled") == 1


def test_both_statements_at_once_are_released_once(apart):
    dispute = heard(apart, champions(), on=REFERRED_ON)
    sides = (apart.raiser, apart.respondent)

    def send(number: int) -> str:
        return refused(lambda: hearing.send_statement(dispute, text=f"{number}", by=sides[number], now=NOW))

    assert at_once(send, threads=2) == ["", ""]
    assert happened(dispute).count("Both statements shown to both sides") == 1
    assert Statement.objects.count() == 2


def test_two_champions_who_take_it_up_at_once_do_not_both_convene(apart):
    panel = champions()
    dispute = referred(apart, on=REFERRED_ON)
    both = (panel.public, panel.voluntary)

    def join(number: int) -> str:
        return refused(lambda: hearing.declare_interest(dispute, has_interest=False, by=both[number], now=NOW))

    assert at_once(join, threads=2) == ["", ""]
    assert sorted(PanelMember.objects.values_list("role", flat=True)) == ["convening", "panel"]


def test_opened_again_twice_at_once_it_is_open_once(apart):
    dispute = raised(apart, on=REFERRED_ON)
    settling.withdraw_dispute(dispute, reason="In order", by=apart.raiser, now=NOW)
    sides = (apart.raiser, apart.respondent)

    def reopen(number: int) -> str:
        return refused(
            lambda: again.reopen_dispute(dispute, why="not-done", reason="Nothing came", by=sides[number], now=NOW)
        )

    assert at_once(reopen, threads=2).count("") == 1
    assert dispute.stages.count() == 2


# --- Twice, and too late -----------------------------------------------------


@pytest.fixture
def panel(world):
    return everyone(world)


@pytest.fixture
def dispute(world, panel, clock):
    clock.move_to(NOW)
    return heard(world, panel, on=REFERRED_ON)


@pytest.mark.parametrize(("hour", "minute", "words"), [(23, 59, ""), (0, 0, "Statements were due on")])
def test_a_statement_until_midnight_in_london_in_summer_too(world, panel, clock, hour, minute, words):
    """In June midnight in London is 11 in the evening of UTC."""
    now = datetime(2026, 6, 15, 9, tzinfo=LONDON)
    clock.move_to(now)
    dispute = heard(world, panel, on=now.date())
    due = stages.current_stage(dispute).timetable.statements_due
    last = datetime(due.year, due.month, due.day, hour, minute, tzinfo=LONDON)
    moment_of_it = last if hour else last + timedelta(days=1)
    clock.move_to(moment_of_it)
    said = refused(lambda: hearing.send_statement(dispute, text="x", by=world.raiser, now=timezone.now()))
    assert said.startswith(words) and bool(said) == bool(words)


def test_a_late_statement_is_still_on_the_page(world, panel, dispute, client, clock):
    clock.move_to(moment(date(2026, 11, 17)))
    client.force_login(world.raiser)
    answer = client.post(dispute.url("statement"), {"text": "Every word of a long evening."})
    page = answer.content.decode()
    assert (answer.status_code, "Every word of a long evening." in page, "There is a problem" in page) == (200,) + (
        True,
    ) * 2
    assert not Statement.objects.exists()


def test_a_button_pressed_twice_does_it_once(world, panel, dispute, client):
    client.force_login(world.raiser)
    ask = {"due_day": "8", "due_month": "12", "due_year": "2026", "reason": "To meet"}
    first, second = (client.post(dispute.url("more-time"), ask) for _ in range(2))
    assert (first.status_code, "asked for more time already" in second.content.decode()) == (302, True)
    assert ExtensionRequest.objects.count() == 1
    for _ in range(2):
        hearing.send_statement(dispute, text="From the group", by=world.raiser, now=NOW)
    hearing.send_statement(dispute, text="From the council", by=world.respondent, now=NOW)
    hearing.draft_outcome(dispute, outcome=Outcome.CLARIFIED, text="x", by=panel.public, now=NOW)
    answers = [client.post(dispute.url("comment"), {"text": "Right."}).status_code for _ in range(2)]
    assert (answers, FactComment.objects.count()) == ([302, 409], 1)


def test_withdrawn_twice_it_is_said_what_it_is_now(world, dispute, client):
    client.force_login(world.raiser)
    answers = [client.post(dispute.url("withdraw"), {"reason": "In order"}).status_code for _ in range(2)]
    assert answers == [302, 409]
    assert happened(dispute).count("Settled") == 1


# --- An interest that comes up after opening ---------------------------------


def comes_close(world, user) -> None:
    """Said where Champions say it, so that everything that follows a change has followed it."""
    declare_interest(user.person, organisation=world.council, kind=InterestKind.WORKS_FOR, by=user, now=NOW)


def test_who_comes_close_to_a_side_is_out_of_lists_reminders_emails_and_the_calendar(
    world, panel, dispute, client, clock, django_capture_on_commit_callbacks
):
    feed = CalendarFeed.objects.create(user=panel.public)
    assert any(panel.public.email in emails(each) for each in all_due(TimetablesDue()))
    following._tell()  # of what made the dispute, so that the interest alone is followed below
    own = DueDate.objects.waiting_for(panel.public).filter(title__contains=dispute.reference)
    assert own.exists() and dispute.reference in client.get(feed.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        comes_close(world, panel.public)
    client.force_login(panel.public)
    assert dispute.reference not in client.get("/disputes/").content.decode()
    assert client.get(dispute.get_absolute_url()).status_code == 404
    assert client.get(dispute.url("hear")).status_code == 404
    assert dispute.reference not in client.get(feed.get_absolute_url()).content.decode()
    assert not own.all().exists()
    Notice.objects.all().delete()
    clock.move_to(moment(date(2026, 11, 16)))
    send_reminders(now=moment(date(2026, 11, 16)))
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=moment(date(2026, 11, 16)))
    assert not Notice.objects.filter(email=panel.public.email).exists()
    assert panel.voluntary.email in told("withdrawn")


def test_another_convenes_and_the_quorum_is_counted_anew(world, panel, dispute):
    comes_close(world, panel.public)
    found = read(dispute)
    assert convenes(panel.voluntary, found, REFERRED_ON) and not convenes(panel.public, found, REFERRED_ON)
    for user in (world.raiser, world.respondent):
        hearing.send_statement(dispute, text="As we see it", by=user, now=NOW)
    with pytest.raises(ValidationError, match="adviser is still needed"):
        hearing.draft_outcome(dispute, outcome=Outcome.CLARIFIED, text="x", by=panel.voluntary, now=NOW)
    with pytest.raises(PermissionDenied):
        hearing.leave_panel(dispute, reason="Mine", by=panel.public, now=NOW)
    assert stages.current_stage(found).statements_for(Side.RAISING, REFERRED_ON)


def test_the_days_of_many_disputes_are_read_with_as_many_questions_as_those_of_one(world, panel, dispute):
    with CaptureQueriesContext(connection) as of_one:
        list(StagesDue().open())
    for _ in range(3):
        heard(world, panel, on=REFERRED_ON)
    with CaptureQueriesContext(connection) as of_four:
        assert len(list(StagesDue().open())) == 4
    assert len(of_four) == len(of_one)


@pytest.mark.parametrize("who", ["raiser", "public"])
def test_a_dispute_that_was_opened_again_is_read_with_as_many_questions(world, panel, dispute, client, who):
    client.force_login({"raiser": world.raiser, "public": panel.public}[who])
    client.get(dispute.get_absolute_url())
    with CaptureQueriesContext(connection) as at_first:
        client.get(dispute.get_absolute_url())
    for _ in range(3):
        settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=NOW)
        again.reopen_dispute(dispute, why="evidence", reason="A letter was found", by=world.raiser, now=NOW)
    with CaptureQueriesContext(connection) as at_last:
        page = client.get(dispute.get_absolute_url()).content.decode()
    assert "Stage 2 again (3)" in page
    assert len(at_last) == len(at_first)


def test_what_was_written_on_a_page_that_came_too_late_can_be_copied(client, world, dispute):
    client.force_login(world.raiser)
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=NOW)
    late = client.post(dispute.url("refer"), {"reason": "We see it differently."})
    assert late.status_code == 409
    assert "What you wrote" in text(late) and "We see it differently." in text(late)
    assert "What you wrote" not in text(client.get(dispute.url("refer")))
