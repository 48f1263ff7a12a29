"""Files added while a dispute goes on: for both sides, or for the Champions only, who do not cite them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.notices.models import Notice
from disputes.services import files, hearing
from tests.factories.disputes import champions, conflicted_champions, heard, moment, raised
from tests.factories.files import clean_pdf
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)


@pytest.fixture
def panel(db):
    return champions()


@pytest.fixture
def dispute(world, panel):
    return heard(world, panel, on=DAY)


def pdf(name: str = "secretletter.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, clean_pdf(), content_type="application/pdf")


def share(dispute, by, *, for_champions: bool, name: str = "secretletter.pdf"):
    return files.share_file(dispute, upload=pdf(name), for_champions=for_champions, by=by, now=NOW)


def page(client, user, dispute) -> str:
    client.force_login(user)
    return text(client.get(dispute.get_absolute_url()))


def fetch(client, user, dispute, file) -> int:
    client.force_login(user)
    answer = client.get(dispute.url("file", file.pk))
    if answer.streaming:
        list(answer.streaming_content)
    return answer.status_code


def test_a_file_is_shared_in_the_browser_and_fetched_by_the_other_side(client, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    dispute = raised(world, on=DAY)
    client.force_login(world.respondent)
    client.post(dispute.url("add-file"), {"upload": pdf("answer.pdf")})
    file = dispute.files.get()
    assert (file.name, file.for_champions) == ("answer.pdf", False)
    assert "answer" not in file.file.name
    assert "A file was added answer.pdf" in page(client, world.raiser, dispute)
    assert fetch(client, world.raiser, dispute, file) == 200


def test_what_is_for_the_champions_is_not_there_for_the_other_side(client, world, panel, dispute, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = share(dispute, world.raiser, for_champions=True)
    allowed = [world.raiser, world.group_lead, panel.public, panel.voluntary]
    conflicted = conflicted_champions(world)
    refused = [world.respondent, world.staff, world.colleague, conflicted.councils, conflicted.groups]
    assert [fetch(client, user, dispute, file) for user in allowed] == [200] * 4
    assert [fetch(client, user, dispute, file) for user in refused] == [404] * 5
    assert "secretletter.pdf" in page(client, world.raiser, dispute)
    assert "secretletter" not in page(client, world.respondent, dispute)


def test_only_those_who_can_read_it_are_told(world, panel, dispute):
    share(dispute, world.raiser, for_champions=True)
    told = Notice.objects.filter(kind="disputes.file-shared").values_list("email", flat=True)
    assert set(told) == {panel.public.email, panel.voluntary.email}
    assert not Notice.objects.filter(body__contains="secretletter").exists()


def test_before_the_champions_have_it_there_is_nothing_for_them(client, world):
    dispute = raised(world, on=DAY)
    with pytest.raises(ValidationError, match="The Champions do not have it yet"):
        share(dispute, world.raiser, for_champions=True)
    client.force_login(world.raiser)
    assert "The Champions only" not in text(client.get(dispute.url("add-file")))


def test_the_champions_give_papers_to_both_sides(client, world, panel, dispute, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = share(dispute, panel.public, for_champions=False, name="questions.pdf")
    assert fetch(client, world.raiser, dispute, file) == fetch(client, world.respondent, dispute, file) == 200


@pytest.mark.parametrize("words", ["As secretletter.pdf shows, …", "The SecretLetter says so."])
def test_the_outcome_does_not_name_what_one_side_has_not_read(world, panel, dispute, clock, words):
    share(dispute, world.raiser, for_champions=True)
    now = NOW + timedelta(days=8)
    clock.move_to(now)
    with pytest.raises(ValidationError, match="is for the Champions only"):
        hearing.draft_outcome(dispute, outcome="clarified", text=words, by=panel.public, now=now)
    assert hearing.draft_outcome(dispute, outcome="clarified", text="Both see it so.", by=panel.public, now=now).pk


def test_there_is_an_end_to_files(world, dispute, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 1)
    share(dispute, world.raiser, for_champions=False)
    with pytest.raises(ValidationError, match="There are 1 files already"):
        share(dispute, world.raiser, for_champions=False)


def test_a_file_that_is_not_what_it_says_is_refused(client, world):
    dispute = raised(world, on=DAY)
    client.force_login(world.raiser)
    answer = client.post(dispute.url("add-file"), {"upload": SimpleUploadedFile("letter.pdf", b"MZ\x90\x00")})
    assert answer.context["form"].errors["upload"]
    assert not dispute.files.exists()
