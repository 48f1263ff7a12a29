"""Two disputes in Stage 1: one on its ninth day with more time asked for, one whose time is over."""

from datetime import datetime, timedelta

from champions.choices import CompactState
from champions.models import Clause
from compact_portal.dates import roll_forward
from compact_portal.people.models import Membership, Organisation, User
from disputes.choices import Manner
from disputes.models import Dispute
from disputes.services import drafts, stages

#: organisation that raises it, the other one, days ago, the words it says, a word of the commitment it is about
DISPUTES = (
    (
        "Example Befriending Project",
        "Example Health Trust",
        9,
        {
            "title": "Notice before a grant was reduced",
            "what_happened": "Our grant for visits was reduced within a month. We heard of it a week before.",
            "happened_on": "At the start of last month",
            "what_would_help": "A meeting about how it came to this, and three months’ notice next time.",
        },
        "financial relationship",
    ),
    (
        "Example Youth Club",
        "Example Health Trust",
        24,
        {
            "title": "A payment that came two months late",
            "what_happened": "The second payment of our contract came two months after it was due. We paid wages late.",
            "happened_on": "In the summer",
            "what_would_help": "Payment in advance for the rest of the year, as the Compact says.",
        },
        "in advance",
    ),
)


def load_disputes(*, by: User, now: datetime) -> None:
    """Everything through the services, as its two sides would. `by` is the officer, who has no part in them."""
    first, _ = [load_dispute(*told, now=now) for told in DISPUTES]
    ask_for_more_time(first, now=now)


def load_dispute(raising: str, responding: str, days: int, words: dict, about: str, *, now: datetime) -> Dispute:
    then = now - timedelta(days=days)
    user, organisation = lead_of(raising), Organisation.objects.get(name=raising)
    dispute = drafts.begin_draft(by=user, now=then)
    drafts.save_answers(dispute, matter="commitment", files_considered=True, **words, by=user, now=then)
    drafts.save_who_raises(dispute, organisation=organisation, manner=Manner.INDIVIDUALLY, by=user, now=then)
    drafts.save_respondent(dispute, organisation=Organisation.objects.get(name=responding), by=user, now=then)
    drafts.save_commitments(dispute, clauses=[commitment(about)], by=user, now=then)
    return drafts.send_dispute(dispute, by=user, now=then)


def lead_of(organisation: str) -> User:
    return Membership.objects.leads().get(organisation__name=organisation).user


def commitment(about: str) -> Clause:
    """The first commitment of the public bodies with this word."""
    found = Clause.objects.filter(section__version__state=CompactState.IN_FORCE, kind="commitment")
    return found.filter(addressee="public-bodies", text__icontains=about).in_reading_order().first()


def ask_for_more_time(dispute: Dispute, *, now: datetime) -> None:
    stage = stages.current_stage(dispute)
    due = roll_forward(stage.clock.due + timedelta(days=4))
    asking = lead_of("Example Health Trust")
    stages.ask_for_more_time(
        dispute, due=due, reason="The head of service is back next week.", by=asking, now=now - timedelta(days=1)
    )
