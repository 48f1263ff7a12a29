"""The words of rounds, and the table of how one moves."""

from django.db.models import TextChoices

from compact_portal.transitions import Transition, table_of


class RoundState(TextChoices):
    """Between publication and assessment the clock decides: a published round is coming, open, or closed."""

    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed"
    PUBLISHED = "published", "Published"
    SIFTING = "sifting", "First stage is being looked at"
    INVITED = "invited", "Second stage"
    ASSESSING = "assessing", "Being assessed"
    MODERATED = "moderated", "Marks are agreed"
    RECOMMENDED = "recommended", "Recommended, not decided yet"
    DECIDED = "decided", "Decided, not announced yet"
    ANNOUNCED = "announced", "Announced"
    EVALUATED = "evaluated", "Finished"
    OVER = "over", "Over"
    CANCELLED = "cancelled", "Cancelled"


S = RoundState

#: Published, and nobody knows yet who is to get anything.
UNDECIDED = frozenset({S.PUBLISHED, S.SIFTING, S.INVITED, S.ASSESSING, S.MODERATED, S.RECOMMENDED})

#: Every legal change of a round's state. What is not here cannot happen. Only rounds of two stages are sifted, and they
#: are assessed after the second: `services.stages` sees to both.
TRANSITIONS = table_of(
    Transition("publish", "published", "Publish the round", frozenset({S.DRAFT}), S.PUBLISHED),
    Transition("amend", "amended", "Change the round", frozenset({S.PUBLISHED}), S.PUBLISHED),
    Transition("sift", "first stage looked at", "Look at the first stage", frozenset({S.PUBLISHED}), S.SIFTING),
    Transition("invite", "second stage begun", "Say who goes on", frozenset({S.SIFTING}), S.INVITED),
    Transition(
        "assess", "assessment started", "Start the assessment", frozenset({S.PUBLISHED, S.INVITED}), S.ASSESSING
    ),
    Transition("moderate", "marks agreed", "Agree on the marks", frozenset({S.ASSESSING}), S.MODERATED),
    Transition("recommend", "recommended", "Recommend", frozenset({S.MODERATED, S.RECOMMENDED}), S.RECOMMENDED),
    Transition("decide", "decided", "Write down the decision", frozenset({S.RECOMMENDED, S.DECIDED}), S.DECIDED),
    Transition("announce", "announced", "Announce the decision", frozenset({S.DECIDED}), S.ANNOUNCED),
    Transition("evaluate", "evaluated", "Write down what it achieved", frozenset({S.ANNOUNCED}), S.EVALUATED),
    Transition("cancel", "cancelled", "Cancel the round", UNDECIDED, S.CANCELLED),
)

#: From the start of the assessment on.
ASSESSED = frozenset({S.ASSESSING, S.MODERATED, S.RECOMMENDED, S.DECIDED, S.ANNOUNCED, S.EVALUATED})

#: Everyone knows who got what.
IN_THE_OPEN = frozenset({S.ANNOUNCED, S.EVALUATED})


class Phase(TextChoices):
    """Where a round stands for somebody who looks at it now."""

    COMING = "coming", "Opens soon"
    OPEN = "open", "Open"
    BETWEEN = "between", "First stage is closed"
    SECOND = "second", "Open to those who were invited"
    CLOSED = "closed", "Closed for applications"


class Kind(TextChoices):
    """Grants first, then commissions."""

    OPEN = "open", "Open grant"
    TWO_STAGE = "two-stage", "Two-stage grant: an expression of interest, then a full application"
    SMALL = "small", "Small grants"
    INVITED = "invited", "Invited, or carried on from before"
    IN_KIND = "in-kind", "Help in kind: rent, training, equipment"
    QUOTATION = "quotation", "Quotation"
    TENDER = "tender", "Two-stage tender: pass or fail, then weighted"
    DIRECT = "direct", "Direct award"


COMMISSIONS = frozenset({Kind.QUOTATION, Kind.TENDER, Kind.DIRECT})
#: First a short answer that passes or not; those who passed write in full.
TWO_STAGES = frozenset({Kind.TWO_STAGE, Kind.TENDER})
#: The numbers of their stages.
FIRST, SECOND = 1, 2
#: Nobody is chosen from among others, so nobody is marked.
WITHOUT_CRITERIA = frozenset({Kind.INVITED, Kind.DIRECT, Kind.IN_KIND})


class QuestionKind(TextChoices):
    """What a question of an application form asks for."""

    SHORT = "short", "A few words"
    LONG = "long", "A longer text"
    NUMBER = "number", "A whole number"
    MONEY = "money", "An amount in pounds"
    DAY = "date", "A date"
    YES_NO = "yes-no", "Yes or no"
    CHOICE = "choice", "One of several choices"
    FILE = "file", "A file"
    COSTS = "cost-table", "A table of costs, with full cost recovery"


#: How an answer to "yes or no" is kept.
YES, NO = "yes", "no"
