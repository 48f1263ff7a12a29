"""Applying together: shares that add up, agreement of each by itself, leaving, and who stands aside."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from compact_portal.notices.models import Notice
from funding.choices import ApplicationState
from funding.deadlines import AgreementsDue
from funding.models import AgreementFile, Application, CheckAnswer, Consortium, ConsortiumMember
from funding.services import applications, assessors, registrations, together
from tests.at_once import at_once
from tests.disputes.test_secrecy import client_for
from tests.factories.disputes import moment
from tests.factories.funding import (
    PNG,
    agreed_together,
    applied,
    applied_together,
    asking_everything,
    assess,
    mark,
    published_round,
)
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.beginnings import AFTER, GARDEN, HARBOUR
from tests.funding.test_question_kinds import status
from tests.kept import all_due, emails
from tests.reading import text

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 2)
OPEN = moment(date(2026, 11, 4))


@pytest.fixture
def round_(funder, clock):
    return published_round(funder, on=DAY)


@pytest.fixture
def other(groups):
    return groups[1]


def again(application) -> Application:
    return Application.objects.with_answers().get(pk=application.pk)


def send(application, group):
    application = again(application)
    return applications.submit_application(application, seen=application.revision, by=group.user, now=OPEN)


# --- Page by page -----------------------------------------------------------------


def test_from_apply_together_to_sent(client, round_, group, other):
    application = applied(round_, group, now=OPEN)
    client.force_login(group.user)
    assert "Apply together with others" in text(client.get(application.get_absolute_url()))
    said = {"shares_in": "per-cent", "words": "We share the work.", "upload": SimpleUploadedFile("deed.png", PNG)}
    page = client.post(application.url("together-terms"), said, follow=True)
    assert "Nobody applies with you yet." in text(page)
    portal = {"where": "portal", "organisation": other.organisation.pk, "share": "33.33%"}
    page = client.post(application.url("member-add"), portal | {"share": "33.333"})
    assert "Use two figures after the point at most, for example 33.33" in text(page)
    page = client.post(application.url("member-add"), portal, follow=True)
    assert f"{GARDEN} 33.33% · Not agreed yet" in text(page) and "In the lead · 66.67%" in text(page)
    outside = {"where": "outside", "name": "Example Choir", "share": "10"}
    page = client.post(application.url("member-add"), outside, follow=True)
    assert "Say who agreed for Example Choir, and when." in text(page)
    refused = client.post(application.url("send"), {"seen": again(application).revision})
    assert f"{GARDEN} has not agreed yet." in text(refused)
    choir = ConsortiumMember.objects.get(name="Example Choir")
    client.post(application.url("member", choir.pk), {**outside, "said_by": "Their chair, on 3 November"})
    theirs = client_for(other.user)
    page = text(theirs.get(application.url("together")))
    assert "We share the work." in page and "We agree to this and to the shares" in page
    seen = Consortium.objects.get().revision
    assert "You have agreed." in text(theirs.post(application.url("agree-together"), {"seen": seen}, follow=True))
    assert "A lunch club." in text(theirs.get(application.get_absolute_url()))
    assert application.get_absolute_url() in theirs.get("/funding/").content.decode()
    page = text(client.get(application.url("send")))
    assert f"{HARBOUR}, in the lead: 56.67%" in page and "Example Choir: 10%" in page and "Send it" in page
    assert send(application, group).state == ApplicationState.SUBMITTED
    assert {each.email for each in Notice.objects.filter(kind="funding.sent")} == {group.user.email, other.user.email}
    assert status(theirs, application.url("agreement-file")) == 200


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"share": "0"}, "Enter 0.01 or more"),
        ({"share": "101"}, "Enter 100 or less"),
        ({"share": "a lot"}, "Enter a number"),
        ({"where": ""}, "Is it on this site?"),
        ({"where": "portal", "organisation": ""}, "Choose an organisation"),
        ({"name": ""}, "Answer “What is it called?”"),
        ({"yearly_income": "much"}, "Enter an amount in pounds"),
    ],
)
def test_what_cannot_be_a_member_says_why_and_keeps_what_was_typed(client, round_, group, other, said, words):
    application = applied_together(round_, group, now=OPEN)
    client.force_login(group.user)
    page = client.post(application.url("member-add"), {"where": "outside", "name": "Choir", "share": "5", **said})
    assert words in text(page) and "Error: " in page.content.decode()
    assert not ConsortiumMember.objects.exists()


def test_nobody_is_a_member_twice_nor_the_lead_nor_the_funder(round_, group, other, funder):
    application, who = applied_together(round_, group, other, now=OPEN), {"share": 1_00, "by": group.user, "now": OPEN}
    for organisation, words in (
        (other.organisation, "there already"),
        (group.organisation, "your own organisation"),
        (funder.organisation, "cannot apply to itself"),
    ):
        with pytest.raises(ValidationError, match=words):
            together.save_member(application, None, organisation=organisation, **who)
    together.save_member(application, None, name="Example Choir", **who)
    with pytest.raises(ValidationError, match="there already"):
        together.save_member(application, None, name="example choir", **who)


def test_a_round_that_lets_nobody_apply_together(client, round_, group):
    CheckAnswer.objects.filter(commitment="consortia").update(answer="exception", reason="It is small.")
    application = applied(round_, group, now=OPEN)
    client.force_login(group.user)
    assert "Apply together" not in text(client.get(application.get_absolute_url()))
    assert client.get(application.url("together")).status_code == 404
    with pytest.raises(ValidationError, match="applies alone"):
        together.save_terms(application, shares_in="per-cent", words="x", by=group.user, now=OPEN)


# --- Shares -----------------------------------------------------------------------


def test_shares_in_pounds_are_compared_with_what_is_asked_for(funder, clock, group, other):
    round_ = published_round(funder, on=DAY)
    application, who = applied(round_, group, now=OPEN), {"by": group.user, "now": OPEN}
    together.save_terms(application, shares_in="pounds", words="We share.", **who)
    together.save_member(application, None, organisation=other.organisation, share=600_00, **who)
    assert "Say first how much you ask for." in again(application).together.gaps[0]
    applications.save_answer(application, round_.questions.last(), text="60000", **who)
    assert again(application).together.gaps[0] == "The shares of the others leave nothing for you: the whole is £600."
    applications.save_answer(application, round_.questions.last(), text="100000", **who)
    found = again(application).together
    assert (found.lead_in_words, found.gaps) == ("£400", [f"{GARDEN} has not agreed yet."])
    with pytest.raises(ValidationError, match="Remove the others first"):
        together.save_terms(application, shares_in="per-cent", words="We share.", **who)


def test_the_others_cannot_have_all_of_it(round_, group, other):
    with pytest.raises(ValidationError, match="The others would have 100% of 100%, and nothing is left for you"):
        agreed_together(round_, group, other, now=OPEN, share=100_00)
    assert not Application.objects.get(organisation=group.organisation).members


def test_the_database_refuses_a_member_without_a_share_or_with_two_names(round_, group, other):
    consortium = applied_together(round_, group, now=OPEN).together
    wrong = ({"share": 0, "name": "x"}, {"share": 1}, {"share": 1, "name": "x", "organisation": other.organisation})
    for fields in (*wrong, {"share": 1, "name": "x", "agreed_at": OPEN}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConsortiumMember.objects.create(consortium=consortium, **fields)


# --- Agreeing and leaving -----------------------------------------------------------


def test_whatever_is_changed_is_agreed_to_anew(round_, group, other):
    application, who = agreed_together(round_, group, other, now=OPEN), {"by": group.user, "now": OPEN}
    before = application.together.revision
    together.save_terms(application, shares_in="per-cent", words="The lead decides.", **who)
    with pytest.raises(ValidationError, match="has not agreed yet"):
        send(application, group)
    with pytest.raises(ValidationError, match="changed while you looked"):
        together.agree(application, seen=before, by=other.user, now=OPEN)
    assert Notice.objects.filter(kind="funding.together", email=other.user.email).count() == 2


def test_whoever_is_asked_to_agree_finds_it_among_what_is_due(round_, group, other):
    application = applied_together(round_, group, other, now=OPEN)
    (due,) = all_due(AgreementsDue())
    assert (due.due, emails(due)) == (date(2026, 12, 15), [other.user.email])
    together.agree(application, seen=application.together.revision, by=other.user, now=OPEN)
    assert all_due(AgreementsDue()) == []


def test_nobody_agrees_for_others(client, round_, group, other):
    application = applied_together(round_, group, other, now=OPEN)
    seen = application.together.revision
    for user in (group.user, MembershipFactory(lead=True).user):
        with pytest.raises(PermissionDenied):
            together.agree(application, seen=seen, by=user, now=OPEN)
    client.force_login(other.user)
    question = round_.questions.first().pk
    others = [application.url("answer", question), application.url("send"), application.url("member-add")]
    assert [client.get(path).status_code for path in others] == [403, 403, 403], "only the lead writes and sends"


@pytest.mark.django_db(transaction=True)
def test_who_agrees_while_the_lead_sends_is_either_in_or_not(round_, group, other):
    application = applied_together(round_, group, other, now=OPEN)
    seen = application.together.revision

    def do(number):
        try:
            if number % 2:
                return send(application, group).state
            return together.agree(application, seen=seen, by=other.user, now=OPEN)
        except (ValidationError, applications.ApplicationMovedOn):
            return "refused"

    at_once(do)
    member = ConsortiumMember.objects.get()
    assert member.agreed_at or again(application).is_draft, "nothing is sent without their word"


def test_a_member_leaves_and_the_lead_is_told(client, round_, group, other):
    application = agreed_together(round_, group, other, now=OPEN)
    client.force_login(other.user)
    client.post(application.url("leave-together"), {"reason": "We have no time."})
    assert client.get(application.get_absolute_url()).status_code == 404
    notice = Notice.objects.get(kind="funding.left")
    assert notice.email == group.user.email and "We have no time." in notice.body
    with pytest.raises(ValidationError, match=f"{GARDEN} has left. Remove it, and share anew."):
        send(application, group)
    together.remove_member(application, ConsortiumMember.objects.get(), by=group.user, now=OPEN)
    together.apply_alone(application, by=group.user, now=OPEN)
    assert send(application, group).state == ApplicationState.SUBMITTED


def test_who_leaves_after_it_was_sent_is_said_to_have_left(client, round_, group, other, funder, clock):
    application = agreed_together(round_, group, other, now=OPEN)
    send(application, group)
    with pytest.raises(applications.ApplicationMovedOn):
        together.agree(application, seen=application.together.revision, by=other.user, now=OPEN)
    together.leave(application, reason="", by=other.user, now=OPEN)
    assert again(application).is_sent
    clock.move_to(application.closes_at)
    client.force_login(funder.user)
    assert f"{GARDEN}: left" in text(client.get(application.get_absolute_url()))


def test_what_is_sent_or_late_does_not_change(round_, group, other):
    application = agreed_together(round_, group, other, now=OPEN)
    late = {"by": group.user, "now": round_.closes_at}
    with pytest.raises(applications.ApplicationMovedOn, match="The round closed"):
        together.save_terms(application, shares_in="per-cent", words="x", **late)
    send(application, group)
    with pytest.raises(applications.ApplicationMovedOn, match="sent already"):
        together.apply_alone(application, by=group.user, now=OPEN)


def test_a_file_of_the_agreement_is_replaced(round_, group):
    application, who = applied(round_, group, now=OPEN), {"by": group.user, "now": OPEN}
    for name in ("first.png", "second.png"):
        upload = SimpleUploadedFile(name, PNG)
        together.save_terms(application, shares_in="per-cent", words="x", upload=upload, **who)
    assert AgreementFile.objects.get().name == "second.png"


# --- Who stands aside, and names ------------------------------------------------------


@pytest.fixture
def made(funder, groups, clock):
    """Harbour leads with Garden; a choir applies alone."""
    round_ = asking_everything(funder, on=DAY, is_anonymous=True)
    choir = MembershipFactory(lead=True, organisation__name="Example Choir")
    with_others = agreed_together(round_, *groups, now=OPEN)
    sent = [send(with_others, groups[0]), send(applied(round_, choir, now=OPEN, words=f"Like {GARDEN}."), choir)]
    clock.move_to(AFTER)
    return assess(round_, funder, sent)


def test_an_assessor_of_a_member_stands_aside(client, made, groups, funder):
    ann, ben = made.assessors
    MembershipFactory(user=ann, organisation=groups[1].organisation)
    first, second = made.applications
    assert [client_for(ann).get(each.url("marks")).status_code for each in (first, second)] == [404, 200]
    assert [client_for(ben).get(each.url("marks")).status_code for each in (first, second)] == [200, 200]
    assert "You stand aside from 1 application." in text(
        client_for(ann).get(f"{made.round.get_absolute_url()}assessment/")
    )


def test_an_interest_in_a_member_is_declared_and_keeps_out(made, groups):
    ann = made.assessors[0]
    mark(made.applications[0], ann, 3, 3, now=made.now)
    assessor = made.round.assessors.get(user=ann)
    levels = {each.party: ("none", "") for each in assessors.applicants(made.round)}
    assert groups[1].organisation.pk in levels
    levels[groups[1].organisation.pk] = ("actual", "I founded it")
    assessors.declare_interests(assessor, levels=levels, by=ann, now=made.now)
    assert [each.state for each in assessor.assessments.all()] == ["recused"]
    assert client_for(ann).get(made.applications[0].url("marks")).status_code == 404


def test_no_name_of_a_member_is_read_where_names_are_not(made, groups):
    page = client_for(made.assessors[0]).get(made.applications[0].url("marks"))
    assert [name for name in (HARBOUR, GARDEN) if name.lower() in page.content.decode().lower()] == []
    assert "In the lead: 60% Organisation 2: 40%" in text(page)
    assert status(client_for(made.assessors[0]), made.applications[0].url("agreement-file")) == 404


def test_nobody_finds_who_applies_together_before_the_round_closes(round_, group, other, funder):
    application = agreed_together(round_, group, other, now=OPEN)
    send(application, group)
    users = [funder.user, MembershipFactory(lead=True).user, UserFactory(officer=True, administrator=True)]
    paths = [application.url(page) for page in ("application", "together", "agreement-file", "copy")]
    assert {client_for(user).get(path).status_code for user in users for path in paths} == {404}
    outside = ("/funding/", round_.get_absolute_url(), f"{round_.get_absolute_url()}applications/")
    pages = [client_for(user).get(path).content.decode() for user in users for path in outside]
    assert [page for page in pages if GARDEN in page] == []
    bodies = [each for each in Notice.objects.all() if each.email == funder.user.email and "gether" in each.subject]
    assert bodies == []


# --- How much they rely on it ----------------------------------------------------------


def income(membership, pence: int) -> None:
    registrations.save_registration(membership.organisation, yearly_income=pence, by=membership.user, now=OPEN)


def test_more_than_a_third_of_the_yearly_income_is_flagged_for_those_who_assess(funder, groups, clock):
    group, other = groups
    round_ = published_round(funder, on=DAY)  # for 2 years
    income(group, 30_000_00)
    income(other, 12_000_00)
    application = agreed_together(round_, group, other, now=OPEN, share=50_00)
    amount = round_.questions.last()
    applications.save_answer(application, amount, text="1600000", by=group.user, now=OPEN)
    sent = send(application, group)
    income(group, 1_00)  # what was known when it was sent counts
    clock.move_to(AFTER)
    made = assess(round_, funder, [sent])
    page = text(client_for(made.assessors[0]).get(sent.url("marks")))
    assert f"{HARBOUR}: 13% of its yearly income." in page
    assert f"{GARDEN}: 33% of its yearly income." in page and "More than a third" not in page
    ConsortiumMember.objects.update(yearly_income=11_999_00)
    page = text(client_for(made.assessors[0]).get(sent.url("marks")))
    assert f"{GARDEN}: 33% of its yearly income. More than a third: to be considered. It fails nobody." in page
    assert "Part of yearly income" not in text(client_for(group.user).get(sent.get_absolute_url()))


def test_without_an_income_it_is_not_known(funder, group, clock):
    round_ = published_round(funder, on=DAY)
    sent = send(applied(round_, group, now=OPEN), group)
    clock.move_to(AFTER)
    assert f"{HARBOUR}: not known." in text(client_for(funder.user).get(sent.get_absolute_url()))
