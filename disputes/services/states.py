"""Moving a dispute from state to state: the table decides, its timeline remembers."""

from datetime import datetime

from django.utils import timezone

from compact_portal.access.gate import require
from compact_portal.access.refusals import Refusal
from compact_portal.audit.services import record
from disputes import panels
from disputes.choices import TRANSITIONS, DisputeState
from disputes.models import Dispute
from disputes.queries.disputes import with_stages
from disputes.sides import party_of


class DisputeMovedOn(Refusal):
    """Nothing was changed: the page says where the dispute stands now."""

    template = "disputes/refused.html"

    def __init__(self, dispute: Dispute, words: str):
        self.dispute = dispute
        super().__init__(words)

    @classmethod
    def not_now(cls, dispute: Dispute) -> "DisputeMovedOn":
        return cls(dispute, f"This is not possible while the dispute is “{dispute.get_state_display()}”.")

    def context(self) -> dict:
        return {"dispute": self.dispute}


def lock(dispute: Dispute) -> Dispute:
    """The dispute as it is now, with its parties and stages, held until the transaction ends."""
    Dispute.objects.select_for_update().get(pk=dispute.pk)
    return with_stages(Dispute.objects.filter(pk=dispute.pk)).get()


def lock_for(dispute: Dispute, by, permission: str) -> Dispute:
    """The same, for somebody who may do this. Raises DisputeMovedOn for those who see it and may not do this now,
    PermissionDenied for everyone else."""
    dispute = lock(dispute)
    if by.has_perm("disputes.view_dispute", dispute) and not by.has_perm(permission, dispute):
        raise DisputeMovedOn.not_now(dispute)
    require(by, permission, dispute)
    return dispute


def move(dispute: Dispute, verb: str, *, by, now: datetime, **details) -> None:
    """Take one step of the table, inside the caller's transaction, on a dispute that is held."""
    transition = TRANSITIONS[verb]
    if dispute.state not in transition.sources:
        raise DisputeMovedOn(
            dispute, f"{transition.label}: not possible while the dispute is “{dispute.get_state_display()}”."
        )
    changed = {"from": dispute.get_state_display(), "to": DisputeState(transition.target).label}
    dispute.state = transition.target
    dispute.revision += 1
    dispute.save()
    happened(dispute, transition.done, by=by, now=now, **changed, **details)


def happened(dispute: Dispute, verb: str, *, by, now: datetime, **details) -> None:
    """One line of the timeline. It says for which organisation somebody acted, who may act for another one later."""
    party = party_of(by, dispute) if by else None
    seat = panels.seat_of(by, dispute, timezone.localdate(now)) if by and not party else None
    acted_for = {"for": party.organisation.name if party else seat.get_role_display()} if party or seat else {}
    record(dispute, verb, by=by, at=now, **acted_for, **details)
