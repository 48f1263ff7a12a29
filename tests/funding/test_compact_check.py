"""The Compact check: what can be looked at is looked at, and nothing is published without an answer."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from funding.choices import Answer, Kind
from funding.compact_check import COMMITMENTS, window_of
from funding.models import Lot, Round
from funding.services import drafts, rounds
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, begun_round, drafted_round, timetable

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
NOW = moment(DAY)


@pytest.fixture
def funder():
    return a_funder()


def doubt(key: str, **fields) -> str:
    return COMMITMENTS[key].doubts(Round(**fields))


@pytest.mark.parametrize(
    ("kind", "days", "is_enough"),
    [
        (Kind.OPEN, 30, True),
        (Kind.OPEN, 29, False),
        (Kind.SMALL, 20, True),
        (Kind.SMALL, 19, False),
        (Kind.QUOTATION, 45, True),
        (Kind.QUOTATION, 44, False),
        (Kind.DIRECT, 44, False),
        (Kind.INVITED, 29, False),
    ],
)
def test_a_grant_has_six_weeks_a_small_one_four_and_a_commission_nine(kind, days, is_enough):
    assert (doubt("window", kind=kind, **timetable(DAY, days=days)) == "") is is_enough


def test_over_christmas_six_weeks_are_longer():
    """From Monday 30 November 2026: 25 and 28 December and 1 January are bank holidays, and none of them counts."""
    plain = timetable(date(2026, 11, 30))
    assert plain["closes_at"].date() == date(2027, 1, 14)
    six_weeks = {**plain, "closes_at": moment(date(2027, 1, 11))}
    assert window_of(Round(**six_weeks)) == 27
    said = "Applicants have 27 working days. 6 weeks are 30 working days, without bank holidays."
    assert doubt("window", kind=Kind.OPEN, **six_weeks) == said


def test_gaps_in_the_timetable_are_named():
    assert doubt("timetable", **timetable(DAY)) == ""
    said = doubt("timetable", decided_on=date(2026, 12, 1))
    assert said == "The timetable does not say when one can apply or when it is announced."


def test_a_large_lot_of_a_commission_is_not_made_for_small_organisations(funder):
    round_ = begun_round(funder, on=DAY)
    Lot.objects.create(round=round_, number=1, budget=200_000_00)
    assert COMMITMENTS["lots"].doubts(Round(pk=round_.pk, kind=Kind.OPEN)) == ""
    assert "£200,000 or more" in COMMITMENTS["lots"].doubts(Round(pk=round_.pk, kind=Kind.TENDER))


def test_what_the_round_speaks_against_cannot_be_called_kept(funder):
    round_ = begun_round(funder, on=DAY)
    drafts.save_round(round_, kind=Kind.TENDER, **timetable(DAY), by=funder.user, now=NOW)
    answer = {"commitment": "window", "by": funder.user, "now": NOW}
    with pytest.raises(ValidationError, match="9 weeks are 45 working days"):
        drafts.answer_commitment(round_, answer=Answer.MET, reason="It is enough.", **answer)
    with pytest.raises(ValidationError, match="Everyone can read it"):
        drafts.answer_commitment(round_, answer=Answer.EXCEPTION, reason=" ", **answer)
    drafts.answer_commitment(round_, answer=Answer.EXCEPTION, reason="Winter is coming.", **answer)
    assert "window" not in drafts.unanswered(Round.objects.get())


def test_an_answer_that_the_timetable_speaks_against_later_is_asked_again(funder):
    round_ = drafted_round(funder, on=DAY)
    assert drafts.unanswered(round_) == []
    drafts.save_round(round_, **timetable(DAY, days=10), by=funder.user, now=NOW)
    found = Round.objects.get()
    assert drafts.unanswered(found) == ["window"]
    with pytest.raises(ValidationError, match="not answered yet"):
        rounds.publish_round(found, seen=found.revision, by=funder.user, now=NOW)


def test_the_words_are_frozen_when_it_is_published(funder, monkeypatch):
    round_ = drafted_round(funder, on=DAY)
    asked = COMMITMENTS["costs"].question
    published = rounds.publish_round(round_, seen=round_.revision, by=funder.user, now=NOW)
    assert published.check_answers.get(commitment="costs").question == asked
    assert published.check_answers.count() == len(COMMITMENTS) == 15


@pytest.mark.parametrize("key", ["design", "advance", "small-groups", "bonds", "lots", "impact"])
def test_a_bare_yes_is_none_where_the_round_cannot_show_it(funder, key):
    round_ = begun_round(funder, on=DAY)
    answer = {"commitment": key, "answer": Answer.MET, "by": funder.user, "now": NOW}
    with pytest.raises(ValidationError, match="Say "):
        drafts.answer_commitment(round_, reason=" ", **answer)
    drafts.answer_commitment(round_, reason="Six groups wrote it with us.", **answer)
    assert key not in drafts.unanswered(Round.objects.get())


def test_one_year_is_no_longer_term_funding():
    assert doubt("length", years=1) == "It funds one year."
    assert doubt("length", years=2) == ""
