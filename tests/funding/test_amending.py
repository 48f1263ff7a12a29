"""A published round is amended: within what applicants rely on, with enough time, its Compact check run again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from funding import amended as rules
from funding.choices import Kind
from funding.deadlines import RoundDates
from funding.models import Round
from funding.services import amending
from tests.factories.disputes import moment
from tests.factories.funding import (
    in_london,
    published_round,
)
from tests.funding.amended import DAY, ENOUGH, FIVE, LATE, NOW, OLD, amended, confirmed, prepared, save_dates
from tests.kept import all_due
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# What can change


def test_the_new_dates_hold_from_then_on(round_, who):
    made = amended(round_, closes_on=ENOUGH, **who)
    assert made.round.closes_at == in_london(ENOUGH, FIVE)
    assert [(each["what"], each["before"], each["after"]) for each in made.amendment.changes] == [
        ("Closes", "Tuesday 15 December 2026, 5pm", "Tuesday 22 December 2026, 5pm"),
        ("Decision", "Tuesday 12 January 2027", "Tuesday 19 January 2027"),
        ("Announced", "Tuesday 19 January 2027", "Tuesday 26 January 2027"),
    ]
    assert [each.due for each in all_due(RoundDates())] == [ENOUGH, date(2027, 1, 19), date(2027, 1, 26)]


def test_words_and_money_change_with_what_everyone_reads(client, round_, who):
    said = {"purpose": "Gardens too.", "who_can_apply": "Every group.", "budget": 60_000_00}
    amended(round_, closes_on=ENOUGH, material=True, **said, **who)
    page = text(client.get(round_.get_absolute_url()))
    assert "Gardens too." in page and "Before: Things that bring neighbours together." in page
    assert "£60,000" in page and "Before: £50,000" in page and "Every group." in page
    assert "Example Council says why: More people need it." in page


@pytest.mark.parametrize("day", [OLD - timedelta(days=1), DAY, date(2020, 1, 1)])
def test_the_time_to_apply_does_not_get_shorter(round_, who, day):
    with pytest.raises(ValidationError, match="Tuesday 15 December 2026, 5pm, or later"):
        prepared(round_, closes_on=day, **who)


def test_not_by_an_hour_either(round_, who):
    amending.begin_amendment(round_, **who)
    earlier = {"closes_at": round_.closes_at - timedelta(hours=1)}
    with pytest.raises(ValidationError, match="does not get shorter"):
        amending.save_dates(round_, **earlier, decided_on=round_.decided_on, announced_on=round_.announced_on, **who)


def test_dates_stay_in_their_order(round_, who):
    with pytest.raises(ValidationError, match="after the round closes"):
        prepared(round_, closes_on=date(2027, 1, 12), decided_on=date(2027, 1, 12), **who)
    with pytest.raises(ValidationError, match="day of the decision or later"):
        prepared(round_, announced_on=date(2027, 1, 1), **who)


def test_the_opening_moves_only_before_it_opens(funder):
    before = moment(date(2026, 11, 2))
    who, round_ = {"by": funder.user, "now": before}, published_round(funder, on=DAY)
    opens = {"opens_at": in_london(date(2026, 11, 5))}
    made = amended(round_, closes_on=ENOUGH, **opens, **who)
    assert made.round.opens_at == opens["opens_at"]
    with pytest.raises(ValidationError, match="must be in the future"):
        prepared(made.round, opens_at=in_london(date(2026, 11, 1)), **who)


def test_once_it_is_open_the_opening_stays(round_, who):
    made = amended(round_, opens_at=in_london(date(2026, 11, 20)), closes_on=ENOUGH, **who)
    assert made.round.opens_at == round_.opens_at


def test_an_opening_that_was_prepared_before_it_opened_is_looked_at_again(funder):
    round_ = published_round(funder, on=DAY)
    early = {"by": funder.user, "now": moment(DAY)}
    prepared(round_, opens_at=in_london(date(2026, 11, 10)), closes_on=ENOUGH, **early)
    confirmed(round_, **early)
    late = {"by": funder.user, "now": NOW}
    seen = round_.amendments.get().revision
    with pytest.raises(ValidationError, match="has opened meanwhile"):
        amending.publish_amendment(round_, seen=seen, **late)
    save_dates(round_, closes_on=ENOUGH, **late)
    seen = confirmed(round_, **late).revision
    assert amending.publish_amendment(round_, seen=seen, **late).opens_at == round_.opens_at


@pytest.mark.parametrize("budget", [0, -1])
def test_a_lot_keeps_some_money(round_, who, budget):
    with pytest.raises(ValidationError, match="more than £0"):
        prepared(round_, budget=budget, **who)


def test_other_spaces_are_no_change(round_, who):
    prepared(round_, purpose="  Things that bring\r\nneighbours together. ", **who)
    with pytest.raises(ValidationError, match="Nothing is changed yet"):
        amending.publish_amendment(round_, seen=confirmed(round_, **who).revision, **who)


def test_what_applications_are_judged_by_stays(client, round_, who, funder):
    """There is no page for it, and that of the draft says why, also to whoever has it open still."""
    criteria = list(round_.lots.get().criteria.values())
    client.force_login(funder.user)
    assert client.get(f"{round_.get_absolute_url()}amend/criteria/").status_code == 404
    refused = client.post(f"/funding/drafts/{round_.key}/criteria/1/")
    assert refused.status_code == 409 and "What applicants rely on does not change any more." in text(refused)
    amended(round_, closes_on=ENOUGH, **who)
    assert list(round_.lots.get().criteria.values()) == criteria


# Whether it is material, and how much time there must be


@pytest.mark.parametrize(
    "change", [{"purpose": "Gardens."}, {"who_can_apply": "Charities."}, {"budget": 50_000_01}, {"budget": 1}]
)
def test_some_changes_nobody_can_call_immaterial(round_, who, change):
    with pytest.raises(ValidationError, match="That always changes what applicants write"):
        prepared(round_, **change, **who)


def test_what_was_called_immaterial_before_is_asked_again(round_, who):
    prepared(round_, **who)
    amending.save_money(round_, budgets={1: 1_00}, **who)
    seen = confirmed(round_, **who).revision
    with pytest.raises(ValidationError, match="You change: Money"):
        amending.publish_amendment(round_, seen=seen, **who)


def test_a_material_change_gives_a_week_more_and_half_of_the_window(round_, who):
    """On the 14th of December 15 working days end on the 7th of January: three bank holidays lie between."""
    amending.begin_amendment(round_, **who)
    amendment = round_.amendments.get()
    earliest = [
        rules.earliest_close(round_, amendment, now, material=material)
        for now, material in ((NOW, True), (LATE, True), (LATE, False))
    ]
    assert earliest == [ENOUGH, date(2027, 1, 7), OLD]


@pytest.mark.parametrize(("kind", "days"), [(Kind.OPEN, 15), (Kind.SMALL, 10), (Kind.QUOTATION, 23)])
def test_half_of_what_the_check_asks_for(kind, days):
    assert rules.days_needed(Round(kind=kind)) == days


def test_before_it_opens_the_days_count_from_the_opening(funder):
    round_ = published_round(funder, on=DAY)
    amending.begin_amendment(round_, by=funder.user, now=moment(DAY))
    amendment = round_.amendments.get()
    assert rules.earliest_close(round_, amendment, moment(DAY), material=True) == OLD
    amendment.opens_at = in_london(date(2026, 12, 1))
    assert rules.earliest_close(round_, amendment, moment(DAY), material=True) == ENOUGH


def test_too_little_time_is_refused_with_the_first_day_that_is_allowed(round_, who):
    amending.begin_amendment(round_, **who)
    amending.save_reason(round_, reason="More money.", is_material=True, **who)
    with pytest.raises(ValidationError, match="Choose Tuesday 22 December 2026, or a later day"):
        save_dates(round_, closes_on=ENOUGH - timedelta(days=1), **who)
    assert save_dates(round_, closes_on=ENOUGH, **who).closes_at == in_london(ENOUGH, FIVE)


def test_time_that_went_by_since_it_was_prepared_counts(round_, funder):
    prepared(round_, closes_on=ENOUGH, material=True, by=funder.user, now=NOW)
    late = {"by": funder.user, "now": LATE}
    seen = confirmed(round_, **late).revision
    with pytest.raises(ValidationError, match="Choose Thursday 7 January 2027"):
        amending.publish_amendment(round_, seen=seen, **late)


# The Compact check is run again


@pytest.fixture
def quotation(funder):
    return published_round(
        funder,
        on=DAY,
        kind=Kind.QUOTATION,
        closes_at=in_london(date(2027, 1, 29), FIVE),
        decided_on=date(2027, 3, 1),
        announced_on=date(2027, 3, 8),
    )


def test_what_was_kept_and_is_doubted_now_needs_an_exception_with_a_reason(quotation, who):
    large = {"budget": 250_000_00, "closes_on": date(2027, 2, 12), "material": True}
    prepared(quotation, **large, **who)
    assert rules.unanswered(quotation, quotation.amendments.get()) == ["lots"]
    with pytest.raises(ValidationError, match="1 answer of the Compact check must be given anew"):
        confirmed(quotation, **who)
    for answer, words in (("met", "choose no"), ("not-applicable", "choose no")):
        with pytest.raises(ValidationError, match=words):
            amending.answer_anew(quotation, commitment="lots", answer=answer, reason="So.", **who)
    with pytest.raises(ValidationError, match="Enter the reason"):
        amending.answer_anew(quotation, commitment="lots", answer="exception", reason="  ", **who)
    amending.answer_anew(quotation, commitment="lots", answer="exception", reason="Partners are welcome.", **who)
    amending.publish_amendment(quotation, seen=confirmed(quotation, **who).revision, **who)
    now = quotation.check_answers.get(commitment="lots")
    assert (now.answer, now.reason) == ("exception", "Partners are welcome.")


def test_everyone_reads_what_was_answered_before_and_now(client, quotation, who):
    prepared(quotation, budget=250_000_00, closes_on=date(2027, 2, 12), material=True, **who)
    amending.answer_anew(quotation, commitment="lots", answer="exception", reason="Partners are welcome.", **who)
    amending.publish_amendment(quotation, seen=confirmed(quotation, **who).revision, **who)
    page = text(client.get(quotation.get_absolute_url()))
    assert "Now: No, and we say publicly why. Partners are welcome. Before: Yes, this round keeps it." in page
    assert "Before and now: Yes, this round keeps it." in page


def test_a_shorter_window_before_the_opening_is_doubted(funder):
    round_, who = published_round(funder, on=DAY), {"by": funder.user, "now": moment(DAY)}
    prepared(round_, opens_at=in_london(date(2026, 11, 16)), **who)
    assert rules.unanswered(round_, round_.amendments.get()) == ["window"]


def test_any_change_afterwards_asks_for_the_check_again(round_, who):
    prepared(round_, closes_on=ENOUGH, **who)
    confirmed(round_, **who)
    save_dates(round_, closes_on=ENOUGH + timedelta(days=1), **who)
    seen = round_.amendments.get().revision
    with pytest.raises(ValidationError, match="Look at the Compact check"):
        amending.publish_amendment(round_, seen=seen, **who)


def test_a_promise_to_apply_together_is_not_taken_back(round_, who):
    amending.begin_amendment(round_, **who)
    with pytest.raises(ValidationError, match="begun to apply together"):
        amending.answer_anew(round_, commitment="consortia", answer="exception", reason="Too much work.", **who)
