"""What an assessor writes, and whose application it is, reaches nobody before their time."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import CalendarFeed
from compact_portal.notices.models import Notice
from funding.models import AnswerFile
from funding.services import applications, assessing, assessors
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import (
    PNG,
    answer_everything,
    applied,
    asking_everything,
    assess,
    assessors_of,
    being_assessed,
    mark,
    published_round,
)
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.beginnings import AFTER, HARBOUR
from tests.funding.test_question_kinds import status
from tests.reading import text
from tests.test_pages import ADDRESSES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))


@pytest.fixture
def made(funder, groups, clock):
    clock.move_to(AFTER)
    return being_assessed(funder, *groups, on=DAY)


def test_a_word_of_one_assessor_reaches_nobody_before_their_time(client, made, funder, groups):
    """Ann's reason is a marker word; she has locked, and nobody else has."""
    ann, ben = made.assessors
    ann.person.name = "Quagmarkreason"
    for application in made.applications:
        criteria = application.lot.criteria.all()
        given = {each.pk: (3, "Quagmarkreason") for each in criteria}
        assessing.lock_marks(application, marks=given, by=ann, now=made.now)
    cat = assessors_of(made.round, funder, "Cat", now=made.now)[0]
    keep_all()
    pages = ("application", "pass", "marks", "all-marks", "abstain", "send")
    paths = [each.url(page) for each in made.applications for page in pages]
    paths += [
        made.round.get_absolute_url() + page for page in ("", "assessment/", "assessment/standings/", "assessors/")
    ]
    users = {
        "another assessor": ben,
        "one who has not declared": cat,
        "the funder's lead": funder.user,
        "an applicant": groups[0].user,
        "an officer": UserFactory(officer=True, administrator=True),
        "nobody": None,
    }
    found = {}
    for role, user in users.items():
        browser = client_for(user)
        calendar = [CalendarFeed.objects.get_or_create(user=user)[0].get_absolute_url()] if user else []
        seen = [path for path in [*paths, *calendar, *ADDRESSES] if "Quagmarkreason" in body(browser, path)]
        found |= {role: seen} if seen else {}
    assert found == {}
    assert [each for each in Notice.objects.all() if "Quagmarkreason" in f"{each.subject}{each.body}"] == []
    assert "Quagmarkreason" in body(client_for(ann), made.applications[0].url("all-marks"))


def body(client, path: str) -> str:
    answer = client.get(path)
    return answer.getvalue().decode(errors="replace") if answer.streaming else answer.content.decode(errors="replace")


def test_a_name_that_is_not_to_be_read_is_nowhere_for_an_assessor(client, funder, groups, clock):
    clock.move_to(AFTER)
    made = being_assessed(funder, *groups, on=DAY, is_anonymous=True)
    harbour, ann = made.applications[0], made.assessors[0]
    harbour.answers.update(text=f"The {HARBOUR.upper()} wants a boat")
    client.force_login(ann)
    pages = [text(client.get(harbour.url("marks")))]
    for user in made.assessors:
        mark(harbour, user, 3, 3, now=made.now)
    pages += [text(client.get(harbour.url("all-marks")))]
    pages += [text(client.get(f"{made.round.get_absolute_url()}assessment/{page}")) for page in ("", "standings/")]
    assert [page for page in pages if HARBOUR.lower() in page.lower()] == []
    assert "The [name] wants a boat" in pages[0]
    lead, address = client_for(funder.user), made.round.get_absolute_url()
    assert HARBOUR not in text(lead.get(f"{address}assessment/"))
    lead.post(f"{address}names/")
    assert HARBOUR in text(lead.get(f"{address}assessment/"))


def test_whoever_read_the_names_does_not_assess_without_them(client, funder, groups, clock):
    clock.move_to(AFTER)
    made = being_assessed(funder, *groups, on=DAY, is_anonymous=True)
    address = made.round.get_absolute_url()
    client.force_login(funder.user)
    received = text(client.get(f"{address}applications/"))
    assert HARBOUR not in received and "2 applications came. This round is assessed without names" in received
    assert "You cannot assess this round any more" in text(client.get(f"{address}names/"))
    assert HARBOUR not in text(client.get(f"{address}applications/")), "looking at the question opens nothing"
    assert HARBOUR in text(client.post(f"{address}names/", follow=True))
    client.post(f"{address}names/")
    assert made.round.names_read.get().user == funder.user, "once, however often it is sent"
    refused = text(client.post(f"{address}assessors/", {"email": funder.user.email}))
    assert "read who applied on" in refused and "Ask somebody else" in refused
    assert not made.round.assessors.filter(user=funder.user).exists()


def test_names_are_not_opened_by_assessors_nor_before_the_round_has_closed(funder, groups, clock):
    round_ = published_round(funder, on=DAY, is_anonymous=True)
    address = f"{round_.get_absolute_url()}names/"
    assert client_for(funder.user).post(address).status_code == 409
    assessors.add_assessor(round_, email=funder.user.email, by=funder.user, now=OPEN)
    clock.move_to(AFTER)
    lead = client_for(funder.user)
    assert [lead.get(address).status_code, lead.post(address).status_code] == [403, 403]
    assert not round_.names_read.exists()


