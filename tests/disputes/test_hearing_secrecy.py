"""What is said about who hears a dispute, where it belongs and why it is opened again reaches nobody else either."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.deadlines.keeping import keep_all
from compact_portal.notices.models import Notice
from disputes.services import advisers, again, draft_files, drafts, hearing, objections, redirects, settling
from tests.disputes.hearings import NOW, everyone, read
from tests.disputes.test_secrecy import MARKED, client_for, every_address, words_found
from tests.factories.disputes import bundled, drafted
from tests.factories.people import MembershipFactory, UserFactory

WORDS = {
    "objection": "Quagmarkobjection",
    "stays": "Quagmarkstays",
    "refusal": "Quagmarkrefusal",
    "where": "Quagmarkwhere",
    "redirect": "Quagmarkredirect",
    "look": "Quagmarklook",
    "stands": "Quagmarkstands",
    "again": "Quagmarkagain",
}


@pytest.fixture
def panel(world):
    return everyone(world)


@pytest.fixture
def told(world, panel, clock, settings, tmp_path):
    """Heard, objected to, redirected, looked at again, and opened again; before that, an adviser was not agreed to."""
    settings.MEDIA_ROOT = tmp_path
    clock.move_to(NOW)
    dispute = drafted(world, now=NOW)
    draft_files.add_file(dispute, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7"), by=world.raiser, now=NOW)
    dispute = drafts.send_dispute(dispute, by=world.raiser, now=NOW)
    terms = settling.propose_settlement(dispute, terms="Agreed.", by=world.raiser, now=NOW)
    settling.answer_settlement(dispute, terms, confirmed=False, answer="No.", by=world.respondent, now=NOW)
    settling.refer_to_champions(dispute, reason="We differ", by=world.raiser, now=NOW)
    for champion in (panel.public, panel.voluntary):
        hearing.declare_interest(dispute, has_interest=False, by=champion, now=NOW)
    seat = dispute.panel.get(person=panel.public.person)
    objections.object_to_champion(dispute, member=seat, reason=WORDS["objection"], by=world.raiser, now=NOW)
    objections.answer_objection(dispute, stays=True, answer=WORDS["stays"], by=panel.public, now=NOW)
    place = {"matter": "other", "where": WORDS["where"], "reason": WORDS["redirect"]}
    redirects.redirect_dispute(dispute, **place, by=panel.public, now=NOW)
    redirects.ask_to_look_again(dispute, reason=WORDS["look"], by=world.raiser, now=NOW)
    redirects.look_again(dispute, for_the_compact=False, answer=WORDS["stands"], by=panel.voluntary, now=NOW)
    again.reopen_dispute(dispute, why="evidence", reason=WORDS["again"], by=world.raiser, now=NOW)
    for champion in (panel.public, panel.voluntary):
        hearing.leave_panel(dispute, reason="To be fair", by=champion, now=NOW)
    advisers.name_adviser(dispute, name="Ada", email="ada@example.org", by=world.raiser, now=NOW)
    advisers.answer_proposal(dispute, accepted=False, answer=WORDS["refusal"], by=world.respondent, now=NOW)
    advisers.name_adviser(dispute, name="Bo", email="bo@example.org", by=world.raiser, now=NOW)
    advisers.answer_proposal(dispute, accepted=True, by=world.respondent, now=NOW)
    bundled(dispute, by=world.raiser, now=NOW)
    drafts.begin_draft(by=world.raiser, now=NOW)
    keep_all()
    return read(dispute)


def test_no_word_of_it_reaches_anyone_else(world, panel, told):
    paths = every_address(told)
    nobody = {
        "anonymous": None,
        "the accused body's Champion": panel.councils,
        "a Champion who stepped down": panel.public,
        "the raiser's colleague": world.colleague,
        "the other side's staff": world.staff,
        "another group's lead": MembershipFactory(lead=True).user,
        "officer and administrator": UserFactory(officer=True, administrator=True),
        "an adviser who was not agreed to": UserFactory(email="ada@example.org"),
        "an adviser who has not declared yet": UserFactory(email="bo@example.org"),
    }
    leaks = {role: found for role, user in nobody.items() if (found := words_found(client_for(user), paths))}
    assert leaks == {}


def test_the_two_sides_read_every_word(world, told):
    every_word = {word.lower() for word in WORDS.values()}
    for user in (world.raiser, world.respondent):
        found = words_found(client_for(user), [told.get_absolute_url()])
        assert set().union(*found.values()) == every_word


def test_no_email_holds_a_word_of_it_or_the_name_of_the_other_side(world, told):
    written = {f"{notice.subject} {notice.body}" for notice in Notice.objects.all()}
    assert [words for words in written if MARKED.search(words) or world.council.name in words] == []
