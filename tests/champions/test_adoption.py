"""Taking a version of the Compact through each signatory's own governance."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from champions.choices import AdoptionState, CompactState
from champions.models import Adoption
from champions.queries.adoption import adopters_of, tracker
from champions.services.adoption import Stale, decline_adoption, plan_adoption, record_adoption, reopen_adoption
from champions.services.compact import Decided, WrongState, take_step
from compact_portal.audit.models import AuditEvent
from tests.factories.champions import AdoptionFactory, CompactVersionFactory, SignatoryFactory
from tests.factories.files import clean_pdf
from tests.factories.people import MembershipFactory, UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
SOON = date(2026, 12, 14)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def version():
    return CompactVersionFactory(adopting=True)


@pytest.fixture
def signatory():
    return SignatoryFactory(organisation__name="Example Council")


@pytest.fixture
def lead(signatory):
    return MembershipFactory(organisation=signatory.organisation, lead=True).user


@pytest.fixture
def other_lead():
    return MembershipFactory(organisation=SignatoryFactory().organisation, lead=True).user


def minutes(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("Cabinet minutes.pdf", content or clean_pdf(), "text/html")


def plan(version, signatory, by, **said) -> Adoption:
    said = {"route": "Cabinet, then Full Council", "expected_on": SOON} | said
    return plan_adoption(version, signatory, by=by, now=NOW, **said)


def adopt(version, signatory, by, **said) -> Adoption:
    return record_adoption(version, signatory, **{"adopted_on": TODAY} | said, by=by, now=NOW)


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_a_signatory_plans_and_then_adopts_with_what_shows_it(version, signatory, lead):
    assert plan(version, signatory, lead).state == AdoptionState.PLANNED
    adoption = adopt(version, signatory, lead, minute_reference="Full Council, item 7", evidence=minutes())
    assert (adoption.state, adoption.route, adoption.revision) == ("adopted", "Cabinet, then Full Council", 2)
    assert (adoption.evidence_type, adoption.evidence_size) == ("application/pdf", len(clean_pdf()))
    assert "Cabinet" not in adoption.evidence.name
    assert verbs() == ["planned", "adopted"]


def decline(version, signatory, by):
    return decline_adoption(version, signatory, on=TODAY, reason="No.", by=by, now=NOW)


def reopen(version, signatory, by):
    return reopen_adoption(version, signatory, by=by, now=NOW)


@pytest.mark.parametrize("change", [plan, adopt, decline, reopen])
def test_only_the_signatory_s_own_lead_and_officers_may(version, signatory, other_lead, officer, change):
    for by in (other_lead, UserFactory(), MembershipFactory(organisation=signatory.organisation).user):
        with pytest.raises(PermissionDenied):
            change(version, signatory, by)
    assert adopt(version, signatory, officer).saved_by == officer


@pytest.mark.parametrize(
    "state", [CompactState.DRAFT, CompactState.CONSULTATION, CompactState.CONSIDERED, CompactState.SUPERSEDED]
)
def test_what_is_not_agreed_or_no_longer_holds_is_not_adopted(signatory, officer, state):
    version = CompactVersionFactory(state=state)
    with pytest.raises(WrongState):
        adopt(version, signatory, officer)
    assert not Adoption.objects.exists()


@pytest.mark.parametrize("state", [CompactState.AGREED, CompactState.ADOPTING, CompactState.IN_FORCE])
def test_a_signatory_adopts_once_it_is_agreed_or_late_when_it_is_in_force(signatory, officer, state):
    assert adopt(CompactVersionFactory(state=state), signatory, officer).adopted_on == TODAY


def test_nobody_adopts_or_declines_on_a_day_to_come(version, signatory, lead):
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(ValidationError, match="This day has not come yet"):
        adopt(version, signatory, lead, adopted_on=tomorrow)
    with pytest.raises(ValidationError, match="This day has not come yet"):
        decline_adoption(version, signatory, on=tomorrow, reason="Too early.", by=lead, now=NOW)
    assert not Adoption.objects.exists()


def test_nobody_adopts_or_declines_before_the_version_was_agreed(signatory, lead, officer):
    version = CompactVersionFactory(state=CompactState.CONSIDERED)
    for verb, day in (("agree", date(2026, 6, 1)), ("redraft", date(2026, 7, 1))):
        version = take_step(version, verb, decided=Decided(day), by=officer, now=NOW)
    for verb in ("consult", "consider", "agree"):
        version = take_step(version, verb, decided=Decided(date(2026, 11, 2)), by=officer, now=NOW)
    early = date(2026, 11, 1)
    with pytest.raises(ValidationError) as refused:
        adopt(version, signatory, lead, adopted_on=early)
    assert refused.value.message_dict["adopted_on"] == [
        "This version was agreed on Monday 2 November 2026. Enter that day or a later one."
    ]
    with pytest.raises(ValidationError, match="agreed on Monday 2 November 2026"):
        decline_adoption(version, signatory, on=early, reason="No.", by=lead, now=NOW)
    assert adopt(version, signatory, lead, adopted_on=date(2026, 11, 2)).adopted_on == date(2026, 11, 2)


def test_a_plan_is_for_a_day_to_come_but_an_old_plan_may_be_reworded(version, signatory, lead):
    with pytest.raises(ValidationError, match="This day is past"):
        plan(version, signatory, lead, expected_on=TODAY - timedelta(days=1))
    late = AdoptionFactory(version=version, signatory=signatory, expected_on=date(2026, 11, 2))
    assert plan(version, signatory, lead, expected_on=late.expected_on, route="Trustees").route == "Trustees"


def test_a_second_click_changes_nothing_twice(version, signatory, lead):
    said = {"minute_reference": "Item 7", "seen": 0}
    adopt(version, signatory, lead, evidence=minutes(), **said)
    again = adopt(version, signatory, lead, evidence=minutes(), **said)
    assert (again.revision, verbs()) == (1, ["adopted"])
    declining = SignatoryFactory()
    for _ in range(2):
        decline_adoption(version, declining, on=TODAY, reason="No.", by=UserFactory(officer=True), now=NOW, seen=0)
    assert verbs() == ["adopted", "declined"]


def test_another_file_under_the_same_words_is_not_a_second_click(
    version, signatory, lead, django_capture_on_commit_callbacks
):
    first = adopt(version, signatory, lead, evidence=minutes()).evidence
    with django_capture_on_commit_callbacks(execute=True):
        second = adopt(version, signatory, lead, evidence=minutes(clean_pdf() + b"\n"))
    assert (second.revision, second.evidence_size) == (2, len(clean_pdf()) + 1)
    assert (first.storage.exists(first.name), second.evidence.storage.exists(second.evidence.name)) == (False, True)


def test_a_record_is_put_right_without_sending_the_file_again(version, signatory, lead):
    kept = adopt(version, signatory, lead, evidence=minutes()).evidence.name
    put_right = adopt(version, signatory, lead, adopted_on=date(2026, 11, 2), seen=1)
    assert (put_right.adopted_on, put_right.evidence.name) == (date(2026, 11, 2), kept)


def test_a_stale_form_is_refused_and_nothing_is_lost(version, signatory, lead, officer):
    plan(version, signatory, officer, seen=0)
    with pytest.raises(Stale) as stale:
        plan(version, signatory, lead, route="Trustees", seen=0)
    assert (stale.value.adoption.route, stale.value.adoption.saved_by) == ("Cabinet, then Full Council", officer)
    assert Adoption.objects.get().revision == 1


def test_what_is_decided_is_undone_before_it_is_decided_the_other_way(version, signatory, lead):
    adopt(version, signatory, lead)
    with pytest.raises(ValidationError, match="Example Council adopted it on Friday 20 November 2026"):
        decline_adoption(version, signatory, on=TODAY, reason="No.", by=lead, now=NOW)
    with pytest.raises(ValidationError, match="If that is a mistake, undo it first"):
        plan(version, signatory, lead)
    reopen_adoption(version, signatory, by=lead, now=NOW)
    declined = decline_adoption(version, signatory, on=TODAY, reason="Next year.", by=lead, now=NOW)
    with pytest.raises(ValidationError, match="Example Council declined it on"):
        adopt(version, signatory, lead)
    assert declined.state == AdoptionState.DECLINED


def test_undoing_brings_the_plan_back_and_takes_the_file_away(
    version, signatory, lead, django_capture_on_commit_callbacks
):
    plan(version, signatory, lead)
    file = adopt(version, signatory, lead, minute_reference="Item 7", evidence=minutes()).evidence
    with django_capture_on_commit_callbacks(execute=True):
        undone = reopen_adoption(version, signatory, by=lead, now=NOW)
    undone.refresh_from_db()
    assert (undone.state, undone.expected_on, undone.minute_reference) == (AdoptionState.PLANNED, SOON, "")
    assert (bool(undone.evidence), file.storage.exists(file.name)) == (False, False)
    assert reopen_adoption(version, signatory, by=lead, now=NOW).revision == undone.revision


@pytest.mark.parametrize(
    "fields",
    [
        {"adopted_on": TODAY, "declined_on": TODAY, "declined_reason": "Both."},
        {"declined_on": TODAY},
        {"declined_reason": "Without a day."},
        {"minute_reference": "Of nothing"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        AdoptionFactory(**fields)


def test_the_tracker_has_every_signatory_begun_or_not(version, officer):
    adopted = AdoptionFactory(version=version, adopted=True, signatory__organisation__name="Example A")
    SignatoryFactory(organisation__name="Example B")
    AdoptionFactory(version=version, declined=True, signatory__organisation__name="Example C")
    AdoptionFactory(signatory=adopted.signatory, adopted=True)  # of another version
    lines = tracker(version)
    assert [(str(line.signatory), line.state.value) for line in lines] == [
        ("Example A", "adopted"),
        ("Example B", "not-started"),
        ("Example C", "declined"),
    ]
    assert lines[0] == adopted


def test_who_signed_after_an_old_version_is_not_held_to_it():
    old = CompactVersionFactory(superseded=True, launched_on=date(2024, 1, 10))
    bound = SignatoryFactory(since=date(2024, 1, 1))
    came_late = AdoptionFactory(version=old, adopted=True, signatory__since=date(2025, 1, 1)).signatory
    SignatoryFactory(since=date(2026, 1, 1))
    assert set(adopters_of(old)) == {bound, came_late}
