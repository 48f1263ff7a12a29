"""What is written with the Champions, and what was agreed to be done: for those who may read it, and nobody else."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.deadlines.keeping import keep_all
from compact_portal.notices.models import Notice
from disputes.choices import Manner
from disputes.models import JoinRequest
from disputes.services import actions, draft_sides, files, hearing, together
from tests.disputes.test_secrecy import MARKED, client_for, every_address, words_found
from tests.factories.disputes import bundled, champions, conflicted_champions, drafted, heard, moment
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
NOW = moment(DAY)

#: What both sides and the Champions read; what only one side and the Champions read; what only a draft's writers read.
SHARED = {
    "raiser's statement": "Quagmarkstatement",
    "respondent's statement": "Quagmarkresponse",
    "outcome": "Quagmarkoutcome",
    "action": "Quagmarkaction",
    "note": "Quagmarknote",
    "shared file": "Quagmarkfile",
}
FOR_CHAMPIONS = "Quagmarkchampions"
TOGETHER = "Quagmarktogether"


def words(*more: str) -> set[str]:
    return {word.lower() for word in (*SHARED.values(), *more)}


@pytest.fixture
def panel(world):
    return champions()


@pytest.fixture
def invited(db):
    """The lead of a group that is asked to join a draft."""
    return MembershipFactory(lead=True, organisation__name="Example Club")


@pytest.fixture
def told(world, panel, invited, clock, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    dispute = heard(world, panel, on=DAY)
    share(dispute, SHARED["shared file"], by=world.raiser)
    share(dispute, FOR_CHAMPIONS, by=world.raiser, for_champions=True)
    hearing.send_statement(dispute, text=SHARED["raiser's statement"], by=world.raiser, now=NOW)
    hearing.send_statement(dispute, text=SHARED["respondent's statement"], by=world.respondent, now=NOW)
    action = {"text": SHARED["action"], "side": "responding", "due": DAY + timedelta(days=30)}
    said = {"outcome": "remedied", "text": SHARED["outcome"], "actions": [action]}
    hearing.draft_outcome(dispute, **said, by=panel.public, now=NOW)
    for user in (world.raiser, world.respondent):
        hearing.comment_on_facts(dispute, text="Right.", by=user, now=NOW)
    hearing.issue_outcome(dispute, by=panel.public, now=NOW)
    report(dispute, world.respondent)
    bundled(dispute, by=world.raiser, now=NOW)
    ask_somebody_to_join(world, invited)
    keep_all()
    return dispute


def share(dispute, name: str, *, by, for_champions: bool = False) -> None:
    upload = SimpleUploadedFile(f"{name}.pdf", b"%PDF-1.7 " + name.encode())
    files.share_file(dispute, upload=upload, for_champions=for_champions, by=by, now=NOW)


def report(dispute, by) -> None:
    actions.report_done(dispute, pk=dispute.actions.get().pk, note=SHARED["note"], by=by, now=NOW)


def ask_somebody_to_join(world, invited) -> None:
    draft = drafted(world, now=NOW, title=TOGETHER, what_happened=TOGETHER)
    others, by = [invited.organisation], world.raiser
    draft_sides.save_who_raises(
        draft, organisation=world.group, manner=Manner.COLLECTIVELY, others=others, by=by, now=NOW
    )


def found_by(user, paths) -> set[str]:
    return set().union(*words_found(client_for(user), paths).values())


def test_nobody_else_reads_a_word(world, panel, told):
    paths = every_address(told)
    conflicted = conflicted_champions(world)
    nobody = {
        "anonymous": None,
        "the accused body's Champion": conflicted.councils,
        "the raising group's Champion": conflicted.groups,
        "the raiser's colleague": world.colleague,
        "the other side's staff": world.staff,
        "another group's lead": MembershipFactory(lead=True).user,
        "officer and administrator": UserFactory(officer=True, administrator=True),
    }
    leaks = {role: found for role, user in nobody.items() if (found := words_found(client_for(user), paths))}
    assert leaks == {}


def test_each_reads_what_is_theirs(world, panel, invited, told):
    paths = every_address(told)
    assert found_by(world.raiser, paths) == words(FOR_CHAMPIONS, TOGETHER)
    assert found_by(world.group_lead, paths) == words(FOR_CHAMPIONS)
    assert found_by(world.respondent, paths) == words()
    assert found_by(panel.public, paths) == words(FOR_CHAMPIONS)
    assert found_by(invited.user, paths) == {TOGETHER.lower()}


def test_who_does_not_join_reads_nothing_any_more(world, invited, told):
    together.answer_request_to_join(JoinRequest.objects.get(), accepts=False, by=invited.user, now=NOW)
    assert found_by(invited.user, every_address(told)) == set()


def test_no_email_holds_a_word_of_it(told):
    written = [f"{notice.key} {notice.subject} {notice.body}" for notice in Notice.objects.all()]
    assert [each for each in written if MARKED.search(each)] == []
