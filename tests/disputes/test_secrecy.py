"""Nothing of a dispute reaches anybody who is on neither side: every field carries a word that is nowhere else."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse

from champions.choices import ClauseKind
from compact_portal.deadlines.keeping import keep_all
from compact_portal.deadlines.models import CalendarFeed
from compact_portal.notices.models import Notice
from disputes.choices import Manner
from disputes.models import Dispute, JoinRequest
from disputes.services import draft_files, draft_sides, drafts, settling, stages
from tests.factories.champions import ChampionFactory, ClauseFactory, SignatoryFactory
from tests.factories.disputes import bundled, moment
from tests.factories.people import MembershipFactory, UserFactory
from tests.test_pages import ADDRESSES
from tests.test_permissions import addresses

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)

#: What its two sides wrote, field by field.
MARKERS = {
    "title": "Quagmarkone",
    "what_happened": "Quagmarktwo",
    "happened_on": "Quagmarkthree",
    "what_would_help": "Quagmarkfour",
    "authority": "Quagmarkfive",
    "file name": "Quagmarksix",
    "more time": "Quagmarkseven",
    "refusal": "Quagmarkeight",
    "pause": "Quagmarknine",
    "terms": "Quagmarkten",
    "difference": "Quagmarkeleven",
    "referral": "Quagmarktwelve",
    "draft": "Quagmarkthirteen",
}
MARKED = re.compile("quagmark[a-z]+", re.IGNORECASE)


@pytest.fixture
def told(world, settings, tmp_path) -> Dispute:
    """A dispute in which both sides have said something wherever something can be said, and a draft beside it."""
    settings.MEDIA_ROOT = tmp_path
    now, raiser, respondent = moment(DAY), world.raiser, world.respondent
    clause = ClauseFactory(section__version__in_force=True, kind=ClauseKind.COMMITMENT)
    dispute = drafts.begin_draft(by=raiser, now=now)
    other_group = MembershipFactory().organisation
    draft_sides.save_who_raises(
        dispute,
        organisation=world.group,
        manner=Manner.THROUGH_REPRESENTATIVE,
        others=[other_group],
        authority=MARKERS["authority"],
        by=raiser,
        now=now,
    )
    draft_sides.save_respondent(dispute, organisation=world.council, by=raiser, now=now)
    drafts.save_commitments(dispute, clauses=[clause], by=raiser, now=now)
    written = {name: MARKERS[name] for name in ("title", "what_happened", "happened_on", "what_would_help")}
    drafts.save_answers(dispute, matter="commitment", **written, by=raiser, now=now)
    upload = SimpleUploadedFile(f"{MARKERS['file name']}.pdf", b"%PDF-1.7 " + MARKERS["file name"].encode())
    draft_files.add_file(dispute, upload=upload, by=raiser, now=now)
    dispute = drafts.send_dispute(dispute, by=raiser, now=now)
    stages.ask_for_more_time(dispute, due=date(2026, 11, 20), reason=MARKERS["more time"], by=raiser, now=now)
    stages.answer_request_for_time(dispute, accepted=False, answer=MARKERS["refusal"], by=respondent, now=now)
    stages.pause_clock(dispute, reason=MARKERS["pause"], by=raiser, now=now)
    stages.restart_clock(dispute, by=raiser, now=now + timedelta(days=1))
    settlement = settling.propose_settlement(dispute, terms=MARKERS["terms"], by=raiser, now=now)
    settling.answer_settlement(
        dispute, settlement, confirmed=False, answer=MARKERS["difference"], by=respondent, now=now
    )
    bundled(dispute, by=raiser, now=now)
    draft = drafts.begin_draft(by=raiser, now=now)
    drafts.save_answers(draft, title=MARKERS["draft"], what_happened=MARKERS["draft"], by=raiser, now=now)
    keep_all()
    return dispute


@pytest.fixture
def outsiders(world) -> dict[str, object]:
    """Everyone who has a reason to come near, and no part in it."""
    accused_champion = UserFactory(champion=True)
    signatory = SignatoryFactory(organisation=world.council)
    ChampionFactory(signatory=signatory, person=accused_champion.person)
    free_champion = UserFactory(champion=True)
    ChampionFactory(person=free_champion.person)
    return {
        "anonymous": None,
        "the raiser's colleague": world.colleague,
        "the other side's staff": world.staff,
        "the accused body's Champion": accused_champion,
        "a Champion": free_champion,
        "another group's lead": MembershipFactory(lead=True).user,
        "officer": UserFactory(officer=True),
        "administrator": UserFactory(administrator=True),
        "officer and administrator": UserFactory(officer=True, administrator=True),
    }


def every_address(dispute: Dispute) -> list[str]:
    """All that can be asked for without knowing anything, and all that can be asked of this dispute and its draft."""
    draft = Dispute.objects.drafts().get()
    file = dispute.files.first()
    asked = list(JoinRequest.objects.values_list("key", flat=True)) or ["never-asked"]
    arguments = {
        "disputes:action": [[dispute.reference, pk] for pk in (*dispute.actions.values_list("pk", flat=True), 1)],
        "disputes:since-answer": [[dispute.reference, 1]],
        "disputes:join": [[key] for key in asked],
        "disputes:leave-draft": [[key] for key in asked],
        "disputes:page": [[draft.key, "happened"], [dispute.key, "happened"]],
        "disputes:bundle-page": [[dispute.reference, each.number] for each in dispute.bundles.all()],
        "disputes:bundle-pdf": [[dispute.reference, each.number] for each in dispute.bundles.all()],
        "disputes:file": [[dispute.reference, each.pk] for each in dispute.files.all()],
        "disputes:remove-file": [[draft.key, file.pk], [dispute.key, file.pk]],
        "disputes:answer-agreement": [[dispute.reference, each.pk] for each in dispute.settlements.all()],
    }
    own = []
    for name in sorted(name for name in addresses() if name.startswith("disputes:")):
        takes_a_key = "key" in str(reverse_pattern(name))
        plain = [[draft.key], [dispute.key]] if takes_a_key else [[dispute.reference]]
        if reverse_pattern(name).pattern.regex.groups:
            own += [reverse(name, args=args) for args in arguments.get(name, plain)]
    notices = [reverse("notices:notice", args=[pk]) for pk in Notice.objects.values_list("pk", flat=True)]
    return [*ADDRESSES, *own, *notices, "/due/?kind=disputes.stages", "/due/due-dates.csv", "/notices/?kind="]


def reverse_pattern(name: str):
    patterns = next(each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "disputes")
    return next(each for each in patterns.url_patterns if f"disputes:{each.name}" == name)


def client_for(user) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def words_found(client: Client, paths: list[str]) -> dict[str, set[str]]:
    found = {}
    for path in paths:
        response = client.get(path)
        text = response.getvalue().decode(errors="replace") + str(response.headers)
        if words := {word.lower() for word in MARKED.findall(text)}:
            found[path] = words
    return found


def test_no_word_of_it_reaches_anyone_else_at_any_address(told, outsiders):
    paths = every_address(told)
    leaks = {role: found for role, user in outsiders.items() if (found := words_found(client_for(user), paths))}
    assert leaks == {}


def test_the_same_search_finds_the_words_where_they_belong(told, world):
    """A test that finds nothing anywhere proves nothing."""
    paths = every_address(told)
    seen_by_raiser = set().union(*words_found(client_for(world.raiser), paths).values())
    seen_by_respondent = set().union(*words_found(client_for(world.respondent), paths).values())
    unsaid = {MARKERS["referral"].lower()}
    all_words = {marker.lower() for marker in MARKERS.values()} - unsaid
    assert seen_by_raiser == all_words
    assert seen_by_respondent == all_words - {MARKERS["draft"].lower()}


def test_no_email_calendar_or_log_line_holds_a_word_of_it(told, world, outsiders, caplog):
    settling.refer_to_champions(told, reason=MARKERS["referral"], by=world.raiser, now=moment(date(2026, 11, 4)))
    call_command("verify_audit")
    assert [notice for notice in Notice.objects.all() if MARKED.search(notice.subject + notice.body + notice.key)] == []
    for user in (world.raiser, world.respondent):
        feed = CalendarFeed.objects.create(user=user)
        text = Client().get(feed.get_absolute_url()).content.decode()
        assert (MARKED.findall(text), world.group.name in text, world.council.name in text) == ([], False, False)
    assert MARKED.findall(caplog.text) == []


def test_nobody_else_learns_that_it_is_there(told, outsiders):
    """The reference itself is in no list, and asking for it answers the same bytes as asking for one that never was."""
    for role, user in outsiders.items():
        client = client_for(user)
        pages = [path for path in ADDRESSES if told.reference in client.get(path).getvalue().decode(errors="replace")]
        assert (role, pages) == (role, [])
        there, never = (client.get(f"/disputes/{reference}/") for reference in (told.reference, "2026-998"))
        assert (role, there.status_code) == (role, never.status_code)
        assert without_nonces(there) == without_nonces(never)


def without_nonces(response) -> str:
    text = re.sub(r"nonce=\"[^\"]+\"", "", response.content.decode())
    return text + response.headers.get("Location", "").replace("2026-998", "2026-001")


def test_a_lead_who_left_and_a_deactivated_one_see_nothing_any_more(told, world):
    world.respondent.memberships.update(state="ended")
    assert client_for(world.respondent).get(told.get_absolute_url()).status_code == 404
    world.raiser.is_active = False
    world.raiser.deactivated_at = moment(DAY)
    world.raiser.save()
    assert client_for(world.raiser).get(told.get_absolute_url()).status_code == 302
