"""Writing the next Compact in the browser: what an officer sees, types and is told."""

import pytest
from django.urls import reverse

from champions.models import Clause, CompactVersion
from champions.services.clauses import retire_clause
from tests.champions.drafting_pages import NOW, a_clause, draft
from tests.factories.champions import (
    AdoptionFactory,
    ClauseFactory,
    CompactVersionFactory,
    ResponseFactory,
    SectionFactory,
    SignatoryFactory,
    published_compact,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    user = UserFactory(officer=True)
    client.force_login(user)
    return user


def words(response) -> str:
    return response.content.decode()


def answers(clause, **changes) -> dict:
    known = {"text": clause.text, "kind": clause.kind, "addressee": clause.addressee, "revision": clause.revision}
    return known | changes


def test_a_draft_is_started_from_the_version_in_force(client, officer):
    published_compact(period="2019 - 2022", slug="2019-2022")

    response = client.post(
        reverse("compact:draft-new"), {"title": "Example Compact", "period": "2027 - 2030"}, follow=True
    )

    assert "Nobody but officers can read it" in words(response)
    assert CompactVersion.objects.get(slug="2027-2030").follows.slug == "2019-2022"


def test_a_period_that_is_taken_is_told_at_its_field_and_the_answers_stay(client, officer):
    published_compact(period="2019 - 2022", slug="2019-2022")

    shown = words(client.post(reverse("compact:draft-new"), {"title": "My title", "period": "2019 - 2022"}))

    assert "<title>Error: " in shown
    assert "There is a Compact of this period already" in shown
    assert "My title" in shown


def test_saving_a_clause_shows_it_in_its_section(client, officer):
    clause = a_clause(draft())

    response = client.post(
        clause.section.version.url("clause-edit", clause.pk), answers(clause, text="Pay in advance.")
    )

    assert response.url.endswith(f"#{clause.row_anchor}")
    assert "Pay in advance." in words(client.get(response.url))


def test_two_officers_saving_one_clause_see_both_texts_and_nothing_is_lost(client, officer):
    clause = a_clause(draft())
    address = clause.section.version.url("clause-edit", clause.pk)
    client.post(address, answers(clause, text="Their words."))

    response = client.post(address, answers(clause, text="My words."))

    assert response.status_code == 409
    assert "My words." in words(response)
    assert "Their words." in words(response)
    assert Clause.objects.get(pk=clause.pk).text == "Their words."
    client.post(address, answers(clause, text="My words.", revision=clause.revision + 1))
    assert Clause.objects.get(pk=clause.pk).text == "My words."


def test_autosave_answers_with_the_new_revision_or_with_the_other_text(client, officer):
    clause = a_clause(draft())
    address = clause.section.version.url("clause-save", clause.pk)

    first = client.post(address, answers(clause, text="One."))
    clash = client.post(address, answers(clause, text="Two."))
    empty = client.post(address, answers(clause, text=""))

    assert (first.status_code, first.json()["revision"]) == (200, clause.revision + 1)
    assert (clash.status_code, clash.json()["theirs"]) == (409, "One.")
    assert (empty.status_code, Clause.objects.get(pk=clause.pk).text) == (422, "One.")


def test_autosave_into_a_version_that_was_agreed_meanwhile_says_so(client, officer):
    clause = a_clause(draft())
    CompactVersion.objects.filter(slug=clause.section.version.slug).update(state="agreed")

    saved = client.post(clause.section.version.url("clause-save", clause.pk), answers(clause, text="Late words."))
    sent = client.post(clause.section.version.url("clause-edit", clause.pk), answers(clause, text="Late words."))

    assert saved.status_code == 422
    assert "“Agreed”" in saved.json()["message"]
    assert sent.status_code == 409
    assert "Late words." in words(sent)
    assert Clause.objects.get(pk=clause.pk).text == clause.text


def test_html_in_a_clause_is_words_like_any_other(client, officer):
    clause = a_clause(draft())
    bomb = "<script>alert(1)</script>" + "<b>" * 500
    client.post(clause.section.version.url("clause-edit", clause.pk), answers(clause, text=bomb))

    shown = words(client.get(clause.section.version.url("draft-text")))

    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_clause_longer_than_a_page_of_words_is_refused_and_kept_in_the_form(client, officer):
    clause = a_clause(draft())
    long = "word " * 1001

    shown = words(client.post(clause.section.version.url("clause-edit", clause.pk), answers(clause, text=long)))

    assert "5,000" in shown or "5000" in shown
    assert long.strip() in shown
    assert Clause.objects.get(pk=clause.pk).text == clause.text


def test_a_clause_others_point_at_can_only_be_retired(client, officer):
    clause = a_clause(draft())
    response = ResponseFactory(clause=clause, consultation__version=clause.section.version)
    address = clause.section.version.url("clause-remove", clause.pk)

    assert "Retire the clause" in words(client.get(address))
    refused = client.post(address)
    assert refused.status_code == 409
    assert "Retire it instead" in words(refused)
    assert "taken out of the text" in words(client.post(address, {"retire": "1"}, follow=True))
    assert Clause.objects.get(pk=clause.pk).retired
    response.refresh_from_db()
    assert response.clause == clause


def test_a_retired_clause_can_be_put_back(client, officer):
    clause = a_clause(draft())
    retire_clause(clause, by=officer, now=NOW)

    client.post(clause.section.version.url("clause-reinstate", clause.pk))

    assert not Clause.objects.get(pk=clause.pk).retired


def test_a_clause_moves_to_the_section_that_is_chosen_and_to_no_other(client, officer):
    clause = a_clause(draft())
    version, there = clause.section.version, clause.section.version.sections.get(number="99")
    address = version.url("clause-section", clause.pk)

    assert f">{clause.section}</option>" not in words(client.get(address))
    for wrong in ("", "7x", str(SectionFactory().pk), str(clause.section_id)):
        assert "<title>Error: " in words(client.post(address, {"section": wrong}))
    moved = client.post(address, {"section": there.pk})
    assert moved.headers["Location"] == f"{version.url('section', there.pk)}#row-{clause.pk}"
    assert "at the end of this section now" in words(client.get(version.url("section", there.pk)))


def test_a_step_is_taken_with_the_minutes_it_was_decided_in(client, officer):
    version = CompactVersionFactory(adopting=True)
    day = {"on_day": "2", "on_month": "11", "on_year": "2026"}

    decided = day | {"minute_reference": "Example Board, item 7", "seen": version.revision}
    client.post(version.url("step", "launch"), decided)

    shown = words(client.get(version.url("history")))
    assert "Launched" in shown
    assert "Example Board, item 7" in shown
    assert "Monday 2 November 2026" in shown


def test_what_a_launch_does_is_shown_before_it_is_done(client, officer):
    earlier, version = CompactVersionFactory(in_force=True), CompactVersionFactory(adopting=True)
    adopted, planned = AdoptionFactory(version=version, adopted=True), AdoptionFactory(version=version)
    declined, silent = AdoptionFactory(version=version, declined=True), SignatoryFactory()
    day = {"on_day": "2", "on_month": "11", "on_year": "2026", "minute_reference": "Example Board, item 7"}

    shown = words(client.post(version.url("step", "launch"), day))
    said = [version, "Monday 2 November 2026", "Example Board, item 7", f"The {earlier} is no longer in force"]
    said += [one.signatory for one in (adopted, planned, declined)] + [silent, "You cannot undo a launch"]
    assert [str(one) for one in said if str(one) not in shown] == []
    assert set(CompactVersion.objects.values_list("state", flat=True)) == {"in-force", "adopting"}

    changed = words(client.post(version.url("step", "launch"), day | {"change": "yes"}))
    assert 'value="Example Board, item 7"' in changed
    client.post(version.url("step", "launch"), day | {"seen": version.revision})
    assert set(CompactVersion.objects.values_list("state", flat=True)) == {"superseded", "in-force"}


def test_a_launch_that_was_checked_before_the_version_changed_is_checked_again(client, officer):
    version = CompactVersionFactory(adopting=True)
    day = {"on_day": "2", "on_month": "11", "on_year": "2026", "seen": version.revision + 1}
    shown = words(client.post(version.url("step", "launch"), day))
    assert "Check before you launch the Compact" in shown
    assert "No other: it is the first Compact" in shown
    assert "Nobody: every signatory has decided" in shown


def test_a_step_in_the_future_is_refused(client, officer):
    version = CompactVersionFactory(adopting=True)

    shown = words(client.post(version.url("step", "launch"), {"on_day": "2", "on_month": "11", "on_year": "2035"}))

    assert "The day must be today or in the past" in shown
    assert CompactVersion.objects.get().state == "adopting"


def test_readers_find_a_clause_by_its_words_and_by_whom_it_binds(client):
    version = published_compact()
    mine = ClauseFactory(section=version.sections.first(), public_bodies=True, text="Make payments in advance.")
    address = version.url("clauses")

    assert mine.get_absolute_url() in words(client.get(address, {"words": "ADVANCE pay"}))
    assert mine.get_absolute_url() in words(client.get(address, {"to": "public-bodies"}))
    assert mine.get_absolute_url() not in words(client.get(address, {"to": "voluntary-sector"}))
    assert "No clause fits" in words(client.get(address, {"words": "zebra"}))


@pytest.mark.parametrize("name", ["clauses", "draft", "draft-text"])
def test_a_page_asks_as_much_of_a_long_version_as_of_a_short_one(client, officer, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    version = draft()

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(version.url(name))
        return len(captured)

    asked()
    before = asked()
    for number in range(3):
        ClauseFactory(section=version.sections.first(), text=f"More {number}.", number=50 + number)
    assert asked() == before <= 12
