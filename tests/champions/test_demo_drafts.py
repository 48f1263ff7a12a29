"""The invented versions of the demo: a handful of changed clauses, and no real person's name."""

from datetime import UTC, datetime

import pytest

from champions.demo.draft import NAMES_LEFT_OUT, load_adopted_draft, load_open_draft
from champions.demo.load import load_compact
from champions.pdfs import compact_document
from champions.queries.comparison import ADDED, MOVED, REMOVED, REWORDED, comparison_of
from champions.services.compact import move
from tests.factories.people import UserFactory

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def signed_by() -> tuple[str, ...]:
    """People the real Compact names."""
    appendix = ("Coomb", "Turbefield", "Huggett", "Abrams", "Pomfret", "Tahir", "Gellatley", "Valentine", "Pearce")
    return ("Galliers", "Ellis", "Ali", "Santos", *appendix)


@pytest.mark.django_db
def test_the_demo_holds_one_version_being_adopted_and_one_to_consult_on(signed_by):
    officer = UserFactory(officer=True)
    real = load_compact(by=officer, now=NOW)

    adopting = load_adopted_draft(real, by=officer, now=NOW)
    written = load_open_draft(adopting, by=officer, now=NOW)

    assert (real.state, adopting.state, written.state) == ("in-force", "adopting", "draft")
    found = comparison_of(adopting, written)
    assert [found.count(what) for what in (REWORDED, ADDED, REMOVED)] == [3, 1, 1]
    assert move(written, "consult", by=officer, now=NOW).state == "consultation"
    for version in (adopting, written):
        words = str(compact_document(version))
        assert not [name for name in signed_by if name in words]
        assert "Nobody has proposed it" in words


@pytest.mark.django_db
def test_compared_with_the_real_compact_only_names_are_taken_out_and_it_says_so():
    officer = UserFactory(officer=True)
    real = load_compact(by=officer, now=NOW)
    found = comparison_of(real, load_adopted_draft(real, by=officer, now=NOW))
    parts = {"For further information please contact:", "Appendix A: Public and Voluntary Sectors Partnership"}
    assert {change.section for change in found.changed if change.what == REMOVED} == parts
    said = ["".join(text for tag, text in change.words if tag != "del") for change in found.changed]
    assert [words for words in said if "left out" in words] == [words for _, words in NAMES_LEFT_OUT.values()]
    assert [found.count(what) for what in (REWORDED, ADDED, REMOVED, MOVED)] == [3, 0, 24, 0]
