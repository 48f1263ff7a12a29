"""Totals, against a plain second way of counting."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.anonymous import without_name
from funding.marks import Judged, in_words, places, total


@st.composite
def criteria(draw):
    """Some criteria whose weights sum to 100, each with marks."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), max_size=5)))
    weights = [after - before for before, after in zip([0, *cuts], [*cuts, 100], strict=True)]
    found = []
    for weight in weights:
        highest = draw(st.integers(1, 10))
        found.append(Judged(weight, highest, tuple(draw(st.lists(st.integers(0, highest), min_size=1, max_size=5)))))
    return found


@given(criteria())
def test_a_total_is_the_sum_of_weight_times_mark_by_highest(judged):
    plain = sum(each.weight * (sum(each.marks) / len(each.marks)) / each.highest for each in judged)
    assert float(total(judged)) == pytest.approx(plain)
    assert 0 <= total(judged) <= 100


@given(criteria())
def test_the_best_marks_are_a_hundred_and_the_worst_nothing(judged):
    best = [Judged(each.weight, each.highest, (each.highest,)) for each in judged]
    worst = [Judged(each.weight, each.highest, (0,)) for each in judged]
    assert (total(best), total(worst)) == (100, 0)


def test_a_missing_mark_is_missing_and_not_zero():
    assert total([Judged(60, 5, (5,)), Judged(40, 5)]) is None
    assert total([]) is None
    assert total([Judged(60, 5, (5,)), Judged(40, 5, (0,))]) == 60


def test_the_agreed_mark_counts_instead_of_the_mean():
    assert total([Judged(100, 5, (1, 5), agreed=2)]) == 40


@pytest.mark.parametrize(("marks", "apart"), [((1, 3), True), ((2, 3), False), ((5,), False), ((0, 0), False)])
def test_marks_are_far_apart_by_two_of_five(marks, apart):
    assert Judged(100, 5, marks).is_far_apart is apart


def test_a_pass_mark_is_reached_by_the_mean_exactly():
    assert Judged(100, 5, (2, 3), pass_mark=3).is_below_pass_mark
    assert not Judged(100, 5, (3, 3), pass_mark=3).is_below_pass_mark
    assert not Judged(100, 5, (), pass_mark=3).is_below_pass_mark


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(72), "72"),
        (Fraction(145, 2), "72.5"),
        (Fraction(1, 20), "0.1"),
        (Fraction(2, 3), "0.7"),
        (None, "Not yet"),
    ],
)
def test_totals_in_words(number, words):
    assert in_words(number) == words


def test_equal_totals_share_a_place():
    assert places([Fraction(50), None, Fraction(70), Fraction(50), Fraction(10)]) == [2, None, 1, 2, 4]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("We are Example Harbour Group.", "We are [name]."),
        ("EXAMPLE-HARBOUR  group", "[name]"),
        ("The Harbour Group", "The Harbour Group"),
        ("Example Harbour Groups", "Example Harbour Groups"),
    ],
)
def test_the_name_is_taken_out(words, left):
    assert without_name(words, "Example Harbour Group") == left
