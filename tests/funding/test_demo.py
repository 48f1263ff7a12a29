"""The demo's rounds, as everyone and as the people in them find them."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
import time_machine
from django.utils import timezone
from PIL import Image

from champions.demo.load import load_compact
from compact_portal.people.models import User
from disputes.demo.champions import load_champions
from funding.choices import AwardState, ConcernState, ReportState, RoundState
from funding.demo.load import load_funding
from funding.models import Award, Round
from meetings.demo.people import load_people
from tests.reading import text

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def demo(request):
    now = getattr(request, "param", NOW)
    with time_machine.travel(now, tick=False):
        officer = load_people(password="example", now=now)
        load_compact(by=officer, now=now)
        load_champions(by=officer, now=now)
        load_funding(by=officer, now=now)
        yield


def of(organisation: str) -> Award:
    return Award.objects.get(organisation__name=organisation, round__title="Spring Fund")


@pytest.mark.parametrize(
    "demo", [datetime(2027, 5, 3, 10, 0, tzinfo=UTC), datetime(2027, 12, 27, 23, 30, tzinfo=UTC)], indirect=True
)
def test_it_is_the_same_whatever_the_day_it_is_loaded_on(client, demo):
    standing = {each.title: each.standing(timezone.now()) for each in Round.objects.filter(source="")}
    assert standing == {
        "Spring Fund": "Announced",
        "Winter Fund": "Finished",
        "Home from Hospital": "Open to those who were invited",
        "Neighbourhood Fund": "Open",
    }
    assert of("Example Befriending Project").paid == 2_750_00
    assert of("Example Advice Centre").reports.get().due > timezone.localdate()
    assert client.get("/funding/").status_code == client.get("/funding/figures/").status_code == 200


def test_one_round_is_over_and_half_of_its_money_paid(client):
    round_ = Round.objects.get(title="Spring Fund")
    assert round_.state == RoundState.ANNOUNCED
    award = of("Example Befriending Project")
    assert (award.state, award.paid) == (AwardState.ACTIVE, 2_750_00)
    page = text(client.get(round_.get_absolute_url()))
    assert "Example Befriending Project: £5,500" in page and "Asked for £13,500" in page
    assert "3 awards, 75% of the applications" in page and "Assessors who stood aside 1" in page
    assert "Example Youth Club" not in page


def test_the_group_reads_its_award_and_the_other_one_why_not(client):
    client.force_login(User.objects.get(email="group@example.org"))
    assert "Paid so far: £2,750 of £5,500." in text(client.get(of("Example Befriending Project").get_absolute_url()))
    client.force_login(User.objects.get(email="youth.club@example.org"))
    club = Round.objects.get(title="Spring Fund").applications.get(organisation__name="Example Youth Club")
    assert "Say next time how many will come." in text(client.get(club.get_absolute_url()))


def test_one_report_is_accepted_and_one_is_due_again(client):
    award = of("Example Council for Voluntary Service")
    report, asked = award.reports.get(), of("Example Advice Centre").reports.get()
    assert (award.state, report.state) == (AwardState.COMPLETING, ReportState.ACCEPTED)
    assert asked.state == ReportState.QUESTIONED and asked.due > timezone.localdate()
    client.force_login(User.objects.get(email="officer@example.org"))
    assert "thirty new volunteers" in text(client.get(report.get_absolute_url()))
    client.force_login(User.objects.get(email="advice.champion@example.org"))
    assert "how many people came?" in text(client.get(asked.get_absolute_url()))


def test_an_application_has_a_choice_a_table_and_a_file(client):
    sent = of("Example Befriending Project").application
    client.force_login(User.objects.get(email="officer@example.org"))
    page = text(client.get(sent.get_absolute_url()))
    assert "By telephone" in page and "Total £6,000" in page and "example-plan.png (PNG" in page
    file = client.get(sent.url("answer-file", sent.round.questions.last().pk))
    assert Image.open(BytesIO(file.getvalue())).size == (480, 130)


def test_three_apply_together_and_whoever_works_for_one_of_them_stands_aside(client):
    sent = of("Example Council for Voluntary Service").application
    client.force_login(User.objects.get(email="officer@example.org"))
    page = text(client.get(sent.get_absolute_url()))
    assert "Example Advice Centre: 30%" in page and "Example Lunch Club: 20%" in page
    marked = sent.assessments.values_list("assessor__user__email", flat=True)
    assert set(marked) == {"fire.champion@example.org", "councillor@example.org"}


def test_about_one_award_there_is_a_concern_with_a_timetable(client):
    concern = of("Example Befriending Project").concerns.get()
    assert concern.state == ConcernState.IMPROVING
    client.force_login(User.objects.get(email="group@example.org"))
    page = text(client.get(concern.get_absolute_url()))
    assert "two students have begun" in page and "To be done" in page
    assert "Reply" in page


def test_a_round_that_is_over_says_what_it_achieved(client):
    round_ = Round.objects.get(title="Winter Fund")
    assert round_.state == RoundState.EVALUATED
    assert {each.state for each in round_.awards.all()} == {AwardState.CLOSED}
    page = text(client.get(round_.get_absolute_url()))
    assert (
        "a warm room on nineteen Saturdays" in page
        and "Paid so far £2,200" in page
        and "Reports accepted 2 of 2" in page
    )


def test_a_tender_is_in_its_second_stage_and_who_does_not_go_on_reads_why(client):
    round_ = Round.objects.get(title="Home from Hospital")
    assert "Open to those who were invited" in text(client.get(round_.get_absolute_url()))
    client.force_login(User.objects.get(email="group@example.org"))
    own = round_.applications.get(organisation__name="Example Befriending Project")
    page = text(client.get(own.get_absolute_url()))
    assert "Second stage: draft" in page and "It can be sent until" in page
    client.force_login(User.objects.get(email="youth.club@example.org"))
    club = round_.applications.get(organisation__name="Example Youth Club")
    assert "the insurance that visits at home need is not there." in text(client.get(club.get_absolute_url()))


def test_an_open_round_was_changed_in_public_and_takes_files(client):
    round_ = Round.objects.get(title="Neighbourhood Fund")
    page = text(client.get(round_.get_absolute_url()))
    assert "Read what changed" in page and "the panel meets a week later" in page
    assert "Do you have a picture or a plan?" in text(client.get(round_.get_absolute_url() + "form/"))
