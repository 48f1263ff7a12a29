"""Recommended, decided with where it is written down, announced to all at once."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from compact_portal.notices.models import Notice
from funding.choices import RoundState, Step
from funding.models import ApplicationVerdict, Award, Round, VerdictsPutOff
from funding.services import assessing, deciding
from funding.services.deciding import Said
from funding.services.drafts import RoundMovedOn
from tests.at_once import at_once
from tests.disputes.test_secrecy import client_for
from tests.factories.champions import InterestFactory
from tests.factories.disputes import moment
from tests.factories.funding import awarded, being_assessed, mark, marked
from tests.factories.people import MembershipFactory, UserFactory
from tests.funding.beginnings import GARDEN, HARBOUR
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed")]

DAY = date(2026, 11, 2)
BUDGET = 50_000_00


@pytest.fixture
def made(funder, groups):
    return marked(funder, *groups, on=DAY)


def verdicts(made, *said: Said) -> dict[int, Said]:
    return {each.pk: one for each, one in zip(made.applications, said, strict=True)}


def recommended(made, funder, *said):
    deciding.recommend(made.round, verdicts=verdicts(made, *said), by=funder.user, now=made.now)


def decided(made, funder, *said, on=None):
    where = {"decided_by": "Cabinet", "decided_on": on or made.now.date(), "minutes": "Cabinet, minute 45"}
    deciding.decide(made.round, verdicts=verdicts(made, *said), **where, by=funder.user, now=made.now)


YES, NO = Said("award", "It reaches many.", 30_000_00), Said("no", "Others reach more.")


def test_a_decision_is_dated_between_the_closing_and_today_and_corrected_until_it_is_announced(made, funder):
    recommended(made, funder, YES, NO)
    for day in (DAY, made.now.date() + timedelta(days=1)):
        with pytest.raises(ValidationError, match="closed on|today or before"):
            decided(made, funder, YES, NO, on=day)
    decided(made, funder, YES, NO)
    decided(made, funder, NO, YES)
    found = Round.objects.get(pk=made.round.pk)
    assert (found.state, found.decided_on) == ("decided", made.now.date())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ((YES, Said("award", "Good.", 20_000_01)), "awards sum to £50,000.01, and there is £50,000. That is £0.01"),
        ((YES, Said("no", " ")), "enter the reason"),
        ((Said("award", "Good."), NO), "enter how much"),
        ((Said("maybe", "Good."), NO), "choose what is to happen"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(made, funder, said, words):
    with pytest.raises(ValidationError, match=words):
        recommended(made, funder, *said)
    assert not ApplicationVerdict.objects.exists()


# --- Going on later -----------------------------------------------------------------------


def test_what_is_typed_is_put_off_as_it_stands_and_nothing_comes_of_it(made, funder):
    first, second = made.applications
    page, browser = f"{made.round.get_absolute_url()}assessment/recommend/", client_for(funder.user)
    typed = {f"verdict_{first.pk}": "award", f"amount_{first.pk}": "much", f"reason_{second.pk}": "Not yet\x00 sure."}
    answer = browser.post(page, {**typed, "seen": "", "later": "yes"}, follow=True)
    assert "What you wrote is kept." in text(answer)
    assert Round.objects.get().state == RoundState.MODERATED and not ApplicationVerdict.objects.exists()
    again = browser.get(page)
    form = again.context["form"]
    assert form[f"verdict_{first.pk}"].value() == "award" and form[f"amount_{first.pk}"].value() == "much"
    assert form[f"reason_{second.pk}"].value() == "Not yet sure."
    assert f"This is what {funder.user} wrote up to" in text(again)


def test_what_a_colleague_put_off_is_not_written_over(made, funder):
    page, browser = f"{made.round.get_absolute_url()}assessment/recommend/", client_for(funder.user)
    colleague = client_for(MembershipFactory(organisation=funder.organisation, user__name="Ann Example").user)
    reason = f"reason_{made.applications[0].pk}"
    for client, words in ((colleague, "First."), (browser, "Second.")):
        answer = client.post(page, {reason: words, "seen": "", "later": "yes"}, follow=True)
    assert "Ann Example has gone on with this since you opened it." in text(answer) and "Second." in text(answer)
    assert "Choose" not in text(answer), "nothing else is found fault with"
    assert made.round.verdicts_put_off.get().typed[reason] == "First."


@pytest.mark.parametrize(
    ("page", "before"),
    [("recommend", []), ("recommend", [recommended]), ("decide", [recommended]), ("decide", [recommended, decided])],
)
def test_an_old_window_does_not_take_back_what_a_colleague_saved(made, funder, page, before):
    for step in before:
        step(made, funder, YES, NO)
    address, browser = f"{made.round.get_absolute_url()}assessment/{page}/", client_for(funder.user)
    form = browser.get(address).context["form"]
    step = decided if page == "decide" else recommended
    step(made, funder, NO, NO)
    first, second = made.applications
    sent = {name: form[name].value() or "" for name in form.fields} | {f"reason_{second.pk}": "Too little money."}
    sent |= {f"verdict_{first.pk}": "award", f"amount_{first.pk}": "£500", f"reason_{first.pk}": "Good."}
    sent |= {f"verdict_{second.pk}": "no", "decided_on": made.now.date().isoformat(), "minutes": "Minute 45"}
    refused = browser.post(address, sent)
    assert "was changed meanwhile to “Do not award it”." in text(refused)
    last = Step.DECIDED if page == "decide" else Step.RECOMMENDED
    assert ApplicationVerdict.objects.get(application=first, step=last).verdict == "no"
    again = sent | {"as_shown": refused.context["form"]["as_shown"].value()}
    assert "is saved" in text(browser.post(address, again, follow=True))


def test_what_was_put_off_is_gone_once_it_is_recommended(made, funder):
    who = {"by": funder.user, "now": made.now}
    deciding.put_off(made.round, Step.RECOMMENDED, typed={"decided_by": "Cab"}, seen="", **who)
    recommended(made, funder, YES, NO)
    assert not VerdictsPutOff.objects.exists()
    deciding.put_off(made.round, Step.DECIDED, typed={"decided_by": "Cab"}, seen="", **who)
    decided(made, funder, YES, NO)
    assert not VerdictsPutOff.objects.exists()
    with pytest.raises(RoundMovedOn):
        deciding.put_off(made.round, Step.RECOMMENDED, typed={}, seen="", **who)


def test_a_change_of_the_recommendation_and_the_decision_are_put_off_side_by_side(made, funder):
    recommended(made, funder, YES, NO)
    who = {"by": funder.user, "now": made.now}
    for step in (Step.RECOMMENDED, Step.DECIDED):
        deciding.put_off(made.round, step, typed={"seen": step}, seen="", **who)
    recommended(made, funder, NO, YES)
    assert made.round.verdicts_put_off.get().step == Step.DECIDED
    deciding.put_off(Round.objects.get(), Step.RECOMMENDED, typed={}, seen="", **who)
    decided(made, funder, NO, YES)
    assert not VerdictsPutOff.objects.exists()


def test_the_day_of_a_decision_is_put_off_too(made, funder):
    recommended(made, funder, YES, NO)
    page, browser = f"{made.round.get_absolute_url()}assessment/decide/", client_for(funder.user)
    day = {"decided_on_day": "3", "decided_on_month": "March", "decided_on_year": ""}
    browser.post(page, {**day, "decided_by": "Cabinet", "seen": "", "later": "yes"})
    written = browser.get(page).content.decode()
    assert 'value="Cabinet"' in written and 'value="March"' in written


def test_a_decision_that_was_put_off_says_what_was_recommended_since(made, funder):
    recommended(made, funder, YES, NO)
    page, browser = f"{made.round.get_absolute_url()}assessment/decide/", client_for(funder.user)
    browser.post(page, {"decided_by": "Cabinet", "seen": "", "later": "yes"})
    assert "Recommended since" not in text(browser.get(page))
    later = {"by": funder.user, "now": timezone.now() + timedelta(minutes=1)}
    first, second = made.applications
    deciding.recommend(made.round, verdicts={first.pk: NO, second.pk: Said("award", "Good.", 900_00)}, **later)
    read = text(browser.get(page))
    assert "Recommended since this was written: do not award it. Why: Others reach more." in read
    assert "Recommended since this was written: award it, £900. Why: Good." in read


# --- Recommended, decided, announced ------------------------------------------------------


def test_the_whole_budget_to_the_penny_can_be_awarded(made, funder):
    recommended(made, funder, YES, Said("award", "Good.", 20_000_00))
    assert Round.objects.get().state == RoundState.RECOMMENDED


def test_below_a_pass_mark_nothing_is_awarded(funder, groups):
    made = being_assessed(funder, *groups, on=DAY)
    made.applications[0].lot.criteria.update(pass_mark=5)
    for application, given in zip(made.applications, (4, 5), strict=True):
        for user in made.assessors:
            mark(application, user, given, 5, now=made.now)
    assessing.finish_marking(made.round, by=funder.user, now=made.now)
    with pytest.raises(ValidationError, match="below a pass mark"):
        recommended(made, funder, YES, NO)


def test_the_recommendation_stays_beside_the_decision(made, funder):
    recommended(made, funder, NO, YES)
    recommended(made, funder, YES, NO)
    decided(made, funder, YES, Said("reserve", "Next in line."))
    said = ApplicationVerdict.objects.filter(application__organisation__name=GARDEN)
    assert {each.step: each.verdict for each in said} == {Step.RECOMMENDED: "no", Step.DECIDED: "reserve"}


def test_a_decision_is_of_today_or_before(made, funder):
    recommended(made, funder, YES, NO)
    with pytest.raises(ValidationError):
        decided(made, funder, YES, NO, on=made.now.date() + timedelta(days=1))


def test_nobody_reads_a_decision_before_it_is_announced(made, funder, groups):
    recommended(made, funder, YES, NO)
    decided(made, funder, YES, NO)
    harbour = made.applications[0]
    page = text(client_for(groups[0].user).get(harbour.get_absolute_url()))
    assert "offered" not in page and "It reaches many." not in page and "Sent on" in page
    public = text(client_for(None).get(made.round.get_absolute_url()))
    assert "What was decided" not in public and HARBOUR not in public and "How it was marked" not in page
    assert not Award.objects.exists()


def test_it_is_held_back_until_the_day_that_was_published(made, funder):
    recommended(made, funder, YES, NO)
    decided(made, funder, YES, NO)
    with pytest.raises(ValidationError, match="Wait until then"):
        deciding.announce(made.round, by=funder.user, now=made.now)
    assert Round.objects.get().state == RoundState.DECIDED


def test_announced_everyone_reads_their_own_and_nobody_who_lost_is_named(funder, groups, clock):
    made = awarded(funder, *groups, on=DAY)
    clock.move_to(made.now)
    told = Notice.objects.filter(key__startswith="funding.announced:")
    assert {each.email for each in told} == {group.user.email for group in groups}
    won = text(client_for(groups[0].user).get(made.applications[0].get_absolute_url()))
    assert "Awarded Sent on" in won and "You are offered £10,000." in won and "It reaches many." in won
    lost = text(client_for(groups[1].user).get(made.applications[1].get_absolute_url()))
    assert "Not awarded Sent on" in lost and "Others reach more people." in lost
    assert "How it was marked" in lost and re.search(r"Social value \d+% 5 of 5", lost)
    public = text(client_for(None).get(made.round.get_absolute_url()))
    assert "Applications received 2" in public and "1 award, 50% of the applications" in public
    assert "Cabinet, minute 45" in public
    assert GARDEN not in public and HARBOUR not in public  # not before the offer is accepted


def test_how_many_stood_aside_is_published_and_not_who(funder, groups, clock):
    ann = UserFactory(name="Ann Aside")
    InterestFactory(person=ann.person, organisation=groups[0].organisation)
    made = marked(funder, *groups, on=DAY, people=("Ben", "Cat"))
    made.round.assessors.create(user=ann, added_at=made.now, declared_at=made.now)
    recommended(made, funder, YES, NO)
    decided(made, funder, YES, NO)
    clock.move_to(moment(made.round.announced_on))
    deciding.announce(made.round, by=funder.user, now=moment(made.round.announced_on))
    public = text(client_for(None).get(made.round.get_absolute_url()))
    assert "Assessors who stood aside 1" in public
    assert "Ann Aside" not in public


def test_who_stands_aside_from_one_decides_about_none(client, made, funder, groups):
    InterestFactory(person=funder.user.person, organisation=groups[1].organisation)
    with pytest.raises(ValidationError, match="You stand aside"):
        recommended(made, funder, YES, NO)
    client.force_login(funder.user)
    page = text(client.get(made.round.get_absolute_url() + "assessment/recommend/", follow=True))
    assert "A colleague who does not has to do this." in page and HARBOUR not in page.partition("You stand aside")[0]


def test_step_by_step_in_the_browser(client, made, funder, clock):
    client.force_login(funder.user)
    address = made.round.get_absolute_url() + "assessment/"
    assert client.get(address + "decide/").status_code == 409
    harbour, garden = made.applications
    said = {f"verdict_{harbour.pk}": "award", f"amount_{harbour.pk}": "", f"reason_{harbour.pk}": "Good"}
    said |= {f"verdict_{garden.pk}": "no", f"reason_{garden.pk}": "Later"}
    page = text(client.post(address + "recommend/", said))
    assert "Enter how much is awarded." in page and f"{HARBOUR}, 100 of 100" in page
    client.post(address + "recommend/", said | {f"amount_{harbour.pk}": "£12,500.50"})
    form = client.get(address + "decide/").context["form"]
    assert form.initial[f"amount_{harbour.pk}"] == 12_500_50
    day = {"decided_on_day": "16", "decided_on_month": "12", "decided_on_year": "2026"}
    said |= {f"amount_{harbour.pk}": "12500", "decided_by": "Cabinet", "minutes": "Cabinet, minute 45", **day}
    client.post(address + "decide/", said)
    page = text(client.get(address))
    assert "Decided by Cabinet on Wednesday 16 December 2026: Cabinet, minute 45." in page
    assert "Wait until then" in text(client.post(address + "announce/", follow=True))
    clock.move_to(moment(made.round.announced_on))
    client.force_login(funder.user)  # the sign-in of December has run out
    client.post(address + "announce/")
    assert Award.objects.get().amount == 12_500_00
    assert client.post(address + "announce/").status_code == 409


@pytest.mark.django_db(transaction=True)
def test_announced_twice_at_once_it_is_offered_once(funder, groups):
    made = awarded(funder, *groups, on=DAY, announce=False)
    now = moment(Round.objects.get().announced_on)
    outcomes = []

    def announce(number):
        try:
            deciding.announce(made.round, by=funder.user, now=now)
            outcomes.append("done")
        except RoundMovedOn:
            outcomes.append("refused")

    at_once(announce)
    assert outcomes.count("done") == 1
    assert Award.objects.count() == 1
    assert Notice.objects.filter(key__startswith="funding.announced:").count() == 2


@pytest.mark.parametrize(("number", "words"), [(0, "Awarded"), (1, "Not awarded")])
def test_the_list_of_ones_own_says_what_was_decided_once_it_is_announced(funder, groups, number, words):
    made = awarded(funder, *groups, on=DAY, announce=False)
    own = client_for(groups[number].user)
    assert ">Sent<" in own.get("/funding/").content.decode()
    deciding.announce(made.round, by=funder.user, now=moment(Round.objects.get().announced_on))
    page = own.get("/funding/").content.decode()
    assert f">{words}<" in page and "Passed the questions" not in page
