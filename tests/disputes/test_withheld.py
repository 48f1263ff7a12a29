"""A name that a representative keeps from the other side: one Champion checks it, and nobody else ever reads it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from champions.services.interests import declare_interest
from compact_portal.audit.models import AuditEvent
from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import CalendarFeed
from compact_portal.notices.models import Notice
from disputes.choices import Manner
from disputes.deadlines import NamesToCheck
from disputes.models import Dispute, WithheldName
from disputes.services import draft_sides, drafts, hearing, settling, together, withheld
from disputes.services.states import DisputeMovedOn
from tests.disputes.test_secrecy import client_for, every_address, words_found
from tests.factories.champions import ChampionFactory
from tests.factories.disputes import ANSWERS, bundled, champions, conflicted_champions, drafted, moment
from tests.factories.people import MembershipFactory, PersonFactory, UserFactory
from tests.kept import all_due, emails
from tests.reading import text

DAY = date(2026, 11, 2)
NOW = moment(DAY)
NAME = "Quagmarkhidden"


@pytest.fixture
def panel(world):
    return champions()


@pytest.fixture
def conflicted(world):
    return conflicted_champions(world)


@pytest.fixture
def draft(world, panel) -> Dispute:
    dispute = drafted(world, now=NOW)
    draft_sides.save_who_raises(
        dispute,
        organisation=world.group,
        manner=Manner.THROUGH_REPRESENTATIVE,
        authority="A letter from their chair",
        withheld_name=NAME,
        by=world.raiser,
        now=NOW,
    )
    drafts.save_checker(dispute, checker=panel.voluntary.person, by=world.raiser, now=NOW)
    return Dispute.objects.get(pk=dispute.pk)


@pytest.fixture
def sent(world, draft) -> Dispute:
    return drafts.send_dispute(draft, by=world.raiser, now=NOW)


def answer(dispute, by, *, confirmed: bool = True, why: str = "") -> WithheldName:
    return withheld.answer_check(dispute, confirmed=confirmed, answer=why, by=by, now=NOW)


def page(client, user, dispute) -> str:
    client.force_login(user)
    return text(client.get(dispute.get_absolute_url()))


def test_it_is_written_down_page_by_page(client, world, panel):
    client.force_login(world.raiser)
    client.post(reverse("disputes:begin"))
    draft = Dispute.objects.drafts().get()
    client.post(draft.draft_url("page", "matter"), {"matter": "commitment"})
    who = {"organisation": world.group.pk, "manner": Manner.THROUGH_REPRESENTATIVE}
    client.post(draft.draft_url("page", "who"), who)
    client.post(draft.draft_url("page", "others"), {"authority": "A letter", "withheld_name": NAME})
    client.post(draft.draft_url("page", "respondent"), {"organisation": world.council.pk})
    asked = client.get(draft.draft_url("page", "name"))
    assert "Val Voluntary" in text(asked)
    client.post(draft.draft_url("page", "name"), {"checker": panel.voluntary.person.pk})
    assert draft.withheld.checker == panel.voluntary.person
    checked = text(client.get(draft.draft_url("check")))
    assert f"Not named {NAME} The other side does not see it." in checked
    assert "What lets you speak A letter" in checked
    client.post(draft.draft_url("page", "who"), {"organisation": world.group.pk, "manner": Manner.INDIVIDUALLY})
    assert not WithheldName.objects.exists()
    assert client.get(draft.draft_url("page", "name")).status_code == 404


def test_without_a_name_or_an_organisation_nobody_is_spoken_for(client, world, draft):
    client.force_login(world.raiser)
    said = text(client.post(draft.draft_url("page", "others"), {"authority": "A letter", "withheld_name": ""}))
    assert "Choose at least one organisation" in said
    assert draft.withheld.name == NAME


def test_it_is_not_sent_before_somebody_can_check_it(world, draft, conflicted):
    for wrong in (None, conflicted.councils.person):
        WithheldName.objects.update(checker=wrong)
        with pytest.raises(ValidationError):
            drafts.send_dispute(draft, by=world.raiser, now=NOW)
    assert Dispute.objects.get(pk=draft.pk).is_draft


def test_only_champions_who_stand_apart_are_offered(world, draft, panel, conflicted):
    offered = withheld.people_who_can_check(draft, DAY)
    assert offered == [panel.voluntary.person, panel.public.person]


def test_the_champion_checks_it_and_both_sides_read_that_and_not_the_name(client, world, sent, panel):
    client.force_login(panel.voluntary)
    seen = text(client.get(sent.url("check-name")))
    assert NAME in seen
    assert "A letter from their chair" in seen
    assert [words for words in ANSWERS.values() if words in seen] == []
    client.post(sent.url("check-name"), {"exists": "yes"})
    for user in (world.raiser, world.respondent):
        assert "A Champion has checked the name that is withheld" in page(client, user, sent)
    assert NAME in page(client, world.raiser, sent)
    assert NAME not in page(client, world.respondent, sent)


def test_why_it_could_not_be_confirmed_only_the_representative_reads(client, world, sent, panel):
    with pytest.raises(ValidationError):
        answer(sent, panel.voluntary, confirmed=False)
    answer(sent, panel.voluntary, confirmed=False, why="Nobody answers there.")
    assert "Nobody answers there." in page(client, world.raiser, sent)
    said = page(client, world.respondent, sent)
    assert "could not confirm the name" in said
    assert "Nobody answers there." not in said


def test_it_is_answered_once_and_by_nobody_else(world, sent, panel):
    for user in (panel.public, world.raiser, world.respondent):
        with pytest.raises(DisputeMovedOn):
            answer(sent, user)
    answer(sent, panel.voluntary)
    with pytest.raises(DisputeMovedOn):
        answer(sent, panel.voluntary)


def test_another_champion_can_be_asked_and_the_first_one_sees_nothing_more(client, world, sent, panel):
    client.force_login(world.raiser)
    client.post(sent.url("another-checker"), {"checker": panel.public.person.pk})
    for user, status in ((panel.voluntary, 404), (panel.public, 200)):
        client.force_login(user)
        assert client.get(sent.url("check-name")).status_code == status
    client.force_login(world.respondent)
    assert client.post(sent.url("another-checker"), {"checker": panel.voluntary.person.pk}).status_code == 403


def test_the_champion_is_reminded_until_it_is_answered_or_has_ended(world, sent, panel):
    assert [(each.due, emails(each)) for each in all_due(NamesToCheck())] == [
        (date(2026, 11, 9), [panel.voluntary.email])
    ]
    settling.withdraw_dispute(sent, reason="In order", by=world.raiser, now=NOW)
    assert all_due(NamesToCheck()) == []


def test_the_name_is_nowhere_but_where_it_belongs(world, sent, panel, conflicted, caplog):
    answer(sent, panel.voluntary, confirmed=False, why=NAME)
    withheld.name_another_checker(sent, checker=panel.public.person, by=world.raiser, now=NOW)
    settling.refer_to_champions(sent, reason="We differ", by=world.raiser, now=NOW)
    hearing.declare_interest(sent, has_interest=False, by=panel.voluntary, now=NOW)
    bundle = bundled(sent, by=world.raiser, now=NOW)
    drafts.begin_draft(by=world.raiser, now=NOW)
    sent.files.create(
        file="a.pdf", name="a.pdf", content_type="application/pdf", size=1, added_by=world.raiser, added_at=NOW
    )
    keep_all()
    paths = every_address(sent)
    nobody = {
        "the other side": world.respondent,
        "the other side's staff": world.staff,
        "the raiser's colleague": world.colleague,
        "a Champion who hears it": panel.voluntary,
        "the accused body's Champion": conflicted.councils,
        "another group's lead": MembershipFactory(lead=True).user,
        "officer and administrator": UserFactory(officer=True, administrator=True),
        "anonymous": None,
    }
    leaks = {role: found for role, user in nobody.items() if (found := words_found(client_for(user), paths))}
    assert leaks == {}
    assert set(words_found(client_for(world.raiser), paths)) == {sent.get_absolute_url()}
    assert set(words_found(client_for(panel.public), paths)) == {sent.url("check-name")}
    written = [f"{each.key} {each.subject} {each.body}" for each in Notice.objects.all()]
    written += [f"{event.verb} {event.details}" for event in AuditEvent.objects.all()]
    written += [str(bundle.data), caplog.text, *map(repr, WithheldName.objects.all())]
    assert [each for each in written if NAME.lower() in each.lower()] == []
    feed = CalendarFeed.objects.create(user=panel.public)
    assert NAME not in client_for(None).get(feed.get_absolute_url()).content.decode()


def test_a_dispute_without_one_says_nothing_of_it(client, world, panel):
    plain = drafts.send_dispute(drafted(world, now=NOW), by=world.raiser, now=NOW)
    assert "withheld" not in page(client, world.raiser, plain)


# --- Who else must not know it ----------------------------------------------------


@pytest.fixture
def named(draft, world, panel):
    """Sent for a group that is named and one that is not: the lead of the named one."""
    lead = MembershipFactory(lead=True)
    said = {"manner": Manner.THROUGH_REPRESENTATIVE, "authority": "A letter", "withheld_name": NAME}
    draft_sides.save_who_raises(
        draft, organisation=world.group, others=[lead.organisation], **said, by=world.raiser, now=NOW
    )
    drafts.send_dispute(draft, by=world.raiser, now=NOW)
    return lead


def test_a_represented_group_reads_neither_the_name_nor_why_not(client, world, draft, panel, named):
    dispute = Dispute.objects.get()
    answer(dispute, panel.voluntary, confirmed=False, why="Nobody answers at its door.")
    client.force_login(named.user)
    page = text(client.get(dispute.get_absolute_url()))
    assert "A Champion could not confirm the name" in page
    assert NAME not in page and "Nobody answers" not in page
    client.force_login(world.raiser)
    assert NAME in text(client.get(dispute.get_absolute_url()))


def test_the_representative_does_not_leave_the_name_to_others(world, named):
    with pytest.raises(ValidationError, match="Nobody else knows the name"):
        together.leave_group(Dispute.objects.get(), by=world.raiser, now=NOW)
    together.leave_group(Dispute.objects.get(), by=named.user, now=NOW)


def test_who_was_represented_is_asked_before_it_raises_it_too(world, draft):
    other = MembershipFactory(lead=True)
    who = {"organisation": world.group, "others": [other.organisation], "by": world.raiser, "now": NOW}
    draft_sides.save_who_raises(draft, manner=Manner.THROUGH_REPRESENTATIVE, authority="A letter", **who)
    draft_sides.save_who_raises(draft, manner=Manner.COLLECTIVELY, **who)
    assert not draft.parties.filter(organisation=other.organisation).exists()
    together.answer_request_to_join(draft.join_requests.get(), accepts=True, by=other.user, now=NOW)
    draft_sides.save_who_raises(draft, manner=Manner.COLLECTIVELY, **who)
    assert draft.parties.filter(organisation=other.organisation).exists()


def test_who_has_joined_and_is_dropped_reads_no_more(client, world, draft):
    other = MembershipFactory(lead=True)
    who = {"organisation": world.group, "by": world.raiser, "now": NOW}
    draft_sides.save_who_raises(draft, manner=Manner.COLLECTIVELY, others=[other.organisation], **who)
    address = draft.join_requests.get().get_absolute_url()
    together.answer_request_to_join(draft.join_requests.get(), accepts=True, by=other.user, now=NOW)
    dispute = drafts.send_dispute(draft, by=world.raiser, now=NOW)
    together.leave_group(dispute, by=other.user, now=NOW)
    client.force_login(other.user)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("gone", ["deactivated", "no longer a Champion", "never signs in"])
def test_only_a_champion_who_can_sign_in_is_offered(draft, panel, gone):
    user = panel.voluntary
    if gone == "never signs in":
        ChampionFactory(person=PersonFactory())
    else:
        user.is_active, user.is_champion = gone != "deactivated", gone == "deactivated"
        user.deactivated_at = None if user.is_active else NOW
        user.save()
    people = withheld.people_who_can_check(draft, DAY)
    assert {person.user for person in people} == ({panel.public} | ({user} if gone == "never signs in" else set()))


def test_who_stood_aside_is_not_asked_again_nor_the_same_champion_twice(world, sent, panel):
    by = {"by": world.raiser, "now": NOW}
    with pytest.raises(ValidationError, match="is asked already"):
        withheld.name_another_checker(sent, checker=panel.voluntary.person, **by)
    settling.refer_to_champions(sent, reason="We differ", **by)
    hearing.declare_interest(sent, has_interest=True, by=panel.public, now=NOW)
    with pytest.raises(ValidationError):
        withheld.name_another_checker(sent, checker=panel.public.person, **by)


def test_a_champion_who_comes_close_has_no_date_and_the_representative_has(world, sent, panel):
    declare_interest(panel.voluntary.person, organisation=world.council, kind="works-for", by=panel.voluntary, now=NOW)
    (due,) = all_due(NamesToCheck())
    assert due.title == f"Ask another Champion: {sent.reference}"
    assert emails(due) == [world.group_lead.email]


def test_another_name_asks_for_its_champion_anew(world, draft):
    said = {"manner": Manner.THROUGH_REPRESENTATIVE, "authority": "A letter", "by": world.raiser, "now": NOW}
    draft_sides.save_who_raises(draft, organisation=world.group, withheld_name="Quagmarkother", **said)
    assert WithheldName.objects.get().checker is None
