"""The words of the Compact, and the table of how a version moves from draft to superseded."""

from django.db.models import TextChoices

from compact_portal.people.choices import Sector
from compact_portal.transitions import Transition, table_of


class CompactState(TextChoices):
    DRAFT = "draft", "Draft"
    CONSULTATION = "consultation", "Out to consultation"
    CONSIDERED = "considered", "Responses considered"
    AGREED = "agreed", "Agreed"
    ADOPTING = "adopting", "Being adopted"
    IN_FORCE = "in-force", "In force"
    SUPERSEDED = "superseded", "Superseded"


S = CompactState

#: Every legal change of a version's state. What is not here cannot happen.
TRANSITIONS = table_of(
    Transition("consult", "put out to consultation", "Start the consultation", frozenset({S.DRAFT}), S.CONSULTATION),
    Transition("consider", "responses considered", "Close the consultation", frozenset({S.CONSULTATION}), S.CONSIDERED),
    Transition("withdraw", "consultation withdrawn", "Withdraw the consultation", frozenset({S.CONSULTATION}), S.DRAFT),
    Transition("redraft", "taken back to draft", "Go back to the draft", frozenset({S.CONSIDERED, S.AGREED}), S.DRAFT),
    Transition("agree", "agreed", "Record that it is agreed", frozenset({S.CONSIDERED}), S.AGREED),
    Transition("adopt", "adoption started", "Start adoption", frozenset({S.AGREED}), S.ADOPTING),
    Transition("launch", "launched", "Launch the Compact", frozenset({S.ADOPTING}), S.IN_FORCE),
    Transition("supersede", "superseded", "Supersede", frozenset({S.IN_FORCE}), S.SUPERSEDED),
)

#: States in which officers may still change the words.
EDITABLE = frozenset({S.DRAFT, S.CONSIDERED})
#: States of a version whose words are not settled yet. One at a time is.
BEING_WRITTEN = frozenset({S.DRAFT, S.CONSULTATION, S.CONSIDERED})
#: States of a version that is settled, and not public yet: signatories read what they are to adopt.
SETTLED = frozenset({S.AGREED, S.ADOPTING})

#: States in which anyone may read a version. A draft is for the officers who write it.
PUBLIC = frozenset({S.CONSULTATION, S.IN_FORCE, S.SUPERSEDED})

#: States in which signatories adopt. Some come late, when it is in force already.
ADOPTION_OPEN = SETTLED | {S.IN_FORCE}
#: States in which everyone may see who has adopted.
ADOPTION_PUBLIC = ADOPTION_OPEN | {S.SUPERSEDED}


class SectionKind(TextChoices):
    FOREWORD = "foreword", "Foreword"
    SECTION = "section", "Section"
    CONTACTS = "contacts", "Further information"
    FORMAT_REQUEST = "format-request", "Other formats and languages"
    APPENDIX = "appendix", "Appendix"


class ClauseKind(TextChoices):
    """A heading or a lead-in introduces the clauses after it; it is not one that can be kept or broken."""

    HEADING = "heading", "Heading"
    LEAD_IN = "lead-in", "Words before a list"
    TEXT = "text", "Text"
    POINT = "point", "Point of a list"
    PRINCIPLE = "principle", "Principle"
    COMMITMENT = "commitment", "Commitment"


#: What stands as one line of a list.
LISTED = frozenset({ClauseKind.POINT, ClauseKind.PRINCIPLE, ClauseKind.COMMITMENT})
#: What somebody keeps or breaks.
PROMISES = frozenset({ClauseKind.PRINCIPLE, ClauseKind.COMMITMENT})
#: What can be cited: it has a number within its section.
CITABLE = LISTED | {ClauseKind.TEXT}


class Addressee(TextChoices):
    EVERYONE = "everyone", "Everyone"
    PUBLIC_BODIES = "public-bodies", "Public bodies"
    VOLUNTARY_SECTOR = "voluntary-sector", "The voluntary sector"


#: Whom a promise of one side does not bind: the other side. An organisation that is of neither has chosen none.
NOT_BOUND = {Addressee.PUBLIC_BODIES: Sector.VOLUNTARY, Addressee.VOLUNTARY_SECTOR: Sector.PUBLIC}


class ChampionRole(TextChoices):
    CHAMPION = "champion", "Champion"
    DEPUTY = "deputy", "Deputy"


class Format(TextChoices):
    """What the form at the end of the Compact offers."""

    LARGE_PRINT = "large-print", "Large print"
    ELECTRONIC = "electronic", "A file by email"
    AUDIO = "audio", "Audio"
    EASY_READ = "easy-read", "Easy Read"
    LANGUAGE = "language", "Another language"
    OTHER = "other", "Something else"


class AdoptionState(TextChoices):
    NOT_STARTED = "not-started", "Not started"
    PLANNED = "planned", "Planned"
    ADOPTED = "adopted", "Adopted"
    DECLINED = "declined", "Declined"


class EditionKind(TextChoices):
    """Ways to read the Compact that are made outside the portal."""

    EASY_READ = "easy-read", "Easy Read"
    AUDIO = "audio", "Audio"
    SIGNED = "signed", "British Sign Language video"
    LANGUAGE = "language", "Another language"
    OTHER = "other", "Something else"


class Capacity(TextChoices):
    ORGANISATION = "organisation", "For an organisation"
    PERSON = "person", "As a person"


class Outcome(TextChoices):
    """What became of a response to a consultation."""

    CHANGED = "changed", "Changed"
    NOT_CHANGED = "not-changed", "Not changed"
    NOTED = "noted", "Noted"


class PromotionKind(TextChoices):
    BRIEFING = "briefing", "Briefing"
    TRAINING = "training", "Training"
    EVENT = "event", "Event"
    ARTICLE = "article", "Article"
    OTHER = "other", "Something else"


class InterestKind(TextChoices):
    """How close a Champion is to an organisation: the start of a sentence that its name ends."""

    BELONGS_TO = "belongs-to", "Belongs to"
    WORKS_FOR = "works-for", "Works for"
    GOVERNS = "governs", "Helps to govern"
    FUNDS = "funds", "Funds"


class ReviewOutcome(TextChoices):
    STAYS = "stays", "We still cannot keep it"
    ENDED = "ended", "We keep it now"
