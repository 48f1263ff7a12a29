"""Finding what an address names. A dispute of others and one that never was are the same: 404. A step for which it is
too early or too late is answered with where the dispute stands: 409."""

from copy import copy

from django.http import Http404
from django.utils import timezone

from compact_portal.access.gate import permission_required
from disputes.choices import DisputeState
from disputes.models import Dispute
from disputes.queries.disputes import with_everyone
from disputes.queries.parts import dispute_to_show
from disputes.services.states import DisputeMovedOn

EDIT = "disputes.edit_draft"
VIEW = "disputes.view_dispute"


def found_draft(request, key: str, *args, **kwargs) -> Dispute:
    """Whoever began it and comes back to a page of it after it was sent reads so: DisputeMovedOn."""
    refuse_what_is_sent(request.user, key)
    dispute = with_everyone(Dispute.objects.drafts().filter(key=key)).first()
    if dispute is None or not request.user.has_perm(EDIT, dispute):
        raise Http404
    return dispute


def refuse_what_is_sent(user, key: str) -> None:
    sent = with_everyone(Dispute.objects.sent().filter(key=key, begun_by=user.pk)).first()
    if sent and user.has_perm(VIEW, sent):
        raise DisputeMovedOn(sent, "This is sent, so its answers cannot be changed any more.")


def found_dispute(request, reference: str, *args, **kwargs) -> Dispute:
    """Asked for by the gate and again by the view, and read once."""
    known = request.__dict__.setdefault("found_disputes", {})
    if reference not in known:
        known[reference] = dispute_to_show(reference, request.user, timezone.localdate())
    dispute = known[reference]
    if dispute is None or not request.user.has_perm(VIEW, dispute):
        raise Http404
    return dispute


def step_required(permission: str):
    """Let a view run for those who may take this step with the dispute that its address names, as it stands now.

    Raises DisputeMovedOn for those who may take it in another state, so that a page opened before says what happened.
    """

    def found(request, reference: str, *args, **kwargs) -> Dispute:
        dispute = found_dispute(request, reference)
        if not request.user.has_perm(permission, dispute) and may_at_times(request.user, permission, dispute):
            raise DisputeMovedOn.not_now(dispute)
        return dispute

    return permission_required(permission, fn=found)


def may_at_times(user, permission: str, dispute: Dispute) -> bool:
    return any(user.has_perm(permission, in_state(dispute, state)) for state in DisputeState)


def in_state(dispute: Dispute, state: str) -> Dispute:
    """The same dispute, imagined in another state. Never saved."""
    imagined = copy(dispute)
    imagined.state = state
    return imagined
