"""Is this the name of a person? And where does it end?"""

import re
from functools import lru_cache

from meetings.old_minutes.vocabulary import (
    NO_NAMES,
    OFFICES,
    ORGANISATION_WORDS,
    RANKS,
    ROLE_NOUNS,
    TITLES,
    UPPER,
    is_role,
    word_set,
)

_HONOURS = r"(?:MBE|OBE|CBE|BEM|QPM|KC|QC|MP|JP|DL|MEP|AM|MSP|MS|KBE|DBE|FCA|RN|OStJ|CB|KCB|TD|CVO|LVO|MVO|TC)"
_PARTICLES = r"(?:de|da|di|du|van|von|der|den|le|la|ul|bin|al|el|ap|an|na|dos|das|ter|St|of Example)"
_WORD = rf"(?:(?:[{UPPER}]\.){{2,3}}|(?:[{UPPER}][’'] ?)?[{UPPER}][\w]*(?:[-’'][^\W\d_]\w*)*\.?)"
_TITLED = re.compile(rf"^(?P<title>(?:{TITLES}\b\.?\s*)+)", re.IGNORECASE)
#: A number may stand between a rank and a name: "PCSO 4471 Lee".
_RANKED = re.compile(rf"^(?P<rank>{RANKS}(?:\.?\s+[A-Z]{{0,2}}\d{{2,5}})?)\.?\s+(?=[{UPPER}])")
_NAME = re.compile(rf"^{_WORD}(?:\s+(?:{_PARTICLES}\s+)*{_WORD}){{0,4}}(?:,?\s+{_HONOURS})*$")
#: The City of London and Jersey have people who are called so; elsewhere "Deputy Clerk" is an office.
_DEPUTY = re.compile(rf"^(?P<rank>Deputy)\s+(?P<of>(?:(?:{TITLES})\b\.?\s+)?{_WORD}(?:\s+{_WORD})+)")
LONGEST_NAME = 80
_LETTER = re.compile(rf"^(?:[{UPPER}]\.?){{1,3}}$")
_SURNAMES = word_set(
    """chair may mark head bishop warden mayor church hall street parish hill west north rector vicar nurse clerk close
    page east south road marsh teacher march april june august date constable sergeant key scribe
    court grant young temple"""
)


def split_title(text: str) -> tuple[str, str]:
    """ "Cllr J Smith": "Cllr" and "J Smith"."""
    found = _TITLED.match(text)
    if not found or not text[found.end() :].strip():
        return "", text
    return found["title"].strip(), text[found.end() :].strip()


def split_rank(text: str) -> tuple[str, str]:
    """ "Chief Inspector John Fish": "Chief Inspector" and "John Fish"."""
    found = _RANKED.match(text) or _DEPUTY.match(text)
    if found is None or (found.re is _DEPUTY and is_role(found["of"])):
        return "", text
    return found["rank"], text[found.end("rank") :].lstrip(". ")


@lru_cache(maxsize=10_000)
def is_name(text: str, *, surname_alone: bool = False, ward: bool = False) -> bool:
    """Two words or more, capitalised, none of them one that names never have. A title makes one word enough.

    `ward`: what stands beside it says that "Sue Ward" is no place.
    """
    if len(text) > LONGEST_NAME:
        return False
    title, bare = split_title(split_rank(text.strip().rstrip("*†‡"))[1])
    ranked = bool(split_rank(text.strip())[0])
    if not _NAME.match(bare) or re.fullmatch(OFFICES, bare, re.IGNORECASE):
        return False
    words = [word for word in re.split(r"[\s,]+", bare) if not re.fullmatch(_HONOURS, word)]
    if not words or (_LETTER.match(words[-1]) and not (len(words) > 1 and len(words[0]) > 2 and len(words) < 3)):
        return False
    if len(words) == 1 and not (title or ranked or surname_alone):
        return False
    if len(words) == 1 and words[0].isupper() and not (title or ranked):
        return False
    return not _is_of_no_name(words, certain=bool(title or ranked), ward=ward)


def _is_of_no_name(words: list[str], *, certain: bool, ward: bool) -> bool:
    lower = [re.sub(r"[’']s$", "", word.strip(".").lower()) for word in words]
    foreign = NO_NAMES | ORGANISATION_WORDS | ROLE_NOUNS
    known = _SURNAMES if certain or len(words) in (2, 3) else frozenset()
    if certain or ward or _LETTER.match(words[0]):  # "Castle Ward" is a place, "Mr K. Ward" is not
        known |= {"ward"}
    told = [word for word in lower[1:] if word in foreign and word not in known]
    if told:
        return True
    if certain:
        return False
    return lower[0] in foreign - {"mark", "may", "april", "june", "august", "di", "dean", "grace", "grant"} or any(
        word.isupper() and len(word) > 3 and not all(each.isupper() for each in words) for word in words
    )


def starts_with_a_name(text: str) -> int:
    """How many letters of the text are a name that something else follows; 0 for none.

    "Graham Watson Example Police" begins with two words of a name, then words of an organisation.
    """
    bare = split_title(split_rank(text)[1])[1]
    words = bare.split()
    for count in (3, 2):
        ward = len(words) > count and words[count].lower() not in (
            "councillor",
            "councillors",
            "cllr",
            "member",
            "members",
        )
        if len(words) <= count or not is_name(" ".join(words[:count]), ward=ward):
            continue
        if count == 3 and not (_LETTER.match(words[1]) or words[1].lower() in ("de", "van", "von", "le", "st")):
            continue
        return (
            text.index(bare) + bare.index(words[count - 1], len(" ".join(words[: count - 1]))) + len(words[count - 1])
        )
    return 0
