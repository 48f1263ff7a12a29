"""Writing a dispute down and sending it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.notices.models import Notice
from disputes.choices import DisputeState, Manner, Side
from disputes.models import Dispute, Procedure
from disputes.services import draft_sides, drafts
from disputes.timeline import timeline_of
from tests.factories.champions import ClauseFactory, SectionFactory
from tests.factories.disputes import ANSWERS, drafted, moment, raised
from tests.factories.people import MembershipFactory, OrganisationFactory, UserFactory
from tests.reading import text

NOW = moment(date(2026, 11, 2))


@pytest.fixture
def draft(world):
    return drafted(world, now=NOW)


def test_sending_it_starts_stage_1_gives_a_reference_and_tells_both_sides(world, draft):
    sent = drafts.send_dispute(draft, by=world.raiser, now=NOW)
    stage = sent.stages.get()
    assert (sent.reference, sent.state) == ("2026-001", DisputeState.TALKING)
    assert (stage.started_on, stage.original_due) == (date(2026, 11, 2), date(2026, 11, 16))
    told = {(notice.kind, notice.email) for notice in Notice.objects.filter(kind__startswith="disputes.")}
    assert told == {
        ("disputes.raised", world.respondent.email),
        ("disputes.receipt", world.raiser.email),
        ("disputes.receipt", world.group_lead.email),
    }


def test_no_email_says_what_it_is_about_or_with_whom(world, draft):
    drafts.send_dispute(draft, by=world.raiser, now=NOW)
    for notice in Notice.objects.filter(kind__startswith="disputes."):
        words = notice.subject + notice.body
        assert [word for word in (*ANSWERS.values(), world.group.name, world.council.name) if word in words] == []
        assert notice.private


def test_sending_it_twice_sends_it_once(world, draft):
    for _ in range(2):
        sent = drafts.send_dispute(draft, by=world.raiser, now=NOW)
    assert (sent.stages.count(), len(timeline_of(sent))) == (1, 1)
    assert Notice.objects.filter(kind="disputes.raised").count() == 1


def test_references_count_up_within_a_year_and_drafts_do_not_count(world):
    drafted(world, now=NOW)
    references = [raised(world, on=day).reference for day in (date(2026, 11, 2), date(2026, 12, 1), date(2027, 1, 5))]
    assert references == ["2026-001", "2026-002", "2027-001"]


@pytest.mark.parametrize(
    ("answers", "page"),
    [
        ({"matter": ""}, "matter"),
        ({"title": ""}, "happened"),
        ({"what_happened": ""}, "happened"),
        ({"what_would_help": ""}, "better"),
        ({"files_considered": False}, "files"),
    ],
)
def test_what_is_not_answered_is_asked_for_before_it_is_sent(world, answers, page):
    draft = drafted(world, now=NOW, **answers)
    assert drafts.unanswered(draft) == [page]
    with pytest.raises(ValidationError):
        drafts.send_dispute(draft, by=world.raiser, now=NOW)
    assert Dispute.objects.sent().count() == 0


def test_an_organisation_that_nobody_acts_for_cannot_be_told_and_the_answers_stay(world, draft):
    with pytest.raises(ValidationError, match="Nobody from Example Club uses the portal yet"):
        draft_sides.save_respondent(
            draft, organisation=OrganisationFactory(name="Example Club"), by=world.raiser, now=NOW
        )
    assert draft.parties.get(side=Side.RESPONDING).organisation == world.council


def test_an_organisation_is_on_one_side_only(world, draft):
    with pytest.raises(ValidationError, match="raises this"):
        draft_sides.save_respondent(draft, organisation=world.group, by=world.raiser, now=NOW)
    with pytest.raises(ValidationError, match="named twice"):
        draft_sides.save_who_raises(
            draft,
            organisation=world.group,
            manner=Manner.COLLECTIVELY,
            others=[world.group],
            by=world.raiser,
            now=NOW,
        )


def test_one_can_only_raise_it_for_an_organisation_one_acts_for(world, draft):
    with pytest.raises(ValidationError, match="You do not act for"):
        draft_sides.save_who_raises(
            draft, organisation=world.council, manner=Manner.INDIVIDUALLY, by=world.raiser, now=NOW
        )


def test_a_representative_speaks_for_another_organisation(world, draft):
    club, manner = OrganisationFactory(name="Example Club"), Manner.THROUGH_REPRESENTATIVE
    draft_sides.save_who_raises(draft, organisation=world.group, manner=manner, others=[club], by=world.raiser, now=NOW)
    raising = draft.parties.filter(side=Side.RAISING)
    assert {(str(party), party.speaks) for party in raising} == {(world.group.name, True), ("Example Club", False)}


def test_others_are_asked_for_on_a_page_of_their_own_and_only_if_there_are_any(client, world, draft):
    club = MembershipFactory(lead=True, organisation__name="Example Club").organisation
    alone = OrganisationFactory(name="Example Band")
    client.force_login(world.raiser)
    who, others = draft.draft_url("page", "who"), draft.draft_url("page", "others")
    assert "Example Club" not in text(client.get(who))
    assert client.get(others).status_code == 404
    together = {"organisation": world.group.pk, "manner": Manner.COLLECTIVELY}
    assert client.post(who, together).url == others
    assert "Which other organisations Not yet" in text(client.get(draft.draft_url()))
    assert "Choose at least one organisation" in text(client.post(others, {"csrfmiddlewaretoken": "any"}))
    assert "What lets you speak" not in text(client.get(others))
    assert "Nobody from Example Band uses the portal yet" in text(client.post(others, {"others": [alone.pk]}))
    client.post(others, {"others": [club.pk]})
    assert draft.join_requests.get().organisation == club
    client.post(who, {"organisation": world.group.pk, "manner": Manner.INDIVIDUALLY})
    assert not draft.join_requests.exists()


def test_a_representative_is_asked_by_what_right_before_it_is_sent(client, world, draft):
    club = OrganisationFactory(name="Example Club")
    client.force_login(world.raiser)
    who = {"organisation": world.group, "manner": Manner.THROUGH_REPRESENTATIVE}
    draft_sides.save_manner(draft, **who, by=world.raiser, now=NOW)
    others = draft.draft_url("page", "others")
    assert "Enter" in text(client.post(others, {"others": [club.pk], "authority": ""}))
    with pytest.raises(ValidationError, match="not answered yet"):
        drafts.send_dispute(draft, by=world.raiser, now=NOW)
    client.post(others, {"others": [club.pk], "authority": "A letter of their chair"})
    assert drafts.send_dispute(draft, by=world.raiser, now=NOW).authority == "A letter of their chair"


def test_who_is_named_stays_when_one_speaks_for_them_instead_and_nobody_new_is_asked(world, draft):
    club, another = OrganisationFactory(), OrganisationFactory()
    who = {"organisation": world.group, "by": world.raiser, "now": NOW}
    draft_sides.save_who_raises(draft, manner=Manner.COLLECTIVELY, others=[club], **who)
    draft_sides.save_manner(draft, manner=Manner.THROUGH_REPRESENTATIVE, **who)
    assert set(draft.parties.filter(speaks=False).values_list("organisation", flat=True)) == {club.pk}
    assert not draft.join_requests.exists()
    draft_sides.save_others(draft, others=[club, another], authority="A letter", by=world.raiser, now=NOW)
    draft_sides.save_manner(draft, manner=Manner.COLLECTIVELY, **who)
    assert not draft.parties.filter(speaks=False).exists() and not draft.join_requests.exists()


def test_nobody_else_can_write_in_a_draft(world, draft):
    for user in (world.group_lead, world.colleague, world.respondent, UserFactory(administrator=True)):
        with pytest.raises(PermissionDenied):
            drafts.save_answers(draft, title="Mine", by=user, now=NOW)


def test_who_acts_for_nobody_can_raise_nothing(db):
    with pytest.raises(PermissionDenied):
        drafts.begin_draft(by=UserFactory(officer=True), now=NOW)


def test_a_machine_gets_no_further_than_so_many_drafts(world):
    for _ in range(drafts.MOST_DRAFTS):
        drafts.begin_draft(by=world.raiser, now=NOW)
    with pytest.raises(ValidationError, match="many drafts already"):
        drafts.begin_draft(by=world.raiser, now=NOW)


def test_a_discarded_draft_is_gone(world, draft):
    drafts.discard_draft(draft, by=world.raiser, now=NOW)
    assert Dispute.objects.count() == 0


def test_a_dispute_keeps_the_procedure_it_was_raised_under(world, draft):
    sent = drafts.send_dispute(draft, by=world.raiser, now=NOW)
    newer = Procedure.objects.create(number=2, name="Compact disputes procedure")
    newer.stages.create(number=1, title="Talk", amount=10, unit="working-days", decided_by="parties")
    assert (sent.procedure.number, sent.stages.get().original_due) == (1, date(2026, 11, 16))
    later = raised(world, on=date(2026, 11, 2))
    assert (later.procedure.number, later.stages.get().original_due) == (2, date(2026, 11, 16))
    assert later.stages.get().definition.unit == "working-days"


def test_a_lead_of_either_side_sees_it_once_it_is_sent_and_other_staff_never(world, draft):
    def seen_by(user) -> bool:
        return Dispute.objects.sent().of(user).exists()

    everyone = [world.raiser, world.group_lead, world.colleague, world.respondent, world.staff]
    assert [seen_by(user) for user in everyone] == [False] * 5
    drafts.send_dispute(draft, by=world.raiser, now=NOW)
    assert [seen_by(user) for user in everyone] == [True, True, False, True, False]
    assert not seen_by(MembershipFactory(lead=True).user)


def test_only_promises_are_offered_each_with_whose_it_is(client, world):
    section = SectionFactory(version__in_force=True)
    ClauseFactory(section=section, number=1, text="Return to: Example Officer")
    ClauseFactory(section=section, number=2, text="pay in advance", public_bodies=True)
    ClauseFactory(section=section, number=3, text="openness", kind="principle")
    client.force_login(world.raiser)
    draft = drafts.begin_draft(by=world.raiser, now=NOW)
    page = text(client.get(draft.draft_url("page", "commitments")))
    assert "Public bodies: pay in advance" in page and "openness" in page
    assert "Return to: Example Officer" not in page


def test_of_a_compact_that_marks_no_promise_everything_can_be_chosen(client, world):
    ClauseFactory(section__version__in_force=True, number=1, text="We meet every month")
    draft = drafts.begin_draft(by=world.raiser, now=NOW)
    client.force_login(world.raiser)
    assert "We meet every month" in text(client.get(draft.draft_url("page", "commitments")))
