"""Words: what somebody asks for, what stands in a text, and how far one is from another."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
#: Found everywhere, so nobody looks for them. PostgreSQL's own list for English, and the ends of "don’t" and "it’s".
SMALL_WORDS = frozenset(
    WORD.findall(
        """i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself
    they them their theirs themselves what which who whom this that these those am is are was were be
    been being have has had having do does did doing a an the and but if or because as until while of at by for with
    about against between into through during before after above below to from up down in out on off over under again
    further then once here there when where why how all any both each few more most other some such no nor not only
    own same so than too very s t can will just don should now"""
    )
)
#: In quotation marks; and the groups of figures of one number, as in £14,500.
PHRASE = re.compile(r'["“”]([^"“”]*)["“”]|(?<![\d,])(\d{1,3}(?:,\d{3})+)(?![\d,])')
#: That may be written with commas, as years never are.
NUMBER = re.compile(r"(?!(?:19|20)[0-9]{2}$)[1-9][0-9]{3,}")
#: Nor is this a year, whatever its figures.
POUNDS = re.compile(r"£([1-9][0-9]{3})(?![\w,])")

#: A reader looks for a few; each costs the database a look.
MOST_WORDS = 12
#: Words to mend mistakes with are those that people write.
SHORTEST, LONGEST = 3, 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: every word, and every phrase in quotation marks, word by word."""

    terms: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> list[str]:
        """Each once, in order."""
        return list(dict.fromkeys(word for term in self.terms for word in term))

    def with_words(self, better: dict[str, str]) -> "Asked":
        return Asked(tuple(tuple(better.get(word, word) for word in term) for term in self.terms))

    def without_one(self) -> Iterator["Asked"]:
        """Without one of three or more, the last first: what is said last of a thing often says least."""
        if len(self.terms) > 2:
            for left_out in reversed(range(len(self.terms))):
                yield Asked(self.terms[:left_out] + self.terms[left_out + 1 :])

    def with_numbers_otherwise(self) -> "Asked":
        """14500 for 14,500, and the other way round."""
        return Asked(tuple(map(_number_otherwise, self.terms)))

    def __str__(self) -> str:
        return " ".join(map(_as_typed, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)


def read_asked(typed: str) -> Asked:
    """Whatever was typed. No character has a meaning but quotation marks in pairs."""
    typed = POUNDS.sub(lambda sum_: f"£{int(sum_[1]):,}", typed)
    terms: list[tuple[str, ...]] = []
    ends = 0
    for phrase in PHRASE.finditer(typed):
        terms += [(word,) for word in words_of(typed[ends : phrase.start()])]
        terms.append(tuple(words_of(phrase[1] or phrase[2] or "")))
        ends = phrase.end()
    terms += [(word,) for word in words_of(typed[ends:])]
    telling = [term for term in terms if any(word not in SMALL_WORDS for word in term)]
    return Asked(tuple(dict.fromkeys(_at_most(telling))))


def _at_most(terms: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    kept, left = [], MOST_WORDS
    for term in terms:
        if term[:left]:
            kept.append(term[:left])
        left = max(left - len(term), 0)
    return kept


def _number_otherwise(term: tuple[str, ...]) -> tuple[str, ...]:
    number = "".join(term)
    if len(term) > 1:
        return (number,) if term == _groups_of(number) else term
    return _groups_of(number) if NUMBER.fullmatch(number) else term


def _groups_of(number: str) -> tuple[str, ...]:
    """14, 500 of 14500. Nothing of what is no number."""
    return tuple(f"{int(number):,}".split(",")) if number.isdecimal() else ()


def _as_typed(term: tuple[str, ...]) -> str:
    if len(term) == 1:
        return term[0]
    return ",".join(term) if term == _groups_of("".join(term)) else f'"{" ".join(term)}"'


def words_of(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text).lower())


def words_to_mend_with(text: str) -> set[str]:
    """The words of a text that somebody could mistype."""
    return {
        word
        for word in words_of(text)
        if SHORTEST <= len(word) <= LONGEST and word.isalpha() and word not in SMALL_WORDS
    }


def beginning_of(word: str) -> str:
    return word[:2]


def ending_of(word: str) -> str:
    """Of a short word less, or a mistake in its middle would be in both."""
    return word[-2:] if len(word) < 6 else word[-3:]


def mistakes_forgiven(word: str) -> int:
    """One letter in a short word, two in a longer one."""
    return 1 if len(word) < 6 else 2


def distance(one: str, other: str, most: int) -> int:
    """How many letters are missing, too many, wrong or swapped with their neighbour; `most` + 1 for anything beyond."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before_last, last = last, row
    return last[-1]
