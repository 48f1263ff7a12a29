"""The words of awards, their money, reports and concerns, and the tables of how each moves."""

from django.db.models import TextChoices

from compact_portal.transitions import Transition, table_of


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

#: Nothing more happens.
ENDED = frozenset({A.DECLINED, A.CLOSED})

#: Every legal change of an award's state.
AWARD_TRANSITIONS = table_of(
    Transition("accept", "accepted", "Accept it", frozenset({A.OFFERED}), A.ACCEPTED),
    Transition("decline", "declined", "Decline it", frozenset({A.OFFERED}), A.DECLINED),
    Transition("start", "begun", "Pay the first money", frozenset({A.ACCEPTED}), A.ACTIVE),
    Transition("take-back", "not begun after all", "Take the first payment back", frozenset({A.ACTIVE}), A.ACCEPTED),
    Transition("complete", "coming to its end", "Bring it to its end", frozenset({A.ACTIVE}), A.COMPLETING),
    Transition("go-on", "going on", "Take the last payment back", frozenset({A.COMPLETING}), A.ACTIVE),
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
    Transition("correct", "corrected: not paid", "Correct it", frozenset({P.PAID}), P.SCHEDULED),
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
