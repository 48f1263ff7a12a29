"""A table of costs as people paste it, and what it adds up to."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from funding.costs import Cost, CostTable, as_typed, costs_of, read_costs

PASTED = "Item\tCost (£)\nCook, 40 weeks\t £1,200.00 \n\nHall hire\t99.5\nFlyers\t\t20\nTotal\t£1,319.50\n"


def problems(text: str) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        read_costs(text)
    return caught.value.messages


def test_lines_from_a_spreadsheet():
    read = read_costs(PASTED)
    assert read.costs == [Cost("Cook, 40 weeks", 1_200_00), Cost("Hall hire", 99_50), Cost("Flyers", 20_00)]
    assert read.left_out == ["Item Cost (£)", "Total: £1,319.50"]


@pytest.mark.parametrize(
    ("line", "cost"),
    [
        ("Cook: £1,200", Cost("Cook", 1_200_00)),
        ("Cook for 40 weeks 1200.50", Cost("Cook for 40 weeks", 1_200_50)),
        ("Cook for 40 weeks, £ 1,200", Cost("Cook for 40 weeks", 1_200_00)),
        ("Room 12\t£300", Cost("Room 12", 300_00)),
        ('"Rent, heating"\t£300', Cost("Rent, heating", 300_00)),
        ("Wages\t40 weeks\t£30", Cost("Wages, 40 weeks", 30_00)),
        ("Kettle\t\xa0£0.99\xa0", Cost("Kettle", 99)),
        ("A gift\t0", Cost("A gift", 0)),
    ],
)
def test_one_line(line, cost):
    assert read_costs(line).costs == [cost]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Cook\t£1,200\nHall\tto be agreed", ["Line 2: “to be agreed” is not an amount. Write pounds and pence in"]),
        ("Cook\t1200\n\nHall", ["Line 3: “Hall” has no amount. Write one at its end, for example £1,200."]),
        ("Cook\t-£200", ["Line 1: “-£200” is less than nothing. Enter costs only"]),
        ("Cook -£500", ["Line 1: “-£500” is less than nothing."]),
        ("Cook £-100", ["Line 1: “£-100” is less than nothing."]),
        ("Cook: -5", ["Line 1: “-5” is less than nothing."]),
        ("Cook\t(200.00)", ["Line 1: “(200.00)” is less than nothing."]),
        ("Cook\t1.200,50", ["Line 1: “1.200,50” is not an amount."]),
        ("Cook\t£12,00", ["Line 1: “£12,00” is not an amount."]),
        ("£200", ["Line 1: £200 is for nothing yet. Write before it what it is for."]),
        ("x" * 201 + "\t5", ["Line 1: “" + "x" * 40 + "…” is too long. Use 200 letters or fewer."]),
        ("Cook\t999999999999", ["Line 1: Enter £1,000,000,000 or less"]),
        ("Cook\t5\nTotal\t6", ["Line 2: The total is £6, but the lines before it add up to £5. Correct a line"]),
        ("a\tb\nc\td", ["Line 1: “b” is", "Line 2: “d” is"]),
        ("Cook\t5\n" * 101, ["There are 101 lines. Put some together: 100 is the most."]),
    ],
)
def test_what_is_not_understood_says_which_line_and_what_to_do(text, says):
    found = problems(text)
    assert [found[n].startswith(words) for n, words in enumerate(says)] == [True] * len(found), found


def test_a_total_of_a_part_is_no_cost():
    assert len(read_costs("a\t1\nSubtotal\t1\nb\t2\nSubtotal\t2\nTotal\t3").costs) == 2


def test_a_share_of_running_costs_is_a_line_of_its_own():
    table = CostTable((Cost("Cook", 1_000_00),), running=40_000_05, share=15)
    assert (table.direct, table.overheads, table.total) == (1_000_00, 6_000_01, 7_000_01)
    assert table.lines[-1] == Cost("A share of running costs, 15% of £40,000.05 a year", 6_000_01)
    assert len(CostTable((Cost("Cook", 1),)).lines) == 1


@given(
    st.lists(st.tuples(st.text(st.characters(categories=["L", "N"]), min_size=1), st.integers(0, 10**9)), max_size=30),
    st.integers(0, 10**9),
    st.integers(0, 100),
)
def test_what_is_kept_and_what_is_typed_again_is_the_same(lines, running, share):
    costs = [Cost(what, amount) for what, amount in lines if what.lower() not in ("total", "totals", "sum", "subtotal")]
    table = CostTable(tuple(costs), running, share)
    assert costs_of(table.as_text()) == table
    assert read_costs(as_typed(table)).costs == costs
    assert table.total == sum(each.amount for each in table.lines)
