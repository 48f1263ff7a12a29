"""The second of two stages: those who passed write in full, and only they are assessed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import AuditEvent
from compact_portal.notices.models import Notice
from funding.choices import ApplicationState, Kind, Phase, RoundState
from funding.deadlines import ApplicationsDue, RoundDates
from funding.models import Application, FormQuestion, Round
from funding.results import results_of
from funding.services import applications, assessing, deciding, drafts, rounds, stages
from funding.services import late as more_time
from funding.services.applications import ApplicationMovedOn
from funding.services.drafts import RoundMovedOn
from tests.factories.disputes import moment
from tests.factories.funding import (
    assessors_of,
    awarded,
    declare_nothing,
    drafted_round,
    mark,
    published_round,
    submitted,
)
from tests.factories.people import MembershipFactory
from tests.factories.stages import (
    ASKED_IN_FULL,
    after,
    complete,
    completed,
    fresh,
    invite,
    invited,
    judged,
    sifted,
    staged_round,
)
from tests.funding.beginnings import AFTER
from tests.kept import all_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)


def who(member, now=NOW) -> dict:
    return {"by": member.user, "now": now}


def test_those_who_passed_write_until_the_second_deadline(funder, groups):
    made = invited(funder, *groups, on=DAY, verdicts=(True, False))
    harbour, garden = made.applications
    closes = made.round.second_closes_at
    asked = made.round.questions.get(text=ASKED_IN_FULL)
    with pytest.raises((ApplicationMovedOn, PermissionDenied)):
        applications.save_answer(garden, asked, text="Me too", **who(groups[1], made.now))
    with pytest.raises(ApplicationMovedOn, match="first stage is sent"):
        applications.save_answer(harbour, made.round.questions_of(1)[0], text="New", **who(groups[0], made.now))
    with pytest.raises(ValidationError, match="not answered"):
        applications.submit_application(harbour, seen=harbour.revision, **who(groups[0], made.now))
    sent = complete(harbour, groups[0], now=closes - timedelta(seconds=1))
    assert sent.state == ApplicationState.COMPLETE
    copy = sent.copies.get(stage=2)
    assert [row["question"] for row in copy.data["rows"]] == [ASKED_IN_FULL, "How much do you ask for?"]
    back = applications.take_back(fresh(sent), **who(groups[0], closes - timedelta(seconds=1)))
    assert (back.state, back.completed_at) == (ApplicationState.INVITED, None)
    assert back.submitted_at is not None
    with pytest.raises(ApplicationMovedOn, match="second stage closed"):
        applications.submit_application(fresh(back), seen=back.revision, **who(groups[0], closes))


def test_a_second_click_sends_nothing_twice(funder, group):
    made = invited(funder, group, on=DAY)
    sent = complete(made.applications[0], group, now=made.now)
    with pytest.raises(ApplicationMovedOn, match="sent already"):
        applications.submit_application(fresh(sent), seen=sent.revision, **who(group, made.now))
    assert sent.copies.count() == 2


def test_nobody_begins_an_application_in_the_second_stage(funder, groups):
    made = invited(funder, groups[0], on=DAY)
    with pytest.raises(ValidationError, match="not open"):
        applications.begin_application(
            round_=made.round,
            lot=made.round.lots.get(),
            organisation=groups[1].organisation,
            **who(groups[1], made.now),
        )


def test_more_time_is_given_for_the_stage_that_has_just_closed(funder, group):
    made = invited(funder, group, on=DAY)
    closes = made.round.second_closes_at
    said = {"organisation": group.organisation, "until": closes + timedelta(hours=2), "reason": "Ill"}
    with pytest.raises(ValidationError, match="nobody is late"):
        more_time.give_more_time(made.round, **said, **who(funder, closes - timedelta(seconds=1)))
    given = more_time.give_more_time(made.round, **said, **who(funder, closes))
    assert given.stage == 2
    late = complete(made.applications[0], group, now=closes + timedelta(hours=1))
    assert late.state == ApplicationState.COMPLETE
    with pytest.raises(ValidationError, match="not closed for everyone"):
        assessing.start_assessing(made.round, marks_due=closes.date(), **who(funder, closes + timedelta(hours=1)))


def test_an_exception_of_the_first_stage_says_nothing_about_the_second(funder, groups):
    round_ = staged_round(funder, on=DAY)
    until = round_.second_closes_at + timedelta(days=9)
    given = {"stage": 1, "until": until, "reason": "Ill", "granted_at": NOW}
    round_.exceptions.create(organisation=groups[0].organisation, **given)
    assert round_.closes_for(groups[0].organisation.pk, 2) == round_.second_closes_at


def test_the_phases_and_the_words_of_each(funder, group):
    made = sifted(funder, group, on=DAY)
    published = staged_round(funder, on=DAY, title="Another")
    first, second = published.closes_at, published.second_closes_at
    moments = [NOW, published.opens_at, first - timedelta(seconds=1), first, second]
    assert [published.phase(at) for at in moments] == [
        Phase.COMING,
        Phase.OPEN,
        Phase.OPEN,
        Phase.BETWEEN,
        Phase.BETWEEN,
    ]
    assert published.standing(first) == "First stage is closed"
    assert made.round.standing(made.now) == "First stage is being looked at"
    judged(made, funder)
    invite(made, funder)
    assert made.round.standing(made.now) == "Open to those who were invited"
    assert made.round.standing(made.round.second_closes_at) == "Closed for applications"


# The assessment.


def test_only_who_sent_both_stages_is_assessed_and_passes_nothing_again(funder, groups, clock):
    third = MembershipFactory(lead=True)
    made = invited(funder, *groups, third, on=DAY, verdicts=(True, True, False))
    sent = complete(made.applications[0], groups[0], now=made.now)
    at = after(made.round.second_closes_at)
    assessors_of(made.round, funder, "Ann", "Ben", now=at)
    assessing.start_assessing(made.round, marks_due=at.date(), **who(funder, at))
    assert [each.state for each in map(fresh, made.applications)] == ["eligible", "dropped", "not-invited"]
    assert fresh(sent).number == sent.number
    assert list(Application.objects.sent()) == [sent]


def test_a_round_of_two_stages_is_not_assessed_after_the_first(funder, group):
    round_ = staged_round(funder, on=DAY)
    submitted(round_, group, now=moment(date(2026, 11, 4)))
    at = after(round_.closes_at)
    assessors_of(round_, funder, "Ann", "Ben", now=at)
    with pytest.raises(ValidationError, match="not closed"):
        assessing.start_assessing(round_, marks_due=at.date(), **who(funder, at))
    stages.sift_round(round_, **who(funder, at))
    with pytest.raises(RoundMovedOn, match="First stage is being looked at"):
        assessing.start_assessing(round_, marks_due=at.date(), **who(funder, at))


def test_a_round_of_one_stage_has_no_first_stage_to_look_at(funder, group):
    round_ = published_round(funder, on=DAY)
    submitted(round_, group, now=moment(date(2026, 11, 4)))
    with pytest.raises(ValidationError, match="not closed"):
        stages.sift_round(round_, **who(funder, after(round_.closes_at)))


def test_when_nobody_sent_the_second_stage_nothing_changes(funder, group):
    made = invited(funder, group, on=DAY)
    at = after(made.round.second_closes_at)
    with pytest.raises(ValidationError, match="Nobody applied"):
        assessing.start_assessing(made.round, marks_due=at.date(), **who(funder, at))
    assert fresh(made.applications[0]).state == ApplicationState.INVITED
    assert rounds.cancel_round(made.round, reason="Nobody", **who(funder, at)).state == RoundState.CANCELLED


def test_the_results_say_how_many_sent_each_stage(funder, groups, clock):
    third = MembershipFactory(lead=True)
    made = invited(funder, *groups, third, on=DAY, verdicts=(True, False, False))
    complete(made.applications[0], groups[0], now=made.now)
    at = after(made.round.second_closes_at)
    people = assessors_of(made.round, funder, "Ann", "Ben", now=at)
    assessing.start_assessing(made.round, marks_due=at.date(), **who(funder, at))
    clock.move_to(at)
    declare_nothing(made.round, *people, now=at)
    application = fresh(made.applications[0])
    for user in people:
        mark(application, user, 5, 5, now=at)
    assessing.finish_marking(made.round, **who(funder, at))
    verdicts = {application.pk: deciding.Said("award", "Good", 1_000_00)}
    deciding.recommend(made.round, verdicts=verdicts, **who(funder, at))
    said = {"decided_by": "Cabinet", "decided_on": at.date(), "minutes": "45"}
    deciding.decide(made.round, verdicts=verdicts, **said, **who(funder, at))
    deciding.announce(made.round, **who(funder, moment(made.round.announced_on)))
    results = results_of(Round.objects.with_criteria().get())
    assert (results.expressed, results.received, results.success_rate) == (3, 1, 100)
    announced = Notice.objects.filter(kind="funding.announced").values_list("email", flat=True)
    assert list(announced) == [groups[0].user.email]


def test_a_round_of_one_stage_counts_as_before(funder, groups, clock):
    clock.move_to(AFTER)
    made = awarded(funder, *groups, on=DAY)
    results = results_of(Round.objects.with_criteria().get(pk=made.round.pk))
    assert (results.expressed, results.received) == (None, 2)


def test_an_assessor_says_it_again_where_others_have_joined(funder, groups):
    made = completed(funder, groups[0], on=DAY)
    assessor = made.round.assessors.create(user=MembershipFactory().user, added_at=NOW, declared_at=NOW)
    at = after(made.round.second_closes_at)
    assessors_of(made.round, funder, "Ann", "Ben", now=at)
    assessing.start_assessing(made.round, marks_due=at.date(), **who(funder, at))
    assessor.refresh_from_db()
    assert assessor.declared_at is None


# Dates, and what is kept.


def test_the_dates_of_both_stages_are_watched(funder, group, clock):
    made = sifted(funder, group, on=DAY)
    clock.move_to(made.now)
    words = [each.title for each in all_due(RoundDates())]
    assert [each.partition(":")[0] for each in words] == [
        "Say who goes on to the second stage",
        "The second stage closes",
        "Decide",
        "Announce the decision",
    ]
    judged(made, funder)
    invite(made, funder)
    assert not any("who goes on" in each.title for each in all_due(RoundDates()))
    [due] = all_due(ApplicationsDue())
    assert due.title.startswith("Send the second stage") and due.due == made.round.second_closes_at.date()
    complete(made.applications[0], group, now=made.now)
    assert all_due(ApplicationsDue()) == []


def test_each_step_is_in_the_trail(funder, groups):
    made = completed(funder, groups[0], on=DAY)
    about = AuditEvent.objects.about(made.applications[0]).order_by("pk")
    words = [each.what for each in about] if hasattr(AuditEvent, "what") else [each.verb for each in about]
    assert words == ["submitted", "passed the first stage", "invited to the second stage", "submitted in full"]


def test_drafts_of_other_kinds_stay_as_they_were(funder):
    round_ = drafted_round(funder, on=DAY)
    assert not round_.has_two_stages and {each.stage for each in FormQuestion.objects.all()} == {1}
    assert drafts.missing(round_) == []


def test_a_round_published_before_there_were_stages_has_one(funder):
    round_ = published_round(funder, on=DAY)
    Round.objects.filter(pk=round_.pk).update(kind=Kind.TENDER)
    found = Round.objects.get()
    assert not found.has_two_stages and found.phase(after(found.closes_at)) == Phase.CLOSED
