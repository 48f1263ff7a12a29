"""Reports follow value: planned when an award is accepted, written together, sent once, accepted or asked about."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.notices.models import Notice
from compact_portal.people.choices import MembershipRole
from funding.choices import ReportKind, ReportState
from funding.deadlines import ReportsDue
from funding.models import Award, Report
from funding.monitoring import reports_of
from funding.retention import purge_reports
from funding.services import awards, reports
from funding.services.awards import AwardMovedOn
from tests.at_once import at_once
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, awarded
from tests.factories.people import MembershipFactory
from tests.kept import all_due, emails
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)
AMOUNT = 10_000_00
TOLD = {
    "happened": "The hall was open every evening.",
    "spent": 9_000_00,
    "explanation": "",
    "benefited": "Forty neighbours.",
    "learned": "Mondays are quiet.",
}


@pytest.fixture
def made(funder, group, clock):
    made = awarded(funder, group, amount=AMOUNT, on=DAY)
    clock.move_to(made.now)
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    return made


@pytest.fixture
def report(made) -> Report:
    return Report.objects.get()


def written(report, group, made, **answers) -> Report:
    held = Report.objects.get(pk=report.pk)
    said = {**TOLD, **answers}
    return reports.save_report(held, seen=held.revision, **said, by=group.user, now=made.now)


def sent(report, group, made, **answers) -> Report:
    saved = written(report, group, made, **answers)
    return reports.send_report(saved, seen=saved.revision, by=group.user, now=made.now)


def kinds(amount: int, *, years: int) -> list[tuple[ReportKind, date]]:
    found = reports_of(amount, accepted=date(2026, 1, 31), ends=date(2026 + years, 1, 31))
    return [(each.kind, each.until) for each in found]


@pytest.mark.parametrize("amount", [1, 10_000_00])
def test_a_small_award_asks_for_one_short_note_at_its_end(amount):
    assert kinds(amount, years=2) == [(ReportKind.NOTE, date(2028, 1, 31))]


@pytest.mark.parametrize("amount", [10_000_01, 100_000_00])
def test_a_larger_one_asks_for_a_report_each_year(amount):
    assert kinds(amount, years=2) == [
        (ReportKind.PROGRESS, date(2027, 1, 31)),
        (ReportKind.FINAL, date(2028, 1, 31)),
    ]


def test_a_very_large_one_asks_every_six_months():
    assert kinds(100_000_01, years=1) == [
        (ReportKind.PROGRESS, date(2026, 7, 31)),
        (ReportKind.FINAL, date(2027, 1, 31)),
    ]


def test_accepting_plans_a_report_with_a_day_that_says_how_it_was_counted(report, group):
    award = report.award
    assert (award.ends_on, report.until) == (date(2029, 1, 19), date(2029, 1, 19))
    due = all_due(ReportsDue())[0]
    assert (due.due, emails(due)) == (report.due, [group.user.email])
    assert due.how.startswith("20 working days after Friday 19 January 2029")
    page = text(client_for(group.user).get(award.get_absolute_url()))
    assert "16 February 2029 due Short note at the end , report 1" in page
    assert "Send a report" in text(client_for(group.user).get("/due/"))


def test_declining_plans_nothing(funder, group):
    made = awarded(funder, group, on=DAY)
    awards.answer_offer(made.award, accepts=False, by=group.user, now=made.now)
    assert not Report.objects.exists()


def test_written_in_the_browser_half_then_whole_then_sent_and_accepted(client, report, group, funder, made):
    client.force_login(group.user)
    half = {"seen": 0, "happened": "The hall was open."}
    page = text(client.post(report.url("report-write"), half, follow=True))
    assert "The draft is saved." in page and "The hall was open." in page and "No answer" in page
    assert "Who benefited?" in text(client.post(report.url("report-send"), {"seen": 1}))
    reader = client_for(funder.user)
    assert "The hall was open." not in text(reader.get(report.get_absolute_url()))
    whole = {**half, "seen": 1, "spent": "£9,000.50", "benefited": "Forty", "learned": "Much"}
    client.post(report.url("report-write"), whole)
    page = text(client.post(report.url("report-send"), {"seen": 2}, follow=True))
    assert "Your report is sent." in page and "£9,000.50" in page
    waiting = all_due(ReportsDue())[0]
    assert (waiting.title, emails(waiting)) == (f"Read a report: {made.award.reference}", [funder.user.email])
    assert "The hall was open." in text(reader.get(report.get_absolute_url()))
    reader.post(report.url("report-answer"), {"answer": "accept"})
    assert Report.objects.get().state == ReportState.ACCEPTED
    everyone = text(client_for(None).get(made.round.get_absolute_url()))
    assert "Reports accepted 1 of 1" in everyone and "The hall was open." not in everyone
    assert all_due(ReportsDue()) == []
    assert reader.post(report.url("report-answer"), {"answer": "accept"}).status_code == 409
    assert client.get(report.url("report-write")).status_code == 409


def test_a_question_gives_the_report_back_with_time_to_answer(client, report, group, funder, made):
    sent(report, group, made)
    reader = client_for(funder.user)
    assert "Error:" in text(reader.post(report.url("report-answer"), {"answer": "ask"}))
    reader.post(report.url("report-answer"), {"answer": "ask", "question": "How many came on Mondays?"})
    held = Report.objects.get()
    assert (held.state, held.spent) == (ReportState.QUESTIONED, 9_000_00)
    due = all_due(ReportsDue())[0]
    assert (due.due, emails(due)) == (held.due, [group.user.email])
    assert held.due > made.now.date()
    assert "How many came on Mondays?" in text(client_for(group.user).get(report.get_absolute_url()))
    again = sent(report, group, made, learned="Six on Mondays.")
    assert (again.state, again.question) == (ReportState.SENT, "How many came on Mondays?")
    assert Notice.objects.filter(key__startswith="funding.report-sent:").count() == 2


def test_a_question_without_words_is_refused(report, group, funder, made):
    sent(report, group, made)
    with pytest.raises(ValidationError, match="Enter what you want to know"):
        reports.ask_about_report(report, question=" ", by=funder.user, now=made.now)


def test_more_spent_than_awarded_is_asked_about_and_holds_nothing_up(client, report, group, made):
    saved = written(report, group, made, spent=AMOUNT + 1)
    with pytest.raises(ValidationError, match="Say how that came about"):
        reports.send_report(saved, seen=saved.revision, by=group.user, now=made.now)
    client.force_login(group.user)
    assert "If more was spent than was awarded" in text(client.get(report.url("report-send")))
    explained = sent(report, group, made, spent=AMOUNT + 1, explanation="The boiler broke; our reserves paid.")
    assert explained.state == ReportState.SENT


def test_a_report_is_sent_once(report, group, made):
    held = sent(report, group, made)
    with pytest.raises(AwardMovedOn, match="Sent"):
        reports.send_report(report, seen=held.revision, by=group.user, now=made.now)
    assert Notice.objects.filter(key__startswith="funding.report-sent:").count() == 1


def test_what_a_colleague_wrote_meanwhile_is_not_lost(client, report, group, made):
    written(report, group, made)
    client.force_login(group.user)
    page = client.post(report.url("report-write"), {"seen": 0, "happened": "Written at the same time."})
    assert page.status_code == 409
    assert "Written at the same time." in text(page)
    assert Report.objects.get().happened == TOLD["happened"]


def test_what_a_colleague_changed_is_read_before_it_is_sent(report, group, made):
    written(report, group, made)
    with pytest.raises(ValidationError, match="Read it again"):
        reports.send_report(report, seen=0, by=group.user, now=made.now)


def test_too_many_words_are_refused_with_what_was_typed(client, report, group):
    client.force_login(group.user)
    page = client.post(report.url("report-write"), {"seen": 0, "happened": "word " * 151, "spent": "much"})
    assert "You wrote 151 words. Write 150 or fewer." in text(page)
    assert "Enter an amount in pounds" in text(page)


def test_a_member_reads_the_draft_and_only_a_lead_writes(report, group, funder, made):
    written(report, group, made)
    member = MembershipFactory(organisation=group.organisation, role=MembershipRole.MEMBER)
    assert TOLD["happened"] in text(client_for(member.user).get(report.get_absolute_url()))
    assert client_for(member.user).get(report.url("report-write")).status_code == 403
    for who in (member, funder):
        with pytest.raises(PermissionDenied):
            reports.save_report(report, seen=1, **TOLD, by=who.user, now=made.now)


def reported_elsewhere(group, *, funder=None, accept: bool = True) -> Report:
    """By another funder, who has accepted it."""
    funder = funder or a_funder(organisation__name="Example Health Trust")
    made = awarded(funder, group, on=DAY, title="Health 2027")
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    held = sent(made.award.reports.get(), group, made, happened="The lunch club ran for a year.")
    return reports.accept_report(held, by=funder.user, now=made.now) if accept else held


def test_what_another_funder_accepted_is_not_written_again(client, report, group, funder):
    earlier = reported_elsewhere(group)
    client.force_login(group.user)
    assert "Example Health Trust" in text(client.get(report.url("report-write")))
    client.post(report.url("report-write"), {"seen": 0, "stands_for": earlier.pk, "spent": "9,000"})
    page = text(client.post(report.url("report-send"), {"seen": 1}, follow=True))
    assert "Your report is sent." in page
    page = text(client_for(funder.user).get(report.get_absolute_url()))
    assert "The words are those of the report to Example Health Trust" in page
    assert "The lunch club ran for a year." in page and "£9,000" in page


def test_without_the_amount_a_report_that_points_to_another_is_not_whole(report, group, made):
    earlier = reported_elsewhere(group)
    held = reports.save_report(report, seen=0, stands_for=earlier, by=group.user, now=made.now)
    assert held.missing == ["spent"]
    with pytest.raises(ValidationError, match="not answered yet"):
        reports.send_report(held, seen=1, by=group.user, now=made.now)


def test_it_points_to_no_report_of_others_and_to_none_that_may_change(report, group, groups, funder, made):
    not_accepted = reported_elsewhere(group, accept=False)
    of_others = reported_elsewhere(groups[1], funder=a_funder())
    of_the_same_funder = reported_elsewhere(group, funder=funder)
    for earlier in (not_accepted, of_others, of_the_same_funder):
        with pytest.raises(ValidationError, match="another funder has accepted"):
            reports.save_report(report, seen=0, stands_for=earlier, by=group.user, now=made.now)


def test_others_find_no_report(report, client):
    stranger = MembershipFactory(lead=True)
    assert client_for(stranger.user).get(report.get_absolute_url()).status_code == 404
    assert (
        client_for(report.award.organisation.memberships.first().user)
        .get(report.get_absolute_url().replace("/1/", "/9/"))
        .status_code
        == 404
    )


def test_reports_go_six_years_after_the_award_was_closed(report):
    Award.objects.update(state="closed", closed_at=moment(date(2027, 1, 1)))
    assert purge_reports(before=moment(date(2026, 12, 31)), now=moment(date(2033, 1, 1))) == 0
    assert purge_reports(before=moment(date(2027, 1, 2)), now=moment(date(2033, 1, 3))) == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_sending_the_same_report_send_it_once(report, group, made):
    saved = written(report, group, made)
    outcomes = []

    def send(number):
        try:
            reports.send_report(saved, seen=saved.revision, by=group.user, now=made.now)
            outcomes.append("sent")
        except AwardMovedOn:
            outcomes.append("refused")

    at_once(send)
    assert (outcomes.count("sent"), outcomes.count("refused")) == (1, 3)
    assert Notice.objects.filter(key__startswith="funding.report-sent:").count() == 1
