"""The end of a round: what it achieved, written for everyone once no award runs any more."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from compact_portal.dates import add_working_days
from funding.choices import AwardState, RoundState
from funding.deadlines import EvaluationsDue
from funding.models import Award, Round
from funding.results import results_of
from funding.services.drafts import RoundMovedOn
from funding.services.evaluating import evaluate_round
from tests.disputes.test_secrecy import client_for
from tests.factories.funding import awarded
from tests.kept import all_due, emails
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)
SAID = {"achieved": "Two hundred people eat together.", "learned": "Ask for less paper."}


@pytest.fixture
def made(funder, group):
    return awarded(funder, group, on=DAY)


def over(made) -> None:
    Award.objects.update(state=AwardState.CLOSED, closed_at=made.now)


def address(made) -> str:
    return f"{made.round.get_absolute_url()}evaluate/"


def test_everyone_reads_what_it_achieved(client, made, funder):
    over(made)
    writer = client_for(funder.user)
    assert "Write down what the round achieved" in text(writer.get(made.round.get_absolute_url()))
    looked_at = text(writer.post(address(made), SAID))
    assert "Check it before you publish it" in looked_at and SAID["learned"] in looked_at
    assert Round.objects.get().state == RoundState.ANNOUNCED
    back = writer.post(address(made), SAID | {"change": "yes"}).content.decode()
    assert f">\n{SAID['achieved']}</textarea>" in back or f">{SAID['achieved']}</textarea>" in back
    seen = {"seen": Round.objects.get().revision}
    assert "come to its end" in text(writer.post(address(made), SAID | seen, follow=True))
    page = text(client.get(made.round.get_absolute_url()))
    assert SAID["achieved"] in page and SAID["learned"] in page
    assert "Write down what the round achieved" not in text(writer.get(made.round.get_absolute_url()))
    assert results_of(Round.objects.get()) is not None, "what was decided stays"


def test_not_while_an_award_is_open(made, funder):
    page = text(client_for(funder.user).post(address(made), SAID))
    assert "1 award is not closed. Close each one first." in page and SAID["achieved"] in page
    assert Round.objects.get().state == RoundState.ANNOUNCED


@pytest.mark.parametrize("missing", SAID)
def test_both_are_asked_for(made, funder, missing):
    over(made)
    page = client_for(funder.user).post(address(made), SAID | {missing: " "})
    assert "Error" in text(page) and Round.objects.get().state == RoundState.ANNOUNCED


def test_it_is_written_once(made, funder):
    over(made)
    evaluate_round(made.round, **SAID, by=funder.user, now=made.now)
    with pytest.raises(RoundMovedOn):
        evaluate_round(made.round, **SAID, by=funder.user, now=made.now)
    assert client_for(funder.user).get(address(made)).status_code == 409


def test_the_applicant_still_reads_how_it_went(made, funder, group):
    over(made)
    evaluate_round(made.round, **SAID, by=funder.user, now=made.now)
    assert "Awarded" in text(client_for(group.user).get(made.applications[0].get_absolute_url()))


def test_its_funder_is_reminded_once_the_last_award_is_closed(made, funder):
    assert all_due(EvaluationsDue()) == []
    over(made)
    (due,) = all_due(EvaluationsDue())
    assert (due.due, emails(due)) == (add_working_days(made.now.date(), 20), [funder.user.email])
    evaluate_round(made.round, **SAID, by=funder.user, now=made.now)
    assert all_due(EvaluationsDue()) == []


def test_an_evaluation_without_words_is_refused_by_the_database(made):
    with pytest.raises(IntegrityError, match="evaluated_rounds_say_what_they_achieved"):
        Round.objects.update(state=RoundState.EVALUATED)


def test_nobody_else_writes_it(made, group):
    over(made)
    with pytest.raises(PermissionDenied):
        evaluate_round(made.round, **SAID, by=group.user, now=made.now)
