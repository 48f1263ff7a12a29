"""Item numbers as printed: what is missing, said twice or out of order. The numbers themselves are never changed."""

import re

_NUMBER = re.compile(r"\d+(?:\.\d+)*")

#: 3.1 is (3, 1): its last part counts among those that share the rest.
Number = tuple[int, ...]


def numbering_gaps(numbers: list[str]) -> list[str]:
    """What is wrong with a list of numbers ("1", "2", "2.1", …), as plain sentences in the list's order.

    Items without a number are passed over. The first number of all may be any: some committees count on from
    meeting to meeting. A sub-item's first number is 1.
    """
    parsed = [parse(text) for text in numbers if _NUMBER.fullmatch(text.strip(". "))]
    sentences, before = [], []
    for number in parsed:
        sentences += faults_of(number, before, set(parsed))
        before.append(number)
    return sentences


def faults_of(number: Number, before: list[Number], all_numbers: set[Number]) -> list[str]:
    if number in before:
        return [f"{text_of(number)} is used more than once."]
    return [*misplaced(number, before), *missing(number, before, all_numbers)]


def misplaced(number: Number, before: list[Number]) -> list[str]:
    if not before:
        return []
    last, parent = before[-1], number[:-1]
    if last[: len(parent)] != parent:
        return [f"{text_of(number)} comes after {text_of(last)}, but belongs under {text_of(parent)}."]
    if number < max(siblings(number, before), default=number):
        return [f"{text_of(number)} comes after {text_of(max(siblings(number, before)))}."]
    return []


def missing(number: Number, before: list[Number], all_numbers: set[Number]) -> list[str]:
    """Numbers skipped on the way to this one that stand nowhere else on the list."""
    parent, own = number[:-1], number[-1]
    first = 0 if parent else own - 1
    last = max((sibling[-1] for sibling in siblings(number, before)), default=first)
    skipped = [(*parent, count) for count in range(last + 1, own) if (*parent, count) not in all_numbers]
    if len(skipped) > 1:
        return [f"{text_of(skipped[0])} to {text_of(skipped[-1])} are missing."]
    return [f"{text_of(skip)} is missing." for skip in skipped]


def siblings(number: Number, others: list[Number]) -> list[Number]:
    return [other for other in others if len(other) == len(number) and other[:-1] == number[:-1]]


def parse(text: str) -> Number:
    return tuple(int(part) for part in text.strip(". ").split("."))


def text_of(number: Number) -> str:
    return ".".join(map(str, number))
