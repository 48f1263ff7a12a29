"""Files that a group puts with its report: looked at as those of applications are, read by whoever reads the report."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.models import Award, Report, ReportFile
from funding.retention import purge_reports
from funding.services import awards, reports
from funding.services.awards import AwardMovedOn
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import PNG, awarded
from tests.factories.people import MembershipFactory
from tests.funding.test_question_kinds import status
from tests.funding.test_reports import TOLD
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]


@pytest.fixture
def made(funder, group, clock):
    made = awarded(funder, group, on=date(2026, 11, 2))
    clock.move_to(made.now)
    awards.answer_offer(made.award, accepts=True, by=group.user, now=made.now)
    return made


@pytest.fixture
def report(made) -> Report:
    return Report.objects.get()


def a_file(name: str = "hall.png", content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def sent(report, group, made) -> Report:
    held = reports.save_report(Report.objects.get(), seen=report.revision, **TOLD, by=group.user, now=made.now)
    return reports.send_report(held, seen=held.revision, by=group.user, now=made.now)


def test_the_funder_reads_a_file_once_the_report_is_sent_and_again_not_while_it_is_asked_about(
    report, group, funder, made
):
    client = client_for(group.user)
    page = text(client.post(report.url("report-file-add"), {"upload": a_file()}, follow=True))
    assert "The file is added." in page and f"hall.png (PNG, {len(PNG)} bytes)" in page
    kept = ReportFile.objects.get()
    address = report.award.url("report-file", 1, kept.pk)
    colleague = MembershipFactory(organisation=group.organisation).user
    assert [status(client_for(user), address) for user in (group.user, colleague, funder.user)] == [200, 200, 404]
    assert "hall.png" not in text(client_for(funder.user).get(report.get_absolute_url()))
    report = sent(Report.objects.get(), group, made)
    assert status(client_for(funder.user), address) == 200
    assert "hall.png" in text(client_for(funder.user).get(report.get_absolute_url()))
    assert status(client_for(MembershipFactory(lead=True).user), address) == 404
    reports.ask_about_report(report, question="Who came?", by=funder.user, now=made.now)
    assert status(client_for(funder.user), address) == 404


def test_a_file_comes_as_a_download_and_is_kept_under_a_name_that_says_nothing(report, group, made):
    kept = reports.add_file(report, upload=a_file(), by=group.user, now=made.now)
    assert "hall" not in kept.file.name
    response = client_for(group.user).get(report.award.url("report-file", 1, kept.pk))
    assert response.getvalue() == PNG
    assert response["Content-Disposition"] == 'attachment; filename="hall.png"'
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("upload", "words"), [(("hall.pdf", PNG), "really a PNG picture"), (("page.html", b"<html>"), "not a file we can")]
)
def test_what_is_in_a_file_is_looked_at(report, group, upload, words):
    page = text(client_for(group.user).post(report.url("report-file-add"), {"upload": a_file(*upload)}))
    assert "Error: " in page and words in page
    assert not ReportFile.objects.exists()


def test_there_are_so_many_files_and_no_more(report, group, made):
    for number in range(reports.MOST_FILES):
        reports.add_file(report, upload=a_file(f"{number}.png"), by=group.user, now=made.now)
    with pytest.raises(ValidationError, match="Remove one first"):
        reports.add_file(report, upload=a_file(), by=group.user, now=made.now)


def test_a_file_that_came_meanwhile_is_not_sent_unseen(report, group, made):
    seen = reports.save_report(report, seen=0, **TOLD, by=group.user, now=made.now).revision
    reports.add_file(report, upload=a_file(), by=group.user, now=made.now)
    with pytest.raises(ValidationError, match="changed it while you looked"):
        reports.send_report(report, seen=seen, by=group.user, now=made.now)


@pytest.mark.django_db(transaction=True)
def test_what_is_removed_is_off_the_disk_and_a_second_time_nothing_happens(report, group, made):
    kept = reports.add_file(report, upload=a_file(), by=group.user, now=made.now)
    address = report.award.url("report-file-remove", 1, kept.pk)
    for _ in range(2):
        assert "The file is removed." in text(client_for(group.user).post(address, follow=True))
    assert not kept.file.storage.exists(kept.file.name)


def test_what_is_sent_stays_as_it_is(report, group, made, funder):
    kept = reports.add_file(report, upload=a_file(), by=group.user, now=made.now)
    sent(Report.objects.get(), group, made)
    who = {"by": group.user, "now": made.now}
    with pytest.raises(AwardMovedOn):
        reports.add_file(report, upload=a_file(), **who)
    with pytest.raises(AwardMovedOn):
        reports.remove_file(report, kept.pk, **who)
    with pytest.raises(PermissionDenied):
        reports.add_file(report, upload=a_file(), by=funder.user, now=made.now)


@pytest.mark.django_db(transaction=True)
def test_files_go_with_their_report(report, group, made):
    kept = reports.add_file(report, upload=a_file(), by=group.user, now=made.now)
    Award.objects.update(state="closed", closed_at=moment(date(2027, 1, 1)))
    purge_reports(before=moment(date(2027, 1, 2)), now=moment(date(2033, 1, 3)))
    assert not ReportFile.objects.exists() and not kept.file.storage.exists(kept.file.name)
