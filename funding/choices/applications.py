"""The words of applying, assessing and deciding."""

from django.db.models import TextChoices


class ShareKind(TextChoices):
    """How those who apply together share the money."""

    POUNDS = "pounds", "In pounds"
    PERCENT = "per-cent", "In per cent"


class ApplicationState(TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Sent"
    ELIGIBLE = "eligible", "Passed the questions"
    INELIGIBLE = "ineligible", "Did not pass the questions"
    WITHDRAWN = "withdrawn", "Withdrawn"
    INVITED = "invited", "Invited to the second stage"
    NOT_INVITED = "not-invited", "Does not go on to the second stage"
    COMPLETE = "complete", "Both stages are sent"
    DROPPED = "dropped", "Nothing was sent in the second stage"


A = ApplicationState

#: Its people write in it: the first stage, or the second.
WRITTEN = frozenset({A.DRAFT, A.INVITED})
#: It was sent, and nobody took it back. Of two stages: the first was.
SENT = frozenset(A) - {A.DRAFT, A.WITHDRAWN}
#: Those of them that may still get something.
IN_THE_RUNNING = SENT - {A.NOT_INVITED, A.DROPPED}
#: What its people do not read before everyone is told: to them it is sent, and nothing else.
UNTOLD = frozenset({A.SUBMITTED, A.ELIGIBLE, A.INELIGIBLE, A.COMPLETE})


class InterestLevel(TextChoices):
    """What an assessor has to do with an applicant."""

    NONE = "none", "Nothing"
    POTENTIAL = "potential", "Something that may look like an interest"
    ACTUAL = "actual", "An interest: I will not assess it"


class AssessmentState(TextChoices):
    """One assessor's marks for one application."""

    OPEN = "open", "Being marked"
    LOCKED = "locked", "Locked"
    ABSTAINED = "abstained", "Abstained"
    RECUSED = "recused", "Stood aside"


#: Nothing more will come from this assessor.
FINISHED = frozenset({AssessmentState.LOCKED, AssessmentState.ABSTAINED})


class Answer(TextChoices):
    """To one commitment of the Compact check."""

    MET = "met", "Yes, this round keeps it"
    EXCEPTION = "exception", "No, and we say publicly why"
    NOT_APPLICABLE = "not-applicable", "It does not apply to this round"


class Step(TextChoices):
    """Whose word a verdict is."""

    RECOMMENDED = "recommended", "Recommended"
    DECIDED = "decided", "Decided"


class Verdict(TextChoices):
    AWARD = "award", "Award it"
    RESERVE = "reserve", "Keep it in reserve"
    NO = "no", "Do not award it"


#: What an applicant reads of a verdict.
OUTCOMES = {Verdict.AWARD: "Awarded", Verdict.RESERVE: "In reserve", Verdict.NO: "Not awarded"}
