"""Stage 1: more time, pauses, a corrected start, and the ways in which it ends."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from compact_portal.deadlines.models import DueDate
from compact_portal.deadlines.services import send_reminders
from compact_portal.notices.models import Notice
from disputes.choices import DisputeState, Outcome
from disputes.deadlines import StagesDue
from disputes.drawing import drawing_of
from disputes.models import Dispute
from disputes.services import settling, stages
from disputes.services.states import DisputeMovedOn
from disputes.timeline import timeline_of
from tests.at_once import at_once
from tests.disputes.hearings import read
from tests.factories.disputes import moment, raised, two_sides
from tests.factories.people import MembershipFactory, UserFactory
from tests.kept import all_due, emails, waiting_for
from tests.reading import text

NOW = moment(date(2026, 11, 5))
FRIDAY = date(2026, 11, 20)


def what_happened(dispute) -> list[str]:
    return [line.what for line in timeline_of(dispute)]


def due(dispute) -> date:
    return stages.current_stage(dispute).clock.due


# --- More time ---------------------------------------------------------------


def test_both_sides_agree_to_more_time(world, dispute):
    stages.ask_for_more_time(dispute, due=FRIDAY, reason="To meet the head", by=world.raiser, now=NOW)
    assert due(dispute) == date(2026, 11, 16)
    stages.answer_request_for_time(dispute, accepted=True, by=world.respondent, now=NOW)
    stage = stages.current_stage(dispute)
    assert (stage.clock.due, stage.original_due) == (FRIDAY, date(2026, 11, 16))
    assert what_happened(dispute) == ["More time agreed by both sides", "More time asked for", "Raised"]


def test_the_page_that_asks_for_more_time_says_the_latest_date(client, world, dispute, clock):
    clock.move_to(NOW)
    client.force_login(world.raiser)
    assert "Monday 30 November 2026 or an earlier working day" in text(client.get(dispute.url("more-time")))


def test_a_refusal_needs_a_reason_and_moves_nothing(world, dispute):
    stages.ask_for_more_time(dispute, due=FRIDAY, reason="To meet", by=world.raiser, now=NOW)
    with pytest.raises(ValidationError, match="Enter why not"):
        stages.answer_request_for_time(dispute, accepted=False, answer=" ", by=world.respondent, now=NOW)
    stages.answer_request_for_time(dispute, accepted=False, answer="We are ready", by=world.respondent, now=NOW)
    assert due(dispute) == date(2026, 11, 16)


def test_no_answer_by_the_due_date_is_a_refusal(world, dispute):
    stages.ask_for_more_time(dispute, due=FRIDAY, reason="To meet", by=world.raiser, now=NOW)
    with pytest.raises(DisputeMovedOn):
        stages.answer_request_for_time(dispute, accepted=True, by=world.respondent, now=moment(date(2026, 11, 17)))
    assert due(dispute) == date(2026, 11, 16)


def test_more_time_is_asked_for_once_at_a_time(world, dispute):
    stages.ask_for_more_time(dispute, due=FRIDAY, reason="To meet", by=world.raiser, now=NOW)
    for user in (world.raiser, world.respondent):
        with pytest.raises(ValidationError, match="asked for more time already"):
            stages.ask_for_more_time(dispute, due=FRIDAY, reason="Again", by=user, now=NOW)


def test_nobody_answers_their_own_question(world, dispute):
    stages.ask_for_more_time(dispute, due=FRIDAY, reason="To meet", by=world.raiser, now=NOW)
    for user in (world.raiser, world.group_lead):
        with pytest.raises(DisputeMovedOn):
            stages.answer_request_for_time(dispute, accepted=True, by=user, now=NOW)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 16), "Choose a day after Monday 16 November 2026"),
        (date(2026, 11, 21), "is not a working day"),
        (date(2026, 12, 1), "Choose Monday 30 November 2026 or an earlier day"),
    ],
)
def test_a_date_that_cannot_be_agreed_on_is_refused(world, dispute, day, words):
    with pytest.raises(ValidationError, match=words):
        stages.ask_for_more_time(dispute, due=day, reason="To meet", by=world.raiser, now=NOW)


def test_each_time_the_stage_can_grow_by_its_own_length(world, dispute):
    for day in (date(2026, 11, 30), date(2026, 12, 14)):
        stages.ask_for_more_time(dispute, due=day, reason="To meet", by=world.raiser, now=NOW)
        stages.answer_request_for_time(dispute, accepted=True, by=world.respondent, now=NOW)
    assert due(dispute) == date(2026, 12, 14)


# --- Pauses and corrections --------------------------------------------------


def test_the_days_of_a_pause_are_added_back(world, dispute):
    stages.pause_clock(dispute, reason="Our manager is ill", by=world.raiser, now=NOW)
    with pytest.raises(ValidationError, match="The clock is paused"):
        stages.ask_for_more_time(dispute, due=FRIDAY, reason="To meet", by=world.raiser, now=NOW)
    stages.restart_clock(dispute, by=world.respondent, now=moment(date(2026, 11, 10)))
    assert due(dispute) == date(2026, 11, 23)  # five days on: a Saturday, so the Monday


def test_a_pause_of_no_day_leaves_the_date_as_it_was(world, dispute):
    stages.pause_clock(dispute, reason="A mistake", by=world.raiser, now=NOW)
    stages.restart_clock(dispute, by=world.raiser, now=NOW)
    assert due(dispute) == date(2026, 11, 16)
    assert what_happened(dispute)[:2] == ["Clock started again", "Clock paused"]


@pytest.mark.parametrize("move", ["pause", "restart", "correct"])
def test_the_other_side_is_told_when_the_clock_moves(world, dispute, move):
    if move == "correct":
        stages.correct_start(dispute, started_on=date(2026, 11, 4), reason="Post", by=world.respondent, now=NOW)
        told = {world.raiser.email, world.group_lead.email}
    else:
        stages.pause_clock(dispute, reason="Illness", by=world.raiser, now=NOW)
        told = {world.respondent.email}
    if move == "restart":
        Notice.objects.all().delete()
        stages.restart_clock(dispute, by=world.respondent, now=NOW)
        told = {world.raiser.email, world.group_lead.email}
    notices = Notice.objects.filter(kind="disputes.clock-moved")
    assert set(notices.values_list("email", flat=True)) == told
    assert not any("Illness" in each.body or "Post" in each.body for each in notices)


def test_the_thousandth_of_a_year_has_its_own_reference(world, dispute):
    Dispute.objects.filter(pk=dispute.pk).update(reference="2026-999")
    assert [raised(world, on=date(2026, 11, 2)).reference for _ in range(2)] == ["2026-1000", "2026-1001"]


def test_the_side_that_received_it_says_when_it_did(world, dispute):
    with pytest.raises(DisputeMovedOn):
        stages.correct_start(dispute, started_on=date(2026, 11, 4), reason="Post", by=world.raiser, now=NOW)
    with pytest.raises(ValidationError, match="Choose a day after"):
        stages.correct_start(dispute, started_on=date(2026, 11, 1), reason="Post", by=world.respondent, now=NOW)
    stages.correct_start(dispute, started_on=date(2026, 11, 4), reason="Post", by=world.respondent, now=NOW)
    stage = stages.current_stage(dispute)
    assert (stage.clock.due, stage.started_on, stage.original_due) == (
        date(2026, 11, 18),
        date(2026, 11, 2),
        date(2026, 11, 16),
    )


def test_a_start_is_corrected_once_and_in_the_first_five_working_days(client, world, dispute):
    said = {"reason": "Post", "by": world.respondent}
    with pytest.raises(DisputeMovedOn, match="until Monday 9 November 2026"):
        late = moment(date(2026, 11, 10))
        stages.correct_start(dispute, started_on=date(2026, 11, 9), **said, now=late)
    stages.correct_start(dispute, started_on=date(2026, 11, 4), **said, now=NOW)
    with pytest.raises(DisputeMovedOn, match="once"):
        stages.correct_start(dispute, started_on=date(2026, 11, 5), **said, now=NOW)
    assert [mark.label for mark in drawing_of(read(dispute), NOW.date()).marks if mark.kind == "original"] == [
        "Stage 1 sent",
        "Stage 1 first due",
    ]
    line = timeline_of(dispute)[0]
    assert line.notes == (
        "It was sent on Monday 2 November 2026",
        "It reached them on Wednesday 4 November 2026",
        "“Post”",
    )
    raised_line = timeline_of(dispute)[-1]
    assert (raised_line.what, raised_line.notes) == ("Raised", ("Due on Monday 16 November 2026",))


def test_what_is_late_is_not_paused(client, world, dispute, clock):
    late = moment(date(2026, 11, 17))
    with pytest.raises(DisputeMovedOn, match="It was due on Monday 16 November 2026"):
        stages.pause_clock(dispute, reason="Illness", by=world.respondent, now=late)
    clock.move_to(late)
    client.force_login(world.respondent)
    assert "Pause the clock" not in text(client.get(dispute.get_absolute_url()))


def test_a_page_of_a_paused_dispute_says_since_when_why_and_how_it_goes_on(client, world, dispute, clock):
    clock.move_to(NOW)
    stages.pause_clock(dispute, reason="Illness", by=world.respondent, now=NOW)
    client.force_login(world.raiser)
    page = text(client.get(dispute.get_absolute_url()))
    assert "Stage 1 is paused since Thursday 5 November 2026 “Illness”" in page
    assert page.count("Start the clock again") == 2


# --- How it ends -------------------------------------------------------------


def test_it_is_settled_when_both_sides_say_the_same(world, dispute):
    settlement = settling.propose_settlement(dispute, terms="Three months’ notice.", by=world.respondent, now=NOW)
    dispute.refresh_from_db()
    assert dispute.state == DisputeState.TALKING
    settling.answer_settlement(dispute, settlement, confirmed=True, by=world.raiser, now=NOW)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.outcome, dispute.outcome_text) == (
        DisputeState.SETTLED,
        Outcome.AGREED,
        "Three months’ notice.",
    )
    assert not dispute.stages.current().exists()


def test_one_side_alone_settles_nothing(world, dispute):
    settlement = settling.propose_settlement(dispute, terms="All is well.", by=world.respondent, now=NOW)
    with pytest.raises(DisputeMovedOn):
        settling.answer_settlement(dispute, settlement, confirmed=True, by=world.respondent, now=NOW)
    settling.answer_settlement(dispute, settlement, confirmed=False, answer="No date", by=world.raiser, now=NOW)
    dispute.refresh_from_db()
    assert dispute.state == DisputeState.TALKING
    assert timeline_of(dispute)[0].notes == ("“No date”",)


def test_what_one_side_wrote_down_it_can_take_back_and_change(client, world, dispute):
    meet = {"text": "Meet in June", "side": "responding", "due": date(2027, 6, 1)}
    first = settling.propose_settlement(dispute, terms="Two months", actions=[meet], by=world.raiser, now=NOW)
    client.force_login(world.raiser)
    assert "Two months" in text(client.get(dispute.url("take-back")))
    page = text(client.post(dispute.url("take-back"), follow=True))
    assert "It is taken back" in page
    form = client.get(dispute.url("agree")).context["form"]
    assert (form.initial["terms"], form.initial["action_1"]) == ("Two months", "Meet in June")
    assert timeline_of(dispute)[0].what == "What was written down was taken back"
    with pytest.raises(DisputeMovedOn):
        settling.answer_settlement(dispute, first, confirmed=True, by=world.respondent, now=NOW)
    second = settling.propose_settlement(dispute, terms="Three months", by=world.raiser, now=NOW)
    settling.answer_settlement(dispute, second, confirmed=True, by=world.respondent, now=NOW)
    dispute.refresh_from_db()
    assert dispute.outcome_text == "Three months"


def test_nobody_takes_back_the_words_of_the_other_side_or_what_is_settled(client, world, dispute):
    settlement = settling.propose_settlement(dispute, terms="Two months", by=world.raiser, now=NOW)
    client.force_login(world.respondent)
    assert client.post(dispute.url("take-back")).status_code == 409
    assert "Two months" not in str(client.get(dispute.url("agree")).context["form"].initial)
    settling.answer_settlement(dispute, settlement, confirmed=True, by=world.respondent, now=NOW)
    client.force_login(world.raiser)
    assert client.post(dispute.url("take-back")).status_code == 409
    dispute.refresh_from_db()
    assert dispute.state == DisputeState.SETTLED


@pytest.mark.django_db(transaction=True)
def test_when_both_write_down_at_once_one_is_asked_to_read_the_others_words(clock):
    world = two_sides()
    dispute = raised(world, on=date(2026, 11, 2))

    def propose(number: int):
        try:
            with transaction.atomic():
                who = (world.raiser, world.respondent)[number]
                return settling.propose_settlement(dispute, terms=f"Words {number}", by=who, now=NOW)
        except ValidationError as error:
            return error.messages[0]

    answers = at_once(propose, threads=2)
    assert dispute.settlements.count() == 1
    assert [each for each in answers if isinstance(each, str)] == [
        "The other side has just written down what was agreed. Read it and confirm it, or say what is different."
    ]


@pytest.mark.django_db(transaction=True)
def test_confirming_twice_at_once_settles_it_once(clock):
    world = two_sides()
    dispute = raised(world, on=date(2026, 11, 2))
    settlement = settling.propose_settlement(dispute, terms="Agreed.", by=world.respondent, now=NOW)

    def confirm(number: int) -> bool:
        try:
            settling.answer_settlement(dispute, settlement, confirmed=True, by=world.raiser, now=NOW)
        except DisputeMovedOn:
            return False
        return True

    assert sorted(at_once(confirm, threads=2)) == [False, True]
    assert what_happened(dispute).count("Settled") == 1


def test_who_raised_it_withdraws_it_and_nobody_else(world, dispute):
    for user in (world.respondent, world.staff, UserFactory(administrator=True), MembershipFactory(lead=True).user):
        with pytest.raises((PermissionDenied, DisputeMovedOn)):
            settling.withdraw_dispute(dispute, reason="Mine", by=user, now=NOW)
    settling.withdraw_dispute(dispute, reason="It is in order now", by=world.raiser, now=NOW)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.outcome) == (DisputeState.SETTLED, Outcome.WITHDRAWN)
    with pytest.raises(DisputeMovedOn):
        stages.ask_for_more_time(dispute, due=FRIDAY, reason="Late", by=world.raiser, now=NOW)


def test_a_referral_starts_stage_2_on_its_day_with_a_clock_of_its_own(world, dispute):
    settling.refer_to_champions(dispute, reason="We see it differently", by=world.raiser, now=moment(FRIDAY))
    first, second = dispute.stages.all()
    assert first.ended_at == moment(FRIDAY)
    assert (second.definition.number, second.started_on, second.original_due) == (2, FRIDAY, date(2026, 12, 18))
    with pytest.raises(DisputeMovedOn):
        settling.refer_to_champions(dispute, reason="Again", by=world.raiser, now=moment(FRIDAY))


# --- What is due, for whom ---------------------------------------------------


def test_both_sides_are_reminded_and_nobody_else_sees_the_date(world, dispute):
    (due_date,) = all_due(StagesDue())
    assert (due_date.due, due_date.title, due_date.private) == (
        date(2026, 11, 16),
        "Talk it through: 2026-001",
        True,
    )
    assert sorted(emails(due_date)) == sorted([world.raiser.email, world.group_lead.email, world.respondent.email])
    for user in (world.colleague, world.staff, UserFactory(officer=True), UserFactory(administrator=True)):
        assert waiting_for(user, StagesDue()) == []
        assert not DueDate.objects.visible_to(user, sees_all=True).exists()


def test_a_date_names_neither_side_nor_what_it_is_about(world, dispute):
    (due_date,) = all_due(StagesDue())
    said = due_date.title + due_date.context
    words = (dispute.title, world.group.name, world.council.name)
    assert [word for word in words if word in said] == []


def test_over_the_whole_stage_each_reminder_goes_out_once_and_none_after_it_is_settled(world, dispute, clock):
    Notice.objects.all().delete()
    for day in range(2, 31):
        now = moment(date(2026, 11, day))
        clock.move_to(now)
        if day == 25:
            settling.withdraw_dispute(dispute, reason="In order now", by=world.raiser, now=now)
            Notice.objects.filter(kind="disputes.withdrawn").delete()
        for _ in range(2):
            send_reminders(now=now)
    sent = [(n.subject.partition(":")[0], n.created_at.day) for n in Notice.objects.filter(user=world.raiser)]
    assert sorted(sent, key=lambda each: each[1]) == [
        ("Due in 5 working days", 9),
        ("Due in 2 working days", 12),
        ("Due today", 16),
        ("1 working day late", 17),
        ("5 working days late", 23),
    ]


def test_a_paused_clock_reminds_nobody(world, dispute):
    stages.pause_clock(dispute, reason="Illness", by=world.raiser, now=NOW)
    assert all_due(StagesDue()) == []


def test_after_its_date_more_time_can_still_be_asked_for_and_agreed_to_until_the_day_asked_for(world, dispute, clock):
    clock.move_to(moment(date(2026, 11, 18)))
    later = date(2026, 11, 23)
    stages.ask_for_more_time(dispute, due=later, reason="To meet", by=world.raiser, now=moment(date(2026, 11, 18)))
    clock.move_to(moment(date(2026, 11, 24)))
    with pytest.raises(DisputeMovedOn):
        stages.answer_request_for_time(dispute, accepted=True, by=world.respondent, now=moment(date(2026, 11, 24)))
    clock.move_to(moment(later))
    stages.answer_request_for_time(dispute, accepted=True, by=world.respondent, now=moment(later))
    assert stages.current_stage(dispute).clock.due == later


def test_days_of_a_pause_are_added_to_a_date_that_was_agreed_on_during_it(world, dispute, clock):
    """Asked for on Tuesday 3 November; paused from Wednesday 4 to Sunday 8; agreed on Thursday 5."""
    asked, paused, agreed, again = (moment(date(2026, 11, day)) for day in (3, 4, 5, 9))
    clock.move_to(asked)
    stages.ask_for_more_time(dispute, due=date(2026, 11, 20), reason="To meet", by=world.raiser, now=asked)
    clock.move_to(paused)
    stages.pause_clock(dispute, reason="Illness", by=world.raiser, now=paused)
    clock.move_to(agreed)
    stages.answer_request_for_time(dispute, accepted=True, by=world.respondent, now=agreed)
    clock.move_to(again)
    stages.restart_clock(dispute, by=world.raiser, now=again)
    assert stages.current_stage(dispute).clock.due == date(2026, 11, 25)
