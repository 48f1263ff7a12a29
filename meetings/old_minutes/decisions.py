"""Decisions: RESOLVED, AGREED, NOTED, with all their lettered parts."""

import re
from collections.abc import Iterator
from itertools import takewhile

from meetings.old_minutes.draft import Decision
from meetings.old_minutes.headings import numbered
from meetings.old_minutes.lines import without_bullet
from meetings.old_minutes.movers import last_mover
from meetings.old_minutes.sentences import sentences, without_paragraph_number

_BODY = (
    r"(?:the |this |all (?:the )?)?(?:(?:executive|board|committee|partnership|group|council|forum|panel|"
    r"cabinet|sub-committee|trust|"
    r"parish|town|health and wellbeing|safeguarding|\w+)\s){0,3}"
    r"(?:board|committee|members|group|council|cabinet|partnership|panel|forum|executive|meeting|trustees|"
    r"councillors|partners|"
    r"governors|all present|sub-committee|working party|assembly|attendees|everyone|commission|team|conference|"
    r"network)|we"
)
_ADVERBS = (
    r"(?:(?:unanimously|also|then|therefore|subsequently|all|further|formally|duly|generally|collectively|"
    r"in principle|accordingly"
    r"|both|present|happily|consequently|(?:received|considered|reviewed|discussed|circulated|read|presented|"
    r"submitted),? and|(?:proposed|seconded)(?: by [^.;]{2,50}?)?,? and|,)\s+)*"
)
_DID = (
    r"(?P<did>agreed|resolved|noted|approved|endorsed|ratified|adopted|accepted|recommended|decided|"
    r"confirmed(?=(?: and signed)? as\b))"
)
#: "RESOLVED:", "AGREED that", "Decision –" at the beginning of a paragraph.
_LABEL = re.compile(
    r"^(?:(?:it was |it is |(?i:and ))?(?i:unanimously )?(?P<loud>RESOLVED|AGREED|NOTED|ORDERED|DECIDED|RECOMMENDED|"
    r"RESOLUTION|DECISIONS?|APPROVED|ENDORSED)"
    r"(?: UNANIMOUSLY| unanimously| AND NOTED)?\b|(?P<quiet>resolved(?=\s*:?$)|Resolved|Agreed|Noted|Decided|"
    r"Recommended|Resolution|Decisions?(?: made)?"
    r"|Approved|Endorsed|Action agreed)(?: unanimously)?(?=\s*(?:[:–—-]|\s(?:that|to|by|the|unanimously|and signed|"
    r"as (?:an? |the )?(?:true|correct|accurate|fair))\b|"
    r"\.?$)))\s*(?P<joint>[:–—.-]*)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_LOUD = re.compile(r"\b(?:RESOLVED|AGREED|NOTED|ORDERED|APPROVED|ENDORSED|DECIDED)\b")
_SECONDED = re.compile(
    r"\bproposed\b.{0,200}?\bseconded\b.{0,200}?\b(?:agreed|approved|resolved|carried|accepted)\b", re.IGNORECASE
)
_IT_WAS = re.compile(rf"\bit (?:was|is|has been)(?: hereby)? {_ADVERBS}{_DID}\b", re.IGNORECASE)
_BODY_DID = re.compile(
    rf"^(?:[^,.]{{3,60}}, )?(?P<body>{_BODY})(?: members)? {_ADVERBS}{_DID}\b(?! with (?:him|her|them)\b)",
    re.IGNORECASE,
)
#: "The following policies were approved:" has its list below it.
_FOLLOWING = re.compile(
    rf"^the following [^.:;]{{3,100}}?\b(?:was|were) {_ADVERBS}"
    r"(?P<did>agreed|resolved|approved|endorsed|ratified|adopted|accepted)\b[^.]*:$",
    re.IGNORECASE,
)
#: "The minutes were approved." The subject begins the sentence, and nothing in it hangs on "which" or "when".
_PASSIVE = re.compile(
    rf"^(?P<subject>(?:the |these |this |both |all |it |they |minutes|notes|"
    rf"[A-Z])(?:[^.:;]|(?<=\d)[.:](?=\d)){{0,200}}?)\b(?:was|were) {_ADVERBS}{_DID}\b(?! from\b)",
    re.IGNORECASE,
)
_HANGS = re.compile(r"\b(?:following|who|which|that|if|when|once|where|as|apologies)\b", re.IGNORECASE)
_PERSON = re.compile(r"^(?:(?:a|another|one|some|several|cllr|councillor|mr|mrs|ms|dr)\b)", re.IGNORECASE)
_PART = re.compile(r"^(?:\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\)?\s|[•·▪●*–-]\s)", re.IGNORECASE)
#: "RESOLVED: That the Board" goes on with "(a) approves the plan; and".
_FIRST_PART = re.compile(r"^(?:\((?:a|i|1)\)|(?:a|i|1)\))\s", re.IGNORECASE)
_THAT = re.compile(r"^(?:that|to)\b", re.IGNORECASE)
#: "It was noted that the meeting was quorate" decides nothing.
_OPENS_A_MEETING = re.compile(
    r"\b(?:noted|confirmed)\b.{0,60}\b(?:quora(?:te|cy)|quorum)\b|\bnoted\b.{0,40}\bwelcom(?:e|ed|es)\b", re.IGNORECASE
)
_WITH = re.compile(
    r"^(?:with|subject to|after|following) (?:this|that|these|those|the|one|two|an?|some|minor)\b[^.,:]{0,60}?"
    r"\b(?:amendments?|changes?|corrections?|alterations?|additions?),? ",
    re.IGNORECASE,
)
#: "(a) Decision: There were none."
_NOTHING = re.compile(
    r"^(?:decisions?(?: made)?\s*[:.]?\s*)?(?:there were none|none(?: required)?|n/?a|nil|no decisions?(?: "
    r"(?:was|were) (?:made|taken|required))?)\W*$",
    re.IGNORECASE,
)
#: "All present agreed." What they agreed to stands in the sentence before.
_OF_WHAT_WAS_SAID = re.compile(
    rf"^(?:(?:this|these|that|those|it|they|all|the (?:motion|proposal|recommendations?|suggestion)|{_BODY})"
    rf"(?: present| (?:was|were|has been))* {_ADVERBS}(?:agreed|approved|accepted|adopted|carried|resolved|"
    r"endorsed|ratified)"
    r"(?: unanimously)?(?: by (?:all|the \w+|everyone|all present))?|"
    r"(?:all (?:were )?)?(?:in favour|agreed|approved|carried|resolved and noted)(?: unanimously)?|"
    r"unanimously (?:agreed|approved))\.?$",
    re.IGNORECASE,
)
#: "The report, which is part of the accounts, was adopted."
_ASIDE = re.compile(r", (?:which|who) [^,.;]+,(?= (?:was|were) )")
_KINDS = {"resolved": "resolved", "noted": "noted", "resolution": "resolved"}


def decisions_in(lines: list[str], item: str) -> list[Decision]:
    """The decisions of one item, in order. A label alone takes the paragraphs and the lettered parts below it."""
    found: list[Decision] = []
    place = 0
    while place < len(lines):
        text = without_paragraph_number(without_bullet(lines[place]))
        label = _labelled(text)
        if label:
            last = last_mover(lines, _last_part(lines, place, label))
            text = "\n".join([text, *lines[place + 1 : last + 1]])
            found.append(Decision(item, text.strip(), _kind(label["loud"] or label["quiet"])))
            place = last + 1
            continue
        told = (sentence for sentence in _whole(sentences(text)) if not _OPENS_A_MEETING.search(sentence))
        said = [Decision(item, said, kind) for sentence in told for said, kind in _in_sentence(sentence)]
        last = _last_of_list(lines, place) if said and said[-1].text.endswith(":") else place
        if said and text.casefold().endswith(said[-1].text.casefold()):
            last = last_mover(lines, last)
        if last > place:
            said[-1].text = "\n".join([said[-1].text, *lines[place + 1 : last + 1]])
        found += said
        place = last + 1
    return _each_once(found)


def _each_once(found: list[Decision]) -> list[Decision]:
    """A committee system tells the same decision twice, under "Decision" and under "Minutes"."""
    kept: dict[str, Decision] = {}
    for each in found:
        if not _NOTHING.match(each.text):
            kept.setdefault(re.sub(r"(?i)^decisions?\s*:?\s+", "", each.text).casefold(), each)
    return list(kept.values())


def _whole(told: list[str]) -> list[str]:
    """ "All present agreed." joined to the sentence before it."""
    joined: list[str] = []
    for sentence in told:
        if joined and _OF_WHAT_WAS_SAID.match(sentence) and not list(_in_sentence(joined[-1])):
            joined[-1] = f"{joined[-1]} {sentence}"
        else:
            joined.append(sentence)
    return joined


def _labelled(text: str) -> re.Match | None:
    label = _LABEL.match(text)
    if label is None:
        without_number = numbered(text)
        return _LABEL.match(without_number.rest or without_number.title) if without_number else None
    return label


def _last_part(lines: list[str], place: int, label: re.Match) -> int:
    """The place of the decision's last line: its parts, and where the label stands alone one paragraph at least."""
    rest = label["rest"].strip()
    opened = (not rest and label["joint"] != ".") or rest.endswith(
        (":", "that", "that:", "to:", ";", "–", "-", "; and", ", and")
    )
    last = place
    first = lines[place + 1] if place + 1 < len(lines) else ""
    opened = opened or bool(_FIRST_PART.match(first) and not rest.endswith((".", "?", "!")))
    for after in range(place + 1, len(lines)):
        text = lines[after]
        if _labelled(text) or re.match(r"(?i)\(?actions?\b", text):
            break
        if (
            (opened and last == place)
            or (_is_part(text) and (opened or _goes_on(lines[last])))
            or (opened and _THAT.match(text) and text[:1].isupper() and rest == "")
        ):
            last = after
        else:
            break
    return last


def _last_of_list(lines: list[str], place: int) -> int:
    """ "The following policies were approved:" takes the list below it."""
    return place + sum(1 for _ in takewhile(_is_part, lines[place + 1 :]))


def _is_part(text: str) -> bool:
    return bool(_PART.match(text))


def _goes_on(text: str) -> bool:
    return text.rstrip().endswith((":", ";", "and", ","))


def _in_sentence(sentence: str) -> Iterator[tuple[str, str]]:
    *before, last = sentences(sentence) or [sentence]
    if before and _OF_WHAT_WAS_SAID.match(last):
        yield sentence, "agreed"
        return
    it_was = _IT_WAS.search(sentence)
    if it_was:
        yield _from(sentence, it_was.start()), _kind(it_was["did"])
        return
    label = _labelled(sentence)
    if label:
        yield sentence, _kind(label["loud"] or label["quiet"])
        return
    body = _BODY_DID.match(sentence)
    if body and not _PERSON.match(body["body"]):
        yield sentence, _kind(body["did"])
        return
    loud = _LOUD.search(sentence) or _SECONDED.search(sentence)
    if loud:
        yield sentence, _kind(loud[0].split()[-1])
        return
    bare = _ASIDE.sub("", _WITH.sub("", sentence))
    passive = _PASSIVE.match(bare)
    passive = _FOLLOWING.match(bare) or (None if passive and _HANGS.search(passive["subject"]) else passive)
    if passive and not _PERSON.match(bare) and " had " not in bare[: passive.end()]:
        yield sentence, _kind(passive["did"])


def _from(sentence: str, start: int) -> str:
    """ "There was a discussion and it was agreed that …" says the decision from "it was agreed" on."""
    said = sentence[start:]
    return said[:1].upper() + said[1:]


def _kind(word: str) -> str:
    return _KINDS.get(word.lower(), "agreed")
