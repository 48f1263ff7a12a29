"""Raising together: asking others to join, joining, leaving. Each group consents by itself; one speaks for all."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from compact_portal.audit.services import record
from compact_portal.people.models import Organisation
from compact_portal.people.queries import organisations_led_by
from disputes.choices import Side
from disputes.emails import together as emails
from disputes.models import Dispute, JoinRequest, Party, WithheldName
from disputes.services.states import DisputeMovedOn, happened, lock, lock_for
from disputes.sides import party_of

LEAVE = "disputes.leave_group"


def ask_to_join(dispute: Dispute, organisations: Iterable[Organisation], *, by, now: datetime) -> None:
    """Ask those who were not asked yet, and take back what others have not answered. Inside a transaction, on a draft
    that is held."""
    named = {organisation.pk: organisation for organisation in organisations}
    dispute.join_requests.exclude(organisation__in=named).exclude(accepted=False).delete()
    asked = set(dispute.join_requests.values_list("organisation", flat=True))
    for pk in sorted(named.keys() - asked):
        request = dispute.join_requests.create(organisation=named[pk], asked_by=by, asked_at=now)
        emails.asked_to_join(request, at=now)
    if named.keys() - asked:
        record(dispute, "asked to join", by=by, at=now)


@transaction.atomic
def answer_request_to_join(request: JoinRequest, *, accepts: bool, by, now: datetime) -> JoinRequest:
    """A lead says whether their organisation joins. It changes no date.

    Raises DisputeMovedOn once the dispute has ended, ValidationError for an organisation that is on the other side.
    """
    dispute = lock(request.dispute)
    request = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if request.organisation_id not in organisations_led_by(by):
        raise PermissionDenied
    if request.answered_at:
        return request
    if not (dispute.is_draft or dispute.is_running):
        raise DisputeMovedOn(dispute, "This has ended. There is nothing to join any more.")
    if accepts and dispute.parties.filter(organisation=request.organisation_id).exists():
        raise ValidationError("Your organisation is part of this already.")
    request.accepted, request.answered_at = accepts, now
    request.save()
    if accepts:
        join(dispute, request, by=by, now=now)
    emails.join_answered(request, at=now)
    return request


def join(dispute: Dispute, request: JoinRequest, *, by, now: datetime) -> None:
    party = dispute.parties.create(side=Side.RAISING, organisation=request.organisation)
    party.team.create(user=by, added_at=now)
    if not dispute.is_draft:
        happened(lock(dispute), "group joined", by=by, now=now, who=party.organisation.name)
        words = "Another organisation has joined those who raised it."
        emails.side_changed(dispute, words, f"joined:{party.pk}", at=now)


@transaction.atomic
def leave_group(dispute: Dispute, *, by, now: datetime) -> Party:
    """One of several organisations that raised it leaves it to the others. Where it spoke for all, the next one does.

    The last one cannot leave: it withdraws. Nor can the representative of a group that is not named.
    """
    dispute = lock_for(dispute, by, LEAVE)
    party = party_of(by, dispute)
    if party.speaks and WithheldName.objects.filter(dispute=dispute).exists():
        raise ValidationError("Nobody else knows the name that is withheld. Withdraw it, or stay.")
    happened(dispute, "group left", by=by, now=now, who=party.organisation.name)
    spoke, party.speaks, party.left_at = party.speaks, False, now
    party.save()
    if spoke:
        following = dispute.parties.on(Side.RAISING).first()
        following.speaks = True
        following.save()
    dispute = lock(dispute)
    emails.side_changed(dispute, "One of the organisations that raised it has left.", f"left:{party.pk}", at=now)
    if spoke:
        emails.now_speaks(dispute, at=now)
    return party


def leave_draft(request: JoinRequest, *, by, now: datetime) -> None:
    """Before it is sent, an organisation that joined takes that back. Nobody but those who raise it ever knew."""
    with transaction.atomic():
        dispute = lock(request.dispute)
        if request.organisation_id not in organisations_led_by(by) or not dispute.is_draft:
            raise PermissionDenied
        dispute.parties.filter(organisation=request.organisation_id, speaks=False).delete()
        JoinRequest.objects.filter(pk=request.pk).update(accepted=False, answered_at=now)
        request.refresh_from_db()
        emails.join_answered(request, at=now)
