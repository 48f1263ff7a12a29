"""The words of disputes, and the table of how one moves from a draft to closed."""

from django.db.models import TextChoices

from compact_portal.transitions import Transition, table_of


class DisputeState(TextChoices):
    DRAFT = "draft", "Draft"
    TALKING = "talking", "Talking it through"
    REFERRED = "referred", "With the Champions"
    SETTLED = "settled", "Settled"
    CLOSED = "closed", "Closed"


S = DisputeState
RUNNING = frozenset({S.TALKING, S.REFERRED})
ENDED = frozenset({S.SETTLED, S.CLOSED})

#: Every legal change of a dispute's state. What is not here cannot happen.
TRANSITIONS = table_of(
    Transition("send", "raised", "Send it", frozenset({S.DRAFT}), S.TALKING),
    Transition("send-to-champions", "raised", "Send it to the Champions", frozenset({S.DRAFT}), S.REFERRED),
    Transition("go-on", "gone on", "Go on to the next stage", frozenset({S.TALKING}), S.TALKING),
    Transition("refer", "referred", "Refer it to the Champions", frozenset({S.TALKING}), S.REFERRED),
    Transition("settle", "settled", "Settle it", RUNNING, S.SETTLED),
    Transition("close", "closed", "Close it", frozenset({S.SETTLED}), S.CLOSED),
    Transition("reopen", "opened again", "Open it again", ENDED, S.TALKING),
    Transition("hear-again", "opened again", "Open it again with the Champions", ENDED, S.REFERRED),
)


class Unit(TextChoices):
    """What a stage's length is counted in."""

    WEEKS = "weeks", "Weeks"
    DAYS = "days", "Days"
    WORKING_DAYS = "working-days", "Working days"


class Decider(TextChoices):
    """Who ends a stage."""

    PARTIES = "parties", "The two sides"
    CHAMPIONS = "champions", "The Champions"


class ChangeKind(TextChoices):
    """The four different things that move a due date are three kinds of change; a reset begins a new stage."""

    EXTENSION = "extension", "More time"
    PAUSE = "pause", "Pause"
    CORRECTION = "correction", "Corrected start"


class Side(TextChoices):
    RAISING = "raising", "The side that raised it"
    RESPONDING = "responding", "The other side"


class PanelRole(TextChoices):
    CONVENING = "convening", "Convening Champion"
    PANEL = "panel", "Champion on the panel"
    ADVISER = "adviser", "Independent adviser"


class AdviserState(TextChoices):
    """Somebody outside both sides is asked to advise, or to stand in where no Champion can."""

    PROPOSED = "proposed", "Proposed by one side"
    REFUSED = "refused", "Not agreed"
    NAMED = "named", "Named"
    SITTING = "sitting", "Taken it up"
    STOOD_ASIDE = "stood-aside", "Stood aside"
    PASSED_OVER = "passed-over", "Did not answer"


class WhyAgain(TextChoices):
    """Why a dispute that ended is opened again."""

    NOT_DONE = "not-done", "Something that was agreed or decided was not done"
    EVIDENCE = "evidence", "There is something new that nobody knew"
    REPERCUSSIONS = "repercussions", "Something bad followed because it was raised"


class Manner(TextChoices):
    """How a dispute is raised."""

    INDIVIDUALLY = "individually", "For one organisation"
    COLLECTIVELY = "collectively", "Together with other organisations"
    THROUGH_REPRESENTATIVE = "through-representative", "For another organisation, as its representative"


class Outcome(TextChoices):
    """How a dispute ended. None of them says whose fault it was."""

    AGREED = "agreed", "Resolved by agreement"
    CLARIFIED = "clarified", "The Compact was made clear"
    REMEDIED = "remedied", "A commitment was not kept, and is put right"
    JUSTIFIED = "justified", "A commitment could not be kept, with a way forward"
    NOT_UPHELD = "not-upheld", "The commitments were kept"
    UNRESOLVED = "unresolved", "Not resolved"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REDIRECTED = "redirected", "Belongs elsewhere"
