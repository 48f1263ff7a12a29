import pytest

from meetings.numbering import numbering_gaps


@pytest.mark.parametrize(
    ("numbers", "sentences"),
    [
        (["1", "2", "3", "3.1", "3.2", "4"], []),
        (["1", "", "2"], []),
        (["1.", "2.", "3."], []),
        (["41", "42", "43"], []),
        (["A", "B"], []),
        ([""], []),
        ([], []),
        (["1", "3"], ["2 is missing."]),
        (["1", "5"], ["2 to 4 are missing."]),
        (["1", "2", "2", "3"], ["2 is used more than once."]),
        (["1", "3", "2", "4"], ["2 comes after 3."]),
        (["1", "1.1", "1.3", "2"], ["1.2 is missing."]),
        (["1", "1.2"], ["1.1 is missing."]),
        (["1", "2", "1.1"], ["1.1 comes after 2, but belongs under 1."]),
        (["9", "10", "11"], []),
        (["1", "1.1", "1.1.1", "1.1.2", "1.2", "2"], []),
    ],
)
def test_gaps_repeats_and_wrong_order_are_told_in_sentences(numbers, sentences):
    assert numbering_gaps(numbers) == sentences


def test_the_faulty_gloucester_numbers_are_found():
    assert numbering_gaps(["1", "2", "1.2", "3", "2.1", "2.2", "2.3", "2.4", "4"]) == [
        "1.2 comes after 2, but belongs under 1.",
        "1.1 is missing.",
        "2.1 comes after 3, but belongs under 2.",
    ]
