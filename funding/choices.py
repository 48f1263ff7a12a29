"""The words of funding, and the table of how a round moves."""

from django.db.models import TextChoices

from compact_portal.transitions import Transition, table_of


class RoundState(TextChoices):
    """Between publication and assessment the clock decides: a published round is coming, open, or closed."""

    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed"
    PUBLISHED = "published", "Published"
    ASSESSING = "assessing", "Being assessed"
    MODERATED = "moderated", "Marks are agreed"
    RECOMMENDED = "recommended", "Recommended, not decided yet"
    DECIDED = "decided", "Decided, not announced yet"
    ANNOUNCED = "announced", "Announced"
    OVER = "over", "Over"
    CANCELLED = "cancelled", "Cancelled"


S = RoundState

#: Published, and nobody knows yet who is to get anything.
UNDECIDED = frozenset({S.PUBLISHED, S.ASSESSING, S.MODERATED, S.RECOMMENDED})

#: Every legal change of a round's state. What is not here cannot happen.
TRANSITIONS = table_of(
    Transition("publish", "published", "Publish the round", frozenset({S.DRAFT}), S.PUBLISHED),
    Transition("assess", "assessment started", "Start the assessment", frozenset({S.PUBLISHED}), S.ASSESSING),
    Transition("moderate", "marks agreed", "Agree on the marks", frozenset({S.ASSESSING}), S.MODERATED),
    Transition("recommend", "recommended", "Recommend", frozenset({S.MODERATED, S.RECOMMENDED}), S.RECOMMENDED),
    Transition("decide", "decided", "Write down the decision", frozenset({S.RECOMMENDED}), S.DECIDED),
    Transition("announce", "announced", "Announce the decision", frozenset({S.DECIDED}), S.ANNOUNCED),
    Transition("cancel", "cancelled", "Cancel the round", UNDECIDED, S.CANCELLED),
)

#: From the start of the assessment on.
ASSESSED = frozenset({S.ASSESSING, S.MODERATED, S.RECOMMENDED, S.DECIDED, S.ANNOUNCED})


class Phase(TextChoices):
    """Where a round stands for somebody who looks at it now."""

    COMING = "coming", "Opens soon"
    OPEN = "open", "Open"
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


#: It was sent, and nobody took it back.
SENT = frozenset({ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE, ApplicationState.INELIGIBLE})


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


class AwardState(TextChoices):
    OFFERED = "offered", "Offered"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    ACTIVE = "active", "Going on"
    COMPLETING = "completing", "Last steps"
    CLOSED = "closed", "Closed"


A = AwardState

#: Money moves, and reports are written.
RUNNING = frozenset({A.ACCEPTED, A.ACTIVE, A.COMPLETING})

#: Every legal change of an award's state.
AWARD_TRANSITIONS = table_of(
    Transition("accept", "accepted", "Accept it", frozenset({A.OFFERED}), A.ACCEPTED),
    Transition("decline", "declined", "Decline it", frozenset({A.OFFERED}), A.DECLINED),
    Transition("start", "begun", "Pay the first money", frozenset({A.ACCEPTED}), A.ACTIVE),
    Transition("complete", "coming to its end", "Bring it to its end", frozenset({A.ACTIVE}), A.COMPLETING),
    Transition("close", "closed", "Close it", RUNNING, A.CLOSED),
)


class PaymentKind(TextChoices):
    """When money comes, seen from what it pays for."""

    ADVANCE = "advance", "In advance"
    INSTALMENT = "instalment", "Instalment"
    MILESTONE = "milestone", "When something is reached"
    ARREARS = "arrears", "Afterwards"
    RESULT = "result", "By results"


#: Compact, section 8: payment in advance; what is not says publicly why.
WITH_A_REASON = frozenset({PaymentKind.ARREARS, PaymentKind.RESULT})
#: At most this share of an award hangs on results, in per cent. The Leicester tender: 0, 10 or 20.
RESULT_BANDS = (0, 10, 20)


class PaymentState(TextChoices):
    SCHEDULED = "scheduled", "To be paid"
    PAID = "paid", "Paid"
    WITHHELD = "withheld", "Held back"
    REINVESTED = "reinvested", "Put into something else"
    RETURNED = "returned", "Gone back to the funder"


P = PaymentState

#: Every legal change of a payment's state.
PAYMENT_TRANSITIONS = table_of(
    Transition("pay", "paid", "It was paid", frozenset({P.SCHEDULED}), P.PAID),
    Transition("withhold", "held back", "Hold it back", frozenset({P.SCHEDULED}), P.WITHHELD),
    Transition("release", "released", "Release it", frozenset({P.WITHHELD}), P.SCHEDULED),
    Transition("reinvest", "reinvested", "Put it into something else", frozenset({P.WITHHELD}), P.REINVESTED),
    Transition("return", "gone back", "It goes back to the funder", frozenset({P.WITHHELD}), P.RETURNED),
)


class ReportKind(TextChoices):
    """Monitoring follows value: small awards ask for a note, larger ones for reports on the way as well."""

    NOTE = "note", "Short note at the end"
    PROGRESS = "progress", "Report on the way"
    FINAL = "final", "Report at the end"


class ReportState(TextChoices):
    PLANNED = "planned", "Not sent yet"
    SENT = "sent", "Sent"
    QUESTIONED = "questioned", "Something is asked"
    ACCEPTED = "accepted", "Accepted"


R = ReportState

#: The group writes.
UNSENT = frozenset({R.PLANNED, R.QUESTIONED})

#: Every legal change of a report's state.
REPORT_TRANSITIONS = table_of(
    Transition("send", "sent", "Send the report", UNSENT, R.SENT),
    Transition("ask", "questioned", "Ask about the report", frozenset({R.SENT}), R.QUESTIONED),
    Transition("accept", "accepted", "Accept the report", frozenset({R.SENT}), R.ACCEPTED),
)


class ConcernState(TextChoices):
    RAISED = "raised", "Raised"
    IMPROVING = "improving", "Being put right"
    NOTICE = "notice", "Notice is given"
    RESOLVED = "resolved", "Resolved"


C = ConcernState

#: Every legal change of a concern's state. Notice asks for more: see `services.concerns`.
CONCERN_TRANSITIONS = table_of(
    Transition("plan", "timetable set", "Set a timetable", frozenset({C.RAISED, C.IMPROVING}), C.IMPROVING),
    Transition("give-notice", "notice given", "Give notice", frozenset({C.RAISED, C.IMPROVING}), C.NOTICE),
    Transition("resolve", "resolved", "Resolve it", frozenset({C.RAISED, C.IMPROVING, C.NOTICE}), C.RESOLVED),
)


class Outcome(TextChoices):
    """Of one step of an improvement timetable."""

    DONE = "done", "It is done"
    NOT_DONE = "not-done", "It is not done"
