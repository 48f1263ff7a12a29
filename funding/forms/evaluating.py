"""What a round achieved."""

from compact_portal.forms import PortalForm
from funding.forms.assessment import text


class EvaluationForm(PortalForm):
    submit = "Continue"

    achieved = text(
        "What did the money change?",
        help_text="Say what happened and for whom, as the reports tell it. Do not name people.",
    )
    learned = text(
        "What did you learn?",
        help_text="For example: what you will do differently in the next round.",
    )
