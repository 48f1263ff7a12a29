"""Raising together: each group says for itself whether it joins, one speaks for all, and each may leave."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.notices.models import Notice
from disputes.choices import Manner, Side
from disputes.models import Dispute
from disputes.services import draft_sides, drafts, settling, stages, teams, together
from disputes.services.states import DisputeMovedOn
from tests.factories.disputes import drafted, moment
from tests.factories.people import MembershipFactory, UserFactory
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOW = moment(date(2026, 11, 2))


@pytest.fixture
def club():
    """The lead of a group that is asked."""
    return MembershipFactory(lead=True, organisation__name="Example Club", user=UserFactory(name="Cleo Club"))


@pytest.fixture
def draft(world, club) -> Dispute:
    draft = drafted(world, now=NOW)
    ask(draft, world, club.organisation)
    return draft


def ask(draft, world, *others) -> None:
    manner, by = Manner.COLLECTIVELY, world.raiser
    draft_sides.save_who_raises(draft, organisation=world.group, manner=manner, others=others, by=by, now=NOW)


def join(draft, club, *, accepts: bool = True):
    request = draft.join_requests.get(organisation=club.organisation)
    return together.answer_request_to_join(request, accepts=accepts, by=club.user, now=NOW)


def sent(draft, world) -> Dispute:
    return drafts.send_dispute(draft, by=world.raiser, now=NOW)


def raising(dispute) -> list[tuple[str, bool]]:
    return [(str(party), party.speaks) for party in dispute.parties.on(Side.RAISING)]


def sees(client, user, dispute) -> bool:
    client.force_login(user)
    return client.get(dispute.get_absolute_url()).status_code == 200


def test_who_is_asked_is_no_party_and_named_to_nobody(client, world, club, draft):
    dispute = sent(draft, world)
    assert raising(dispute) == [(world.group.name, True)]
    assert not sees(client, club.user, dispute)
    client.force_login(world.respondent)
    assert "Example Club" not in client.get(dispute.get_absolute_url()).content.decode()


def test_the_lead_is_asked_by_email_that_says_nothing(club, draft):
    notice = Notice.objects.get(kind="disputes.asked-to-join")
    assert (notice.email, notice.private) == (club.user.email, True)
    assert draft.join_requests.get().get_absolute_url() in notice.body
    assert not any(word in notice.body for word in (draft.title, draft.what_happened, "Example Group"))


def test_asking_again_asks_once_and_whoever_is_no_longer_named_is_not_asked_any_more(world, club, draft):
    ask(draft, world, club.organisation)
    assert Notice.objects.filter(kind="disputes.asked-to-join").count() == 1
    draft_sides.save_who_raises(draft, organisation=world.group, manner=Manner.INDIVIDUALLY, by=world.raiser, now=NOW)
    assert not draft.join_requests.exists()


def test_who_joins_reads_first_what_it_is_about(client, club, draft):
    client.force_login(club.user)
    address = draft.join_requests.get().get_absolute_url()
    assert draft.what_happened in text(client.get(address))
    client.post(address, {"joins": "yes"})
    assert raising(draft) == [(str(draft.parties.get(speaks=True, side=Side.RAISING)), True), ("Example Club", False)]
    assert "Example Club has joined" in text(client.get(address))


def test_nobody_but_a_lead_of_the_group_answers(client, world, club, draft):
    member = MembershipFactory(organisation=club.organisation).user
    for user in (member, world.respondent, world.colleague, UserFactory(administrator=True)):
        client.force_login(user)
        assert client.get(draft.join_requests.get().get_absolute_url()).status_code == 404
        with pytest.raises(PermissionDenied):
            together.answer_request_to_join(draft.join_requests.get(), accepts=True, by=user, now=NOW)


def test_who_says_no_sees_it_no_more_and_whoever_asked_is_told(client, world, club, draft):
    join(draft, club, accepts=False)
    client.force_login(club.user)
    assert client.get(draft.join_requests.get().get_absolute_url()).status_code == 404
    assert Notice.objects.filter(kind="disputes.join-answered", email=world.raiser.email).count() == 1
    client.force_login(world.raiser)
    assert "Example Club: does not join" in text(client.get(draft.draft_url("check")))


def test_who_has_joined_reads_the_draft_and_does_not_write_in_it(client, world, club, draft):
    join(draft, club)
    client.force_login(club.user)
    assert client.get(draft.draft_url()).status_code == 404
    assert list(Dispute.objects.of(club.user)) == list(Dispute.objects.drafts_of(club.user.pk)) == []
    with pytest.raises(PermissionDenied):
        drafts.save_answers(draft, title="Mine", by=club.user, now=NOW)
    client.post(draft.join_requests.get().get_absolute_url() + "leave/")
    assert raising(draft) == [(world.group.name, True)]


def test_whoever_joined_stays_when_the_page_is_saved_again(world, club, draft):
    join(draft, club)
    ask(draft, world, club.organisation)
    assert ("Example Club", False) in raising(draft)


def test_joining_later_moves_no_clock_and_is_on_the_timeline(client, world, club, draft):
    dispute = sent(draft, world)
    due = stages.current_stage(dispute).clock.due
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        join(draft, club)
    assert stages.current_stage(dispute).clock.due == due
    client.force_login(world.respondent)
    page = text(client.get(dispute.get_absolute_url()))
    assert "An organisation joined Example Club" in page
    assert Notice.objects.filter(kind="disputes.side-changed", email=world.respondent.email).count() == 1


def test_one_speaks_for_all(client, world, club, draft):
    join(draft, club)
    dispute = sent(draft, world)
    assert sees(client, club.user, dispute)
    page = text(client.get(dispute.get_absolute_url()))
    assert "Leave it to the others" in page
    assert "Withdraw it" not in page
    for do in (settling.withdraw_dispute, settling.refer_to_champions, stages.pause_clock):
        with pytest.raises(DisputeMovedOn):
            do(dispute, reason="Alone", by=club.user, now=NOW)


def test_what_is_asked_of_the_side_is_answered_by_who_speaks(client, world, club, draft):
    join(draft, club)
    dispute = sent(draft, world)
    due = stages.current_stage(dispute).clock.due + timedelta(days=1)
    stages.ask_for_more_time(dispute, due=due, reason="To ask them", by=world.respondent, now=NOW)
    asked = {}
    for user in (world.raiser, club.user):
        client.force_login(user)
        page = client.get(dispute.get_absolute_url())
        assert "Next: do you agree to more time?" in text(page)
        asked[user] = dispute.url("answer-more-time") in page.content.decode()
    assert asked == {world.raiser: True, club.user: False}


def test_when_the_speaker_leaves_the_next_one_speaks(client, world, club, draft):
    join(draft, club)
    dispute = sent(draft, world)
    together.leave_group(dispute, by=world.raiser, now=NOW)
    assert raising(dispute) == [("Example Club", True)]
    assert not sees(client, world.raiser, dispute)
    assert Notice.objects.filter(kind="disputes.now-speaks").values_list("email", flat=True).get() == club.user.email
    settling.refer_to_champions(dispute, reason="We still see it so.", by=club.user, now=NOW)


def test_a_group_leaves_and_the_others_go_on(client, world, club, draft):
    join(draft, club)
    dispute = sent(draft, world)
    client.force_login(club.user)
    client.post(dispute.url("leave-group"))
    assert raising(dispute) == [(world.group.name, True)]
    assert not sees(client, club.user, dispute)
    client.force_login(world.respondent)
    assert "An organisation left Example Club" in text(client.get(dispute.get_absolute_url()))


def test_the_last_one_withdraws_instead(world, draft):
    dispute = sent(draft, world)
    with pytest.raises(DisputeMovedOn):
        together.leave_group(dispute, by=world.raiser, now=NOW)


def test_what_has_ended_is_not_joined(client, world, club, draft):
    dispute = sent(draft, world)
    settling.withdraw_dispute(dispute, reason="In order", by=world.raiser, now=NOW)
    with pytest.raises(DisputeMovedOn, match="There is nothing to join any more"):
        join(draft, club)
    client.force_login(club.user)
    assert "There is nothing to join any more" in text(client.get(draft.join_requests.get().get_absolute_url()))


def test_a_lead_finds_what_they_are_asked_among_the_disputes(client, club, draft):
    client.force_login(club.user)
    assert draft.join_requests.get().get_absolute_url() in client.get("/disputes/").content.decode()


def test_a_colleague_on_the_team_sees_it_and_acts(client, world, draft):
    dispute = sent(draft, world)
    assert not sees(client, world.colleague, dispute)
    client.force_login(world.raiser)
    client.post(dispute.url("team"), {"user": world.colleague.pk})
    assert sees(client, world.colleague, dispute)
    assert Notice.objects.filter(kind="disputes.added-to-team", email=world.colleague.email).count() == 1
    stages.pause_clock(dispute, reason="A holiday", by=world.colleague, now=NOW)


def test_nobody_of_another_organisation_gets_on_the_team(world, club, draft):
    with pytest.raises(ValidationError, match="does not act for"):
        teams.add_to_team(draft, user=club.user, by=world.raiser, now=NOW)


def test_somebody_must_be_left_to_act(world, draft):
    with pytest.raises(ValidationError, match="Somebody must act for your organisation"):
        teams.remove_from_team(draft, pk=world.raiser.pk, by=world.raiser, now=NOW)
    teams.add_to_team(draft, user=world.colleague, by=world.raiser, now=NOW)
    teams.remove_from_team(draft, pk=world.raiser.pk, by=world.colleague, now=NOW)
    assert [member.user for member in draft.parties.get(speaks=True, side=Side.RAISING).team.all()] == [world.colleague]


def test_the_other_side_does_not_see_who_works_on_it(client, world, draft):
    dispute = sent(draft, world)
    client.force_login(world.respondent)
    assert world.raiser.name not in text(client.get(dispute.url("team")))
