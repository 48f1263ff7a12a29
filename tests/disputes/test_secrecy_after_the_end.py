"""What was done of what was agreed, why an administrator looked, and how things are since: each has its readers."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import CalendarFeed
from compact_portal.notices.models import Notice
from disputes.models import Dispute, SinceAnswer
from disputes.services import actions, draft_files, drafts, learning, settling
from disputes.services.readings import break_glass
from disputes.services.since import answer_since
from tests.disputes.test_secrecy import MARKED, client_for, every_address, words_found
from tests.factories.disputes import bundled, champions, conflicted_champions, drafted, moment
from tests.factories.people import MembershipFactory, UserFactory

WORDS = {
    "action": "Quagmarkaction",
    "note": "Quagmarknote",
    "question": "Quagmarkquestion",
    "opening": "Quagmarkopening",
    "since": "Quagmarksince",
}
DAY = date(2026, 11, 2)
NOW = moment(DAY)
LATER = moment(date(2027, 2, 2))
NOTE = {"issue": "Notice", "change": "Three months", "who": "Public bodies", "by_when": "April"}


@pytest.fixture
def panel(world):
    return champions()


@pytest.fixture
def told(world, panel, clock, settings, tmp_path) -> Dispute:
    """Agreed, reported as done, questioned, closed; looked at by an administrator; and asked after three months."""
    settings.MEDIA_ROOT = tmp_path
    dispute = drafted(world, now=NOW)
    draft_files.add_file(dispute, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7"), by=world.raiser, now=NOW)
    dispute = drafts.send_dispute(dispute, by=world.raiser, now=NOW)
    to_do = [{"text": WORDS["action"], "side": "responding", "due": DAY + timedelta(days=7)}]
    terms = settling.propose_settlement(dispute, terms="Agreed.", actions=to_do, by=world.raiser, now=NOW)
    settling.answer_settlement(dispute, terms, confirmed=True, by=world.respondent, now=NOW)
    done = dispute.actions.get().pk
    actions.report_done(dispute, pk=done, note=WORDS["note"], by=world.respondent, now=NOW)
    actions.answer_done(dispute, pk=done, confirmed=False, question=WORDS["question"], by=world.raiser, now=NOW)
    learning.close_dispute(dispute, **NOTE, by=world.raiser, now=NOW)
    looked = UserFactory(administrator=True)
    break_glass(reference=dispute.reference, reason=WORDS["opening"], by=looked, now=NOW)
    bundled(dispute, by=world.raiser, now=NOW)
    clock.move_to(LATER)
    answer_since(dispute, something_followed=True, text=WORDS["since"], by=world.raiser, now=LATER)
    drafts.begin_draft(by=world.raiser, now=LATER)
    keep_all()
    return Dispute.objects.get(pk=dispute.pk)


def addresses_of(dispute: Dispute) -> list[str]:
    return [*every_address(dispute), dispute.url("since-answer", SinceAnswer.objects.get().pk)]


def all_words(client, paths: list[str]) -> set[str]:
    return set().union(*words_found(client, paths).values())


def test_no_word_of_it_reaches_anyone_else(world, panel, told):
    reader = SinceAnswer.objects.get().reader
    other = next(user for user in (panel.public, panel.voluntary) if user.person != reader)
    conflicted = conflicted_champions(world)
    nobody = {
        "anonymous": None,
        "the accused body's Champion": conflicted.councils,
        "the group's Champion": conflicted.groups,
        "a Champion who was not chosen": other,
        "the raiser's colleague": world.colleague,
        "the other side's staff": world.staff,
        "another group's lead": MembershipFactory(lead=True).user,
        "officer": UserFactory(officer=True),
        "an administrator whose day is over": UserFactory(administrator=True),
    }
    paths = addresses_of(told)
    leaks = {role: found for role, user in nobody.items() if (found := words_found(client_for(user), paths))}
    assert leaks == {}


def test_each_reader_finds_what_is_for_them(world, told):
    """The raising side does not read its own answer again: it was for one Champion, who reads nothing else."""
    paths, between = addresses_of(told), {word.lower() for name, word in WORDS.items() if name != "since"}
    assert all_words(client_for(world.raiser), paths) == between
    assert all_words(client_for(world.respondent), paths) == between
    assert all_words(client_for(SinceAnswer.objects.get().reader.user), paths) == {WORDS["since"].lower()}


def test_no_email_calendar_or_log_line_holds_a_word_of_it(world, told, caplog):
    assert [notice for notice in Notice.objects.all() if MARKED.search(notice.subject + notice.body + notice.key)] == []
    for user in (world.raiser, world.respondent, SinceAnswer.objects.get().reader.user):
        feed = CalendarFeed.objects.create(user=user)
        assert MARKED.findall(client_for(None).get(feed.get_absolute_url()).content.decode()) == []
    assert MARKED.findall(caplog.text) == []
