"""A concern: raised, put right by a timetable, resolved; or notice, never without a timetable or a public reason."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.dates import add_working_days
from compact_portal.notices.models import Notice
from funding.choices import CONCERN_TRANSITIONS, ConcernState
from funding.deadlines import ConcernDates
from funding.models import Award, Concern, ConcernReply, ConcernStep
from funding.retention import GONE, purge_concerns
from funding.services import awards, closing, concerns
from funding.services.awards import AwardMovedOn
from tests.at_once import at_once
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import awarded
from tests.factories.people import MembershipFactory
from tests.kept import all_due, emails
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)
AMOUNT = 10_000_00


@pytest.fixture
def made(funder, group, clock):
    made = awarded(funder, group, amount=AMOUNT, on=DAY)
    clock.move_to(made.now)
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    made.today = made.now.date()
    return made


@pytest.fixture
def concern(made, funder) -> Concern:
    return concerns.raise_concern(made.award, text="The hall was shut in May.", by=funder.user, now=made.now)


def step(made, days: int, text: str = "Open the hall.") -> dict:
    return {"text": text, "due": made.today + timedelta(days=days)}


def planned(concern, made, funder, *days: int) -> list[ConcernStep]:
    concerns.set_timetable(concern, steps=[step(made, each) for each in days], by=funder.user, now=made.now)
    return list(concern.steps.all())


def marked(made, funder, step: ConcernStep, outcome: str, *, later: int = 0) -> None:
    now = made.now + timedelta(days=later)
    concerns.mark_step(step, outcome=outcome, words="We were there.", by=funder.user, now=now)


def failed(concern, made, funder) -> Concern:
    """A finished timetable in which one step was not done. It is a month later."""
    first, second = planned(concern, made, funder, 10, 20)
    marked(made, funder, first, "done")
    marked(made, funder, second, "not-done", later=21)
    made.now += timedelta(days=30)
    made.today = made.now.date()
    return Concern.objects.get()


def noticed(concern, made, funder, **said):
    given = {"reason": "The hall stays shut.", "ends_on": made.today + timedelta(days=200), **said}
    return concerns.give_notice(concern, **given, by=funder.user, now=made.now)


def test_the_group_is_told_reads_it_and_replies(client, made, concern, funder, group):
    assert Notice.objects.get(key__startswith="funding.concern:").email == group.user.email
    client.force_login(group.user)
    assert "The hall was shut in May." in text(client.get(concern.get_absolute_url()))
    assert "Concern 1" in text(client.get(made.award.get_absolute_url()))
    client.post(concern.url("concern-reply"), {"text": "The boiler had failed."})
    assert "The boiler had failed." in text(client_for(funder.user).get(concern.get_absolute_url()))
    assert Notice.objects.get(key__startswith="funding.concern-reply:").email == funder.user.email


def test_only_the_funder_raises_and_only_a_lead_of_the_group_replies(made, group, funder, concern):
    with pytest.raises(PermissionDenied):
        concerns.raise_concern(made.award, text="No.", by=group.user, now=made.now)
    member = MembershipFactory(organisation=group.organisation)
    assert client_for(member.user).get(concern.get_absolute_url()).status_code == 200
    for who in (member, funder):
        with pytest.raises(PermissionDenied):
            concerns.reply(concern, text="No.", by=who.user, now=made.now)
    assert client_for(MembershipFactory(lead=True).user).get(concern.get_absolute_url()).status_code == 404


def test_one_concern_at_a_time(made, concern, funder):
    with pytest.raises(AwardMovedOn, match="open already"):
        concerns.raise_concern(made.award, text="Another.", by=funder.user, now=made.now)
    concerns.resolve(concern, resolution="It was the boiler.", by=funder.user, now=made.now)
    assert concerns.raise_concern(made.award, text="Another.", by=funder.user, now=made.now).number == 2


def test_nothing_is_raised_about_an_offer(funder, group):
    made = awarded(funder, group, on=DAY)
    with pytest.raises(AwardMovedOn):
        concerns.raise_concern(made.award, text="Early.", by=funder.user, now=made.now)


def test_each_step_is_a_date_for_both_until_it_is_marked(made, concern, funder, group):
    first, second = planned(concern, made, funder, 10, 20)
    due = all_due(ConcernDates())
    assert [each.due for each in due] == [first.due, second.due]
    assert sorted(emails(due[0])) == sorted([group.user.email, funder.user.email])
    assert "Step 1 of the improvement timetable" in text(client_for(group.user).get("/due/"))
    marked(made, funder, first, "done")
    assert [each.due for each in all_due(ConcernDates())] == [second.due]


def test_a_step_in_the_past_is_refused_and_what_was_typed_is_kept(client, made, concern, funder):
    client.force_login(funder.user)
    past = made.today - timedelta(days=1)
    day = {"due_1_day": past.day, "due_1_month": past.month, "due_1_year": past.year}
    page = client.post(concern.url("timetable"), {"text_1": "Open the hall.", **day})
    assert "choose today or a later day" in text(page)
    assert "Open the hall." in text(page)
    assert not ConcernStep.objects.exists()
    assert Concern.objects.get().state == ConcernState.RAISED


def test_a_timetable_has_a_step_and_each_step_has_a_day(client, made, concern, funder):
    with pytest.raises(ValidationError, match="at least one step"):
        concerns.set_timetable(concern, steps=[], by=funder.user, now=made.now)
    client.force_login(funder.user)
    said = {
        "text_1": "Open the hall.",
        "due_1_day": "1",
        "due_1_month": "3",
        "due_1_year": "2030",
        "text_2": "Tell us.",
    }
    assert "Fill in the whole step" in text(client.post(concern.url("timetable"), said))


def test_a_timetable_changes_until_a_step_is_marked(made, concern, funder):
    planned(concern, made, funder, 10, 20)
    (only,) = planned(concern, made, funder, 30)
    marked(made, funder, only, "done")
    with pytest.raises(AwardMovedOn, match="marked already"):
        planned(concern, made, funder, 40)


def test_a_step_has_its_whole_time_before_it_is_not_done(made, concern, funder):
    (only,) = planned(concern, made, funder, 10)
    for later in (0, 10):
        with pytest.raises(ValidationError, match="There is time until the end of"):
            marked(made, funder, only, "not-done", later=later)
    marked(made, funder, only, "not-done", later=11)
    with pytest.raises(AwardMovedOn):
        marked(made, funder, only, "done", later=11)


def test_a_step_is_marked_with_words(made, concern, funder):
    (only,) = planned(concern, made, funder, 10)
    with pytest.raises(ValidationError, match="Enter what you saw"):
        concerns.mark_step(only, outcome="done", words=" ", by=funder.user, now=made.now)


@pytest.mark.parametrize("outcomes", [None, ["done", ""], ["done", "done"]])
def test_notice_without_a_failed_timetable_is_refused(made, concern, funder, outcomes):
    if outcomes:
        for each, outcome in zip(planned(concern, made, funder, 10, 20), outcomes, strict=True):
            if outcome:
                marked(made, funder, each, outcome)
    with pytest.raises(ValidationError, match="or enter why you give notice all the same") as refused:
        noticed(Concern.objects.get(), made, funder)
    assert "exception" in refused.value.message_dict
    assert Concern.objects.get().notice_at is None


def test_after_a_failed_timetable_notice_needs_no_public_word(client, made, concern, funder, group, clock):
    held = failed(concern, made, funder)
    clock.move_to(made.now)
    client.force_login(funder.user)
    page = text(client.get(held.url("notice")))
    assert "at least: 3 months after Thursday 18 February 2027." in page
    end = held.earliest_end(made.today)
    assert end == date(2027, 5, 18)
    day = {"ends_on_day": end.day, "ends_on_month": end.month, "ends_on_year": end.year}
    client.post(held.url("notice"), {"reason": "The hall stays shut.", **day})
    held = Concern.objects.get()
    assert (held.state, held.notice_ends, held.published) == (ConcernState.NOTICE, end, [])
    (due,) = all_due(ConcernDates())
    assert (due.due, due.title) == (end, f"Notice ends: {made.award.reference}")
    page = text(client_for(group.user).get(held.get_absolute_url()))
    assert "The hall stays shut." in page
    assert "cannot end before Tuesday 18 May 2027: 3 months after Thursday 18 February 2027." in page
    assert "The hall stays shut." not in text(client_for(None).get(made.round.get_absolute_url()))


def test_once_notice_has_ended_the_funder_alone_is_reminded_to_close_the_award(made, concern, funder, group, clock):
    noticed(concern, made, funder, exception="Money was taken.")
    end = Concern.objects.get().notice_ends
    clock.move_to(moment(end))
    (due,) = all_due(ConcernDates())
    assert (due.due, due.title) == (end, f"Notice ends: {made.award.reference}")
    assert sorted(emails(due)) == sorted([group.user.email, funder.user.email])
    clock.move_to(moment(end + timedelta(days=1)))
    (due,) = all_due(ConcernDates())
    assert (due.due, due.title) == (add_working_days(end, 10), f"Close the award: {made.award.reference}")
    assert (emails(due), due.url) == ([funder.user.email], made.award.get_absolute_url())
    Award.objects.update(state="closed", closed_at=moment(end + timedelta(days=2)))
    assert all_due(ConcernDates()) == []


def test_an_exception_is_published_on_the_page_of_the_round(client, made, concern, funder):
    noticed(concern, made, funder, exception="Money was taken.")
    page = text(client.get(made.round.get_absolute_url()))
    assert "Notice was given without an improvement timetable that had failed: Money was taken." in page
    assert "The hall was shut" not in page and "Exceptions 1" in page


def test_notice_ends_no_earlier_without_a_public_reason(client, made, concern, funder):
    held = failed(concern, made, funder)
    early = held.earliest_end(made.today) - timedelta(days=1)
    with pytest.raises(ValidationError, match="Enter why it ends earlier"):
        noticed(held, made, funder, ends_on=early)
    given = noticed(held, made, funder, ends_on=early, early_reason="The building is sold.")
    assert given.published == ["Notice was shorter than usual: The building is sold."]
    assert "The building is sold." in text(client.get(made.round.get_absolute_url()))


@pytest.mark.parametrize("days", [-1, 0])
def test_notice_does_not_end_at_once(made, concern, funder, days):
    ends_on = made.today + timedelta(days=days)
    with pytest.raises(ValidationError, match="Choose a later day"):
        noticed(concern, made, funder, ends_on=ends_on, exception="Why", early_reason="Why")


@pytest.mark.parametrize("begun", ["raised", "improving", "notice"])
def test_a_concern_is_resolved_whatever_was_begun(client, made, concern, funder, group, begun):
    if begun == "improving":
        planned(concern, made, funder, 10)
    if begun == "notice":
        noticed(concern, made, funder, exception="Why")
    client.force_login(funder.user)
    client.post(concern.url("concern-resolve"), {"resolution": "The boiler is mended."})
    assert Concern.objects.get().state == ConcernState.RESOLVED
    assert all_due(ConcernDates()) == []
    assert "The boiler is mended." in text(client_for(group.user).get(concern.get_absolute_url()))
    assert client.get(concern.url("concern-resolve")).status_code == 409
    assert client_for(group.user).get(concern.url("concern-reply")).status_code == 409


#: Written out by hand: which step is possible from which state.
POSSIBLE = {
    "raised": {"plan", "give-notice", "resolve"},
    "improving": {"plan", "give-notice", "resolve"},
    "notice": {"resolve"},
    "resolved": set(),
}


@pytest.mark.parametrize("state", POSSIBLE)
def test_what_a_concern_can_become(state):
    found = {verb for verb, transition in CONCERN_TRANSITIONS.items() if state in transition.sources}
    assert found == POSSIBLE[state]


def test_an_award_is_not_closed_while_a_concern_is_open(made, concern, funder):
    line = {"kind": "advance", "amount": AMOUNT, "due": made.today, "reason": ""}
    awards.plan_payments(made.award, payments=[line], by=funder.user, now=made.now)
    awards.move_payment(made.award.payments.get(), "pay", paid_on=made.today, by=funder.user, now=made.now)
    noticed(concern, made, funder, exception="Why")
    with pytest.raises(ValidationError, match="A concern is open"):
        closing.close_award(Award.objects.get(), reason="Over.", by=funder.user, now=made.now)
    after = made.now + timedelta(days=201)
    assert closing.close_award(Award.objects.get(), reason="Over.", by=funder.user, now=after).closed_at == after
    assert all_due(ConcernDates()) == []


def test_six_years_after_it_was_closed_only_what_was_published_is_left(made, concern, funder, group):
    concerns.reply(concern, text="The boiler.", by=group.user, now=made.now)
    planned(concern, made, funder, 10)
    noticed(concern, made, funder, exception="Money was taken.")
    Award.objects.update(state="closed", closed_at=moment(date(2027, 1, 1)))
    assert purge_concerns(before=moment(date(2027, 1, 2)), now=moment(date(2033, 1, 3))) == 3
    held = Concern.objects.get()
    assert (held.text, held.notice_reason, held.exception) == (GONE, GONE, "Money was taken.")
    assert not ConcernReply.objects.exists() and not ConcernStep.objects.exists()
    Concern.objects.update(exception="")
    assert purge_concerns(before=moment(date(2027, 1, 2)), now=moment(date(2033, 1, 3))) == 1
    assert not Concern.objects.exists()


def test_the_pages_ask_as_much_for_one_step_as_for_many(client, made, concern, funder, group):
    def questions(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    client.force_login(funder.user)
    pages = (concern.get_absolute_url(), made.award.get_absolute_url())
    planned(concern, made, funder, 10)
    concerns.reply(concern, text="One.", by=group.user, now=made.now)
    once = [questions(page) for page in pages]
    planned(concern, made, funder, 10, 20, 30)
    for words in ("Two.", "Three."):
        concerns.reply(concern, text=words, by=group.user, now=made.now)
    for number in (2, 3):
        made.award.reports.create(number=number, kind="final", until=made.today, due=made.today)
    assert [questions(page) for page in pages] == once
    assert max(once) <= 12


@pytest.mark.django_db(transaction=True)
def test_raised_at_once_by_two_it_is_one_concern(made, funder):
    outcomes = []

    def raise_one(number):
        try:
            concerns.raise_concern(made.award, text=f"Concern {number}", by=funder.user, now=made.now)
            outcomes.append("raised")
        except AwardMovedOn:
            outcomes.append("refused")

    at_once(raise_one)
    assert (outcomes.count("raised"), Concern.objects.count()) == (1, 1)