def test_a_funder_who_assesses_without_names_does_not_find_whose_is_whose(client, funder, groups, clock):
    clock.move_to(AFTER)
    made = being_assessed(funder, *groups, on=DAY, is_anonymous=True)
    assessors.add_assessor(made.round, email=funder.user.email, by=funder.user, now=made.now)
    client.force_login(funder.user)
    address = f"{made.round.get_absolute_url()}applications/"
    page = client.get(address)
    assert HARBOUR not in text(page) and "2 applications you do not read here" in text(page)
    assert [each.key for each in made.applications if each.key in page.content.decode()] == []
    colleague = client_for(MembershipFactory(organisation=funder.organisation).user)
    assert HARBOUR in text(colleague.post(f"{made.round.get_absolute_url()}names/", follow=True))


def test_a_page_asks_as_many_questions_of_two_applications_as_of_six(client, funder, groups, clock):
    clock.move_to(AFTER)
    few = being_assessed(funder, *groups, on=DAY, title="Few")
    others = [MembershipFactory(lead=True) for _ in range(6)]
    many = being_assessed(funder, *others, on=DAY, title="Many", people=("Cat", "Dan"))
    for made in (few, many):
        for application in made.applications:
            for user in made.assessors:
                mark(application, user, 3, 3, now=made.now)
    for page in ("assessment/", "assessment/standings/", "applications/"):
        counts = {made.round.title: questions(client, made.assessors[0], made.round, page) for made in (few, many)}
        assert counts["Few"] == counts["Many"], page


def questions(client, user, round_, page: str) -> int:
    client.force_login(user)
    client.get(round_.get_absolute_url() + page)
    with CaptureQueriesContext(connection) as asked:
        client.get(round_.get_absolute_url() + page)
    return len(asked)


def everything_asked(funder, groups, clock, **answers):
    """Of a round with a file and a table in its form; the name of the first stands in both."""
    round_ = asking_everything(funder, on=DAY, **answers)
    sent = []
    for group in groups:
        made = answer_everything(applied(round_, group, now=OPEN), group, now=OPEN, named=group.organisation.name)
        sent.append(applications.submit_application(made, seen=made.revision, by=group.user, now=OPEN))
    return assess(round_, funder, sent)


def test_names_of_files_and_names_in_a_table_are_nowhere_for_an_assessor(client, funder, groups, clock):
    clock.move_to(AFTER)
    made = everything_asked(funder, groups, clock, is_anonymous=True)
    harbour, ann = made.applications[0], made.assessors[0]
    file = made.round.questions.get(kind="file")
    client.force_login(ann)
    page = client.get(harbour.url("marks"))
    assert HARBOUR.lower() not in page.content.decode().lower()
    assert "[name] cook" in text(page) and f"A file (PNG, {len(PNG)} bytes)" in text(page)
    response = client.get(harbour.url("answer-file", file.pk))
    number = harbour.round.applications.get(pk=harbour.pk).number
    assert response["Content-Disposition"] == f'attachment; filename="application-{number}-question-4.png"'
    assessors.open_names(made.round, by=funder.user, now=made.now)
    lead = client_for(funder.user).get(harbour.url("answer-file", file.pk))
    lead.getvalue()
    assert f'filename="{HARBOUR} plan.png"' in lead["Content-Disposition"]


def test_a_file_that_cannot_be_read_is_not_handed_out_with_the_name_in_it(funder, groups, clock):
    clock.move_to(AFTER)
    made = everything_asked(funder, groups, clock, is_anonymous=True)
    harbour, file = made.applications[0], made.round.questions.get(kind="file")
    kept = AnswerFile.objects.get(answer__application=harbour)
    kept.file.storage.delete(kept.file.name)
    kept.file.storage.save(kept.file.name, ContentFile(b"Quagmark, broken"))
    response = client_for(made.assessors[0]).get(harbour.url("answer-file", file.pk))
    assert response.status_code == 409 and "cannot be read here" in text(response)
    assert "Quagmark" not in response.content.decode()


def test_whoever_stands_aside_fetches_no_file(funder, groups, clock):
    clock.move_to(AFTER)
    made = everything_asked(funder, groups, clock)
    file, (harbour, garden) = made.round.questions.get(kind="file"), made.applications
    aside = MembershipFactory(organisation=groups[0].organisation)
    ann = made.assessors[0]
    MembershipFactory(user=ann, organisation=groups[1].organisation)
    assert status(client_for(aside.user), garden.url("answer-file", file.pk)) == 404
    assert [status(client_for(ann), each.url("answer-file", file.pk)) for each in (harbour, garden)] == [
        200,
        200,
    ]
