"""Who raises a dispute, with whom together or for whom, and with which organisation: while it is a draft."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from compact_portal.partnership.models import Partnership
from compact_portal.people.models import Organisation
from disputes.choices import Manner, Side
from disputes.models import Dispute, Party, TeamMember
from disputes.queries.disputes import can_be_told, organisations_to_raise_for
from disputes.services.draft_answers import held_draft, save_answers
from disputes.services.states import lock
from disputes.services.together import ask_to_join
from disputes.services.withheld import drop_close_checker, keep_name, withheld_of


@transaction.atomic
def save_who_raises(
    dispute: Dispute,
    *,
    organisation: Organisation,
    manner: str,
    others: Iterable[Organisation] = (),
    authority: str = "",
    withheld_name: str = "",
    by,
    now: datetime,
) -> Dispute:
    """Who raises it, and with whom together or for whom. Raises ValidationError for an organisation named twice.

    Those it is raised together with are asked, and join when they say yes. Those it is raised for are named at once:
    the representative says what lets them speak.
    """
    dispute = held_draft(dispute, by)
    others = list(others) if manner != Manner.INDIVIDUALLY else []
    if organisation in others:
        raise ValidationError({"others": f"{organisation} is named twice. Choose the others only."})
    if not organisations_to_raise_for(by).filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": f"You do not act for {organisation} on the portal."})
    represents = manner == Manner.THROUGH_REPRESENTATIVE
    together = [] if represents else others
    dispute.parties.filter(side=Side.RESPONDING, organisation__in=[organisation, *others]).delete()
    joined = dispute.join_requests.filter(accepted=True, organisation__in=together).values("organisation")
    dispute.parties.filter(side=Side.RAISING, speaks=False).exclude(organisation__in=joined).delete()
    name_speaker(dispute, organisation, by=by, now=now)
    if represents:
        Party.objects.bulk_create(Party(dispute=dispute, side=Side.RAISING, organisation=each) for each in others)
    ask_to_join(dispute, together, by=by, now=now)
    keep_name(dispute, withheld_name if represents else "")
    drop_close_checker(dispute, timezone.localdate(now))
    return save_answers(dispute, manner=manner, authority=authority if represents else "", by=by, now=now)


@transaction.atomic
def save_manner(dispute: Dispute, *, organisation: Organisation, manner: str, by, now: datetime) -> Dispute:
    """Who raises it, before the others are asked for. What was said of those stays as far as it fits the new answer;
    nobody is asked to join before somebody says so."""
    dispute = held_draft(dispute, by)
    kept = others_of(dispute) if manner == Manner.THROUGH_REPRESENTATIVE else asked_to_join(dispute)
    return save_who_raises(
        dispute,
        organisation=organisation,
        manner=manner,
        others=[each for each in kept if each != organisation],
        authority=dispute.authority,
        withheld_name=withheld.name if (withheld := withheld_of(dispute)) else "",
        by=by,
        now=now,
    )


@transaction.atomic
def save_others(
    dispute: Dispute,
    *,
    others: Iterable[Organisation],
    authority: str = "",
    withheld_name: str = "",
    by,
    now: datetime,
) -> Dispute:
    """With whom it is raised together, or for whom. Raises ValidationError as `save_who_raises` does."""
    dispute = held_draft(dispute, by)
    speaking = next(party for party in dispute.parties.all() if party.speaks and party.side == Side.RAISING)
    said = {"others": others, "authority": authority, "withheld_name": withheld_name}
    return save_who_raises(dispute, organisation=speaking.organisation, manner=dispute.manner, **said, by=by, now=now)


def others_of(dispute: Dispute) -> list[Organisation]:
    """All that raise it with the one that speaks, or for whom it is raised; asked to join or named."""
    raising = [party for party in dispute.parties.all() if party.side == Side.RAISING and not party.speaks]
    named = {each.pk: each for each in [*asked_to_join(dispute), *(party.organisation for party in raising)]}
    return list(named.values())


def asked_to_join(dispute: Dispute) -> list[Organisation]:
    """Those that have not said no."""
    requests = dispute.join_requests.exclude(accepted=False).select_related("organisation")
    return [request.organisation for request in requests]


def asks_for_others(dispute: Dispute) -> bool:
    return dispute.manner not in ("", Manner.INDIVIDUALLY)


def has_its_others(dispute: Dispute) -> bool:
    """Somebody is named or was asked, even one who said no; a representative says what lets them speak."""
    if dispute.manner == Manner.THROUGH_REPRESENTATIVE and not dispute.authority:
        return False
    return bool(others_of(dispute) or withheld_of(dispute)) or dispute.join_requests.exists()


def name_speaker(dispute: Dispute, organisation: Organisation, *, by, now: datetime) -> None:
    """The organisation that raises it; whoever writes is on its team."""
    if dispute.parties.filter(speaks=True, side=Side.RAISING, organisation=organisation).exists():
        return
    dispute.parties.filter(side=Side.RAISING, speaks=True).delete()
    dispute.join_requests.filter(organisation=organisation).delete()
    dispute.parties.filter(organisation=organisation).delete()
    party = dispute.parties.create(side=Side.RAISING, organisation=organisation, speaks=True)
    TeamMember.objects.create(party=party, user=by, added_at=now)


@transaction.atomic
def save_respondent(dispute: Dispute, *, organisation: Organisation, by, now: datetime) -> Dispute:
    """With whom it is raised. Raises ValidationError for one that raises it too, or that nothing can reach."""
    dispute = held_draft(dispute, by)
    if dispute.parties.filter(side=Side.RAISING, organisation=organisation).exists():
        raise ValidationError({"organisation": f"{organisation} raises this. Choose the other organisation."})
    if not can_be_told(organisation):
        raise ValidationError({"organisation": cannot_be_told(organisation)})
    dispute.parties.filter(side=Side.RESPONDING).delete()
    dispute.parties.create(side=Side.RESPONDING, organisation=organisation, speaks=True)
    drop_close_checker(lock(dispute), timezone.localdate(now))
    return save_answers(dispute, by=by, now=now)


def cannot_be_told(organisation: Organisation) -> str:
    office = Partnership.current().contact_email
    asked = f"Write to {office} and ask" if office else "Ask the partnership"
    return (
        f"Nobody from {organisation} uses the portal yet, so we cannot tell them. {asked} to invite them. "
        "Your answers are kept."
    )
