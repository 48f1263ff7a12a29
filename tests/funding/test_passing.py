"""The questions to pass: whoever does not is told why, once the decision is announced."""

from datetime import date

import pytest

from compact_portal.people.models import Membership
from funding.models import Application, Round
from tests.factories.funding import being_assessed
from tests.funding.beginnings import AFTER
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def made(funder, groups, clock):
    clock.move_to(AFTER)
    return being_assessed(funder, *groups, on=date(2026, 11, 2))


def read(application) -> Application:
    return Application.objects.with_marks().get(pk=application.pk)


def test_whoever_does_not_pass_reads_why(client, made, funder):
    """Feedback is promised to everyone who applies: Compact, section 8."""
    harbour = made.applications[0]
    question = harbour.lot.pass_questions.get()
    client.force_login(funder.user)
    shown = text(client.post(harbour.url("pass"), {f"passed_{question.pk}": "no"}))
    assert "Enter why it does not go on" in shown
    assert read(harbour).state == "eligible"
    client.post(harbour.url("pass"), {f"passed_{question.pk}": "no", "reason": "It works in another borough."})
    assert (read(harbour).state, read(harbour).first_stage.reason) == ("ineligible", "It works in another borough.")
    Round.objects.filter(pk=harbour.round_id).update(state="announced")
    applicant = Membership.objects.filter(organisation=harbour.organisation).first()
    client.force_login(applicant.user)
    assert "It works in another borough." in text(client.get(harbour.get_absolute_url()))
