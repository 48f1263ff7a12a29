"""The exceptions register: comply or explain."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from champions.models import ComplianceException
from champions.queries.exceptions import clause_in_force, open_exceptions_on
from champions.services.exceptions import ReviewedMeanwhile, record_exception, review_exception
from compact_portal.audit.queries import history_of
from tests.factories.champions import (
    ChampionFactory,
    ClauseFactory,
    CompactVersionFactory,
    ComplianceExceptionFactory,
    ExceptionReviewFactory,
    SectionFactory,
    SignatoryFactory,
)
from tests.factories.people import MembershipFactory, UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
FAR_OFF = date(2999, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def officer():
    return UserFactory(officer=True)


@pytest.fixture
def signatory():
    return SignatoryFactory(organisation__name="Example Council")


@pytest.fixture
def lead(signatory):
    return MembershipFactory(organisation=signatory.organisation, lead=True).user


@pytest.fixture
def clause():
    section = SectionFactory(version=CompactVersionFactory(in_force=True), number="8.2")
    return ClauseFactory(section=section, number=3, text="Meet in rooms everyone can reach.")


def recorded(signatory, clause, by, **fields) -> ComplianceException:
    fields = {"why": "No lift.", "way_forward": "Another room.", "review_on": date(2027, 3, 1)} | fields
    return record_exception(signatory, clause=clause, by=by, now=NOW, **fields)


def typed(day="1", month="3", year="2027", **more) -> dict:
    words = {"clause": "8.2/3", "why": "No lift.", "way_forward": "Another room."}
    return words | {"review_on_day": day, "review_on_month": month, "review_on_year": year} | more


def test_a_lead_records_for_their_own_organisation_and_no_other(signatory, lead, clause):
    exception = recorded(signatory, clause, lead)
    assert (str(exception), exception.is_open) == ("Example Council and clause 8.2/3", True)
    assert [line.what for line in history_of(exception)] == ["Recorded"]
    with pytest.raises(PermissionDenied):
        recorded(SignatoryFactory(), clause, lead)


def test_nobody_else_records_an_exception_not_even_a_member_or_the_champion(signatory, clause):
    champion = UserFactory(champion=True)
    ChampionFactory(signatory=signatory, person=champion.person)
    for user in (champion, MembershipFactory(organisation=signatory.organisation).user, UserFactory()):
        with pytest.raises(PermissionDenied):
            recorded(signatory, clause, user)


@pytest.mark.parametrize("state", ["superseded", "adopting"])
def test_a_clause_that_is_not_in_force_is_refused(signatory, officer, state):
    clause = ClauseFactory(section__version=CompactVersionFactory(**{state: True}))
    with pytest.raises(ValidationError, match="a clause of the Compact in force"):
        recorded(signatory, clause, officer)


def test_a_heading_is_no_clause_to_keep(signatory, officer, clause):
    with pytest.raises(ValidationError, match="a clause of the Compact in force"):
        recorded(signatory, ClauseFactory(section=clause.section, heading=True), officer)


@pytest.mark.parametrize(
    ("sector", "side", "is_recorded"),
    [
        ("public", "public_bodies", True),
        ("public", "voluntary_sector", False),
        ("voluntary", "public_bodies", False),
        ("voluntary", "voluntary_sector", True),
        ("other", "public_bodies", True),
        ("other", "voluntary_sector", True),
    ],
)
def test_nobody_is_excused_from_a_promise_of_the_other_side(officer, clause, sector, side, is_recorded):
    signatory = SignatoryFactory(organisation__sector=sector)
    promise = ClauseFactory(section=clause.section, number=4, **{side: True})
    if is_recorded:
        assert recorded(signatory, promise, officer).is_open
    else:
        with pytest.raises(ValidationError, match=r"Clause 8\.2/4 is a promise of .* needs no exception"):
            recorded(signatory, promise, officer)


def test_the_form_offers_whom_the_clause_binds_and_says_why_another_is_refused(client, officer, clause):
    body, group = (SignatoryFactory(organisation__sector=sector) for sector in ("public", "voluntary"))
    SignatoryFactory(organisation__sector="public")
    ClauseFactory(section=clause.section, number=4, public_bodies=True)
    client.force_login(officer)
    page = client.get("/compact/exceptions/new/?clause=8.2/4").content.decode()
    assert f">{body}</option>" in page
    assert f">{group}</option>" not in page
    refused = client.post("/compact/exceptions/new/", typed(signatory=group.pk, clause="8.2/4")).content.decode()
    assert "Clause 8.2/4 is a promise of public bodies." in refused
    assert not ComplianceException.objects.exists()


def test_a_lead_whom_a_clause_does_not_bind_is_not_asked_for_an_exception(client, lead, clause):
    other = ClauseFactory(section=clause.section, number=4, public_bodies=True)
    client.force_login(lead)
    assert "Record an exception" in client.get(clause.get_absolute_url()).content.decode()
    assert "Record an exception" not in client.get(other.get_absolute_url()).content.decode()
    page = client.get("/compact/exceptions/new/?clause=8.2/4").content.decode()
    assert "Record an exception" in page


def test_the_review_is_within_two_years(signatory, officer, clause):
    last = date(2028, 11, 20)
    with pytest.raises(ValidationError, match="within two years, up to Monday 20 November 2028"):
        recorded(signatory, clause, officer, review_on=last + timedelta(days=1))
    exception = recorded(signatory, clause, officer, review_on=last)
    with pytest.raises(ValidationError, match="within two years"):
        review_exception(exception, note="Later.", next_review_on=FAR_OFF, seen=0, by=officer, now=NOW)


@pytest.mark.parametrize("day", [date(2026, 11, 19), TODAY])
def test_the_review_is_on_a_day_after_today(signatory, officer, clause, day):
    with pytest.raises(ValidationError, match="after today"):
        recorded(signatory, clause, officer, review_on=day)
    assert not ComplianceException.objects.exists()


def test_one_open_exception_of_a_signatory_to_a_clause(signatory, officer, clause):
    first = recorded(signatory, clause, officer)
    with pytest.raises(ValidationError, match="open already"):
        recorded(signatory, clause, officer)
    review_exception(first, note="A lift.", next_review_on=None, seen=0, by=officer, now=NOW)
    assert recorded(signatory, clause, officer) != first


def test_the_database_keeps_to_it_too(signatory, clause):
    ComplianceExceptionFactory(signatory=signatory, clause=clause)
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplianceExceptionFactory(signatory=signatory, clause=clause)
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplianceExceptionFactory(ended_on=TODAY)


@pytest.mark.parametrize("written", ["8.2/3", " 8.2 / 3 ", "/8.2/3/"])
def test_a_clause_is_found_as_people_cite_it(clause, written):
    assert clause_in_force(written) == clause


@pytest.mark.parametrize("written", ["", "8.2", "8.2/4", "9/3", "8.2/three", "8.2/³", "8.2/99999999999", "8.2/-3", "/"])
def test_what_is_no_clause_in_force_is_not_found(clause, written):
    assert clause_in_force(written) is None


def test_a_part_without_a_number_is_cited_by_its_title(clause):
    section = SectionFactory(version=clause.section.version, number="", title="Further information")
    other = ClauseFactory(section=section)
    assert clause_in_force("Further information/1") == clause_in_force("further-information/1") == other


def test_an_exception_is_checked_before_everyone_can_read_it(client, signatory, lead, clause):
    client.force_login(lead)
    asked = client.get("/compact/exceptions/new/?clause=8.2/3").content.decode()
    assert "Meet in rooms everyone can reach." in asked
    check = client.post("/compact/exceptions/new/", typed(signatory=signatory.pk)).content.decode()
    assert "Everyone can read all of this" in check
    assert not ComplianceException.objects.exists()
    again = client.post("/compact/exceptions/new/", typed(signatory=signatory.pk, change="yes")).content.decode()
    assert "No lift.</textarea>" in again
    page = client.post("/compact/exceptions/new/", typed(signatory=signatory.pk, seen=clause.pk), follow=True)
    assert "The exception is recorded." in page.content.decode()
    assert client.get("/compact/exceptions/").content.decode().count("Example Council") >= 1


def test_what_was_checked_against_other_words_is_checked_again(client, signatory, lead, clause):
    client.force_login(lead)
    page = client.post("/compact/exceptions/new/", typed(signatory=signatory.pk, seen=clause.pk + 1)).content.decode()
    assert "Check the exception before you record it" in page
    assert not ComplianceException.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"clause": "99/1"}, "The Compact in force has no clause 99/1"),
        ({"clause": ""}, "Which clause cannot be kept?"),
        ({"year": "2025"}, "The review must be on a day after today"),
        ({"why": ""}, "Why can it not be kept?"),
    ],
)
def test_a_wrong_answer_is_said_and_the_others_are_kept(client, signatory, lead, clause, wrong, said):
    client.force_login(lead)
    page = client.post("/compact/exceptions/new/", typed(signatory=signatory.pk, **wrong)).content.decode()
    assert "<title>Error: " in page
    assert said in page
    assert "Another room.</textarea>" in page
    assert not ComplianceException.objects.exists()


def test_an_address_with_no_such_clause_says_so(client, signatory, lead, clause):
    client.force_login(lead)
    page = client.get("/compact/exceptions/new/?clause=99/<b>1").content.decode()
    assert "The Compact in force has no clause “99/&lt;b&gt;1”" in page


def test_a_lead_cannot_post_for_another_organisation(client, signatory, lead, clause):
    client.force_login(lead)
    other = SignatoryFactory()
    page = client.post("/compact/exceptions/new/", typed(signatory=other.pk, seen=clause.pk)).content.decode()
    assert "<title>Error: " in page
    assert not ComplianceException.objects.exists()


def test_words_are_shown_as_words(client, signatory, officer, clause):
    exception = recorded(signatory, clause, officer, why="<script>alert(1)</script>", way_forward="<b>Bold</b>")
    page = client.get(exception.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>Bold</b>" not in page


def test_a_review_keeps_it_until_a_later_day(signatory, lead, clause):
    exception = ComplianceExceptionFactory(signatory=signatory, clause=clause)
    later = date(2027, 6, 1)
    review = review_exception(exception, note="Two rooms seen.", next_review_on=later, seen=0, by=lead, now=NOW)
    exception.refresh_from_db()
    assert (exception.review_on, exception.is_open, exception.revision) == (later, True, 1)
    assert (review.reviewed_on, review.next_review_on) == (TODAY, later)


def test_a_review_without_a_next_day_ends_it_and_the_register_keeps_it(client, signatory, lead, clause):
    exception = ComplianceExceptionFactory(signatory=signatory, clause=clause)
    review_exception(exception, note="A room with a ramp.", next_review_on=None, seen=0, by=lead, now=NOW)
    assert "No exception is open" in client.get("/compact/exceptions/").content.decode()
    assert "Example Council" in client.get("/compact/exceptions/?state=").content.decode().split("<table")[1]
    page = client.get(exception.get_absolute_url()).content.decode()
    assert "Ended on" in page
    assert "A room with a ramp." in page
    with pytest.raises(ValidationError, match="ended on Friday 20 November 2026"):
        review_exception(exception, note="Twice.", next_review_on=None, seen=1, by=lead, now=NOW)


def test_a_review_is_not_put_off_to_today_or_before(signatory, lead, clause):
    exception = ComplianceExceptionFactory(signatory=signatory, clause=clause)
    with pytest.raises(ValidationError, match="after today"):
        review_exception(exception, note="Later.", next_review_on=TODAY, seen=0, by=lead, now=NOW)
    assert not exception.reviews.exists()


def test_a_stale_review_shows_the_other_one_and_keeps_the_words(client, signatory, lead, officer, clause):
    exception = ComplianceExceptionFactory(signatory=signatory, clause=clause)
    review_exception(exception, note="Seen by us.", next_review_on=date(2027, 6, 1), seen=0, by=officer, now=NOW)
    with pytest.raises(ReviewedMeanwhile):
        review_exception(exception, note="Mine.", next_review_on=None, seen=0, by=lead, now=NOW)
    client.force_login(lead)
    address, mine = f"{exception.get_absolute_url()}review/", {"note": "My words.", "outcome": "ended", "seen": "0"}
    page = client.post(address, mine).content.decode()
    assert "Someone else reviewed this exception while you did: “Seen by us.”" in page
    assert "My words.</textarea>" in page
    assert exception.reviews.count() == 1
    assert 'name="seen" value="1"' in page
    assert client.post(address, mine | {"seen": "1"}).status_code == 302
    assert exception.reviews.count() == 2


def test_a_review_of_one_that_ended_meanwhile_keeps_the_words(client, officer):
    exception = ComplianceExceptionFactory(ended=True)
    client.force_login(officer)
    address = f"{exception.get_absolute_url()}review/"
    assert client.get(address).url == exception.get_absolute_url()
    page = client.post(address, {"note": "My words.", "outcome": "ended", "seen": "0"}).content.decode()
    assert "This exception ended on Monday 2 November 2026." in page
    assert "My words.</textarea>" in page


def test_the_next_day_is_asked_for_where_it_stays(client, officer):
    exception = ComplianceExceptionFactory()
    client.force_login(officer)
    answers = {"note": "Still.", "outcome": "stays", "seen": "0"}
    page = client.post(f"{exception.get_absolute_url()}review/", answers).content.decode()
    assert "When will you look at it again?" in page.split("govuk-error-summary__list")[1].split("</ul>")[0]


def test_a_clause_says_who_does_not_keep_it(client, signatory, clause):
    exception = ComplianceExceptionFactory(signatory=signatory, clause=clause)
    ComplianceExceptionFactory(clause=clause, ended=True)
    assert open_exceptions_on(clause.pk) == [exception]
    page = client.get(clause.get_absolute_url()).content.decode()
    assert "Not kept at the moment by" in page
    assert f'href="{exception.get_absolute_url()}"' in page
    assert "Record an exception" not in page


def test_a_clause_in_force_says_who_did_not_keep_its_last_wording(clause):
    old = ClauseFactory(section__version__superseded=True)
    exception = ComplianceExceptionFactory(clause=old)
    clause.predecessor = old
    clause.save()
    assert open_exceptions_on(clause.pk) == [exception]


def test_a_clause_leads_those_who_may_to_the_form(client, lead, clause):
    client.force_login(lead)
    page = client.get(clause.get_absolute_url()).content.decode()
    assert 'href="/compact/exceptions/new/?clause=8.2/3"' in page


def test_a_superseded_clause_says_nothing_of_exceptions(client, officer):
    old = ClauseFactory(section__version__superseded=True)
    ComplianceExceptionFactory(clause=old)
    client.force_login(officer)
    page = client.get(old.get_absolute_url()).content.decode()
    assert "Not kept at the moment" not in page
    assert "Record an exception" not in page


def test_the_register_narrows_to_an_organisation(client, signatory, clause):
    ComplianceExceptionFactory(signatory=signatory, clause=clause)
    other = ComplianceExceptionFactory(clause=clause)
    page = client.get(f"/compact/exceptions/?organisation={other.signatory.organisation.slug}").content.decode()
    table = page.split("<table")[1]
    assert str(other.signatory) in table
    assert "Example Council" not in table
    assert client.get("/compact/exceptions/?organisation=nonsense&state=nonsense&page=x").status_code == 200


def test_the_register_pages_by_twenty(client, clause):
    ComplianceExceptionFactory.create_batch(21, clause=clause)
    assert client.get("/compact/exceptions/").content.decode().count("the exception</span>") == 20
    assert client.get("/compact/exceptions/?page=2").content.decode().count("the exception</span>") == 1


def test_the_register_downloads_and_no_cell_runs_as_a_formula(client, signatory, clause):
    ComplianceExceptionFactory(signatory=signatory, clause=clause, why="=1+1")
    text = b"".join(client.get("/compact/exceptions.csv").streaming_content).decode()
    assert "Example Council,8.2/3,Meet in rooms everyone can reach." in text
    assert ",'=1+1," in text


def questions(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:
            list(response.streaming_content)
    return len(captured)


@pytest.mark.parametrize("role", ["anonymous", "officer"])
def test_lists_ask_as_often_for_many_as_for_one(client, officer, clause, role):
    if role == "officer":
        client.force_login(officer)
    first = ExceptionReviewFactory(exception__clause=clause).exception
    pages = ["/compact/exceptions/?state=", "/compact/exceptions.csv", first.get_absolute_url()]
    pages += [clause.get_absolute_url(), first.signatory.get_absolute_url()]
    for_one = [questions(client, address) for address in pages]
    ExceptionReviewFactory(exception=first)
    ComplianceExceptionFactory.create_batch(2, clause=clause)
    for number in (5, 6):
        other = ClauseFactory(section=clause.section, number=number)
        ComplianceExceptionFactory(signatory=first.signatory, clause=other)
    assert [questions(client, address) for address in pages] == for_one
    assert max(for_one) <= 12
