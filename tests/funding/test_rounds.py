"""A funder drafts a round page by page, publishes it, and everyone reads it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from compact_portal.audit.models import AuditEvent
from funding.choices import Phase, RoundState
from funding.compact_check import COMMITMENTS
from funding.deadlines import RoundDates
from funding.demo.load import load_redbridge
from funding.models import Programme, Round
from funding.money import pence_of, pounds
from funding.services import drafts, rounds
from tests.at_once import at_once
from tests.factories.disputes import moment
from tests.factories.funding import a_funder, begun_round, drafted_round, published_round, timetable
from tests.factories.people import MembershipFactory, UserFactory
from tests.factories.stages import staged_timetable
from tests.kept import all_due, emails
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 11, 2)
NOW = moment(DAY)


@pytest.fixture
def clock():
    import time_machine

    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def posted(prefix: str, day: date) -> dict:
    return {f"{prefix}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def criteria(*weights: int) -> dict:
    """Rows of the form; the last one is about social value."""
    rows = {f"weight_{row}": str(weight) for row, weight in enumerate(weights, 1)}
    rows |= {f"title_{row}": f"Criterion {row}" for row in range(1, len(weights) + 1)}
    rows |= {f"highest_{row}": "5" for row in range(1, 9)}
    return rows | {f"is_social_value_{len(weights)}": "on", "pass_questions": "Are you insured?\n\nIs there a lead?"}


def test_from_the_first_page_to_the_public_one(client, funder):
    client.force_login(funder.user)
    begun = {"funder": funder.organisation.pk, "programme": "Example Fund", "title": "Neighbours 2027"}
    begun |= {"ready_made": "empty"}
    assert "Neighbours 2027" in text(client.post("/funding/start/", begun, follow=True))
    round_ = Round.objects.get()
    about = {"title": "Neighbours 2027", "purpose": "Lunch clubs.", "who_can_apply": "Groups."}
    client.post(round_.draft_url("page", "about"), about)
    kind = {"kind": "small", "reason": "Small ideas.", "years": "1", "more_years": "0"}
    client.post(round_.draft_url("page", "kind"), kind)
    assert Round.objects.get().more_years is None
    client.post(round_.draft_url("page", "lots"), {"title_1": "", "budget_1": "£12,500.50"})
    opens, closes = date(2026, 11, 3), date(2026, 12, 1)
    days = posted("opens_on", opens) | posted("closes_on", closes) | {"closes_at": "5pm", "decided_by": "A panel"}
    days |= posted("decided_on", date(2027, 1, 12)) | posted("announced_on", date(2027, 1, 19))
    page = client.post(round_.draft_url("page", "timetable"), days, follow=True)
    assert "How applications are judged" in text(page)
    page = client.post(round_.draft_url("criteria", 1), criteria(60, 40), follow=True)
    assert "There is no question yet." in text(page)
    asked = {"text": "What do you want to do?", "kind": "long", "most_words": "200", "is_required": "on"}
    client.post(round_.draft_url("question-add"), asked)
    for key in drafts.unanswered(Round.objects.get()):
        answer = "exception" if key == "length" else "met"  # it funds one year
        client.post(round_.draft_url("commitment", key), {"answer": answer, "reason": "As groups asked for."})
    page = text(client.get(round_.draft_url("publish")))
    assert "£12,500.50" in page and "Tuesday 1 December 2026, 5pm" in page
    client.post(round_.draft_url("publish"), {"seen": Round.objects.get().revision})
    client.logout()
    said = text(client.get("/funding/rounds/neighbours-2027/"))
    assert "Opens soon" in said and "Lunch clubs." in said and "Can applicants ask for their full costs" in said
    assert AuditEvent.objects.about(Round.objects.get()).filter(verb="published").count() == 1


def test_nobody_else_finds_a_draft(client, funder):
    round_ = drafted_round(funder, on=DAY)
    others = (a_funder().user, MembershipFactory(lead=True).user, UserFactory(officer=True, administrator=True))
    for user in others:
        client.force_login(user)
        assert client.get(round_.draft_url()).status_code == 404
        assert round_.title not in client.get("/funding/").content.decode()
        with pytest.raises(PermissionDenied):
            drafts.save_round(round_, purpose="Mine", by=user, now=NOW)


def test_a_group_gives_no_money_and_starts_no_round(client):
    client.force_login(MembershipFactory(lead=True).user)
    assert client.get("/funding/start/").status_code == 403
    assert "Start a round" not in text(client.get("/funding/"))


def test_two_colleagues_write_in_one_draft_and_the_second_look_is_asked_for(funder):
    round_ = drafted_round(funder, on=DAY)
    seen = round_.revision
    colleague = MembershipFactory(organisation=funder.organisation).user
    drafts.save_round(round_, purpose="Gardens too.", by=colleague, now=NOW)
    with pytest.raises(ValidationError, match="Somebody changed it"):
        rounds.publish_round(round_, seen=seen, by=funder.user, now=NOW)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"closes_at": moment(date(2026, 11, 1))}, "must be after the opening day"),
        ({"decided_on": date(2026, 11, 3)}, "after the round closes"),
        ({"announced_on": date(2026, 11, 3)}, "the day of the decision or later"),
    ],
)
def test_a_timetable_keeps_its_order(funder, answers, words):
    round_ = begun_round(funder, on=DAY)
    with pytest.raises(ValidationError, match=words):
        drafts.save_round(round_, **{**timetable(DAY), **answers}, by=funder.user, now=NOW)
    assert Round.objects.get().opens_at is None


def test_a_timetable_that_is_over_is_refused(funder):
    round_ = begun_round(funder, on=DAY)
    with pytest.raises(ValidationError, match="must be today or later"):
        drafts.save_round(round_, **timetable(date(2026, 1, 5)), by=funder.user, now=NOW)
    assert Round.objects.get().closes_at is None


def test_a_round_that_would_have_opened_before_anyone_read_of_it_is_not_published(funder):
    """Its window would be shorter than the Compact check was told."""
    round_ = drafted_round(funder, on=DAY)
    late = moment(timezone.localdate(round_.opens_at) + timedelta(days=1))
    with pytest.raises(ValidationError, match="The opening day has passed. Change the timetable first."):
        rounds.publish_round(round_, seen=round_.revision, by=funder.user, now=late)
    assert Round.objects.get().is_draft


def test_bad_pages_say_what_to_do_and_keep_the_answers(client, funder):
    round_ = begun_round(funder, on=DAY)
    client.force_login(funder.user)
    page = client.post(round_.draft_url("page", "lots"), {"title_1": "A", "budget_1": "a lot", "budget_2": "5"})
    said = text(page)
    assert "Enter an amount in pounds, for example 12,500 or 499.50" in said
    assert "Give each lot a name when there are several." in said
    assert 'value="a lot"' in page.content.decode()
    twice = {"title_1": "North", "budget_1": "5", "title_2": "north", "budget_2": "5"}
    said = text(client.post(round_.draft_url("page", "lots"), twice))
    assert "Another lot has this name." in said and "Give each lot a name" not in said
    page = client.post(round_.draft_url("commitment", "design"), {"answer": "exception", "reason": " "})
    assert "Enter the reason. Everyone can read it." in text(page)
    page = client.post(round_.draft_url("commitment", "design"), {"answer": "met", "reason": ""})
    assert "Say who took part, and in what." in text(page)
    assert not round_.lots.exists() and not round_.check_answers.exists()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (criteria(60, 30), "The weights add up to 90. Change them so that they add up to 100."),
        (criteria(60, 50), "The weights add up to 110."),
        ({**criteria(60, 40), "title_2": ""}, "Enter what the criterion is."),
        ({**criteria(60, 40), "weight_2": ""}, "Enter how much it counts"),
        ({**criteria(60, 40), "pass_mark_1": "6"}, "Enter 5 or less: no mark is higher."),
        ({**criteria(60, 40), "weight_1": "0"}, "Enter 1 or more"),
    ],
)
def test_criteria_that_cannot_be_are_refused_and_kept(client, funder, answers, words):
    round_ = drafted_round(funder, on=DAY)
    before = list(round_.lot_list[0].criteria.values_list("title", "weight"))
    client.force_login(funder.user)
    page = client.post(round_.draft_url("criteria", 1), answers)
    assert words in text(page)
    assert list(round_.lot_list[0].criteria.values_list("title", "weight")) == before


def test_a_second_lot_begins_with_the_criteria_of_the_first_and_more_rows_come_when_asked_for(client, funder):
    round_ = drafted_round(funder, on=DAY)
    first = {"title": "", "budget": 30_000_00, "number": 1}
    drafts.save_lots(round_, lots=[first, {"title": "North", "budget": 1_00}], by=funder.user, now=NOW)
    client.force_login(funder.user)
    address, empty = round_.draft_url("criteria", 2), {"title_3": "", "title_4": ""}
    page = client.get(address)
    assert "This begins with what you wrote for" in text(page)
    assert 'value="What changes for people"' in page.content.decode() and 'name="title_5"' not in page.content.decode()
    more = client.post(address, {**criteria(60, 30), **empty, "meanings_1": "Half\nwritten", "later": "yes"})
    assert 'name="title_6"' in more.content.decode() and "Half" in text(more) and "There is a problem" not in text(more)
    assert not round_.lots.get(number=2).criteria.exists(), "nothing is saved"
    six = {**criteria(10, 10, 10, 10, 10, 50)}
    client.post(address, six)
    assert round_.lots.get(number=2).criteria.count() == 6
    assert 'name="title_8"' in client.get(address).content.decode()


def test_a_lot_that_stays_keeps_its_criteria_and_a_new_one_has_none(funder):
    round_ = drafted_round(funder, on=DAY)
    lots = [{"title": "Small", "budget": 1_00}, {"title": "Large", "budget": 2_00}]
    drafts.save_lots(round_, lots=lots, by=funder.user, now=NOW)
    found = Round.objects.get()
    assert [lot.weights for lot in found.lot_list] == [100, 0]
    assert drafts.missing(found)[0] == "criteria"


def test_a_ready_made_tender_has_the_structure_of_the_leicester_minutes(client, funder):
    """Item 4: pass or fail first, social value at 5 %, nine weeks, 3 years and 2 more, one lead of a consortium."""
    made = {"ready_made": "tender", "by": funder.user, "now": NOW}
    round_ = drafts.begin_round(funder=funder.organisation, programme="Services", title="Advice", **made)
    drafts.save_lots(round_, lots=[{"title": "", "budget": 100_000_00}], by=funder.user, now=NOW)
    lot = round_.lots.get()
    assert (round_.kind, round_.years, round_.more_years, lot.weights) == ("tender", 3, 2, 100)
    assert lot.criteria.get(is_social_value=True).weight == 5
    asked = " ".join(question.text for question in lot.pass_questions.all())
    assert "a third of the yearly income" in asked and "one lead" in asked
    drafts.save_round(round_, **staged_timetable(DAY), by=funder.user, now=NOW)
    found = Round.objects.get()
    assert COMMITMENTS["window"].doubts(found) == COMMITMENTS["social-value"].doubts(found) == ""


def test_without_a_criterion_for_it_social_value_does_not_count(funder):
    round_ = drafted_round(funder, on=DAY)
    plain = [{"title": "Price", "weight": 100}]
    drafts.save_criteria(round_, round_.lot_list[0], pass_questions=[], criteria=plain, by=funder.user, now=NOW)
    assert drafts.unanswered(Round.objects.get()) == ["social-value"]


def test_everyone_reads_how_applications_are_judged(client, funder):
    said = text(client.get(published_round(funder, on=DAY).get_absolute_url()))
    assert "Do you work in the borough?" in said and "What changes for people 90 0 to 5" in said


def test_the_clock_opens_and_closes_it(funder):
    round_ = published_round(funder, on=DAY)
    moments = (NOW, round_.opens_at, round_.closes_at - timedelta(seconds=1), round_.closes_at)
    assert [round_.phase(at) for at in moments] == [Phase.COMING, Phase.OPEN, Phase.OPEN, Phase.CLOSED]


def test_what_is_public_is_not_written_in_any_more(client, funder):
    round_ = published_round(funder, on=DAY)
    with pytest.raises(drafts.RoundMovedOn):
        drafts.save_round(round_, purpose="Something else", by=funder.user, now=NOW)
    client.force_login(funder.user)
    moved_on = client.post(f"{round_.draft_url('page', 'about')}", {"title": "Neighbours", "purpose": "Words of a tab"})
    assert moved_on.status_code == 409
    assert "It is public already" in text(moved_on) and "Words of a tab" in text(moved_on)
    assert client.post(round_.draft_url("publish"), {"seen": "1"}).status_code == 409
    client.force_login(UserFactory(officer=True))
    assert client.get(f"/funding/drafts/{round_.key}/").status_code == 404


def test_a_round_is_cancelled_with_a_reason_that_everyone_reads(client, funder):
    round_ = published_round(funder, on=DAY)
    client.force_login(funder.user)
    assert "Error" in client.post(f"{round_.get_absolute_url()}cancel/", {"reason": ""}).content.decode()
    client.post(f"{round_.get_absolute_url()}cancel/", {"reason": "The money is needed elsewhere."})
    client.logout()
    said = text(client.get(round_.get_absolute_url()))
    assert "Cancelled. The money is needed elsewhere." in said
    assert all_due(RoundDates()) == []


def test_two_rounds_of_one_title_have_addresses_of_their_own(funder):
    slugs = [published_round(funder, on=DAY).slug for _ in range(3)]
    assert slugs == ["neighbours-2027", "neighbours-2027-2", "neighbours-2027-3"]


@pytest.mark.django_db(transaction=True)
def test_published_twice_at_once_it_is_published_once(funder):
    round_ = drafted_round(funder, on=DAY)

    def publish(_):
        try:
            return rounds.publish_round(round_, seen=round_.revision, by=funder.user, now=NOW).slug
        except drafts.RoundMovedOn:
            return "moved on"

    assert sorted(at_once(publish)) == ["moved on", "moved on", "moved on", "neighbours-2027"]


def test_the_funder_is_reminded_of_what_is_to_come(funder):
    published_round(funder, on=DAY)
    found = [(each.title.split(":")[0], emails(each)) for each in all_due(RoundDates())]
    reminded = [funder.user.email]
    assert found == [
        ("Applications open", reminded),
        ("Applications close", reminded),
        ("Decide", reminded),
        ("Announce the decision", reminded),
    ]


def test_what_is_not_decided_is_called_late_until_it_is_or_is_cancelled(funder, clock):
    round_ = published_round(funder, on=DAY)
    clock.move_to(moment(date(2027, 6, 1)))
    assert [each.due for each in all_due(RoundDates())] == [round_.decided_on, round_.announced_on]
    rounds.cancel_round(round_, reason="No money", by=funder.user, now=moment(date(2027, 6, 1)))
    assert all_due(RoundDates()) == []


def test_a_draft_that_is_removed_is_gone_with_an_empty_programme(client, funder):
    round_ = begun_round(funder, on=DAY)
    client.force_login(funder.user)
    assert "Remove this draft?" in text(client.get(round_.draft_url("discard")))
    client.post(round_.draft_url("discard"))
    assert not Round.objects.exists() and not Programme.objects.exists()


def test_the_redbridge_minutes_are_on_record_with_what_they_say(client):
    """Item 6, figure by figure."""
    load_redbridge(by=UserFactory(officer=True), now=NOW)
    found = {round_.title: round_ for round_ in Round.objects.for_lists()}
    grants, fund, first = (found[name] for name in ("Corporate Grants Programme", "Community Fund", "Community First"))
    assert (pounds(grants.budget), grants.applications_told, grants.decided_by) == ("£590,879", 24, "Cabinet")
    assert (pounds(fund.budget), fund.state) == ("£200,000", RoundState.PROPOSED)
    assert (pounds(first.budget), pounds(first.returned)) == ("£16,955", "£300")
    said = text(client.get(grants.get_absolute_url()))
    assert "Wednesday 17 December 2014" in said and "Cabinet, Tuesday 10 March 2015" in said
    assert "item 6" in said and "How it keeps the Compact" not in said
    assert "Valentines Ward" in text(client.get(first.get_absolute_url()))


def test_the_list_asks_as_much_for_one_round_as_for_many(client, funder):
    def questions() -> int:
        client.get("/funding/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/funding/")
        return len(asked)

    published_round(funder, on=DAY)
    once = questions()
    for number in range(4):
        published_round(funder, on=DAY, title=f"Another {number}")
    assert questions() == once <= 12


@pytest.mark.parametrize(
    ("words", "pence"),
    [("£590,879", 590_879_00), ("499.50", 499_50), (" 12 ", 12_00), ("1,000,000", 1_000_000_00), ("0.01", 1)],
)
def test_money_is_read_to_the_penny_and_written_back(words, pence):
    assert pence_of(words) == pence
    assert pence_of(pounds(pence)) == pence


@pytest.mark.parametrize("words", ["", "lots", "-5", "1,00", "12.5", "12.555", "£", "1e6", "٣"])
def test_what_is_no_amount_is_refused(words):
    with pytest.raises(ValidationError):
        pence_of(words)
