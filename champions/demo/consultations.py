"""An invented consultation: six responses, some with a reply. Every name is plainly an example."""

from datetime import datetime, timedelta

from champions.choices import Capacity, Outcome
from champions.models import Clause, CompactVersion, Consultation
from champions.services.consultations import open_consultation
from champions.services.responses import reply_to_response, respond
from compact_portal.people.models import User

INTRODUCTION = (
    "This draft brings the Compact up to date. It says more clearly how public bodies and voluntary groups plan "
    "and pay for work together.\n\n"
    "Please tell us what is missing, what is not clear and what you could not keep to."
)

#: (days after opening, which clause (counted from the first; None for the whole), organisation, what was said)
SAID = [
    (2, None, "Example Befriending Project", "We welcome the draft. It is shorter, and our trustees could follow it."),
    (5, 0, "", "I am a volunteer. Please say what the word “partners” means before you use it."),
    (
        9,
        1,
        "Example Health Trust",
        "We agree with this.\n\nPlease also say who checks that it is done.",
    ),
    (14, 1, "Example Youth Club", "This needs a date. Without one nobody knows when it is late."),
    (20, 2, "", "This is hard to read. Could it be two sentences?"),
    (26, None, "Example Community Transport", "Please send the draft to small groups by post, too."),
]

#: What became of the first of them, in their order.
REPLIES = [
    (Outcome.NOTED, "Thank you. We will keep it short."),
    (Outcome.CHANGED, "We added the word to the glossary."),
    (Outcome.NOT_CHANGED, "The partnership checks this every year already. The section on working together says so."),
]


def load_consultation(version: CompactVersion, *, by: User, now: datetime) -> Consultation:
    """The draft goes out to consultation four weeks ago, for 12 weeks, and people answer."""
    opened = now - timedelta(weeks=4)
    consultation = open_consultation(version, introduction=INTRODUCTION, by=by, now=opened)
    clauses = list(Clause.objects.citable().filter(section__version=version).order_by("section__position", "position"))
    for number, (days, place, organisation, words) in enumerate(SAID):
        response = respond(
            consultation,
            clause=clauses[place] if place is not None and place < len(clauses) else None,
            words=words,
            capacity=Capacity.ORGANISATION if organisation else Capacity.PERSON,
            organisation=organisation,
            name=f"Example Responder {number + 1}",
            now=opened + timedelta(days=days),
        )
        if number < len(REPLIES):
            outcome, reason = REPLIES[number]
            reply_to_response(response, outcome=outcome, reason=reason, based_on=0, by=by, now=response.sent_at)
    return consultation
