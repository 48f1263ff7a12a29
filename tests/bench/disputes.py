"""Disputes of ten years: 5,000 with 100,000 events at scale 100; one of them has 500 events."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from champions.models import Champion, Signatory
from compact_portal.audit.chain import GENESIS
from compact_portal.audit.models import AuditEvent, subject_of
from compact_portal.people.choices import Sector
from compact_portal.people.models import Membership, Organisation, User
from disputes.choices import DisputeState, Outcome, Side
from disputes.models import Dispute, LearningNote, Party, Procedure, Stage

EVENTS, MOST_EVENTS = 20, 500
WORDS = "Our grant was reduced with a week’s notice, and nobody spoke with us before. " * 4
BATCH = 1000


def build_disputes(scale: int) -> None:
    """Of every fifty, three are talked through and one is with the Champions; the rest was closed long ago."""
    manager, groups, council = _people(scale)
    made = Dispute.objects.bulk_create(_disputes(50 * scale, manager), BATCH)
    Party.objects.bulk_create(
        (
            Party(dispute=dispute, side=side, organisation=organisation, speaks=True)
            for n, dispute in enumerate(made)
            for side, organisation in ((Side.RAISING, groups[n % len(groups)]), (Side.RESPONDING, council))
        ),
        BATCH,
    )
    Stage.objects.bulk_create(_stages(made), BATCH)
    LearningNote.objects.bulk_create(_learning(made, manager), BATCH)
    AuditEvent.objects.bulk_create(_events(made, manager), BATCH)
    _champion()


def _people(scale: int) -> tuple[User, list[Organisation], Organisation]:
    """So few groups that each has a whole page of disputes in the smallest data."""
    manager = User.objects.create_user("manager@example.org", name="Mel Example")
    groups = list(Organisation.objects.filter(sector=Sector.VOLUNTARY).order_by("pk")[: min(5 * scale, 10)])
    council = Organisation.objects.create(name="Example Council", slug="example-council", sector=Sector.PUBLIC)
    Membership.objects.create(
        user=manager, organisation=groups[0], role="lead", state="confirmed", decided_at=timezone.now()
    )
    return manager, groups, council


def _champion() -> None:
    organisation = Organisation.objects.create(name="Example Fire", slug="example-fire", sector=Sector.PUBLIC)
    user = User.objects.create_user("champion@example.org", name="Cha Example", is_champion=True)
    signatory = Signatory.objects.create(organisation=organisation, since=timezone.localdate())
    Champion.objects.create(signatory=signatory, person=user.person, starts_on=timezone.localdate())


def _disputes(number: int, manager: User) -> Iterator[Dispute]:
    procedure, now = Procedure.objects.in_use().first(), timezone.now()
    for n in range(number):
        sent_at = now - timedelta(days=3, hours=n)
        state = {1: DisputeState.REFERRED}.get(n % 50, DisputeState.TALKING if n % 50 in (0, 2, 3) else "closed")
        ended = {} if state != "closed" else {"settled_at": sent_at, "outcome": Outcome.AGREED, "outcome_text": WORDS}
        yield Dispute(
            reference=f"{2016 + n // 600}-{n % 600 + 1:03}",
            procedure=procedure,
            state=state,
            title=f"Example concern {n}",
            what_happened=WORDS,
            what_would_help=WORDS,
            begun_by=manager,
            begun_at=sent_at,
            saved_at=sent_at,
            sent_at=sent_at,
            **ended,
        )


def _stages(disputes: list[Dispute]) -> Iterator[Stage]:
    first, second = Procedure.objects.in_use().first().stages.all()
    for dispute in disputes:
        definition = second if dispute.state == DisputeState.REFERRED else first
        started = timezone.localdate() if dispute.is_running else timezone.localdate(dispute.sent_at)
        due = started + timedelta(weeks=definition.amount)
        yield Stage(
            dispute=dispute, definition=definition, started_on=started, original_due=due, ended_at=dispute.settled_at
        )


def _learning(disputes: list[Dispute], manager: User) -> Iterator[LearningNote]:
    """What was learned from those that are closed; each tenth of them was closed lately."""
    today, now = timezone.localdate(), timezone.now()
    for n, dispute in enumerate(dispute for dispute in disputes if dispute.state == DisputeState.CLOSED):
        written_at = now - timedelta(days=80 if n % 10 == 0 else 800)
        yield LearningNote(
            dispute=dispute,
            issue=WORDS,
            change=WORDS,
            who="Public bodies",
            by_when="April",
            written_by=manager,
            written_at=written_at,
            public_from=today - timedelta(days=30),
        )


def _events(disputes: list[Dispute], manager: User) -> Iterator[AuditEvent]:
    for n, dispute in enumerate(disputes):
        link = GENESIS
        for sequence in range(1, (EVENTS if n else MOST_EVENTS) + 1):
            event = AuditEvent(
                subject=subject_of(dispute),
                sequence=sequence,
                verb="clock paused" if sequence % 2 else "clock started again",
                actor=manager,
                actor_name="Mel Example",
                at=dispute.sent_at + timedelta(minutes=sequence),
                details={"reason": "We ask our trustees.", "for": "Example Group 0"},
                previous_hash=link,
            )
            link = event.hash = event.expected_hash()
            yield event
