"""What is amended is published once, on record; everyone is told, and what hangs on the deadline follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compact_portal.audit.models import AuditEvent
from compact_portal.notices.models import Notice
from compact_portal.publishing.models import Publication
from funding.deadlines import ApplicationsDue
from funding.models import Amendment, Application, Round
from funding.services import amending, applications, assessing, rounds
from funding.services.asked import ask_about_round
from funding.services.drafts import RoundMovedOn
from tests.at_once import at_once
from tests.factories.funding import (
    a_funder,
    agreed_together,
    applied,
    submitted,
)
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.amended import ENOUGH, NOW, amended, confirmed, prepared
from tests.kept import all_due
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def told(round_) -> list[str]:
    """Addresses, each as often as it was written to."""
    return sorted(Notice.objects.filter(kind="funding.amended").values_list("email", flat=True))


# Published once, on record


def test_amendments_are_numbered_and_stand_newest_first(client, round_, who):
    first = amended(round_, closes_on=ENOUGH, reason="First.", **who)
    amended(first.round, closes_on=date(2026, 12, 23), reason="Second.", **who)
    page = text(client.get(round_.get_absolute_url()))
    assert page.index("Change 2: Wednesday 4 November 2026") < page.index("Change 1: Wednesday 4 November 2026")
    assert page.index("Second.") < page.index("First.")


def test_the_trail_has_who_when_and_what(round_, who, funder):
    made = amended(round_, closes_on=ENOUGH, **who)
    event = AuditEvent.objects.about(made.round).get(verb="amended")
    assert (event.actor, event.at, event.details["number"]) == (funder.user, NOW, 1)
    assert event.details["changes"] == made.amendment.changes and event.details["is_material"] is False
    assert made.round.revision == round_.revision + 1


def test_a_stale_page_changes_nothing(round_, who, client, funder):
    prepared(round_, closes_on=ENOUGH, **who)
    stale = confirmed(round_, **who).revision
    colleague = MembershipFactory(organisation=funder.organisation).user
    amending.save_reason(round_, reason="Other words.", is_material=False, by=colleague, now=NOW)
    client.force_login(funder.user)
    refused = client.post(f"{round_.get_absolute_url()}amend/publish/", {"seen": stale})
    assert refused.status_code == 409 and "It was changed while you looked" in text(refused)
    assert Round.objects.get(pk=round_.pk).closes_at == round_.closes_at


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 5000])
def test_a_page_that_names_nothing_is_stale(round_, who, client, funder, seen):
    prepared(round_, closes_on=ENOUGH, **who)
    confirmed(round_, **who)
    client.force_login(funder.user)
    assert client.post(f"{round_.get_absolute_url()}amend/publish/", {"seen": seen}).status_code == 409


def test_a_second_click_is_answered(round_, who, client, funder):
    prepared(round_, closes_on=ENOUGH, **who)
    seen = {"seen": confirmed(round_, **who).revision}
    client.force_login(funder.user)
    address = f"{round_.get_absolute_url()}amend/publish/"
    assert [client.post(address, seen).status_code for _ in range(2)] == [302, 409]
    assert Amendment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_published_twice_at_once_it_is_published_once(round_, who):
    prepared(round_, closes_on=ENOUGH, **who)
    seen = confirmed(round_, **who).revision

    def publish(_):
        try:
            return amending.publish_amendment(round_, seen=seen, **who).number
        except RoundMovedOn:
            return 0

    assert sorted(at_once(publish)) == [0, 0, 0, 1]


@pytest.mark.django_db(transaction=True)
def test_amending_and_sending_at_once_both_hold(round_, who, group):
    made = applied(round_, group, now=NOW)
    prepared(round_, closes_on=ENOUGH, **who)
    seen = confirmed(round_, **who).revision

    def act(number):
        if number == 0:
            return amending.publish_amendment(round_, seen=seen, **who).number
        try:
            return applications.submit_application(made, seen=made.revision, by=group.user, now=NOW).state
        except (ValidationError, applications.ApplicationMovedOn):
            return "moved on"

    assert sorted(map(str, at_once(act))) == ["1", "moved on", "moved on", "submitted"]
    assert Application.objects.get().state == "submitted"
    assert told(round_) == [group.user.email]


def test_two_colleagues_prepare_the_same_one(round_, who, funder):
    colleague = MembershipFactory(organisation=funder.organisation).user
    first = amending.begin_amendment(round_, **who)
    assert amending.begin_amendment(round_, by=colleague, now=NOW) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(
            round=round_,
            purpose="",
            who_can_apply="",
            saved_at=NOW,
            opens_at=round_.opens_at,
            closes_at=round_.closes_at,
            decided_on=round_.decided_on,
            announced_on=round_.announced_on,
        )


def test_what_is_dropped_leaves_the_round_as_it_was(client, round_, who, funder):
    prepared(round_, closes_on=ENOUGH, **who)
    client.force_login(funder.user)
    client.post(f"{round_.get_absolute_url()}amend/discard/")
    assert not Amendment.objects.exists()
    assert Round.objects.get(pk=round_.pk).closes_at == round_.closes_at
    late = client.post(f"{round_.get_absolute_url()}amend/words/", {"purpose": "New words.", "who_can_apply": "All"})
    assert late.status_code == 409 and "New words." in text(late)


def test_once_it_has_closed_it_does_not_change(round_, who, client, funder, clock):
    prepared(round_, closes_on=ENOUGH, **who)
    seen = confirmed(round_, **who).revision
    clock.move_to(round_.closes_at)
    with pytest.raises(RoundMovedOn, match="Closed for applications"):
        amending.publish_amendment(round_, seen=seen, by=funder.user, now=round_.closes_at)
    client.force_login(funder.user)
    address = f"{round_.get_absolute_url()}amend/"
    assert [client.get(address).status_code, client.post(address).status_code] == [409, 409]
    assert "Change the round" not in text(client.get(round_.get_absolute_url()))


def test_a_cancelled_round_does_not_change(round_, who):
    prepared(round_, closes_on=ENOUGH, **who)
    seen = confirmed(round_, **who).revision
    rounds.cancel_round(round_, reason="No money.", **who)
    with pytest.raises(RoundMovedOn, match="Cancelled"):
        amending.publish_amendment(round_, seen=seen, **who)


def test_others_neither_prepare_nor_read_what_is_prepared(client, round_, who, group):
    prepared(round_, closes_on=ENOUGH, reason="A secret yet.", **who)
    for user in (group.user, a_funder().user, UserFactory(officer=True, administrator=True)):
        client.force_login(user)
        for page in ("", "words/", "check/", "publish/"):
            assert client.get(f"{round_.get_absolute_url()}amend/{page}").status_code == 403
        assert "A secret yet." not in text(client.get(round_.get_absolute_url()))
        with pytest.raises(PermissionDenied):
            amending.begin_amendment(round_, by=user, now=NOW)


# Everyone is told


def test_everyone_who_relies_on_it_is_told_once(round_, who, groups, clock):
    harbour, garden = groups
    submitted(round_, harbour, now=NOW)
    partner, left = MembershipFactory(lead=True), MembershipFactory(lead=True)
    together = agreed_together(round_, garden, partner, left, now=NOW, share=20_00)
    together.together.members.filter(organisation=left.organisation).update(left_at=NOW, agreed_at=None)
    asker = MembershipFactory()
    for each in (asker, harbour):
        ask_about_round(round_, organisation=each.organisation, text="Why?", by=each.user, now=NOW)
    colleague = MembershipFactory(organisation=harbour.organisation)
    MembershipFactory(lead=True)  # nothing to do with it
    amended(round_, closes_on=ENOUGH, **who)
    rely = (harbour, garden, partner, asker, colleague)
    assert told(round_) == sorted(each.user.email for each in rely)


def test_the_email_says_what_changed_until_when_and_what_one_can_do(round_, who, group):
    submitted(round_, group, now=NOW)
    amended(round_, closes_on=ENOUGH, budget=60_000_00, material=True, **who)
    notice = Notice.objects.get(kind="funding.amended")
    for words in (
        "They say: More people need it.",
        "Money: £60,000\nBefore: £50,000",
        "The deadline is Tuesday 22 December 2026, 5pm.",
        "can be taken back",
        f"{round_.get_absolute_url()}#change-1",
    ):
        assert words in notice.body
    assert notice.private


def test_the_applicant_reads_that_it_was_changed_since(client, round_, who, group, clock):
    sent = submitted(round_, group, now=NOW - timedelta(hours=1))
    amended(round_, closes_on=ENOUGH, **who)
    client.force_login(group.user)
    page = text(client.get(sent.get_absolute_url()))
    assert "The round was changed since you sent this" in page
    assert "Closes: Tuesday 22 December 2026, 5pm Before: Tuesday 15 December 2026, 5pm" in page
    assert "send it again until Tuesday 22 December 2026, 5pm" in page
    applications.take_back(sent, by=group.user, now=NOW + timedelta(hours=1))
    assert "The round was changed after its publication" in text(client.get(sent.get_absolute_url()))
    seen = Application.objects.get(pk=sent.pk).revision
    applications.submit_application(sent, seen=seen, by=group.user, now=NOW + timedelta(hours=2))
    assert "The round was changed" not in text(client.get(sent.get_absolute_url()))


# What hangs on the deadline follows


def test_one_can_send_between_the_old_and_the_new_deadline(round_, who, groups, clock):
    sent = submitted(round_, groups[0], now=NOW)
    begun = applied(round_, groups[1], now=NOW)
    made = amended(round_, closes_on=ENOUGH, **who)
    between = {"now": round_.closes_at + timedelta(hours=1)}
    clock.move_to(between["now"])
    assert [each.due for each in all_due(ApplicationsDue())] == [ENOUGH]
    applications.submit_application(begun, seen=begun.revision, by=groups[1].user, **between)
    applications.take_back(sent, by=groups[0].user, **between)
    late = made.round.closes_at
    with pytest.raises(applications.ApplicationMovedOn, match="closed on Tuesday 22 December 2026, 5pm"):
        applications.submit_application(sent, seen=sent.revision + 1, by=groups[0].user, now=late)


def test_the_funder_finds_nothing_between_the_old_and_the_new_deadline(client, round_, who, group, funder, clock):
    sent = submitted(round_, group, now=NOW, words="A secret lunch club.")
    made = amended(round_, closes_on=ENOUGH, **who)
    clock.move_to(round_.closes_at + timedelta(hours=1))
    client.force_login(funder.user)
    own = [sent.get_absolute_url(), *(sent.url(page) for page in ("copy", "copy-pdf", "together", "pass", "marks"))]
    assert {client.get(address).status_code for address in own} == {404}
    base = round_.get_absolute_url()
    assert client.get(f"{base}applications.csv").status_code == 409
    assert client.get(f"{base}totals.csv").status_code == 404
    for address in (base, f"{base}applications/", f"{base}amend/", "/funding/", "/search/?q=secret", "/"):
        found = text(client.get(address))
        assert "A secret lunch club." not in found and group.organisation.name not in found
    assert "before Tuesday 22 December 2026, 5pm" in text(client.get(f"{base}applications/"))
    with pytest.raises((ValidationError, RoundMovedOn)):
        when = {"by": funder.user, "now": round_.closes_at + timedelta(hours=1)}
        assessing.start_assessing(made.round, marks_due=date(2027, 1, 15), **when)
    clock.move_to(made.round.closes_at)
    assert "A secret lunch club." in text(client.get(sent.get_absolute_url()))


def test_the_funder_is_not_told_how_many_are_told(client, round_, who, group, funder):
    submitted(round_, group, now=NOW)
    prepared(round_, closes_on=ENOUGH, **who)
    seen = {"seen": confirmed(round_, **who).revision}
    client.force_login(funder.user)
    said = text(client.post(f"{round_.get_absolute_url()}amend/publish/", seen, follow=True))
    assert "everyone who may rely on it is told" in said and group.organisation.name not in said


def test_the_printed_form_is_made_anew(client, round_, who):
    amended(round_, closes_on=ENOUGH, **who)
    latest = Publication.objects.about(round_).document("form").order_by("-number").first()
    assert latest.number == 2
    assert latest.data["facts"][1:] == [
        "Closes Tuesday 22 December 2026, 5pm",
        "The round was changed on Wednesday 4 November 2026, 9am. Its page says how.",
    ]
    assert "Closes Tuesday 22 December 2026, 5pm" in text(client.get(f"{round_.get_absolute_url()}form/"))
