"""A name that is withheld is kept out of the representative's own words; and what follows when nobody can check it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from disputes.choices import Manner, WhyAgain
from disputes.deadlines import NamesToCheck
from disputes.models import Dispute, Reading, WithheldName
from disputes.names import says_name
from disputes.services import again, draft_sides, drafts, settling, withheld
from tests.disputes.hearings import told
from tests.factories.champions import InterestFactory
from tests.factories.disputes import champions, drafted, moment
from tests.kept import all_due
from tests.reading import text

DAY = date(2026, 11, 2)
NOW = moment(DAY)
LATER = moment(date(2026, 12, 1))
NAME = "Quagmark Círcle"
SAYS_IT = "Take out the name that is withheld"


@pytest.fixture
def panel(world):
    return champions()


def kept_back(world, *, checker=None, **answers) -> Dispute:
    dispute = drafted(world, now=NOW, **answers)
    said = {"manner": Manner.THROUGH_REPRESENTATIVE, "authority": "A letter", "withheld_name": NAME}
    draft_sides.save_who_raises(dispute, organisation=world.group, **said, by=world.raiser, now=NOW)
    if checker:
        drafts.save_checker(dispute, checker=checker.person, by=world.raiser, now=NOW)
    return Dispute.objects.get(pk=dispute.pk)


@pytest.fixture
def draft(world, panel) -> Dispute:
    return kept_back(world, checker=panel.voluntary)


@pytest.fixture
def sent(world, draft) -> Dispute:
    return drafts.send_dispute(draft, by=world.raiser, now=NOW)


# --- Finding the name -------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "We write for Quagmark Círcle.",
        "QUAGMARK\n circle",
        "quagmark-circle_letter.pdf",
        "write to hello@quagmarkcircle.example",
        "Quagmark’s friends, the Quagmark Circle’s members",
    ],
)
def test_a_name_is_found_however_it_is_written(words):
    assert says_name(NAME, words)


@pytest.mark.parametrize(
    ("name", "words"), [(NAME, "A circle of friends"), ("Arc", "In March, the search"), ("…", "…"), (NAME, "")]
)
def test_other_words_are_not_the_name(name, words):
    assert not says_name(name, words)


@given(st.text(), st.from_regex(r"\A[A-Za-z]{2,12}( [A-Za-z]{2,12}){0,3}\Z"), st.text())
def test_a_name_between_any_other_words_is_found(before, name, after):
    assert says_name(name, f"{before} {name.upper()}, {after}")


# --- In the draft and afterwards ---------------------------------------------------


@pytest.mark.parametrize("field", ["title", "what_happened", "happened_on"])
def test_a_page_of_the_draft_with_the_name_is_refused_and_keeps_the_words(client, world, draft, field):
    client.force_login(world.raiser)
    said = {"title": "Notice", "what_happened": "It was short.", "happened_on": "May"}
    page = text(client.post(draft.draft_url("page", "happened"), said | {field: f"The {NAME} was told"}))
    assert SAYS_IT in page
    assert not Dispute.objects.filter(**{f"{field}__contains": NAME}).exists()


def test_a_file_named_after_the_group_is_refused(client, world, draft):
    client.force_login(world.raiser)
    upload = SimpleUploadedFile("Quagmark circle.pdf", b"%PDF-1.7\n", content_type="application/pdf")
    answer = text(client.post(draft.draft_url("page", "files"), {"upload": upload}))
    assert SAYS_IT in answer
    assert not draft.files.exists()


@pytest.mark.parametrize("field", ["title", "what_happened", "happened_on", "what_would_help", "authority"])
def test_what_said_it_before_it_was_withheld_stops_the_sending(client, world, draft, field):
    Dispute.objects.update(**{field: f"For the {NAME}"})
    client.force_login(world.raiser)
    page = text(client.post(draft.draft_url("check")))
    assert "Take the name that is withheld out of" in page
    assert Dispute.objects.get().is_draft


def test_after_it_is_sent_only_those_who_know_it_are_stopped(client, world, sent):
    reason = {"due": "", "reason": f"The {NAME} meets in May"}
    for user, is_stopped in ((world.raiser, True), (world.respondent, False)):
        client.force_login(user)
        assert (SAYS_IT in text(client.post(sent.url("more-time"), reason))) is is_stopped


def test_without_a_name_nothing_is_looked_for(client, world, panel):
    plain = drafted(world, now=NOW)
    client.force_login(world.raiser)
    client.post(plain.draft_url("page", "happened"), {"title": NAME, "what_happened": "It", "happened_on": "May"})
    assert Dispute.objects.get().title == NAME


# --- Who can check it ---------------------------------------------------------------


def test_with_no_champion_apart_it_is_sent_and_both_sides_read_so(client, world):
    draft = kept_back(world)
    client.force_login(world.raiser)
    assert "You can go on." in text(client.get(draft.draft_url("page", "name")))
    client.post(draft.draft_url("page", "name"), {})
    client.post(draft.draft_url("check"))
    dispute = Dispute.objects.get()
    assert not dispute.is_draft
    for user in (world.raiser, world.respondent):
        client.force_login(user)
        assert "nobody has checked the name" in text(client.get(dispute.get_absolute_url()))
    assert told("check-name") == set()
    assert all_due(NamesToCheck()) == []


def test_as_soon_as_one_stands_apart_they_can_be_asked(world):
    dispute = drafts.send_dispute(kept_back(world), by=world.raiser, now=NOW)
    checker = champions().voluntary
    withheld.name_another_checker(dispute, checker=checker.person, by=world.raiser, now=LATER)
    assert told("check-name") == {checker.email}


def test_choosing_the_checkers_own_organisation_asks_for_another_champion(world, panel):
    draft = kept_back(world, checker=panel.public)
    InterestFactory(person=panel.public.person, organisation=world.council)
    draft_sides.save_respondent(draft, organisation=world.council, by=world.raiser, now=NOW)
    assert "name" in drafts.unanswered(Dispute.objects.get())


def test_a_checker_who_came_close_stops_the_sending(world, draft, panel):
    InterestFactory(person=panel.voluntary.person, organisation=world.council)
    with pytest.raises(ValidationError, match="not answered"):
        drafts.send_dispute(draft, by=world.raiser, now=NOW)


# --- Reading it, ending and beginning again ----------------------------------------


def test_who_read_the_name_stands_in_the_log_for_those_who_know_it(client, world, sent, panel):
    client.force_login(panel.voluntary)
    client.get(sent.url("check-name"))
    assert Reading.objects.get().acted_for == "Champion who checks the name"
    for user, reads_it in ((world.raiser, True), (world.respondent, False)):
        client.force_login(user)
        assert ("Champion who checks the name" in text(client.get(sent.url("readers")))) is reads_it


def test_when_it_ends_the_champion_is_told_and_both_sides_read_that_nobody_checked(client, world, sent, panel):
    settling.withdraw_dispute(sent, reason="In order", by=world.raiser, now=NOW)
    assert told("need-not-check-name") == {panel.voluntary.email}
    client.force_login(world.respondent)
    assert "It ended before a Champion had checked the name" in text(client.get(sent.get_absolute_url()))


def test_who_has_answered_is_not_told_of_the_end(world, sent, panel):
    withheld.answer_check(sent, confirmed=True, by=panel.voluntary, now=NOW)
    settling.withdraw_dispute(sent, reason="In order", by=world.raiser, now=NOW)
    assert told("need-not-check-name") == set()


@pytest.mark.parametrize("is_answered", [True, False])
def test_opened_again_the_days_to_check_begin_again(world, sent, panel, is_answered):
    if is_answered:
        withheld.answer_check(sent, confirmed=True, by=panel.voluntary, now=NOW)
    settling.withdraw_dispute(sent, reason="In order", by=world.raiser, now=NOW)
    again.reopen_dispute(sent, why=WhyAgain.REPERCUSSIONS, reason="It followed.", by=world.raiser, now=LATER)
    assert WithheldName.objects.get().asked_at == (NOW if is_answered else LATER)
    assert [each.due for each in all_due(NamesToCheck())] == ([] if is_answered else [date(2026, 12, 8)])
