"""Nobody finds what they may not see: in no result, no count, no passage, and in no word that is suggested.

Every secret carries a word that stands nowhere else.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from champions.choices import CompactState
from compact_portal.search.backends.asking import Narrowed
from compact_portal.search.models import SearchEntry, Word
from compact_portal.search.queries import find
from disputes.services import again, learning, settling
from meetings.choices import DecisionKind, DueRule
from meetings.models import Item
from meetings.services import actions, decisions, minutes
from tests.factories.champions import ClauseFactory
from tests.factories.disputes import champions, moment, raised, two_sides
from tests.factories.funding import a_funder, applied, drafted_round, published_round
from tests.factories.meetings import CommitteeFactory
from tests.factories.people import MembershipFactory, UserFactory
from tests.meetings.published import NOW, held_meeting, meeting_with_minutes
from tests.search.found import look

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 2)

ROLES = {
    "anonymous": lambda: None,
    "member": lambda: MembershipFactory().user,
    "lead": lambda: MembershipFactory(lead=True).user,
    "champion": lambda: UserFactory(champion=True),
    "administrator": lambda: UserFactory(administrator=True),
}
OFFICER = {"officer": lambda: UserFactory(officer=True)}


@pytest.fixture(params=[*ROLES])
def outsider(request):
    return ROLES[request.param]()


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture(params=[*ROLES, *OFFICER])
def anybody(request):
    return (ROLES | OFFICER)[request.param]()


def answers(user, word: str) -> str:
    """The page for a word, and for the word with a mistake in it."""
    client = Client()
    if user:
        client.force_login(user)
    mistyped = f"{word[:-1]}e"
    look(word)  # brings the index up to date
    pages = [client.get("/search/", {"q": typed}).content.decode() for typed in (word, mistyped)]
    return "".join(pages).replace(f'value="{word}"', "").replace(f"“{word}”", "").replace(f"{word} – Search", "")


def is_found(user, word: str) -> bool:
    said = answers(user, word).lower()
    return word.lower() in said or "1 result" in said or said.count("nothing found for") != 2


# --- Meetings ----------------------------------------------------------------


@pytest.fixture
def kept_back(officer):
    """Confidential: an item, its decision, its action. Not published: the same of a meeting in draft."""
    meeting = meeting_with_minutes()
    tender = meeting.items.get(confidential=True)
    Item.objects.filter(pk=tender.pk).update(text="<p>The bid of Quagbidder.</p>")
    tender.decisions.create(text="Take Quagchosen.", kind=DecisionKind.AGREED, published=True)
    tender.actions.create(meeting=meeting, text="Ring Quagringer.", published=True)
    return minutes_in_draft(officer)


def minutes_in_draft(officer):
    quiet = CommitteeFactory(name="Quiet Group", slug="quiet-group")
    meeting = held_meeting(date=date(2015, 2, 9), committee=quiet)
    value = meeting.items.get(title="Social value")
    minutes.save_text(value, text="<p>Quagdrafted was said.</p>", based_on=value.revision, by=officer, now=NOW)
    decisions.record_decision(value, text="Set up Quaggroup.", kind=DecisionKind.AGREED, by=officer, now=NOW)
    actions.record_action(
        value,
        text="Circulate Quagpaper.",
        owners=[],
        due_rule=DueRule.NONE,
        due_on=None,
        by=officer,
        now=NOW,
    )
    return meeting


KEPT_BACK = ["Quagbidder", "Quagchosen", "Quagringer", "Quagdrafted", "Quaggroup", "Quagpaper"]


def test_what_officers_keep_back_is_found_by_nobody_else(kept_back, outsider):
    assert [word for word in KEPT_BACK if is_found(outsider, word)] == []
    assert Word.objects.filter(audience="everyone", word__startswith="quag").count() == 0


def test_officers_find_it(kept_back, officer):
    assert [word for word in KEPT_BACK if not is_found(officer, word)] == []


def test_it_is_found_by_everyone_once_it_is_published(kept_back, officer):
    minutes.publish_minutes(kept_back, by=officer, now=NOW)
    assert [word for word in KEPT_BACK if is_found(None, word)] == ["Quagdrafted", "Quaggroup", "Quagpaper"]


# --- The Compact -------------------------------------------------------------


def test_a_draft_of_the_compact_is_found_by_nobody(anybody):
    ClauseFactory(section__version__state=CompactState.DRAFT, text="Quagclause is promised.")
    ClauseFactory(section__version__state=CompactState.IN_FORCE, text="Quagretired was promised.", retired=True)
    assert [word for word in ("Quagclause", "Quagretired") if is_found(anybody, word)] == []


# --- Disputes ----------------------------------------------------------------


@pytest.fixture
def closed():
    """A dispute that closed, with its learning not yet public."""
    sides = two_sides()
    champions()
    ClauseFactory(section__version__in_force=True)
    dispute = raised(sides, on=TODAY, title="Quagtitle", what_happened="Quaghappened", what_would_help="Quaghelp")
    settling.withdraw_dispute(dispute, reason="Quagreason", by=sides.raiser, now=moment(TODAY))
    note = {"issue": "Quaglearned late", "change": "Quagchange", "who": "Public bodies", "by_when": "April"}
    learning.close_dispute(dispute, **note, by=sides.raiser, now=moment(TODAY))
    return sides, dispute


@pytest.fixture
def clock():
    """The day after it closed."""
    with time_machine.travel(moment(TODAY + timedelta(days=1)), tick=False) as now:
        yield now


def test_nothing_of_a_dispute_is_found_by_anybody(closed, clock, anybody):
    words = ["Quagtitle", "Quaghappened", "Quaghelp", "Quagreason", "Quaglearned", "Quagchange"]
    sides, dispute = closed
    assert [word for word in words if is_found(anybody, word)] == []
    assert [word for word in words if is_found(sides.raiser, word)] == []
    assert is_found(sides.raiser, dispute.reference) is False
    assert not SearchEntry.objects.filter(source="disputes").exists()


def test_what_was_learned_is_found_from_the_day_it_is_public_until_it_is_opened_again(
    closed, clock, django_capture_on_commit_callbacks
):
    sides, dispute = closed
    clock.move_to(moment(dispute.learning.public_from))
    assert is_found(None, "Quaglearned") is True
    assert [word for word in ("Quagtitle", "Quaghappened", "Quagreason") if is_found(None, word)] == []
    with django_capture_on_commit_callbacks(execute=True):
        again.reopen_dispute(
            dispute, why=again.reasons_for("raising")[0], reason="Late", by=sides.raiser, now=moment(TODAY)
        )
        assert find("Quaglearned", Narrowed(["everyone"])).count == 0
    assert not SearchEntry.objects.filter(source="disputes").exists()


# --- Funding -----------------------------------------------------------------


def test_drafts_applications_and_marks_are_found_by_nobody(anybody):
    funder = a_funder()
    drafted_round(funder, on=TODAY, title="Quagdraftround")
    applicant = MembershipFactory(lead=True)
    round_ = published_round(funder, on=TODAY)
    applied(round_, applicant, now=moment(TODAY + timedelta(days=1)), words="Quagapplied")
    words = ["Quagdraftround", "Quagapplied"]
    assert [word for word in words if is_found(anybody, word)] == []
    assert [word for word in words if is_found(funder.user, word)] == []
    assert [word for word in words if is_found(applicant.user, word)] == []
