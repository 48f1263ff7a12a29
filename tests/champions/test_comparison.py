"""What changed between two versions."""

from datetime import UTC, datetime

import pytest

from champions.models import Clause
from champions.queries.comparison import ADDED, MOVED, REMOVED, REWORDED, SAME, comparison_of, marked_words
from champions.services import clauses
from champions.services.drafting import start_draft
from tests.factories.champions import ClauseFactory, CompactVersionFactory, SectionFactory
from tests.factories.people import UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("within two weeks", "within four weeks", [("", "within "), ("del", "two "), ("ins", "four "), ("", "weeks")]),
        ("Pay in advance.", "Pay in advance.", [("", "Pay in advance.")]),
        ("Pay.", "Pay promptly.", [("del", "Pay"), ("ins", "Pay promptly"), ("", ".")]),
        ("", "New", [("ins", "New")]),
    ],
)
def test_words_that_changed_are_marked(before, after, marked):
    assert list(marked_words(before, after)) == marked


@pytest.mark.parametrize(("before", "after"), [("One, two.", "Two; one!"), ("a  b\nc", "a b c"), ("don’t", "do not")])
def test_the_marks_lose_no_letter_of_either_text(before, after):
    marked = marked_words(before, after)

    assert "".join(text for tag, text in marked if tag != "ins") == before
    assert "".join(text for tag, text in marked if tag != "del") == after


@pytest.fixture
def pair(db):
    """A version with four clauses in two sections, and a draft made from it."""
    older = CompactVersionFactory(in_force=True, slug="2019-2022", period="2019 - 2022")
    for title in ("First", "Second"):
        section = SectionFactory(version=older, title=title)
        for number in (1, 2):
            ClauseFactory(section=section, text=f"{title}, promise {number}.")
    officer = UserFactory(officer=True)
    newer = start_draft(older, title="Example", period="2027 - 2030", by=officer, now=NOW)
    return older, newer, officer


def clause(version, text) -> Clause:
    return Clause.objects.get(section__version=version, text=text)


def kinds(older, newer) -> dict[str, str]:
    newer.refresh_from_db()
    found = comparison_of(older, newer).changes
    return {"".join(text for tag, text in change.words if tag != "del") or "gone": change.what for change in found}


def test_a_fresh_draft_says_the_same(pair):
    older, newer, _ = pair

    assert set(kinds(older, newer).values()) == {SAME}


def test_each_clause_is_found_reworded_added_moved_or_taken_out(pair):
    older, newer, officer = pair
    reworded = clause(newer, "First, promise 1.")
    clauses.save_clause(
        reworded, text="First, vow 1.", kind="text", addressee="everyone", based_on=0, by=officer, now=NOW
    )
    clauses.remove_clause(clause(newer, "First, promise 2."), by=officer, now=NOW)
    clauses.retire_clause(clause(newer, "Second, promise 1."), by=officer, now=NOW)
    moved = clause(newer, "Second, promise 2.")
    new = clauses.add_clause(reworded.section, text="New.", kind="text", addressee="everyone", by=officer, now=NOW)
    Clause.objects.filter(pk=moved.pk).update(section=new.section, position=9, number=9)

    assert kinds(older, newer) == {
        "New.": ADDED,
        "First, vow 1.": REWORDED,
        "Second, promise 2.": MOVED,
        "gone": REMOVED,
    }
    assert comparison_of(older, newer).count(REMOVED) == 2


def test_clauses_are_followed_over_a_version_that_lies_between(pair):
    older, middle, _ = pair
    last = CompactVersionFactory(slug="2031-2034", follows=middle)
    section = SectionFactory(version=last)
    ClauseFactory(section=section, text="Reworded twice.", predecessor=clause(middle, "First, promise 1."))

    assert kinds(older, last)["Reworded twice."] == REWORDED


def test_a_comparison_is_worked_out_once_and_anew_after_a_change(pair, django_assert_num_queries):
    older, newer, officer = pair
    comparison_of(older, newer)

    with django_assert_num_queries(0):
        comparison_of(older, newer)
    clauses.remove_clause(clause(newer, "First, promise 2."), by=officer, now=NOW)
    newer.refresh_from_db()
    assert comparison_of(older, newer).count(REMOVED) == 1


def test_a_comparison_asks_three_questions_however_long_the_versions(pair, django_assert_num_queries):
    older, newer, _ = pair
    for number in range(20):
        ClauseFactory(section=newer.sections.first(), text=f"More {number}.")

    with django_assert_num_queries(3):
        comparison_of(older, newer)
